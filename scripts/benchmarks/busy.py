"""The demo as production runs it: PostgreSQL, Redis, and the workers beside the pages."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from scripts.benchmarks.catalogues import address_of, make_database
from scripts.benchmarks.commands import demo_environment, make_demo
from scripts.benchmarks.results import KEPT, ROOT
from scripts.benchmarks.served import served

DATABASE = "etalase_bench_busy"
FOLDER = KEPT / "busy"
#: A numbered database of Redis that nothing else here uses: kept pages of two sites must not meet.
REDIS_DATABASE = 9
#: As docs/operations/schedule.md starts them.
POLITENESS = 10


def busy_environment() -> dict[str, str]:
    """What server and worker are told."""
    return {
        **demo_environment(),
        "DATABASE_URL": address_of(DATABASE),
        "CACHE_URL": f"{os.environ['CACHE_URL'].rpartition('/')[0]}/{REDIS_DATABASE}",
        "VAR_DIR": str(FOLDER),
        "TASKS_BACKEND": "database",
    }


@contextmanager
def busy_demo() -> Iterator[str]:
    """Serve it, made first when it is missing; yields its address, without a slash at its end."""
    if not (FOLDER / "static").exists():
        make_database(DATABASE, is_fresh=True)
        make_demo({**busy_environment(), "TASKS_BACKEND": "immediate"})
    with served(busy_environment()) as url:
        yield url


@contextmanager
def workers() -> Iterator[None]:
    """Both workers of docs/operations/schedule.md: the one for pictures lets pages go first."""
    politely = ["nice", f"-n{POLITENESS}"]
    started = [
        _worker("--queue-name=*", "--exclude-queues=media"),
        _worker("--queue-name=media", after=politely),
    ]
    try:
        yield
    finally:
        for worker in started:
            worker.terminate()
        for worker in started:
            worker.wait(timeout=60)


def _worker(*options: str, after: Sequence[str] = ()) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*after, sys.executable, "manage.py", "db_worker", "--verbosity=0", *options],
        cwd=ROOT,
        env={**os.environ, **busy_environment()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
