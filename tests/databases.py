"""A fresh test database in a second: migrate once into a template, then copy the template for every run.

The template is named for a digest of all migrations, so a new or changed migration makes a new one. Every
run works on its own copy: nothing that a killed run left behind is seen by the next, and runs can go side by
side.
"""

import fcntl
import gc
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.transaction import atomic

ROOT = Path(__file__).resolve().parents[1]
#: Beside what the services keep, outside the checkout, so that several checkouts share one template.
CACHE = Path(os.environ.get("ETALASE_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
TEMPLATES = CACHE / "etalase" / "test-templates"


@contextmanager
def fresh_database() -> Iterator[None]:
    """Point the default connection at a new copy of the template, and drop the copy afterwards."""
    place = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    original = connection.settings_dict["NAME"]
    with place(_digest()) as name:
        _use(name)
        _begin_here()
        yield
        connection.close()
    _use(original)


@contextmanager
def database_of_its_own(purpose: str) -> Iterator[str]:
    """The address of another copy of the template, for a site that runs beside the tests."""
    original = dict(connection.settings_dict)
    place = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    with place(_digest(), purpose) as name:
        if connection.vendor == "sqlite":
            yield f"sqlite:///{name}"
        else:
            server = os.environ["DATABASE_URL"].rpartition("/")[0]
            yield f"{server}/{name}"
    _use(original["NAME"])


@contextmanager
def _sqlite(digest: str, purpose: str = "run") -> Iterator[str]:
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    template, copy = TEMPLATES / f"{digest}.sqlite3", TEMPLATES / f"{purpose}-{os.getpid()}.sqlite3"
    with (TEMPLATES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # runs that start together wait for the first one's template
        if not template.exists():
            _build_sqlite(template)
    shutil.copy(template, copy)
    try:
        yield str(copy)
    finally:
        for leftover in TEMPLATES.glob(f"{copy.name}*"):
            leftover.unlink()


def _build_sqlite(template: Path) -> None:
    building = TEMPLATES / "building.sqlite3"
    building.unlink(missing_ok=True)
    _use(str(building))
    _migrate()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    building.rename(template)


@contextmanager
def _postgresql(digest: str, purpose: str = "run") -> Iterator[str]:
    template, copy = f"etalase_template_{digest}", f"etalase_{purpose}_{os.getpid()}"
    with connection._nodb_cursor() as lock:
        lock.execute("SELECT pg_advisory_lock(hashtext(%s))", [template])
        if not _exists(template):
            _build_postgresql(template)
    _administer(*_dropping(copy), f"CREATE DATABASE {copy} TEMPLATE {template}")
    try:
        yield copy
    finally:
        _administer(*_dropping(copy))


def _dropping(name: str) -> tuple[str, str]:
    """End what our role has left open, then drop: `WITH (FORCE)` fails beside an autovacuum."""
    ours = f"datname = '{name}' AND usename = current_user"
    return (
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}",
        f"DROP DATABASE IF EXISTS {name}",
    )


def _build_postgresql(template: str) -> None:
    building = f"etalase_building_{os.getpid()}"
    _administer(f"DROP DATABASE IF EXISTS {building}", f"CREATE DATABASE {building}")
    _use(building)
    _migrate()
    connection.close()
    _administer(f"ALTER DATABASE {building} RENAME TO {template}")


def _begin_here() -> None:
    """What the migrations put in (locales, root page) comes back after a test that commits, and nothing else.

    Django would save each of a thousand rows by its model, and truncate all tables for the few that have
    rows: on PostgreSQL that took longer than most of these tests.
    """
    connection._test_serialized_contents = _rows()
    connection.creation.deserialize_db_from_string = _put_back
    if connection.vendor == "postgresql":
        connection.ops.sql_flush = lambda style, tables, **options: [
            f"DELETE FROM {_quoted(table)}" for table in _filled(tables)
        ]


def _rows() -> dict[str, list[tuple[Any, ...]]]:
    """All rows there are, by the statement that adds them."""
    rows = {}
    with connection.cursor() as cursor:
        for table in _filled(connection.introspection.django_table_names(only_existing=True)):
            cursor.execute(f"SELECT * FROM {_quoted(table)}")
            columns = [_quoted(column[0]) for column in cursor.description]
            into = f"{_quoted(table)} ({', '.join(columns)})"
            values = ", ".join(["%s"] * len(columns))
            rows[f"INSERT INTO {into} VALUES ({values}) ON CONFLICT DO NOTHING"] = cursor.fetchall()
    return rows


def _filled(tables: Iterable[str]) -> list[str]:
    """Those of the tables that have a row."""
    asked = [f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {_quoted(table)})" for table in tables]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [table for (table,) in cursor.fetchall()]


def _quoted(name: str) -> str:
    quoted: str = connection.ops.quote_name(name)
    return quoted


def _put_back(rows: dict[str, list[tuple[Any, ...]]]) -> None:
    with atomic(), connection.cursor() as cursor:
        for insert, values in rows.items():
            cursor.executemany(insert, values)


def _migrate() -> None:
    """Half a million fields are made on the way: to look for garbage less often saves a fifth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(20_000, *usual[1:])
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        gc.set_threshold(*usual)


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _exists(name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _administer(*statements: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _digest() -> str:
    """One short digest of the names and texts of all migrations, ours and the packages'."""
    digest = hashlib.sha256()
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    for key, migration in sorted(migrations.items()):
        module = Path(__import__(type(migration).__module__, fromlist=["x"]).__file__)
        digest.update(f"{key}{module.stat().st_size}".encode())
        if ROOT in module.parents and ".venv" not in module.parts:
            digest.update(module.read_bytes())
    return digest.hexdigest()[:16]
