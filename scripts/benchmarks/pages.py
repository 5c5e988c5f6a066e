"""Pages made anew and kept, beside a bare Django view and stock Oscar's, asked in turn in one run."""

import json
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from scripts.benchmarks.catalogues import Catalogue
from scripts.benchmarks.sites import Site, Timing

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


def measure_pages(catalogue: Catalogue) -> dict[str, Any]:
    """What each page of each site cost, `ROUNDS` times in turn: by page, then by site."""
    pages = pages_of(catalogue.rows)
    timings = {(page.name, site): Timing() for page in pages for site in COUNT}
    environment = catalogue.environment
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
                if page.oscar and (page.name != "search" or catalogue.size <= OSCAR_SEARCH_LIMIT):
                    slow = page.name == "search"
                    oscar.measure(page.oscar, 1 if slow else COUNT["oscar"], timings[page.name, "oscar"])
    return {page.name: {site: timings[page.name, site].summary() for site in COUNT} for page in pages}


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
