"""What was measured, as a page: ratios first, for the machine's own speed means nothing elsewhere."""

import os
import platform
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

Found = Callable[[str], dict[str, Any] | None]

#: Design §7: how many times stock Oscar's requests per second an uncached page must reach, at the size at
#: which stock Oscar was measured for it.
BUDGETS = {"product": 5, "listing": 20}
BUDGET_SIZE = 20_000
#: Design §7: what share of a bare view's requests per second a kept page must reach.
KEPT_SHARE = 0.25
#: Design §7, in milliseconds and as Chromium counts shifts.
VITALS = {"lcp": 2_000, "tbt": 100, "cls": 0.02}
#: Milliseconds that visitors may wait under load.
SLOW = 300
#: Commands over 100,000 products: what they work on, and the most seconds they may take, 0 for no budget.
AT_SIZE: dict[str, tuple[str, int]] = {
    "rebuild_search": ("100,000 products", 0),
    "recompute_readiness": ("100,000 products", 60),
    "expire_claims": ("100,000 claims, index included", 20),
    "import_claims": ("50,000 rows against 5,000 shops", 0),
}
PAGES = ("listing", "category", "search", "product", "shop")
NOTES = "## Notes\n"
#: First columns that say what a row is about; the other tables have one row a run.
NAMING = frozenset({"products", "command", "page"})


def write_report(path: Path, found_by: Found, sizes: Sequence[int]) -> None:
    """Write the page from what each part found last here.

    What never ran here, a part or a size, keeps its rows, and so does what people wrote below the tables.
    """
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    parts = [INTRODUCTION.format(machine=machine())]
    for by_size in (_pages, _engine):
        parts += _filled(by_size(found_by, sizes), before)
    for table in (_commands, _at_size, _staff, _import, _picture, _vitals, _load, _uploads):
        parts += _filled(table(found_by), before)
    path.write_text("\n".join(parts) + "\n\n" + notes(path), encoding="utf-8")


def _filled(table: Iterator[str], before: str) -> list[str]:
    """The table's head and its rows, and those of the same table before of what was not measured again."""
    head, *rows = table
    columns = "\n".join(head.splitlines()[-2:]) + "\n"
    _, _, old = before.partition(columns)
    known = list(takewhile(lambda line: line.startswith("|"), old.splitlines()))
    if _first(columns) not in NAMING:
        return [head, *(rows or known)]
    again = {_first(row) for row in rows}
    return [head, *sorted([*(row for row in known if _first(row) not in again), *rows], key=_size)]


def _first(row: str) -> str:
    return row.split("|")[1].strip()


def _size(row: str) -> int:
    """Of rows that are named for a size of the catalogue."""
    number = _first(row).replace(",", "")
    return int(number) if number.isdigit() else 0


