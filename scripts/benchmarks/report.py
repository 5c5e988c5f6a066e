"""What was measured, as a page: ratios first, for the machine's own speed means nothing elsewhere."""

import datetime as dt
import os
import platform
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.benchmarks.sites import Timing

#: Design §7: how many times stock Oscar's requests per second an uncached page must reach.
BUDGETS = {"product": 5, "listing": 20, "category": 20, "search": 20}


#: Design §7: what share of a bare view's requests per second a kept page must reach.
KEPT_SHARE = 0.25

NOTES = "## Notes\n"


@dataclass(frozen=True)
class Row:
    """One page at one size on all sites; `oscar` is empty where stock Oscar has no such page."""

    size: int
    page: str
    ours: Timing
    kept: Timing
    bare: Timing
    oscar: Timing


def write_report(
    path: Path, rows: list[Row], engine: dict[int, dict[str, Any]], pictures: dict[str, Any]
) -> None:
    """Write the page; the text around the tables says how to read it."""
    parts = [INTRODUCTION.format(day=dt.date.today().isoformat(), machine=machine()), PAGES_HEAD]
    parts += [page_line(row) for row in rows]
    parts += [ENGINE_HEAD]
    parts += [
        f"| {size:,} | {seen['median_ms']} | {seen['p95_ms']} | {seen['slowest_ms']} | "
        f"{seen['rebuild_seconds']} | {verdict(seen['p95_ms'] <= 20)} |"
        for size, seen in engine.items()
    ]
    parts += [PICTURES_HEAD, pictures_line(pictures)]
    path.write_text("\n".join(parts) + "\n\n" + notes(path), encoding="utf-8")


def notes(path: Path) -> str:
    """What people wrote below the tables; a new run keeps it."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    _, heading, written = before.partition(NOTES)
    return heading + written if heading else f"{NOTES}\n"


def page_line(row: Row) -> str:
    share = row.kept.per_second / row.bare.per_second
    cells = [
        f"{row.size:,}",
        row.page,
        str(row.ours.queries),
        f"{row.ours.per_second:.0f}",
        f"{row.ours.p95_ms:.1f}",
    ]
    if row.oscar.seconds:
        times = row.ours.per_second / row.oscar.per_second
        budget = BUDGETS.get(row.page)
        cells += [f"{row.oscar.per_second:.2f}", str(row.oscar.queries), f"{times:.1f} ×"]
        cells += [f"≥ {budget} × {verdict(times >= budget)}" if budget else "–"]
    else:
        cells += ["–", "–", "–", "–"]
    cells += [f"{row.kept.per_second:.0f}", f"{row.kept.p95_ms:.1f}"]
    cells += [f"{100 * share:.0f} % {verdict(share >= KEPT_SHARE)}"]
    return f"| {' | '.join(cells)} |"


def pictures_line(seen: dict[str, Any]) -> str:
    kept = seen["webp_and_jpeg_ms"]["processor"] <= 900 and seen["grown_mb"] < 150
    steps = (seen[step]["processor"] for step in ("kept_ms", "webp_and_jpeg_ms", "avif_ms"))
    return f"| {' | '.join(map(str, steps))} | {seen['files']} | {seen['grown_mb']} | {verdict(kept)} |"


def verdict(kept: bool) -> str:
    return "kept" if kept else "**missed**"


def machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


INTRODUCTION = """# Benchmarks

Written by `make bench` on {day} ({machine}); do not edit the tables by hand.
Every site runs in one process and is called through its WSGI application, with PostgreSQL and Redis; the
sites are asked in turn, so the ratios hold although the machine is shared, and several pages of each kind in
turn. “Made”: every page is made anew (`KEEP_PAGES=false`), of cards and a frame that are kept. “Kept”: whole
pages, each checked against the record of changes; their share is of one bare Django view that returns as many
bytes. “Oscar” is stock django-oscar on the same rows.
The notes at the end are written by people and kept by the next run.

## Pages"""

PAGES_HEAD = """
| products | page | queries | made/s | p95 ms | Oscar's | queries | ratio | budget | kept/s | p95 | of bare |
|---:|---|---:|---:|---:|---:|---:|---:|---|---:|---:|---|"""

ENGINE_HEAD = """
## The embedded search engine, all facets

Budget (design §7): p95 ≤ 20 ms at 100,000 products. Questions as in `search/bench.py`.

| products | median ms | p95 ms | slowest ms | rebuild s | budget |
|---:|---:|---:|---:|---:|---|"""

PICTURES_HEAD = """
## A 12-megapixel photo

Budget (design §7): all WebP and JPEG renditions ≤ 900 ms and < 150 MB more memory. Processor time, best of 3.

| judged and kept ms | WebP and JPEG ms | AVIF ms, in a later task | files | MB more | budget |
|---:|---:|---:|---:|---:|---|"""
