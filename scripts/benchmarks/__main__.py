"""Measure one part after another, or those named, and write `docs/benchmarks.md` from all that was found.

What a part found is kept in `var/bench/results`, so that parts can be run one by one on a machine that has
little time; so are the catalogues, which take minutes to make.
"""

import argparse
from collections.abc import Callable
from typing import Any

from scripts.benchmarks.catalogues import catalogue_of
from scripts.benchmarks.report import write_report
from scripts.benchmarks.results import ROOT, found_by, keep
from scripts.benchmarks.running import run_json

SIZES = [1_000, 20_000, 100_000]


def pages(size: int) -> dict[str, Any]:
    from scripts.benchmarks.pages import measure_pages

    return measure_pages(catalogue_of(size))


def engine(size: int) -> dict[str, Any]:
    found: dict[str, Any] = run_json({}, "manage.py", "bench", "search", f"--products={size}", "--json")
    return found


def demo() -> dict[str, Any]:
    from scripts.benchmarks.commands import measure_demo

    return measure_demo()


def generate() -> dict[str, Any]:
    from scripts.benchmarks.commands import measure_generating

    return measure_generating()


def regions() -> dict[str, Any]:
    from scripts.benchmarks.at_size import measure_regions

    return measure_regions()


def at_size() -> dict[str, Any]:
    from scripts.benchmarks.at_size import measure_at_size

    return measure_at_size()


def staff() -> dict[str, Any]:
    from scripts.benchmarks.staff import measure_staff

    return measure_staff()


def imports() -> dict[str, Any]:
    from scripts.benchmarks.imports import measure_import

    return measure_import()


def pictures() -> dict[str, Any]:
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    found: dict[str, Any] = run_json(environment, "-m", "scripts.benchmarks.pictures")
    return found


def vitals() -> dict[str, Any]:
    from scripts.benchmarks.vitals import measure_vitals

    return measure_vitals()


def load() -> dict[str, Any]:
    from scripts.benchmarks.load import measure_load

    return measure_load()


def uploads() -> dict[str, Any]:
    from scripts.benchmarks.uploads import measure_uploads

    return measure_uploads()


#: Parts that are measured at every size, and those that are not.
BY_SIZE: dict[str, Callable[[int], dict[str, Any]]] = {"pages": pages, "engine": engine}
ONCE: dict[str, Callable[[], dict[str, Any]]] = {
    "demo": demo,
    "generate": generate,
    "regions": regions,
    "at_size": at_size,
    "staff": staff,
    "imports": imports,
    "pictures": pictures,
    "vitals": vitals,
    "load": load,
    "uploads": uploads,
}


def main() -> None:
    options = arguments()
    for size in options.sizes if options.fresh else []:
        catalogue_of(size, is_fresh=True)
    for part in options.only:
        if part in BY_SIZE:
            for size in options.sizes:
                report(f"{part}-{size}", BY_SIZE[part](size))
        else:
            report(part, ONCE[part]())
    write_report(ROOT / "docs" / "benchmarks.md", found_by, SIZES)


def report(part: str, found: dict[str, Any]) -> None:
    keep(part, found)
    print(f"{part}: {found}", flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parts = [*BY_SIZE, *ONCE]
    parser.add_argument("--only", nargs="*", choices=parts, default=parts, help="parts (default: all)")
    parser.add_argument(
        "--sizes",
        type=lambda text: [int(size) for size in text.split(",")],
        default=SIZES,
        help="catalogue sizes, smallest first (default: 1000,20000,100000)",
    )
    parser.add_argument("--fresh", action="store_true", help="make the catalogues anew")
    return parser.parse_args()


if __name__ == "__main__":
    main()
