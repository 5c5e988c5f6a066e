"""What the office changes of a shop, beyond what its owner may."""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from shops.claims.statements import Statement, follow_statement
from shops.locks import lock_shop
from shops.models import Partner
from shops.profiles.exceptions import NibTaken

logger = logging.getLogger(__name__)


@transaction.atomic
def edit_shop(*, shop: Partner, fields: Iterable[str], by: Any) -> Partner:
    """Keep these fields of the shop in memory under the lock of its row; its claims follow.

    Other columns stay as they are by now: its state, and what its owner has changed meanwhile. Raises
    NibTaken when another shop has the NIB since the form was judged.
    """
    locked, changed = lock_shop(shop.pk), list(fields)
    before = Statement.of(locked)
    for name in changed:
        setattr(locked, name, getattr(shop, name))
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
