"""Changing a shop's profile, and trying a change out in memory."""

import logging
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction

from shops.locks import lock_shop
from shops.models import Partner

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class ShopProfile:
    """All that a shop may change of itself without a curator.

    Name, place, kind, sector and size are what its approval rests on, so they are not here.
    """

    story: str = ""
    story_en: str = ""
    phone: Any = ""
    whatsapp: Any = ""
    email: str = ""
    website: str = ""
    address: str = ""
    founded_year: int | None = None
    employees: int | None = None
    logo_id: int | None = None
    cover_id: int | None = None


COLUMNS = [column.name for column in fields(ShopProfile)]


@transaction.atomic
def update_profile(*, shop: Partner, profile: ShopProfile, by: Any) -> Partner:
    """Keep the profile under the shop's lock; its public pages show it at once."""
    locked = lock_shop(shop.pk)
    lay_over(locked, profile)
    locked.save(update_fields=[*(name.removesuffix("_id") for name in COLUMNS), "updated_at"])
    logger.info("shop profile changed", extra={"shop": locked.pk, "by": by.pk})
    return locked


def lay_over(shop: Partner, profile: ShopProfile) -> None:
    """Set the shop's fields in memory; nothing is saved."""
    for name in COLUMNS:
        setattr(shop, name, getattr(profile, name))
