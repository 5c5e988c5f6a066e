"""The site's long commands by the clock: regions and the demo on SQLite, a large catalogue on PostgreSQL."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from scripts.benchmarks.catalogues import address_of, catalogue_of
from scripts.benchmarks.results import KEPT
from scripts.benchmarks.running import run

DEMO = KEPT / "demo"
GENERATED = 100_000


def demo_environment() -> dict[str, str]:
    """A demo of its own on SQLite, as `make demo` has it, with files as production serves them."""
    return {
        "DJANGO_SETTINGS_MODULE": "scripts.benchmarks.demo",
        "DATABASE_URL": f"sqlite:///{DEMO / 'etalase.sqlite3'}",
        "CACHE_URL": "locmemcache://demo",
        "VAR_DIR": str(DEMO),
        "DEBUG": "false",
        "LOG_LEVEL": "ERROR",
    }


def measure_demo() -> dict[str, Any]:
    """Make the demo from nothing; it is kept for the parts that look at it."""
    return make_demo(demo_environment())


def make_demo(environment: dict[str, str]) -> dict[str, Any]:
    """Make a demo on a database without tables, with all that is to be served; what its commands took."""
    folder = Path(environment["VAR_DIR"])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run(environment, "manage.py", "migrate", "--verbosity=0")
    regions = run(environment, "manage.py", "load_regions")
    run(environment, "manage.py", "setup_site")
    demo = run(environment, "manage.py", "load_demo", "--json")
    run(environment, "manage.py", "rebuild_search")
    run(environment, "manage.py", "collectstatic", "--no-input", "--verbosity=0")
    told = json.loads(demo.output)
    return {
        "load_regions": {"seconds": regions.seconds, "processor": regions.processor},
        "load_demo": {"seconds": demo.seconds, "processor": demo.processor},
        "shops": told["shops"],
        "products": told["products"],
        "pictures": told["pictures"],
    }


def measure_generating() -> dict[str, Any]:
    """From a copy of the smallest catalogue to the largest."""
    catalogue = catalogue_of(1_000)
    name = "etalase_bench_generated"
    with fresh_copy(catalogue.size, name) as environment:
        cost = run(
            {**catalogue.environment, **environment},
            "manage.py",
            "generate_catalogue",
            f"--products={GENERATED}",
            "--shops=5000",
        )
    return {"products": GENERATED - catalogue.size, "seconds": cost.seconds, "highest_mb": cost.highest_mb}


class fresh_copy:  # noqa: N801  (used as a context manager, like a function)
    """A copy of a catalogue's database under another name, dropped afterwards; gives its environment."""

    def __init__(self, size: int, name: str) -> None:
        self.size, self.name = size, name

    def __enter__(self) -> dict[str, str]:
        self._drop()
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            source = Identifier(f"etalase_bench_{self.size}")
            connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(self.name), source))
        folder = KEPT / self.name
        folder.mkdir(parents=True, exist_ok=True)
        return {"DATABASE_URL": address_of(self.name), "VAR_DIR": str(folder)}

    def __exit__(self, *error: object) -> None:
        self._drop()
        shutil.rmtree(KEPT / self.name, ignore_errors=True)

    def _drop(self) -> None:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(self.name)))
