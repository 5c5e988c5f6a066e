"""Who writes for a shop of the sample region."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from accounts.models import User
from shops.models import Partner, ShopMembership
from shops.teams.models import Role

T = TypeVar("T")


def owner_of(shop: Partner) -> User:
    """The first owner in the shop's team; raises User.DoesNotExist when nobody owns it."""
    return User.objects.filter(shop_memberships__shop=shop, shop_memberships__role=Role.OWNER).earliest("pk")


class Owners:
    """The first owner of each shop, read once; for a shop whose owner has no account the office writes."""

    def __init__(self, office: User) -> None:
        owners = ShopMembership.objects.filter(role=Role.OWNER).select_related("user").order_by("-user_id")
        self._office = office
        self._owners = {member.shop_id: member.user for member in owners}

    def of(self, shop: Partner) -> User:
        """Its first owner, or the office."""
        return self._owners.get(shop.pk, self._office)

    def share(self, things: Iterable[tuple[Partner, T]]) -> Iterator[tuple[User, list[T]]]:
        """Things of shops with whoever writes for these, so that each may write all of theirs at once."""
        shares: dict[int, tuple[User, list[T]]] = {}
        for shop, thing in things:
            by = self.of(shop)
            shares.setdefault(by.pk, (by, []))[1].append(thing)
        yield from shares.values()
