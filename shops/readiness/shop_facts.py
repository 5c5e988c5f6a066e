"""The facts of many shops at once, in five queries for any number of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, JSONField, OuterRef, Q, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTransform, KeyTransformExact, KeyTransformIsNull
from django.db.models.functions import Coalesce

from catalogue.models import Product
from catalogue.queries import PUBLIC
from shops.models import Partner
from shops.readiness.facts import ShopFacts
from shops.readiness.models import Dimension, Snapshot
from shops.readiness.product_facts import attested_at, verified_kinds

Counts = Mapping[str, int]
CONTACTS = ("phone", "whatsapp", "email")
COLUMNS = ("pk", "story", "address", "logo_id", "cover_id", "website", "employees", "sector", *CONTACTS)


def facts_of_shops(
    shop_ids: Sequence[int], at: dt.datetime | None = None, dimensions: Sequence[str] | None = None
) -> dict[int, ShopFacts]:
    """Facts by key; shops that are gone are left out. Who knows the codes of the `dimensions` saves a query.

    How ready their products are comes from the products' snapshots. With a moment, claims, attestations and
    products are those of that moment, snapshots are the latest that were taken, the profile is today's.
    """
    ids = list(shop_ids)
    claims = verified_kinds(Q(product=None, shop__among=ids), at)
    attested: dict[int, set[str]] = defaultdict(set)
    standing = attested_at(Q(product=None, shop__among=ids), at)
    for shop, code in standing.values_list("shop_id", "requirement__code"):
        attested[shop].add(code)
    complete = _complete_products(ids, dimensions)
    shops = Partner.objects.filter(pk__among=ids).order_by().annotate(public=_public_products(at))
    return {
        row["pk"]: _facts(
            row,
            complete.get(row["pk"], {}),
            claims=frozenset(claims["shop", row["pk"]]),
            attested=frozenset(attested[row["pk"]]),
        )
        for row in shops.values(*COLUMNS, "public")
    }


def _facts(row: Mapping[str, Any], complete: Counts, **evidence: Any) -> ShopFacts:
    return ShopFacts(
        story=row["story"],
        address=row["address"],
        has_logo=row["logo_id"] is not None,
        has_cover=row["cover_id"] is not None,
        contacts=sum(1 for name in CONTACTS if row[name]),
        website=row["website"],
        employees=row["employees"],
        sector=row["sector"],
        public_products=row["public"],
        ready_products=complete.get("", 0),
        complete_products=complete,
        **evidence,
    )


def _public_products(at: dt.datetime | None) -> Combinable:
    """How many products of a shop the public sees."""
    products = Product.objects.filter(PUBLIC, shop=OuterRef("pk"))
    if at is not None:
        products = products.filter(first_published_at__lte=at)
    number = products.order_by().values("shop").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), 0)


def _complete_products(shop_ids: list[int], dimensions: Sequence[str] | None) -> dict[int, dict[str, int]]:
    """By shop and dimension, how many products miss nothing in it; under "" those that miss nothing needed.

    A dimension in which nothing is asked of a product has no score, and the product misses nothing in it.
    """
    codes = dimensions or list(Dimension.objects.values_list("code", flat=True))
    counted = {
        f"in_{place}": Count(
            "pk",
            filter=_misses_nothing(KeyTransform(code, "dimensions")),
        )
        for place, code in enumerate(codes)
    }
    current = Snapshot.objects.filter(shop__among=shop_ids, product__isnull=False, is_current=True)
    ready = Count("pk", filter=Q(is_complete=True))
    rows: Any = current.order_by().values("shop").annotate(ready=ready, **counted)
    return {
        row["shop"]: {"": row["ready"], **{code: row[f"in_{place}"] for place, code in enumerate(codes)}}
        for row in rows
    }


def _misses_nothing(score: KeyTransform) -> Q:
    """All of a hundred, or nothing asked. A key by itself: staff may call a dimension like a lookup."""
    hundred = Value(100, JSONField())  # PostgreSQL compares JSON with JSON only
    return Q(KeyTransformExact(score, hundred)) | Q(KeyTransformIsNull(score, True))
