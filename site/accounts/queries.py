"""What the account menu shows: read for one person, at most four queries."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext
from oscar.core.loading import get_model

from accounts.middleware import is_staff
from accounts.models import User
from shops.models import Partner

#: The longest name that the header has room for.
LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class AccountLink:
    """One way on: `icon` is a symbol of the sprite."""

    label: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class AccountMenu:
    """Who is signed in, where they may go, and how many products lie in their basket."""

    name: str
    links: tuple[AccountLink, ...]
    basket_lines: int


def account_menu(user: User | AnonymousUser) -> AccountMenu | None:
    """The menu of who is signed in; None for somebody who is not."""
    if not isinstance(user, User):
        return None
    name = user.first_name or str(user).partition("@")[0]
    return AccountMenu(name[:LONGEST_NAME], tuple(_links(user)), basket_lines(user))


def basket_lines(user: User) -> int:
    """How many different products lie in this person's open basket; none when there is no basket."""
    line = get_model("basket", "Line")
    count: int = line.objects.filter(basket__owner=user, basket__status="Open").count()
    return count


def _links(user: User) -> Iterator[AccountLink]:
    if Partner.objects.for_team_of(user).exists():
        yield AccountLink(gettext("My shops"), reverse("panel:shops"), "store")
    if is_staff(user):
        yield AccountLink(gettext("Staff"), reverse("wagtailadmin_home"), "layout-dashboard")
    yield AccountLink(gettext("My account"), reverse("account_home"), "settings")
    yield AccountLink(gettext("Sign out"), reverse("account_logout"), "log-out")
