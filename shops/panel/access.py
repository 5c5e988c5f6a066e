"""Who may do what in the seller panel: one table, one decorator around every view."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from shops.models import Partner, ShopMembership
from shops.queries import get_shop_for

P = ParamSpec("P")
T = TypeVar("T")


class Right(StrEnum):
    """What a page asks of whoever opens it."""

    LOOK = "look"
    STOCK = "stock"
    EDIT = "edit"
    OWN = "own"


#: What each role in a shop's team may do.
RIGHTS: dict[str, frozenset[Right]] = {
    ShopMembership.Role.VIEWER: frozenset([Right.LOOK]),
    ShopMembership.Role.STOCK_KEEPER: frozenset([Right.LOOK, Right.STOCK]),
    ShopMembership.Role.MANAGER: frozenset(Right) - {Right.OWN},
    ShopMembership.Role.OWNER: frozenset(Right),
}


@dataclass(frozen=True)
class Desk:
    """A shop and what this person may do there; templates ask `desk.may_edit`."""

    shop: Partner
    rights: frozenset[Right]
    _answers: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, ask: Callable[["Desk"], T]) -> T:
        """What `ask` finds at this desk, asked once however many parts of the page want to know."""
        if ask not in self._answers:
            self._answers[ask] = ask(self)
        answer: T = self._answers[ask]
        return answer

    def require(self, right: Right) -> None:
        """Raises PermissionDenied, a 403, where the page itself asks for less than what is done on it."""
        if right not in self.rights:
            raise PermissionDenied

    @property
    def may_edit(self) -> bool:
        return Right.EDIT in self.rights

    @property
    def may_own(self) -> bool:
        """Decide on the team, and hand the shop in or close it."""
        return Right.OWN in self.rights

    @property
    def may_stock(self) -> bool:
        return Right.STOCK in self.rights


DeskView = Callable[Concatenate[HttpRequest, Desk, P], HttpResponse]


def seller_page(right: Right) -> Callable[[DeskView[P]], Callable[..., HttpResponse]]:
    """Let a view have the desk of the shop named in its address.

    The anonymous are sent to sign in, a stranger gets 404, a colleague without the right gets 403.
    """

    def decorate(view: DeskView[P]) -> Callable[..., HttpResponse]:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
            shop = get_shop_for(request.user, slug)
            desk = Desk(shop, RIGHTS[shop.team_role])
            desk.require(right)
            return view(request, desk, *args, **kwargs)

        return guarded

    return decorate
