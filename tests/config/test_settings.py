"""Settings: every variable is written down, and a start with wrong ones says all that is wrong."""

import ast
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = sorted((ROOT / "site" / "config" / "settings").glob("*.py"))
#: The functions of config.settings.environment, besides `env.…`, that read the variable they are given.
READERS = {"choice", "folder"}

SAFE = {
    "SECRET_KEY": "k7Q" + "abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGHIJKLMNOPQRST",
    "ALLOWED_HOSTS": "etalase.example",
    "BASE_URL": "https://etalase.example",
    "DATABASE_URL": "postgres://etalase:rahasia@127.0.0.1:1/etalase",
    "CACHE_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp+tls://etalase:rahasia@127.0.0.1:1",
    "TASKS_BACKEND": "database",
}


def variables_read() -> set[str]:
    """The names that the settings modules hand to `env.…`, `choice` and `folder`."""
    calls = (node for path in SETTINGS for node in ast.walk(ast.parse(path.read_text())))
    return {
        node.args[0].value
        for node in calls
        if isinstance(node, ast.Call) and node.args and reads_a_variable(node.func)
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


def reads_a_variable(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return isinstance(function.value, ast.Name) and function.value.id == "env"
    return isinstance(function, ast.Name) and function.id in READERS


def start(tmp_path: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """`manage.py ARGUMENTS` with production settings and only these variables."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "ENV_FILE": str(tmp_path / "no.env"),
        "VAR_DIR": str(tmp_path),
        **variables,
    }
    command = [sys.executable, "-W", "error::DeprecationWarning:config", "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100)


def complaints(answer: subprocess.CompletedProcess[str]) -> list[str]:
    """The sentences that a refused start ends with."""
    assert answer.returncode != 0
    return re.findall(r"^- (.+)$", answer.stderr, re.MULTILINE)


def test_settings_read_at_least_the_variables_every_site_has() -> None:
    assert set(SAFE) | {"DEBUG", "VAR_DIR", "STAFF_MFA_REQUIRED"} <= variables_read()


def test_example_file_lists_every_variable_with_a_comment() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()

    listed = [(above, line) for above, line in pairwise(lines) if re.match(r"[A-Z_]+=", line)]

    assert sorted(line.partition("=")[0] for _above, line in listed) == sorted(variables_read())
    assert [line for above, line in listed if not re.match(r"# [A-Z].*\.$", above)] == []


def test_example_file_sets_nothing() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()

    assert [line for line in lines if re.match(r"[A-Z_]+=.", line)] == []


def test_operations_page_lists_every_variable_with_meaning_and_default() -> None:
    page = (ROOT / "docs" / "operations" / "settings.md").read_text()

    rows = re.findall(r"^\| `([A-Z_]+)` \| (.+) \| (.+) \|$", page, re.MULTILINE)

    assert sorted(name for name, _meaning, _default in rows) == sorted(variables_read() | {"ENV_FILE"})


def test_safe_variables_start_production_without_a_warning(tmp_path: Path) -> None:
    answer = start(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **SAFE)

    assert answer.returncode == 0, answer.stderr
    assert "no issues (0 silenced)" in answer.stdout


def test_start_without_variables_names_everything_at_once(tmp_path: Path) -> None:
    said = complaints(start(tmp_path, "check"))

    for name in SAFE:
        assert any(sentence.startswith(f"{name} ") for sentence in said), name


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "pendek", "SECRET_KEY must be 50 random characters or more."),
        ("SECRET_KEY", "x" * 60, "SECRET_KEY must be 50 random characters or more."),
        ("DEBUG", "true", "DEBUG must be off."),
        ("DEBUG", "maybe", "DEBUG is 'maybe'; it must be true or false."),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must not contain *: name the site's hosts."),
        ("BASE_URL", "http://etalase.example", "BASE_URL must start with https://."),
        ("STAFF_MFA_REQUIRED", "no", "STAFF_MFA_REQUIRED must be on: staff sign in with two factors."),
        ("LOG_LEVEL", "loud", "LOG_LEVEL is 'loud'; it must be one of: DEBUG, INFO, WARNING, ERROR."),
        ("SECURE_HSTS_SECONDS", "a year", "SECURE_HSTS_SECONDS is 'a year'; it must be a whole number."),
    ],
)
def test_one_wrong_variable_is_named_alone(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    said = complaints(start(tmp_path, "check", **SAFE | {name: value}))

    assert said == [sentence]


@pytest.mark.parametrize(
    ("name", "value", "beginning"),
    [
        ("DATABASE_URL", "sqlite:////tmp/toko.sqlite3", "DATABASE_URL must name a PostgreSQL database"),
        ("CACHE_URL", "locmemcache://toko", "CACHE_URL must name a cache that all processes share"),
        ("EMAIL_URL", "consolemail://", "EMAIL_URL must name a mail server"),
        ("TASKS_BACKEND", "immediate", "TASKS_BACKEND must be database"),
    ],
)
def test_what_serves_one_process_is_refused(tmp_path: Path, name: str, value: str, beginning: str) -> None:
    (said,) = complaints(start(tmp_path, "check", **SAFE | {name: value}))

    assert said.startswith(beginning)


@pytest.mark.parametrize(
    "value", ["mysql://u:rahasia@db/toko", "rahasia", "postgres://u:rahasia@db:port/toko"]
)
def test_address_that_cannot_be_read_is_refused_without_its_password(tmp_path: Path, value: str) -> None:
    answer = start(tmp_path, "check", **SAFE | {"DATABASE_URL": value})

    assert any(sentence.startswith("DATABASE_URL cannot be read") for sentence in complaints(answer))
    assert "rahasia" not in answer.stderr


@pytest.mark.parametrize(
    "value", ["s3://bucket", "http://k:rahasia@bucket", "s3://k:rahasia@bucket?what=1", "s3://k:rahasia@[b"]
)
def test_bucket_that_cannot_be_read_is_refused_without_its_secret(tmp_path: Path, value: str) -> None:
    answer = start(tmp_path, "check", **SAFE | {"STORAGE_URL": value})

    assert any(sentence.startswith("STORAGE_URL cannot be read") for sentence in complaints(answer))
    assert "rahasia" not in answer.stderr


@pytest.mark.parametrize(("asked", "seconds"), [("", "5"), ("?connect_timeout=2", "2")])
def test_server_that_takes_no_connection_is_not_waited_for(tmp_path: Path, asked: str, seconds: str) -> None:
    program = "from django.db import connection; print(connection.get_connection_params()['connect_timeout'])"

    answer = start(tmp_path, "shell", "-c", program, **SAFE | {"DATABASE_URL": SAFE["DATABASE_URL"] + asked})

    assert answer.stdout.split()[-1] == seconds, answer.stderr


def test_dollar_sign_in_a_value_is_only_a_dollar_sign(tmp_path: Path) -> None:
    answer = start(tmp_path, "check", **SAFE | {"SECRET_KEY": "$" + SAFE["SECRET_KEY"]})

    assert answer.returncode == 0, answer.stderr


def test_variables_come_from_the_file_and_the_environment_wins(tmp_path: Path) -> None:
    file = tmp_path / "site.env"
    file.write_text("\n".join(f"{name}={value}" for name, value in SAFE.items()) + "\nLOG_LEVEL=loud\n")

    from_file = complaints(start(tmp_path, "check", ENV_FILE=str(file)))
    overruled = start(tmp_path, "check", ENV_FILE=str(file), LOG_LEVEL="INFO")

    assert from_file == ["LOG_LEVEL is 'loud'; it must be one of: DEBUG, INFO, WARNING, ERROR."]
    assert overruled.returncode == 0, overruled.stderr


def test_wsgi_application_is_made_from_anywhere(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path[:0] = sys.argv[1:]; from config.wsgi import application; print(application)"
    )
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": str(tmp_path / "no.env"), "VAR_DIR": str(tmp_path)}

    answer = subprocess.run(
        [sys.executable, "-c", program, str(ROOT / "site")],
        cwd=tmp_path,
        env=environment | SAFE,
        capture_output=True,
        text=True,
        timeout=100,
    )

    assert "WSGIHandler" in answer.stdout, answer.stderr
