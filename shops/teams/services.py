"""A shop's team: who is in it as what. Every change is made under the lock of the shop's row."""

import logging
from typing import Any

from django.db import transaction

from shops.locks import lock_shop
from shops.models import Partner, ShopMembership
from shops.teams.exceptions import LastOwner
from shops.teams.models import Role
from shops.teams.queries import owner_count

logger = logging.getLogger(__name__)


@transaction.atomic
def change_role(*, member: ShopMembership, role: str, by: Any) -> ShopMembership:
    """Give a member of the team another role. Raises LastOwner."""
    locked = _lock_member(member)
    if locked.role == Role.OWNER and role != Role.OWNER:
        _keep_an_owner(locked.shop)
    locked.role = role
    locked.save(update_fields=["role"])
    logger.info("role changed", extra={"shop": locked.shop_id, "member": locked.user_id, "by": by.pk})
    return locked


@transaction.atomic
def remove_member(*, member: ShopMembership, by: Any) -> None:
    """Take a person out of the team; whoever leaves does it by themselves. Raises LastOwner."""
    locked = _lock_member(member)
    if locked.role == Role.OWNER:
        _keep_an_owner(locked.shop)
    logger.info("member left", extra={"shop": locked.shop_id, "member": locked.user_id, "by": by.pk})
    locked.delete()


def add_member(*, shop: Partner, user: Any, role: str) -> ShopMembership:
    """Give a person a place in the team of a locked shop; whoever is in it already keeps theirs."""
    member, _fresh = ShopMembership.objects.get_or_create(shop=shop, user=user, defaults={"role": role})
    return member


def _lock_member(member: ShopMembership) -> ShopMembership:
    """The row as it is once the shop is locked. Raises ShopMembership.DoesNotExist."""
    shop = lock_shop(member.shop_id)
    fresh = ShopMembership.objects.select_related("user").get(pk=member.pk)
    fresh.shop = shop
    return fresh


def _keep_an_owner(shop: Partner) -> None:
    if owner_count(shop) < 2:
        raise LastOwner
