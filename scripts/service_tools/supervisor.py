"""Keeping the servers of one checkout: up, down, status."""

import shutil
import signal
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from . import records
from .contract import Server, Tool
from .errors import CommandFailed, NotAnswering, NotStarted, ServiceError, Unobtainable
from .locks import exclusive
from .loopback import choose_port
from .places import Place
from .processes import end, marked, reap, spawn
from .records import Record

STARTS = 2  # a port may be taken between our choice and the server's start
READY_AGAIN_SECONDS = 5.0  # patience with a server that has answered before
STOP_SECONDS = 20.0
STRAY_SECONDS = 5.0
PROBE_PAUSE_SECONDS = 0.1

Kind = TypeVar("Kind", Server, Tool, Server | Tool)


@dataclass(frozen=True)
class Report:
    """How a service fares. `environment` tells settings where it is, and is empty unless `state` is "up"."""

    name: str
    state: Literal["up", "down", "missing", "failed"]
    version: str = ""
    pid: int | None = None
    port: int | None = None
    reason: str = ""
    remedy: str = ""
    environment: dict[str, str] = field(default_factory=dict)


def up(place: Place, services: Iterable[Server | Tool]) -> list[Report]:
    """Have every one of `services` running or found, all at the same time, and report on each in order.

    What runs already stays as it is. One that fails does not keep the others from coming up.
    """
    return _together(place, services, _bring_up)


def down(place: Place, servers: Iterable[Server], *, purge: bool = False) -> list[Report]:
    """End every one of `servers` that runs; with `purge`, delete what they stored as well."""

    def lay_down(place: Place, server: Server) -> Report:
        take_down(place, server)
        if purge and (place.data / server.name).exists():
            shutil.rmtree(place.data / server.name)
        return Report(name=server.name, state="down")

    return _together(place, servers, lay_down)


def status(place: Place, service: Server | Tool) -> Report:
    """Report on `service` as it is now, after a real exchange with it; nothing is started or changed."""
    if not isinstance(service, Server):
        return _tool_report(service)
    record = records.load(place.record(service.name))
    if record is None or not record.process.is_running:
        return Report(name=service.name, state="down")
    try:
        return _report(place, service, record, service.version(place, record.port))
    except NotAnswering as silence:
        remedy = f"Run `scripts/services up {service.name}` to replace it."
        return Report(name=service.name, state="failed", reason=f"It runs, but {silence}.", remedy=remedy)


def take_down(place: Place, server: Server) -> None:
    """End `server` and whatever it left behind, and forget it."""
    path = place.record(server.name)
    record = records.load(path)
    if record:
        end(record.process, by=server.stop_signal, seconds=STOP_SECONDS)
    for stray in marked(place.marker(server.name)):
        end(stray, by=signal.SIGTERM, seconds=STRAY_SECONDS)
    path.unlink(missing_ok=True)


def _together(
    place: Place, services: Iterable[Kind], action: Callable[[Place, Kind], Report]
) -> list[Report]:
    """Apply `action` to all `services` at once, while no other run touches this checkout's services."""

    def guarded(service: Kind) -> Report:
        try:
            return action(place, service)
        except Unobtainable as error:
            return Report(name=service.name, state="missing", reason=error.reason, remedy=error.remedy)
        except ServiceError as error:
            return Report(name=service.name, state="failed", reason=error.reason, remedy=error.remedy)
        except (CommandFailed, OSError) as error:
            remedy = f"See to that, then run `scripts/services up {service.name}` again."
            return Report(name=service.name, state="failed", reason=f"{error}.", remedy=remedy)

    chosen = list(services)
    with exclusive(place.state / "lock", place.say), ThreadPoolExecutor(max(1, len(chosen))) as pool:
        return list(pool.map(guarded, chosen))


def _bring_up(place: Place, service: Server | Tool) -> Report:
    """Leave a healthy server as it is; otherwise clear what is left of it and start it anew."""
    if not isinstance(service, Server):
        service.obtain(place)
        return _tool_report(service)
    record = records.load(place.record(service.name))
    if record and record.process.is_running:
        patience = READY_AGAIN_SECONDS if record.is_ready else service.start_seconds
        try:
            return _when_ready(place, service, record, patience)
        except NotStarted as failure:
            place.say(f"{service.name} is replaced: {failure.reason}")
    service.obtain(place)
    take_down(place, service)
    return _start(place, service, wanted_port=record.port if record else None)


def _start(place: Place, server: Server, *, wanted_port: int | None) -> Report:
    """Start `server` and wait until it answers, on another port when the first start fails."""
    for attempt in range(1, STARTS + 1):
        port = choose_port(wanted_port)
        launch = server.launch(place, port)
        marker = place.marker(server.name)
        process = spawn(launch, log=place.log(server.name), account=place.account, marker=marker)
        try:
            if process is None:
                raise _not_started(place, server, "it ended at once")
            record = Record(process=process, port=port, is_ready=False)
            records.save(place.record(server.name), record)
            return _when_ready(place, server, record, server.start_seconds)
        except NotStarted as failure:
            take_down(place, server)
            if attempt == STARTS:
                raise
            place.say(f"{server.name} is started again: {failure.reason}")
            wanted_port = None
    raise AssertionError("the loop above returns or raises")


def _when_ready(place: Place, server: Server, record: Record, seconds: float) -> Report:
    """Wait up to `seconds` until `server` answers. Raises `NotStarted` when it ends or stays silent."""
    deadline = time.monotonic() + seconds
    silence = "it was never asked"
    while record.process.is_running:
        try:
            version = server.version(place, record.port)
        except NotAnswering as error:
            silence = str(error)
        else:
            ready = Record(process=record.process, port=record.port, is_ready=True)
            records.save(place.record(server.name), ready)
            return _report(place, server, ready, version)
        if time.monotonic() > deadline:
            raise _not_started(place, server, f"no answer in {seconds:.0f} s, {silence}")
        time.sleep(PROBE_PAUSE_SECONDS)
        reap()
    raise _not_started(place, server, "it ended while starting")


def _not_started(place: Place, server: Server, why: str) -> NotStarted:
    """Return the error for a server that did not come up, with the last line it printed."""
    log = place.log(server.name)
    lines = log.read_text(errors="replace").split("\n") if log.exists() else []
    last = next((line.strip() for line in reversed(lines) if line.strip()), "it printed nothing")
    remedy = f"Read {log}, then run `scripts/services up {server.name}` again."
    return NotStarted(f"{server.name} did not start: {why} ({last[:200]}).", remedy)


def _report(place: Place, server: Server, record: Record, version: str) -> Report:
    return Report(
        name=server.name,
        state="up",
        version=version,
        pid=record.process.pid,
        port=record.port,
        environment=server.environment(place, record.port),
    )


def _tool_report(tool: Tool) -> Report:
    try:
        version = tool.version()
    except NotAnswering as absence:
        remedy = f"Run `scripts/services up {tool.name}` to install it."
        return Report(name=tool.name, state="missing", reason=f"{absence}.", remedy=remedy)
    return Report(name=tool.name, state="up", version=version, environment=tool.environment())
