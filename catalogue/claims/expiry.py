"""Closing what has ended: shop by shop, so that each product is told of once, however many claims end."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from catalogue.claims.history import ClaimEvent
from catalogue.claims.models import Claim
from catalogue.imports.bulk import insert_rows
from catalogue.models import Product
from catalogue.signals import claims_expired, products_changed

#: About how many claims one transaction closes; those of one shop stay together.
BATCH = 50_000
_ROWS_PER_STATEMENT = 5_000

#: A claim that ends: its key, its shop's, its product's or None.
Ending = tuple[int, int, int | None]


def expire_claims(*, on: dt.date | None = None) -> int:
    """Close every verified claim whose last day has passed, reindex their products; returns how many.

    Without a day, a claim has passed once it is midnight in the zone of its shop. Works in batches, each a
    transaction: a run that is stopped between two leaves the rest to the next.
    """
    return sum(_expire_claims_of(shop_ids, on) for shop_ids in _batches(on))


def _batches(on: dt.date | None) -> Iterator[list[int]]:
    """The shops whose claims end, as many at a time as have about `BATCH` of them."""
    overdue = Claim.objects.overdue(on).order_by("shop").values_list("shop")
    shop_ids: list[int] = []
    waiting = 0
    for shop_id, number in list(overdue.annotate(number=Count("pk"))):
        if shop_ids and waiting + number > BATCH:
            yield shop_ids
            shop_ids, waiting = [], 0
        shop_ids.append(shop_id)
        waiting += number
    if shop_ids:
        yield shop_ids


@transaction.atomic
def _expire_claims_of(shop_ids: Sequence[int], on: dt.date | None) -> int:
    ending = _locked(shop_ids, on)
    now = timezone.now()
    for start in range(0, len(ending), _ROWS_PER_STATEMENT):
        keys = [key for key, _shop, _product in ending[start : start + _ROWS_PER_STATEMENT]]
        Claim.objects.filter(pk__among=keys).update(state=Claim.State.EXPIRED, updated_at=now)
    event = ClaimEvent(action=ClaimEvent.Action.EXPIRED, at=now)
    insert_rows(event, ["claim_id"], ((key,) for key, *_about in ending))
    tell_of_claims(ending)
    return len(ending)


def _locked(shop_ids: Sequence[int], on: dt.date | None) -> list[Ending]:
    """What ends, locked. Somebody may decide on one while we wait for it: its state is asked for once more.

    In the two hours in which the zones differ, the shop is joined to ask where it is; it is not locked.
    """
    overdue = Claim.objects.overdue(on).filter(shop__among=shop_ids).order_by().values("pk")
    locked = Claim.objects.filter(pk__in=overdue, state=Claim.State.VERIFIED).select_for_update(no_key=True)
    return list(locked.order_by("pk").values_list("pk", "shop_id", "product_id"))


def tell_of_claims(changed: Sequence[Ending]) -> None:
    """Tell once of every product that these claims stand on: their own, or their shop's. Shop after shop."""
    touched = {(shop, product) for _key, shop, product in changed if product is not None}
    shops = {shop for _key, shop, product in changed if product is None}
    touched.update(Product.objects.filter(shop__among=shops).order_by().values_list("shop_id", "pk"))
    if touched:
        products_changed.send(sender=Claim, product_ids=[product for _shop, product in sorted(touched)])
    if shops:
        claims_expired.send(sender=Claim, shop_ids=sorted(shops))
