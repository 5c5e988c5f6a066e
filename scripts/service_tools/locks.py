"""Locks between processes, which end with the process that holds them."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusive(path: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock file at `path`, waiting for whoever holds it; `say` is told when there is a wait.

    The kernel lets go of the lock when its holder dies, so a killed run leaves nothing to clean. Threads of
    one process exclude each other too, since each call opens the file anew.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"waiting for another run that holds {path.name}")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
