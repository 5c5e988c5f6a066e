"""What the owner says of a shop or a product, and takes back."""

import datetime as dt
import logging
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from shops.models import Partner
from shops.readiness.evaluation import ATTESTED
from shops.readiness.exceptions import NotAttestable
from shops.readiness.models import Attestation, Requirement
from shops.readiness.product_facts import facts_of_products
from shops.readiness.queries import current_requirements
from shops.readiness.services.pending import note_pending
from shops.readiness.shop_facts import facts_of_shops

if TYPE_CHECKING:
    from catalogue.models import Product

logger = logging.getLogger(__name__)


@transaction.atomic
def attest(
    *, code: str, shop: Partner, product: "Product | None" = None, by: Any, at: dt.datetime | None = None
) -> Attestation:
    """Note that `by` says the requirement is met, now or since `at`; saying it again changes nothing.

    The product is one of the shop's. Raises NotAttestable when nothing of this code is asked of it, or when
    it is computed or verified.
    """
    Partner.objects.select_for_update(no_key=True).get(pk=shop.pk)
    requirement = _attestable(code, shop, product)
    standing, fresh = Attestation.objects.get_or_create(
        requirement=requirement,
        shop=shop,
        product=product,
        withdrawn_at=None,
        defaults={"attested_by": by, "attested_at": at or timezone.now()},
    )
    if fresh:
        note_pending(**_subject(shop, product))
        logger.info("attested", extra={"shop": shop.pk, "requirement": code, "by": by.pk})
    return standing


@transaction.atomic
def withdraw_attestation(
    *, code: str, shop: Partner, product: "Product | None" = None, by: Any, at: dt.datetime | None = None
) -> bool:
    """Take the owner's word back; the row stays as history. Returns whether it stood."""
    Partner.objects.select_for_update(no_key=True).get(pk=shop.pk)
    standing = Attestation.objects.filter(
        requirement__code=code, shop=shop, product=product, withdrawn_at=None
    )
    withdrawn = standing.update(withdrawn_by=by, withdrawn_at=at or timezone.now())
    if withdrawn:
        note_pending(**_subject(shop, product))
        logger.info("attestation withdrawn", extra={"shop": shop.pk, "requirement": code, "by": by.pk})
    return bool(withdrawn)


def _attestable(code: str, shop: Partner, product: "Product | None") -> Requirement:
    facts = facts_of_products([product.pk])[product.pk] if product else facts_of_shops([shop.pk])[shop.pk]
    asked = {criterion.code: criterion for criterion in current_requirements().asked_of(facts)}
    if code not in asked or asked[code].kind != ATTESTED:
        raise NotAttestable(code)
    return Requirement.objects.get(code=code)


def _subject(shop: Partner, product: "Product | None") -> dict[str, list[int]]:
    return {"product_ids": [product.pk]} if product else {"shop_ids": [shop.pk]}
