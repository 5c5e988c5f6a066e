"""What the office changes of a shop, beyond what its owner may."""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from shops.claims.statements import Statement, follow_statement
from shops.locks import lock_shop
from shops.models import Partner
from shops.profiles.exceptions import NibTaken
from shops.registration.sizes import class_of_range

logger = logging.getLogger(__name__)
#: What the owner stated, from which the size class followed.
STATED_SIZE = {"size_basis": "", "size_over": None, "size_rule": None}


@transaction.atomic
def edit_shop(*, shop: Partner, fields: Iterable[str], by: Any) -> Partner:
    """Keep these fields of the shop in memory under the lock of its row; its claims follow.

    Other columns stay as they are by now: its state, and what its owner has changed meanwhile; but a range of
    capital or sales that says another size class than the office is dropped. Raises NibTaken when another
    shop has the NIB since the form was judged.
    """
    locked, changed = lock_shop(shop.pk), list(fields)
    before = Statement.of(locked)
    for name in changed:
        setattr(locked, name, getattr(shop, name))
    if "size_class" in changed and _is_stated_otherwise(locked):
        for name, value in STATED_SIZE.items():
            setattr(locked, name, value)
        changed += STATED_SIZE
    try:
        with transaction.atomic():
            locked.save(update_fields=[*changed, "regency", "updated_at"])
    except IntegrityError as error:
        if "nib" not in changed:
            raise
        raise NibTaken from error
    follow_statement(shop=locked, before=before, by=by)
    logger.info("shop changed by the office", extra={"shop": locked.pk, "fields": changed, "by": by.pk})
    return locked


def _is_stated_otherwise(shop: Partner) -> bool:
    if shop.size_over is None or shop.size_rule is None:
        return False
    return class_of_range(shop.size_rule, shop.size_basis, shop.size_over) != shop.size_class
