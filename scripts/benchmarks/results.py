"""What each part of the measurement found, kept as JSON, so that parts can be run one by one."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "bench"


def keep(part: str, found: dict[str, Any]) -> None:
    """Write down what a part found, over what it found before."""
    (KEPT / "results").mkdir(parents=True, exist_ok=True)
    entry = {"on": dt.date.today().isoformat(), **found}
    _file(part).write_text(json.dumps(entry, indent=1), encoding="utf-8")


def found_by(part: str) -> dict[str, Any] | None:
    """What the part found last, with the day `on` which it did; None when it never ran here."""
    if not _file(part).exists():
        return None
    found: dict[str, Any] = json.loads(_file(part).read_text(encoding="utf-8"))
    return found


def _file(part: str) -> Path:
    return KEPT / "results" / f"{part}.json"
