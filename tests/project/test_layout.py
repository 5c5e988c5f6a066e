"""The fences of house style: sizes, names, imports, and what no file may hold."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.project.sources import (
    LOWER_ROOMS,
    ROOT,
    functions,
    named,
    public_functions,
    python_files,
    site_rooms,
    tracked,
)

MODULE_LINES, FUNCTION_LINES = 500, 50
#: What is longer, and why it is not split.
LONG_MODULES = {"tests/contract/test_search_engines.py": "one contract that every engine is read against"}
#: Parts of names that say nothing about a subject.
SUBJECTLESS = {"utils", "util", "helpers", "helper", "misc", "common", "tools"}
#: Package registries, in pieces so that this file holds none of them.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("repo1", "maven"),
        ("repo", "maven", "apache"),
        ("proxy", "golang"),
        ("rubygems", "org"),
        ("crates", "io"),
        ("deb", "debian"),
    )
]
#: Folders of one machine, likewise in pieces.
FOLDERS = "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers"))
MACHINE_FOLDERS = re.compile(rf"(?<![\w.:/-])/(?:{FOLDERS})/\w")


def pyproject() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_imports_point_one_way() -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")])}
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100)

    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_import_rule_knows_every_room() -> None:
    rule = pyproject()["tool"]["importlinter"]
    layers = [room for layer in rule["contracts"][0]["layers"] for room in layer.split(" : ")]

    assert sorted(rule["root_packages"]) == sorted([*LOWER_ROOMS, *site_rooms()])
    assert sorted(layers) == sorted(rule["root_packages"])


def test_type_check_covers_every_room() -> None:
    files = pyproject()["tool"]["mypy"]["files"]

    assert set(files) >= {*LOWER_ROOMS, "site", "manage.py"}


def test_no_module_is_longer_than_can_be_read() -> None:
    long = {named(path): len(path.read_text().splitlines()) for path in python_files()}

    assert {name for name, lines in long.items() if lines > MODULE_LINES} == set(LONG_MODULES)


def test_no_function_is_longer_than_can_be_read() -> None:
    long = [
        f"{named(path)}: {function.name} ({lines} lines)"
        for path in python_files()
        for function in functions(path)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    ]

    assert long == []


def test_every_module_has_a_subject() -> None:
    subjectless = [
        named(path)
        for path in python_files()
        if SUBJECTLESS & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ]

    assert subjectless == []


@pytest.mark.parametrize("kind", ["services", "queries"])
def test_every_public_function_of_services_and_queries_is_explained(kind: str) -> None:
    silent = [
        f"{named(path)}: {node.name}"
        for path in python_files()
        if path.relative_to(ROOT).parts[0] != "tests" and (path.stem == kind or path.parent.name == kind)
        for node in public_functions(path)
        if not ast.get_docstring(node)
    ]

    assert silent == []


def test_no_file_names_a_package_registry() -> None:
    naming = [
        f"{named(path)}: {registry}" for path, text in texts() for registry in REGISTRIES if registry in text
    ]

    assert naming == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    naming = [
        f"{named(path)}: {found[0]}" for path, text in texts() if (found := MACHINE_FOLDERS.search(text))
    ]

    assert naming == []


@pytest.mark.parametrize("line", ["/wo" + "rk/main", "open('/ro" + "ot/x')", "`/ho" + "me/sari/toko`"])
def test_fence_sees_a_folder_of_one_machine(line: str) -> None:
    assert MACHINE_FOLDERS.search(line)


@pytest.mark.parametrize("line", ["https://example.com/work/list", "site/home/x", "redis://host/root/a"])
def test_fence_lets_addresses_pass(line: str) -> None:
    assert not MACHINE_FOLDERS.search(line)


def test_licence_is_the_one_that_is_declared() -> None:
    text = (ROOT / "LICENSE").read_text()

    assert "GNU AFFERO GENERAL PUBLIC LICENSE\n                       Version 3, 19 November 2007" in text
    assert pyproject()["project"]["license"] == "AGPL-3.0-or-later"


def texts() -> list[tuple[Path, str]]:
    """Every tracked file that is text."""
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:8000] and path.name != "LICENSE":
            found.append((path, data.decode(errors="replace")))
    return found
