"""What is remembered of a running server between two runs."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from .processes import Process


@dataclass(frozen=True)
class Record:
    """A server that was started: its process, the loopback port it got, and whether it has answered since."""

    process: Process
    port: int
    is_ready: bool


def load(path: Path) -> Record | None:
    """Return the record at `path`; None when there is none or it cannot be understood."""
    try:
        content = json.loads(path.read_text())
        process = Process(**content["process"])
        record = Record(process=process, port=content["port"], is_ready=content["is_ready"])
    except (OSError, ValueError, TypeError, KeyError):
        return None
    numbers = (process.pid, process.started, record.port)
    return record if all(type(number) is int and number >= 0 for number in numbers) else None


def save(path: Path, record: Record) -> None:
    """Write `record` to `path` so that a reader sees the old one or the new one, never half."""
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(record)))
    fresh.replace(path)
