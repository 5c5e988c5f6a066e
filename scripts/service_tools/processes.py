"""Server processes that outlive us: started apart from the terminal, known again later, ended for certain.

A process id alone proves nothing, since ids are used again. A process is known by its id, its start time and
the boot it belongs to; and every server carries a marker in its environment, so that what a killed parent or
a lost record left behind is found as well. Linux only: this reads `/proc`.
"""

import os
import select
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .account import Account

PROC = Path("/proc")
# proc(5) numbers the fields of `stat` from 1; ours begin with the third, the state, after the command's name.
STATE, START_TIME = 3 - 3, 22 - 3
KILL_SECONDS = 10.0

# Kept so that a child of ours that ends is reaped, and its handle is not collected while it runs.
_children: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class Process:
    """One process, for ever: `started` is in clock ticks after the boot that `boot` names."""

    pid: int
    started: int
    boot: str

    @property
    def is_running(self) -> bool:
        """True when this very process, and no later one with its id, is alive."""
        return self.boot == boot_id() and start_ticks(self.pid) == self.started


@dataclass(frozen=True)
class Launch:
    """How a server is started: `command` in `directory`, with exactly `environment`."""

    command: Sequence[str]
    environment: Mapping[str, str]
    directory: Path


def boot_id() -> str:
    """Return the kernel's name for the time since the machine was started."""
    return (PROC / "sys/kernel/random/boot_id").read_text().strip()


def start_ticks(pid: int) -> int | None:
    """Return when `pid` started, in clock ticks after boot; None when it has ended or never was."""
    try:
        stat = (PROC / str(pid) / "stat").read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[STATE] in "ZX" else int(fields[START_TIME])


def spawn(launch: Launch, *, log: Path, account: Account, marker: str) -> Process | None:
    """Start a server as `account` in its own session, printing into `log`; None when it ended at once."""
    name, _, value = marker.partition("=")
    with log.open("wb") as output:
        child = subprocess.Popen(
            launch.command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**launch.environment, name: value},
            cwd=launch.directory,
            start_new_session=True,
            **account.process_options(),
        )
    _children.append(child)
    return identify(child.pid)


def identify(pid: int) -> Process | None:
    """Return the process that has `pid` now, or None."""
    started = start_ticks(pid)
    return None if started is None else Process(pid=pid, started=started, boot=boot_id())


def marked(marker: str) -> list[Process]:
    """Return the running processes whose environment has `marker`."""
    entry = marker.encode()
    return _those(lambda folder: entry in (folder / "environ").read_bytes().split(b"\0"))


def working_in(directory: Path) -> list[Process]:
    """Return the running processes whose working directory is `directory`."""
    return _those(lambda folder: (folder / "cwd").samefile(directory))


def _those(fits: Callable[[Path], bool]) -> list[Process]:
    """Return the running processes whose folder below `/proc` fits."""
    found = []
    for folder in PROC.iterdir():
        if not folder.name.isdigit():
            continue
        try:
            process = identify(int(folder.name)) if fits(folder) else None
        except OSError:  # it has ended, or belongs to somebody else and so is none of ours
            continue
        if process:
            found.append(process)
    return found


def end(process: Process, *, by: signal.Signals, seconds: float) -> None:
    """Ask `process` to end with the signal `by`, and kill it after `seconds`.

    The signal goes through a handle on the process that is checked after it was opened, so it cannot hit
    another one that got the same id in between.
    """
    try:
        handle = os.pidfd_open(process.pid)
    except ProcessLookupError:
        return
    try:
        if not process.is_running:
            return
        signal.pidfd_send_signal(handle, by)
        if not _ended(handle, seconds):
            signal.pidfd_send_signal(handle, signal.SIGKILL)
            _ended(handle, KILL_SECONDS)
    except ProcessLookupError:
        return
    finally:
        os.close(handle)
        reap()


def reap() -> None:
    """Collect children of ours that have ended."""
    _children[:] = [child for child in _children if child.poll() is None]


def _ended(handle: int, seconds: float) -> bool:
    """Wait up to `seconds` for the process behind `handle` to end."""
    poller = select.poll()
    poller.register(handle, select.POLLIN)
    return bool(poller.poll(seconds * 1000))
