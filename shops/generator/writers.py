"""Turns generated rows into table rows: which column takes which value."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.text import slugify

from catalogue.models import Category, Claim, ClaimKind, Product, ProductAttribute, ProductClass
from catalogue.models import ProductAttributeValue as AttributeValue
from shops.generator.claim_dates import claim_dates
from shops.generator.claim_numbers import claim_number
from shops.generator.rows import ClaimRow, ProductRow, ShopRow
from shops.generator.tables import Row, Table
from shops.models import Partner, StockRecord

REFUSAL = "Berkas bukti tidak terbaca. Mohon unggah ulang dengan foto yang lebih jelas."


class ShopWriter:
    """Writes shops: approved, marked as samples, with contacts that reach nobody."""

    def __init__(self, now: dt.datetime) -> None:
        self._now = now
        columns = "id code name slug story story_en region_id regency_id size_class sector kind founded_year"
        self.table = Table(
            Partner,
            [*columns.split(), "employees", "email", "state", "is_sample", "created_at", "updated_at"],
        )

    def write(self, shops: Sequence[ShopRow]) -> list[int]:
        """Insert them and return their keys in the same order."""
        keys = self.table.reserve(len(shops))
        self.table.insert(self._row(key, shop) for key, shop in zip(keys, shops, strict=True))
        return keys

    def _row(self, key: int, shop: ShopRow) -> Row:
        slug, code = f"{slugify(shop.name)}-{shop.code}", shop.place.code
        texts = (shop.code, shop.name, slug, *shop.story, code, code, shop.size_class, shop.sector, shop.kind)
        contact = f"{shop.code}@example.com"
        return (
            key,
            *texts,
            shop.founded_year,
            shop.employees,
            contact,
            Partner.State.APPROVED.value,
            True,
            self._now,
            self._now,
        )


class ProductWriter:
    """Writes products with their stock records and what they are made of."""

    def __init__(self, now: dt.datetime) -> None:
        self._now = now
        self._categories = dict(Category.objects.values_list("full_slug", "pk"))
        self._classes = dict(ProductClass.objects.values_list("slug", "pk"))
        self._attributes = _attributes_by_class()
        columns = (
            "id title title_en slug description description_en shop_id category_id product_class_id unit"
        )
        more = "min_order is_made_to_order lead_time_days weight_grams date_created date_updated"
        dates = ["first_published_at", "last_published_at"]
        self._products = Table(Product, [*columns.split(), *more.split(), *dates])
        stock = "product_id partner_id partner_sku price num_in_stock date_created date_updated"
        self._stock = Table(StockRecord, stock.split())
        self._values = Table(AttributeValue, ["product_id", "attribute_id", "value_text"])

    @property
    def tables(self) -> tuple[Table, ...]:
        return self._products, self._stock, self._values

    def write(self, products: Sequence[ProductRow], shop_keys: Sequence[int]) -> list[int]:
        """Insert them and return their keys; `shop_keys[row.shop]` is the shop of a row."""
        keys = self._products.reserve(len(products))
        pairs = list(zip(keys, products, strict=True))
        self._products.insert(self._product(key, row, shop_keys[row.shop]) for key, row in pairs)
        self._stock.insert(self._stock_record(key, row, shop_keys[row.shop]) for key, row in pairs)
        self._values.insert(value for key, row in pairs for value in self._attribute_values(key, row))
        return keys

    def _product(self, key: int, row: ProductRow, shop: int) -> Row:
        published = self._now - dt.timedelta(days=row.age_days)
        goods = row.goods
        kinds = (self._categories[goods.category], self._classes[goods.product_class], goods.unit)
        terms = (row.min_order, goods.made_to_order is not None, row.lead_time_days, row.weight_grams)
        texts = (*row.title, slugify(row.title[0]), *row.description)
        return (key, *texts, shop, *kinds, *terms, published, self._now, published, published)

    def _stock_record(self, key: int, row: ProductRow, shop: int) -> Row:
        return (key, shop, row.sku, Decimal(row.price), row.stock, self._now, self._now)

    def _attribute_values(self, key: int, row: ProductRow) -> Iterator[Row]:
        values = {"materials": row.material, "size": row.size}
        for attribute, code in self._attributes[row.goods.product_class]:
            yield (key, attribute, values[code])


class ClaimWriter:
    """Writes claims with numbers and dates that fit their kind and state."""

    def __init__(self, now: dt.datetime) -> None:
        self._now = now
        self._kinds = {kind.code: kind for kind in ClaimKind.objects.all()}
        columns = "kind_id shop_id product_id number issuer value issued_on expires_on state refusal_reason"
        moments = ["submitted_at", "reviewed_at", "created_at", "updated_at"]
        self.table = Table(Claim, [*columns.split(), *moments])
        self.written = 0

    def write_for_shops(self, shops: Sequence[ShopRow], keys: Sequence[int]) -> None:
        """Insert the shops' own claims."""
        self._write(
            self._row(claim, shop.code, shop.place.code, key, None)
            for shop, key in zip(shops, keys, strict=True)
            for claim in shop.claims
        )

    def write_for_products(
        self,
        products: Sequence[ProductRow],
        keys: Sequence[int],
        shops: Sequence[ShopRow],
        shop_keys: Sequence[int],
    ) -> None:
        """Insert the products' claims."""
        self._write(
            self._row(claim, row.sku, shops[row.shop].place.code, shop_keys[row.shop], key)
            for row, key in zip(products, keys, strict=True)
            for claim in row.claims
        )

    def _write(self, rows: Iterator[Row]) -> None:
        made = list(rows)
        self.table.insert(made)
        self.written += len(made)

    def _row(self, claim: ClaimRow, owner: str, regency: str, shop: int, product: int | None) -> Row:
        kind = self._kinds[claim.kind]
        dates = claim_dates(
            claim.state, issued_days=claim.issued_days, validity_years=kind.validity_years, now=self._now
        )
        issued = dates.issued_on
        number = claim_number(claim.kind, key=owner, regency=regency, year=issued.year, month=issued.month)
        value = None if claim.value is None else Decimal(claim.value).scaleb(-2)
        reason = REFUSAL if claim.state == "refused" else ""
        subject = (kind.pk, shop, product, number, kind.issuer, value, issued, dates.expires_on)
        moments = (dates.submitted_at, dates.reviewed_at, self._now, self._now)
        return (*subject, claim.state, reason, *moments)


def _attributes_by_class() -> dict[str, list[tuple[int, str]]]:
    """For each class the keys and codes of the attributes that are written: materials and size."""
    by_class: dict[str, list[tuple[int, str]]] = {}
    written = ProductAttribute.objects.filter(code__in=("materials", "size"))
    for slug, key, code in written.values_list("product_class__slug", "pk", "code"):
        by_class.setdefault(slug, []).append((key, code))
    return by_class
