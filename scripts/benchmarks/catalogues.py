"""Catalogues to measure on, by size: ours and stock Oscar's rows, made once and kept for the next run."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from scripts.benchmarks.results import KEPT
from scripts.benchmarks.running import run


@dataclass(frozen=True)
class Catalogue:
    """One size: where its databases, its index and its list of rows are."""

    size: int

    @property
    def folder(self) -> Path:
        return KEPT / str(self.size)

    @property
    def rows(self) -> Path:
        return self.folder / "rows.jsonl"

    @property
    def environment(self) -> dict[str, str]:
        """What both sites are told."""
        return {
            "DATABASE_URL": address_of(f"etalase_bench_{self.size}"),
            "CACHE_URL": cache_of(self.size),
            "STOCK_OSCAR_DATABASE_URL": address_of(f"etalase_bench_oscar_{self.size}"),
            "STOCK_OSCAR_MEDIA": str(self.folder / "oscar"),
            "VAR_DIR": str(self.folder),
            "DEBUG": "false",
            "LOG_LEVEL": "ERROR",
        }


def catalogue_of(size: int, *, is_fresh: bool = False) -> Catalogue:
    """The catalogue of that size, made when it is missing or `is_fresh`; takes minutes then."""
    catalogue = Catalogue(size)
    if is_fresh:
        shutil.rmtree(catalogue.folder, ignore_errors=True)
    is_new = make_database(f"etalase_bench_{size}", is_fresh=is_fresh)
    make_database(f"etalase_bench_oscar_{size}", is_fresh=is_fresh)
    run(catalogue.environment, "manage.py", "migrate", "--verbosity=0")
    if is_new or not catalogue.rows.exists():
        _fill(catalogue)
    elif not _can_be_searched(catalogue):
        run(catalogue.environment, "manage.py", "rebuild_search")
    for name in ("DATABASE_URL", "STOCK_OSCAR_DATABASE_URL"):
        settle_database(catalogue.environment[name])
    return catalogue


def _fill(catalogue: Catalogue) -> None:
    environment, size = catalogue.environment, catalogue.size
    catalogue.folder.mkdir(parents=True, exist_ok=True)
    run(environment, "manage.py", "load_regions")
    run(environment, "manage.py", "setup_site")
    run(
        environment, "manage.py", "generate_catalogue", f"--products={size}", f"--shops={max(20, size // 20)}"
    )
    run(environment, "manage.py", "rebuild_search")
    run(environment, "-m", "scripts.benchmarks.rows", str(catalogue.rows))
    run(environment, "-m", "scripts.benchmarks.fill_stock_oscar", str(catalogue.rows))


def _can_be_searched(catalogue: Catalogue) -> bool:
    """Whether the index is there, and of the form that the code reads."""
    try:
        run(catalogue.environment, "manage.py", "find", "--json")
    except subprocess.CalledProcessError:
        return False
    return True


def make_database(name: str, *, is_fresh: bool = False) -> bool:
    """Make the database unless it is there; whether it is new."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        if is_fresh:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            connection.execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(name)))
        return not found


def settle_database(address: str) -> None:
    """What PostgreSQL does by itself within minutes: it knows nothing of rows that have just come."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


def cache_of(size: int) -> str:
    """A Redis database for each power of ten: parts of one catalogue are not those of another."""
    return os.environ["CACHE_URL"].rpartition("/")[0] + f"/{len(str(size))}"


def address_of(name: str) -> str:
    """The address of a database on the services' PostgreSQL."""
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
