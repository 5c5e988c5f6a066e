"""What Django can be asked about the whole project: migrations, commands, templates, addresses."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import BaseCommand, call_command, get_commands, load_command_class
from django.template import engines

from tests.project.sources import LOWER_ROOMS, ROOT, named, site_rooms, tracked

ROOMS = (*LOWER_ROOMS, *site_rooms())


def our_commands() -> dict[str, str]:
    """Our management commands and the applications they are in."""
    return {name: app for name, app in get_commands().items() if app.split(".")[0] in ROOMS}


def template_files() -> list[Path]:
    """Our templates: every file below a folder named `templates`."""
    return [
        path
        for path in tracked()
        if "templates" in path.relative_to(ROOT).parts and path.suffix in {".html", ".txt", ".xml"}
    ]


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    out = StringIO()

    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(f"Models have changes without a migration:\n{out.getvalue()}")


def test_there_are_commands_and_templates_to_look_at() -> None:
    assert {"load_regions", "expire_claims"} <= set(our_commands())
    assert ROOT / "site" / "templates" / "base.html" in template_files()


def test_every_command_says_what_it_does() -> None:
    silent = [name for name, app in our_commands().items() if not load_command_class(app, name).help]

    assert silent == []


def test_every_command_prints_its_help() -> None:
    printed = {name: usage(load_command_class(app, name), name) for name, app in our_commands().items()}

    assert [name for name, text in printed.items() if not text.startswith("usage:")] == []


def test_every_template_compiles() -> None:
    django = engines["django"]
    broken = []
    for path in template_files():
        try:
            django.from_string(path.read_text())
        except Exception as problem:  # whatever a template raises, its name is what is wanted
            broken.append(f"{named(path)}: {problem}")

    assert broken == []


def usage(command: BaseCommand, name: str) -> str:
    return command.create_parser("manage.py", name).format_help()
