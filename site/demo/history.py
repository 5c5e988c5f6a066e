"""A year of readiness: what owners attested, and how each score stood month by month."""

import datetime as dt
from collections.abc import Iterable

from catalogue.models import Product
from demo.moments import chance, registered_days
from demo.owners import owner_of
from shops.models import Partner
from shops.readiness.exceptions import NotAttestable
from shops.readiness.models import Requirement, Snapshot
from shops.readiness.services.attestations import attest
from shops.readiness.services.recompute import recompute, recompute_everything

#: How many moments of the past are computed, and how many days lie between them.
MOMENTS, DAYS = 12, 30
#: Of how many products of a shop its owner says what only owners know.
ATTESTED_PRODUCTS = 2


def tell_history(shops: Iterable[Partner], now: dt.datetime) -> None:
    """Tell the year of these shops, the oldest moment first; once, while there is no snapshot of them yet."""
    shops = list(shops)
    keys = [shop.pk for shop in shops]
    if Snapshot.objects.filter(shop__in=keys).exists():
        return
    for shop in Partner.objects.filter(pk__in=keys, memberships__role="owner").distinct():
        _attest(shop, now)
    for months in range(MOMENTS, 0, -1):
        at = now - dt.timedelta(days=DAYS * months)
        there = Partner.objects.filter(pk__in=keys, created_at__lte=at)
        published = Product.objects.filter(shop__in=there, first_published_at__lte=at)
        recompute(
            product_ids=list(published.values_list("pk", flat=True)),
            shop_ids=list(there.values_list("pk", flat=True)),
            at=at,
        )
    recompute_everything()


def _attest(shop: Partner, now: dt.datetime) -> None:
    """What the owner says of the shop and of its first products, one thing after the other over the year."""
    owner, asked = owner_of(shop), Requirement.objects.filter(kind=Requirement.Kind.ATTESTED)
    products = Product.objects.filter(shop=shop).order_by("pk")[:ATTESTED_PRODUCTS]
    subjects: list[Product | None] = [None, *products]
    for place, product in enumerate(subjects):
        for code in asked.filter(subject="product" if product else "shop").values_list("code", flat=True):
            days = chance(f"{shop.code} {place} {code}", 3, registered_days(shop.code))
            try:
                attest(code=code, shop=shop, product=product, by=owner, at=now - dt.timedelta(days=days))
            except NotAttestable:  # nothing of this is asked of such a product
                continue
