"""Loading the regions that the project ships (sources and licences lie beside the files)."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from shops.regions.models import Region
from shops.regions.queries import fold

DATA = Path(__file__).parent / "data"
FIELDS = [field.attname for field in Region._meta.concrete_fields if field.attname != "code"]
BATCH = 2_000


@dataclass(frozen=True)
class LoadReport:
    """How many regions a load added, changed and left as they were."""

    added: int
    changed: int
    unchanged: int


@transaction.atomic
def load_regions() -> LoadReport:
    """Make the table equal to the shipped files, writing only what differs; a region never disappears."""
    stored = {row[0]: row[1:] for row in Region.objects.values_list("code", *FIELDS).iterator(BATCH)}
    fresh: list[Region] = []
    changed: list[Region] = []
    total = 0
    for region in _shipped():
        total += 1
        if region.code not in stored:
            fresh.append(region)
        elif stored[region.code] != tuple(getattr(region, name) for name in FIELDS):
            changed.append(region)
    Region.objects.bulk_create(fresh, batch_size=BATCH)
    Region.objects.bulk_update(changed, FIELDS, batch_size=500)
    return LoadReport(len(fresh), len(changed), total - len(fresh) - len(changed))


def _shipped() -> Iterator[Region]:
    """Every region of the files, parents before children."""
    for row in _rows("provinces"):
        yield _region(row, level=1, kind="provinsi", parent=None)
    for row in _rows("regencies"):
        yield _region(row, level=2, kind=row["type"], parent=row["province_code"])
    for row in _rows("districts"):
        yield _region(row, level=3, kind="kecamatan", parent=row["regency_code"])
    for row in _rows("villages"):
        yield _region(row, level=4, kind=row["kind"], parent=row["district_code"])


def _region(row: dict[str, str], *, level: int, kind: str, parent: str | None) -> Region:
    return Region(
        code=row["code"],
        name=row["name"],
        search_name=fold(row["name"]),
        level=level,
        kind=kind,
        parent_id=parent,
        slug=slugify(row["name"]) if level <= 2 else None,
        lat=_number(row["lat"]),
        lng=_number(row["lng"]),
        area_km2=_number(row.get("area_km2", "")),
        population=int(row["population"]) if row.get("population") else None,
        postal_code=row.get("postal_code", ""),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(DATA / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _number(text: str) -> float | None:
    return float(text) if text else None
