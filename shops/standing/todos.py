"""What a shop's standing and its team put on an owner's to-do list."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shops.panel.access import Desk
from shops.panel.sections import Todo, badges_of
from shops.standing.states import ShopState


def standing_todos(desk: Desk) -> Sequence[Todo]:
    """A returned shop before everything else, then people who ask to join: what the badges count anyway."""
    return list(_todos(desk)) if desk.may_own else []


def _todos(desk: Desk) -> Iterator[Todo]:
    if desk.shop.state in {ShopState.RETURNED, ShopState.DRAFT}:
        yield Todo(
            title=_("Mend the registration and submit it again"),
            detail=_("Nobody sees the shop before the office has approved it."),
            url=reverse("standing:standing", args=[desk.shop.slug]),
            weight=100,
        )
    if desk.once(badges_of).get("team"):
        yield Todo(
            title=_("Somebody asks to join your team"),
            detail=_("Accept only people you know."),
            url=reverse("teams:team", args=[desk.shop.slug]),
            weight=60,
        )
