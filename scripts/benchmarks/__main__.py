"""Run the whole measurement and write `docs/benchmarks.md`.

For every size: our catalogue from `generate_catalogue`, stock Oscar's database filled with the same rows,
then rounds in which each page of each site is asked in turn; last the search engine by itself.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from scripts.benchmarks.report import Row, write_report
from scripts.benchmarks.sites import Site, Timing, database

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
#: How often a kind of page is asked in each round; stock Oscar's slow ones less, or one run would take hours.
COUNT = {"ours": 30, "kept": 200, "bare": 200, "oscar": 6}
#: Different pages of one kind.
ADDRESSES = 6
#: Stock Oscar's search takes 11.5 s a query at 20,000 products: above this size it is not asked.
OSCAR_SEARCH_LIMIT = 20_000


@dataclass(frozen=True)
class Page:
    """One kind of page: its name, its addresses with us, and with stock Oscar where that has such a page.

    They are asked in turn, so that no figure is that of one page asked over and over.
    """

    name: str
    ours: list[str]
    oscar: list[str]


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="etalase-bench-") as folder:
        report = measure_all(options.sizes, Path(folder))
    write_report(ROOT / "docs" / "benchmarks.md", *report)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument(
        "--sizes",
        type=lambda text: [int(size) for size in text.split(",")],
        default=[1_000, 20_000, 100_000],
        help="catalogue sizes, smallest first (default: 1000,20000,100000)",
    )
    return parser.parse_args()


def measure_all(sizes: list[int], folder: Path) -> tuple[list[Row], dict[str, Any], dict[str, Any]]:
    """The rows of the page table, the engine's figures by size, and those of pictures."""
    server = os.environ["DATABASE_URL"]
    rows: list[Row] = []
    with database(server, "etalase_bench") as ours, database(server, "etalase_bench_oscar") as oscar:
        environment = {
            "DATABASE_URL": ours,
            "STOCK_OSCAR_DATABASE_URL": oscar,
            "STOCK_OSCAR_MEDIA": str(folder / "oscar"),
            "VAR_DIR": str(folder / "var"),
            "DEBUG": "false",
            "LOG_LEVEL": "ERROR",
        }
        run(environment, "manage.py", "migrate", "--verbosity=0")
        run(environment, "manage.py", "load_regions")
        run(environment, "manage.py", "setup_site")
        for size in sizes:
            fill(environment, size, folder / "rows.jsonl")
            rows += measure_pages(environment, size, folder / "rows.jsonl")
    engine = {
        size: run_json({}, "manage.py", "bench", "search", f"--products={size}", "--json") for size in sizes
    }
    pictures = run_json(
        {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}, "-m", "scripts.benchmarks.pictures"
    )
    return rows, engine, pictures


def fill(environment: dict[str, str], size: int, rows: Path) -> None:
    """Bring both databases to `size` products; stock Oscar gets what ours does not have from before."""
    run(
        environment, "manage.py", "generate_catalogue", f"--products={size}", f"--shops={max(20, size // 20)}"
    )
    run(environment, "manage.py", "rebuild_search")
    run(environment, "manage.py", "shell", "-c", "from django.core.cache import cache; cache.clear()")
    run(environment, "-m", "scripts.benchmarks.rows", str(rows))
    run(environment, "-m", "scripts.benchmarks.fill_stock_oscar", str(rows))


def measure_pages(environment: dict[str, str], size: int, rows: Path) -> list[Row]:
    """Ask every page of every site in turn, `ROUNDS` times."""
    pages = pages_of(rows)
    timings = {(page.name, site): Timing() for page in pages for site in COUNT}
    with (
        Site("scripts.benchmarks.ours", **environment, KEEP_PAGES="false") as ours,
        Site("scripts.benchmarks.ours", **environment) as kept,
        Site("scripts.benchmarks.bare", **environment) as bare,
        Site("scripts.benchmarks.stock_oscar", **environment) as oscar,
    ):
        for _ in range(ROUNDS):
            for page in pages:
                ours.measure(page.ours, COUNT["ours"], timings[page.name, "ours"])
                seen = timings[page.name, "kept"]
                kept.measure(page.ours, COUNT["kept"], seen)
                bare.measure([f"/{seen.bytes}"], COUNT["bare"], timings[page.name, "bare"])
                if page.oscar and (page.name != "search" or size <= OSCAR_SEARCH_LIMIT):
                    slow = page.name == "search"
                    oscar.measure(page.oscar, 1 if slow else COUNT["oscar"], timings[page.name, "oscar"])
        print(f"measured at {size} products", flush=True)
    return [Row(size, page.name, *(timings[page.name, site] for site in COUNT)) for page in pages]


def pages_of(path: Path) -> list[Page]:
    """The addresses to ask, taken from the first rows of the catalogue."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, ADDRESSES * 20)]
    some = rows[::20]
    words = list(dict.fromkeys(row["title"].split()[0] for row in rows))[:ADDRESSES]
    categories = {row["category"]: row["category_slug"] for row in rows}
    numbers = range(1, ADDRESSES + 1)
    return [
        Page(
            "listing",
            [f"/cari/?halaman={number}" for number in numbers],
            [f"/catalogue/?page={number}" for number in numbers],
        ),
        Page(
            "category",
            [f"/kategori/{full_slug}/" for full_slug in list(categories)[:ADDRESSES]],
            [f"/catalogue/category/{slug}_{rank}/" for rank, slug in enumerate(categories.values(), 1)][:1],
        ),
        Page("search", [f"/cari/?q={word}" for word in words], [f"/search/?q={word}" for word in words]),
        Page(
            "product",
            [row["address"] for row in some],
            [f"/catalogue/{row['slug']}_{1 + 20 * rank}/" for rank, row in enumerate(some)],
        ),
        Page("shop", [row["shop_address"] for row in some], []),
    ]


def run(environment: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, *command], check=True, cwd=ROOT, env={**os.environ, **environment})


def run_json(environment: dict[str, str], *command: str) -> Any:
    done = subprocess.run(
        [sys.executable, *command],
        check=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
