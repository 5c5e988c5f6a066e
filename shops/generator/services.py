"""Puts generated rows into the database, in bulk and only once."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from catalogue.services.reference import load_reference_data
from shops.generator.exceptions import NoRegions
from shops.generator.rows import Place, ProductRow, RowMaker, ShopRow
from shops.generator.tables import chunks
from shops.generator.writers import ClaimWriter, ProductWriter, ShopWriter
from shops.models import Partner, StockRecord
from shops.regions.models import Region

BATCH = 5_000


@dataclass(frozen=True)
class GeneratorReport:
    """How many rows were added; those that were there already are not counted."""

    shops: int
    products: int
    claims: int


@transaction.atomic
def generate_catalogue(
    *, products: int, shops: int, seed: int, now: dt.datetime | None = None
) -> GeneratorReport:
    """Bring the catalogue of `seed` to this size: approved sample shops and live products without pictures.

    What an earlier run with the same seed has made stays as it is. The search index is not told: rebuild it
    afterwards. Raises NoRegions.
    """
    load_reference_data()
    maker = RowMaker(seed, _places())
    moment = now or timezone.now()
    claims = ClaimWriter(moment)
    shop_rows = [maker.shop(number) for number in range(shops)]
    shop_keys, shops_added = _write_shops(shop_rows, maker, ShopWriter(moment), claims)
    writer = ProductWriter(moment)
    products_added = 0
    for batch in chunks(_missing_products(products, shop_rows, maker), BATCH):
        keys = writer.write(batch, shop_keys)
        claims.write_for_products(batch, keys, shop_rows, shop_keys)
        products_added += len(batch)
    for table in (*writer.tables, claims.table):
        table.analyse()
    return GeneratorReport(shops_added, products_added, claims.written)


def _places() -> list[Place]:
    peopled = Region.objects.filter(level=Region.Level.REGENCY, population__gt=0)
    places = [Place(region.code, region.name, region.population or 0) for region in peopled]
    if not places:
        raise NoRegions
    return places


def _write_shops(
    rows: Sequence[ShopRow], maker: RowMaker, writer: ShopWriter, claims: ClaimWriter
) -> tuple[list[int], int]:
    """The keys of all shops in the order of `rows`, and how many of them are new."""
    stored = dict(Partner.objects.filter(code__startswith=maker.code_prefix).values_list("code", "pk"))
    fresh = [row for row in rows if row.code not in stored]
    keys = writer.write(fresh)
    claims.write_for_shops(fresh, keys)
    stored.update(zip((row.code for row in fresh), keys, strict=True))
    return [stored[row.code] for row in rows], len(fresh)


def _missing_products(count: int, shops: Sequence[ShopRow], maker: RowMaker) -> Iterator[ProductRow]:
    skus = StockRecord.objects.filter(partner_sku__startswith=maker.sku_prefix)
    stored = set(skus.values_list("partner_sku", flat=True))
    for number in range(count):
        if maker.sku(number) not in stored:
            yield maker.product(number, shops)