def notes(path: Path) -> str:
    """What people wrote below the tables; a new run keeps it."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    _, heading, written = before.partition(NOTES)
    return heading + written if heading else f"{NOTES}\n"


def _pages(found_by: Found, sizes: Sequence[int]) -> Iterator[str]:
    yield PAGES_HEAD
    for size in sizes:
        if found := found_by(f"pages-{size}"):
            yield from (_page_line(size, name, found[name], found["on"]) for name in PAGES)


def _page_line(size: int, page: str, sites: dict[str, dict[str, float]], day: str) -> str:
    ours, kept, bare, oscar = (sites[site] for site in ("ours", "kept", "bare", "oscar"))
    share = kept["per_second"] / bare["per_second"]
    cells = [f"{size:,}", page, str(ours["queries"]), f"{ours['per_second']:.0f}", f"{ours['p95_ms']:.1f}"]
    if oscar:
        times = ours["per_second"] / oscar["per_second"]
        budget = BUDGETS.get(page) if size == BUDGET_SIZE else None
        cells += [f"{oscar['per_second']:.1f}", str(oscar["queries"]), f"{times:.1f} ×"]
        cells += [f"≥ {budget} × {verdict(times >= budget)}" if budget else "–"]
    else:
        cells += ["–", "–", "–", "–"]
    cells += [f"{kept['per_second']:.0f}", f"{kept['p95_ms']:.1f}"]
    return _row(*cells, f"{100 * share:.0f} % {verdict(share >= KEPT_SHARE)}", day)


def _engine(found_by: Found, sizes: Sequence[int]) -> Iterator[str]:
    yield ENGINE_HEAD
    for size in sizes:
        if seen := found_by(f"engine-{size}"):
            kept = verdict(seen["p95_ms"] <= 20) if size == max(sizes) else "–"
            times = (seen["median_ms"], seen["p95_ms"], seen["slowest_ms"], seen["rebuild_seconds"])
            yield _row(f"{size:,}", *times, kept, seen["on"])


def _commands(found_by: Found) -> Iterator[str]:
    yield COMMANDS_HEAD
    if seen := found_by("demo"):
        for command, most in (("load_regions", 30), ("load_demo", 60)):
            cost = seen[command]
            name = f"`{command}`, SQLite"
            yield _row(name, cost["seconds"], f"< {most} s {verdict(cost['seconds'] < most)}", seen["on"])
    if seen := found_by("regions"):
        kept = verdict(seen["seconds"] < 30)
        yield _row("`load_regions`, SQLite, by itself", seen["seconds"], f"< 30 s {kept}", seen["on"])
    if seen := found_by("generate"):
        name = f"`generate_catalogue`, {seen['products']:,} products, PostgreSQL"
        yield _row(name, seen["seconds"], f"< 60 s {verdict(seen['seconds'] < 60)}", seen["on"])


def _at_size(found_by: Found) -> Iterator[str]:
    yield AT_SIZE_HEAD
    if seen := found_by("at_size"):
        for command, (what, most) in AT_SIZE.items():
            cost = seen[command]
            budget = f"≤ {most} s {verdict(cost['seconds'] <= most)}" if most else "–"
            figures = (cost["seconds"], cost["processor"], cost["highest_mb"])
            yield _row(f"`{command}`", what, *figures, budget, seen["on"])


def _staff(found_by: Found) -> Iterator[str]:
    yield STAFF_HEAD
    if seen := found_by("staff"):
        for row in seen["pages"]:
            is_kept = row["queries"] <= 15 and row["p95_ms"] <= 300
            cells = (row["person"], row["page"], row["queries"], row["p95_ms"], row["kb"])
            yield _row(*cells, verdict(is_kept), seen["on"])


def _import(found_by: Found) -> Iterator[str]:
    yield IMPORT_HEAD
    if seen := found_by("imports"):
        first, again = seen["first"], seen["again"]
        is_kept = max(first["seconds"], again["seconds"]) <= 30
        is_kept = (
            is_kept and max(first["highest_mb"], again["highest_mb"]) < 300 and not seen["changed_again"]
        )
        cells = (first["seconds"], first["highest_mb"], again["seconds"], again["highest_mb"])
        yield _row(f"{seen['rows']:,}", *cells, seen["changed_again"], verdict(is_kept), seen["on"])


def _picture(found_by: Found) -> Iterator[str]:
    yield PICTURES_HEAD
    if seen := found_by("pictures"):
        is_kept = seen["webp_and_jpeg_ms"]["processor"] <= 900 and seen["grown_mb"] < 150
        steps = [seen[step]["processor"] for step in ("kept_ms", "webp_and_jpeg_ms", "avif_ms")]
        yield _row(*steps, seen["files"], seen["grown_mb"], verdict(is_kept), seen["on"])


def _vitals(found_by: Found) -> Iterator[str]:
    yield VITALS_HEAD
    if seen := found_by("vitals"):
        for page, figures in ((page, figures) for page, figures in seen.items() if page != "on"):
            is_kept = all(figures[name] <= most for name, most in VITALS.items())
            lcp, tbt = round(figures["lcp"]), round(figures["tbt"])
            cells = [page, lcp, f"`{figures['largest']}`", tbt, figures["cls"]]
            cells += [round(figures["bytes"] / 1000), round(figures["files"])]
            yield _row(*cells, verdict(is_kept), seen["on"])


def _load(found_by: Found) -> Iterator[str]:
    yield LOAD_HEAD
    if seen := found_by("load"):
        is_kept = seen["p99_ms"] <= SLOW and not seen["faults"]
        times = (seen["p50_ms"], seen["p95_ms"], seen["p99_ms"], seen["last_step_p99_ms"], seen["slowest_ms"])
        yield _row(f"{seen['requests']:,}", *times, seen["faults"], verdict(is_kept), seen["on"])


def _uploads(found_by: Found) -> Iterator[str]:
    yield UPLOADS_HEAD
    if seen := found_by("uploads"):
        pages, uploads = seen["pages"], seen["uploads"]
        is_kept = pages["p95_ms"] <= SLOW and not pages["faults"] and not uploads["faults"]
        cells = [f"{pages['requests']:,}", pages["p50_ms"], pages["p95_ms"], pages["faults"]]
        cells += [uploads["requests"], uploads["p50_ms"], uploads["p95_ms"], uploads["faults"]]
        yield _row(*cells, seen["ready_after_seconds"], verdict(is_kept), seen["on"])


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def verdict(kept: bool) -> str:
    return "kept" if kept else "**missed**"


def machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


INTRODUCTION = """# Benchmarks

