"""The page of benchmarks: a run replaces its own rows and leaves those of other parts and sizes."""

from pathlib import Path
from typing import Any

from scripts.benchmarks.report import Found, write_report

SIZES = (1_000, 20_000, 100_000)


def _found(parts: dict[str, dict[str, Any]]) -> Found:
    return parts.get


def _engine(median: float) -> dict[str, Any]:
    return {
        "median_ms": median,
        "p95_ms": 19.0,
        "slowest_ms": 30.0,
        "rebuild_seconds": 9.0,
        "on": "2026-11-01",
    }


def _picture(kept: int) -> dict[str, Any]:
    steps = {name: {"processor": kept} for name in ("kept_ms", "webp_and_jpeg_ms", "avif_ms")}
    return {**steps, "files": 12, "grown_mb": 100, "on": "2026-11-01"}


def test_run_of_one_part_leaves_the_rows_of_the_others(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text("## Notes\n\nWritten by people.\n", encoding="utf-8")
    write_report(page, _found({"engine-1000": _engine(1.1), "engine-100000": _engine(7.1)}), SIZES)

    write_report(page, _found({"engine-20000": _engine(3.1), "pictures": _picture(900)}), SIZES)
    write_report(page, _found({"engine-1000": _engine(1.2), "pictures": _picture(350)}), SIZES)
    text = page.read_text(encoding="utf-8")

    rows = [line for line in text.splitlines() if "2026-11-01" in line]
    assert [row.split(" | ")[:2] for row in rows] == [
        ["| 1,000", "1.2"],
        ["| 20,000", "3.1"],
        ["| 100,000", "7.1"],
        ["| 350", "350"],
    ]
    assert text.endswith("## Notes\n\nWritten by people.\n")


def test_run_without_a_result_changes_no_row(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    write_report(page, _found({"engine-1000": _engine(1.1), "pictures": _picture(900)}), SIZES)
    before = page.read_text(encoding="utf-8")

    write_report(page, _found({}), SIZES)

    assert page.read_text(encoding="utf-8") == before
