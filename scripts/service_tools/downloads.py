"""Downloads that are whole or absent, kept outside the repository."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from .errors import CommandFailed
from .locks import exclusive
from .places import Place

RETRY_AFTER_SECONDS = (2.0, 8.0)


def cached(place: Place, name: str, build: Callable[[Path], None]) -> Path:
    """Return the cache folder `name`, filled by `build` the first time.

    `build` gets an empty folder beside it, which is renamed when all is there: a kill in the middle leaves
    only leftovers, which the next run removes. It is tried again when it raises `CommandFailed`, keeping what
    it already has; the last failure is raised.
    """
    final = place.cache / name
    if final.is_dir():
        return final
    with exclusive(place.cache / f"{name}.lock", place.say):
        if final.is_dir():
            return final
        for leftover in place.cache.glob(f".{name}.*"):
            shutil.rmtree(leftover)
        partial = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=place.cache))
        try:
            retried(lambda: build(partial), place.say)
            partial.chmod(0o755)
            partial.rename(final)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return final


def lay_out(source: Path, target: Path) -> None:
    """Lay out the cache folder `source` as `target`, which replaces what is there.

    Its files are links where the file system allows, so they cost no space, and an account that may not enter
    the cache can read them.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, copy_function=_link_or_copy)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)


def retried(action: Callable[[], None], say: Callable[[str], None]) -> None:
    """Call `action`, and up to two times more, after a pause, while it raises `CommandFailed`."""
    for pause in RETRY_AFTER_SECONDS:
        try:
            action()
        except CommandFailed as failure:
            say(f"trying again in {pause:.0f} s: {failure}")
            time.sleep(pause)
        else:
            return
    action()