Written by `make bench` ({machine}); do not edit the tables by hand. Each part can be run by itself
(`scripts/bench --only pages --sizes 20000`), so every row bears the day on which it was measured, and a part
that has not been run keeps its rows. The notes at the end are written by people and kept by the next run.

## Pages

Every site runs in one process and is called through its WSGI application, with PostgreSQL and Redis; the
sites are asked in turn, so the ratios hold although the machine is shared, and several pages of each kind in
turn. “Made”: every page is made anew (`KEEP_PAGES=false`), of parts that are kept. “Kept”: whole pages, each
checked against the record of changes; their share is of one bare Django view that returns as many bytes.
“Oscar” is stock django-oscar on the same rows, its lists served by an engine that costs no more than the
page's own queries (`scripts/benchmarks/oscar_engine.py` says why). Budgets: design §7, at 20,000 products."""

PAGES_HEAD = """
| products | page | queries | made/s | p95 ms | Oscar's | its | ratio | budget | kept/s | p95 | of bare | on |
|---:|---|---:|---:|---:|---:|---:|---:|---|---:|---:|---|---|"""

ENGINE_HEAD = """
## The embedded search engine, all facets

Budget (design §7): p95 ≤ 20 ms at 100,000 products. Questions as in `search/bench.py`.

| products | median ms | p95 ms | slowest ms | rebuild s | budget | on |
|---:|---:|---:|---:|---:|---|---|"""

COMMANDS_HEAD = """
## Commands

| command | seconds | budget | on |
|---|---:|---|---|"""

AT_SIZE_HEAD = """
## Commands over a whole catalogue

100,000 products of 5,000 shops, PostgreSQL, one process; tasks run within it, and the index is there when
claims end. On nine products of ten something ends: a claim of their own, or of their shop.

| command | on | seconds | of the processor | MB | budget | on |
|---|---|---:|---:|---:|---|---|"""

STAFF_HEAD = """
## Pages of staff and sellers

Budget: ≤ 15 queries and p95 ≤ 300 ms with 100,000 products, 5,000 shops, over 100,000 claims. 10,000 claims,
3,000 products, 300 shops and 500 complaints wait, 20,000 were decided; there are five groups of curators in
each of 514 regions, and the seller's shop has 2,000 products (`scripts/benchmarks/staff_rows.py`).
Asked of Django's test client.

| who | page | queries | p95 ms | KB | budget | on |
|---|---|---:|---:|---:|---|---|"""

IMPORT_HEAD = """
## An import of XLSX

Budget (design §7): 50,000 rows validated and merged ≤ 30 s and < 300 MB, the second time 0 changes.
PostgreSQL.

| rows | s | MB | s again | MB again | changed again | budget | on |
|---:|---:|---:|---:|---:|---:|---|---|"""

PICTURES_HEAD = """
## A 12-megapixel photo

Budget (design §7): all WebP and JPEG renditions ≤ 900 ms and < 150 MB more memory. Processor time, best of 3.

| judged and kept ms | WebP and JPEG ms | AVIF ms, in a later task | files | MB more | budget | on |
|---:|---:|---:|---:|---:|---|---|"""

VITALS_HEAD = """
## A first visit on a cheap phone

Budget (design §7): LCP ≤ 2,000 ms, TBT ≤ 100 ms, CLS ≤ 0.02 in Chromium with a processor 4 times slower,
1.6 Mbit/s and 150 ms, window 360 × 740 at two dots a pixel. The demo, served by granian; median of 5 first
visits. TBT counts what tasks after the first paint took beyond 50 ms.

| page | LCP ms | its element | TBT ms | CLS | KB | files | budget | on |
|---|---:|---|---:|---:|---:|---:|---|---|"""

LOAD_HEAD = """
## A campaign's page under load

Budget: from 5 to 200 requests/s within 60 s, p99 ≤ 300 ms and no fault. Requests start when they are due and
are timed from then; server and visitors share the machine. The demo on PostgreSQL and Redis, one process of
granian with 4 threads.

| requests | median ms | p95 ms | p99 ms | p99 at 200/s | slowest ms | faults | budget | on |
|---:|---:|---:|---:|---:|---:|---:|---|---|"""

UPLOADS_HEAD = """
## Pages while sellers hand in photos

Budget: 40 photos of 12 megapixels a minute through the seller panel, p95 of pages ≤ 300 ms. The same server,
and the two workers of `docs/operations/schedule.md`, which make pictures in WebP, JPEG and AVIF meanwhile; 20
pages a second, of every kind, each looked at once before the minute begins. “Ready”: after the last photo was
in, its last picture.

| pages | median ms | p95 ms | faults | photos | median ms | p95 ms | faults | ready after s | budget | on |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|---|"""
