"""Where the embedded index lies on disk, and how processes share it.

    <root>/
      current            a small file naming the generation in use, replaced by rename
      writer.lock        held by the one process that writes
      <generation>/      one complete index
        about.json       its schema version
        readers.lock     shared by every process that has it open

A generation is built aside and becomes the current one in one rename, so readers see either the old or the
new one, whole. The locks are the kernel's (`flock`): they fall when their holder dies, however it dies.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
import uuid
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from search.engines.embedded.schema import SCHEMA_VERSION
from search.exceptions import IndexBusy, IndexDamaged, IndexMissing, IndexOutdated

_RETRY_SECONDS = 0.05


class Storage:
    """The folder of an embedded index."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pointer = root / "current"

    def current(self) -> Path:
        """Return the folder of the current generation.

        Raises IndexMissing when there is none, IndexOutdated when it was built for another schema and
        IndexDamaged when its folder or description is not as we wrote it.
        """
        try:
            name = self.pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise IndexMissing from None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamaged(f"pointer: {error}") from error
        if not name or Path(name).name != name:
            raise IndexDamaged(f"pointer names {name[:80]!r}")
        folder = self.root / name
        _check_version(folder)
        return folder

    def new_generation(self) -> Path:
        """Make and return an empty folder for a generation, not yet in use."""
        folder = self.root / f"{time.strftime('%Y%m%dT%H%M%S')}-{uuid.uuid4().hex[:8]}"
        folder.mkdir(parents=True)
        return folder

    def publish(self, folder: Path) -> None:
        """Make a finished generation the current one."""
        _write_through(folder / "about.json", json.dumps({"schema": SCHEMA_VERSION}))
        beside = self.root / f".current-{uuid.uuid4().hex[:8]}"
        _write_through(beside, folder.name)
        beside.replace(self.pointer)
        _flush_folder(self.root)

    def remove_unused(self) -> None:
        """Remove the generations that are neither current nor open in any process; only the writer may."""
        try:
            current = self.pointer.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            current = ""
        for leftover in self.root.glob(".current-*"):
            leftover.unlink(missing_ok=True)
        for folder in self.root.iterdir():
            if folder.is_dir() and folder.name != current and _is_unused(folder):
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def writing(self, patience: float) -> Iterator[None]:
        """Hold the right to write; IndexBusy when it is not ours within `patience` seconds."""
        self.root.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + patience
        with (self.root / "writer.lock").open("a") as lock:
            while not _try_lock(lock, fcntl.LOCK_EX):
                if time.monotonic() >= deadline:
                    raise IndexBusy(patience)
                time.sleep(_RETRY_SECONDS)
            yield


class Hold:
    """Marks a generation as open in this process, until it is released or nobody refers to it any more."""

    def __init__(self, folder: Path) -> None:
        try:
            descriptor = os.open(folder / "readers.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
        except FileNotFoundError as error:
            raise IndexDamaged(f"{folder.name} is gone") from error
        self.release = weakref.finalize(self, os.close, descriptor)
        fcntl.flock(descriptor, fcntl.LOCK_SH)


def _is_unused(folder: Path) -> bool:
    try:
        with (folder / "readers.lock").open("a") as lock:
            return _try_lock(lock, fcntl.LOCK_EX)
    except FileNotFoundError:
        return False


def _try_lock(lock: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _check_version(folder: Path) -> None:
    try:
        found = json.loads((folder / "about.json").read_text(encoding="utf-8"))["schema"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{folder.name}/about.json: {error}") from error
    if found != SCHEMA_VERSION:
        raise IndexOutdated(found=found, expected=SCHEMA_VERSION)


def _write_through(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
