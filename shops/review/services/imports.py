"""A whole import at once: submitted together, sampled, and approved or returned together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.models import Product
from catalogue.services.together import submit_products
from shops.curation.scope import addresses_of_curators
from shops.curation.services import return_product
from shops.curation.together import approve_products
from shops.letters import letters_withheld, send_letter
from shops.models import Partner
from shops.review.exceptions import BatchStopped, SampleOpen
from shops.review.kinds import Kind
from shops.review.models import Batch, Case
from shops.review.services.samples import draw_sample
from shops.review.unspoken import unspoken_for
from shops.review.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Approval:
    """What became of an import: how many are public now, and for how many its sample did not speak."""

    approved: int
    unspoken: int


@transaction.atomic
def submit_import(*, shop: Partner, products: Sequence[Product], source: str, by: Any) -> Batch | None:
    """Submit the products of one file together and draw the sample; None when none could be submitted.

    What cannot be submitted (it waits already, a colleague holds it, nothing changed, something is missing)
    stays as it is. Seller and curators get one letter for all of them.
    """
    with letters_withheld():
        submitted = submit_products(products=products, by=by)
    if not submitted:
        return None
    batch = Batch.objects.create(shop=shop, source=source[:200], submitted_by=by, submitted_at=timezone.now())
    keys = [product.pk for product in submitted]
    Case.objects.filter(product__among=keys, state=Case.State.WAITING).update(batch=batch)
    sample = draw_sample(batch=batch)
    curators = addresses_of_curators(shop.region_id, Kind.PRODUCT)
    context = {"batch": batch, "count": len(submitted), "sample": len(sample)}
    _tell_seller("import_received", batch, **context)
    send_letter(name="import_waiting", to=curators, context=context)
    return batch


@transaction.atomic
def approve_rest(*, batch: Batch, by: Any) -> Approval:
    """Approve what still waits of the import, each with a step of its own.

    What the sample does not speak for is left to be looked at by itself. Raises BatchStopped when a
    product of the sample came back, SampleOpen while one still waits, and what `approve_products` raises:
    then nothing is approved.
    """
    locked = lock_import(batch)
    if locked.stopped_at:
        raise BatchStopped
    left = locked.cases.filter(is_sample=True, state=Case.State.WAITING).count()
    if left or locked.sampled_at is None:
        raise SampleOpen(left)
    rest = locked.cases.filter(state=Case.State.WAITING).order_by("product_id").select_related("product")
    unspoken = set(unspoken_for(rest).values_list("pk", flat=True))
    covered = [case for case in rest if case.pk not in unspoken]
    with letters_withheld():
        approve_products(products=[case.product for case in covered], by=by, is_sampled=True)
    locked.approved_at = timezone.now()
    locked.save(update_fields=["approved_at"])
    if covered:
        _tell_seller("import_approved", locked, batch=locked, count=len(covered))
    return Approval(approved=len(covered), unspoken=len(unspoken))


@transaction.atomic
def return_import(*, batch: Batch, by: Any, verdict: Verdict) -> int:
    """Send all that still waits of the import back for the same reasons; answers with how many.

    Raises BatchStopped when there is nothing left to decide, and what `return_product` raises: then nothing
    is returned.
    """
    locked = lock_import(batch)
    rest = list(
        locked.cases.filter(state=Case.State.WAITING).order_by("product_id").select_related("product")
    )
    if not rest:
        raise BatchStopped
    with letters_withheld():
        for case in rest:
            return_product(product=case.product, by=by, verdict=verdict)
    Batch.objects.filter(pk=locked.pk, stopped_at=None).update(stopped_at=timezone.now())
    _tell_seller("import_returned", locked, batch=locked, count=len(rest), verdict=verdict)
    return len(rest)


def lock_import(batch: Batch) -> Batch:
    """The import as it is once all its waiting products are held, in the order that holds everywhere.

    A decision or an edit that is under way is waited for, so what is judged next is what will be approved.
    """
    waiting = Case.objects.filter(batch=batch, state=Case.State.WAITING).values("product")
    list(
        Product.objects.filter(pk__in=waiting).order_by("pk").select_for_update(no_key=True).values_list("pk")
    )
    return (
        Batch.objects.select_for_update(no_key=True, of=["self"])
        .select_related("shop", "submitted_by")
        .get(pk=batch.pk)
    )


def _tell_seller(name: str, batch: Batch, /, **context: Any) -> None:
    if batch.submitted_by is not None:
        send_letter(name=name, to=[batch.submitted_by.email], context=context)
