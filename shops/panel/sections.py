"""What the seller panel is made of: rooms register their sections and what they have for the to-do list.

A room calls both in its `AppConfig.ready`, so that the panel need not know of rooms above it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise

from shops.models import Partner
from shops.panel.access import Desk, Right

Words = str | Promise
#: The rows to count beside a section's name on the first page; None for somebody whom they do not concern.
Badge = Callable[[Desk], QuerySet[Any] | None]


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of the panel: its page at `url_name`, which takes the shop's slug, for who has the `right`.

    `icon` names a symbol of the sprite; sections stand in the order of `order`.
    """

    key: str
    label: Words
    url_name: str
    icon: str
    right: Right = Right.LOOK
    order: int = 100
    badge: Badge | None = None

    def url(self, desk: Desk) -> str:
        return reverse(self.url_name, args=[desk.shop.slug])


@dataclass(frozen=True, kw_only=True)
class Todo:
    """One thing to do: what, why or how, where; the heaviest stands first."""

    title: Words
    detail: Words
    url: str
    weight: int = 0


#: What a room wants of this person at this desk, in as many queries for one shop as for another.
TodoProvider = Callable[[Desk], Sequence[Todo]]


@dataclass(frozen=True)
class Entry:
    """A section as the navigation shows it."""

    section: Section
    url: str
    is_current: bool


@dataclass(frozen=True)
class Part:
    """A section as the panel's first page lists it, with what its badge counts."""

    section: Section
    url: str
    count: int


#: The key of the panel's first page.
HOME = "home"

_sections: dict[str, Section] = {}
_providers: list[TodoProvider] = []


def register_section(section: Section) -> None:
    """Add the section; one of the same key takes its place."""
    _sections[section.key] = section


def register_todos(provider: TodoProvider) -> TodoProvider:
    """Ask this provider too whenever a to-do list is made."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def sections_for(desk: Desk) -> list[Section]:
    """The sections whose pages this person may open, in their order."""
    open_to = [section for section in _sections.values() if section.right in desk.rights]
    return sorted(open_to, key=lambda section: (section.order, section.key))


def navigation(desk: Desk, path: str) -> list[Entry]:
    """The sections with their addresses; the one whose address begins `path` most exactly is current."""
    urls = {section: section.url(desk) for section in sections_for(desk)}
    current = max((url for url in urls.values() if path.startswith(url)), key=len, default=None)
    return [Entry(section, url, url == current) for section, url in urls.items()]


def parts_of(desk: Desk) -> list[Part]:
    """The sections as the first page lists them, itself left out."""
    counts = desk.once(badges_of)
    return [
        Part(section, section.url(desk), counts.get(section.key, 0))
        for section in sections_for(desk)
        if section.key != HOME
    ]


def badges_of(desk: Desk) -> dict[str, int]:
    """What the badges of this person's sections count, by the sections' keys: one query for all of them."""
    badges = [(section.key, section.badge(desk)) for section in sections_for(desk) if section.badge]
    counted = {key: rows for key, rows in badges if rows is not None}
    if not counted:
        return {}
    numbers = [_number_of(rows) for rows in counted.values()]
    return dict(
        zip(counted, Partner.objects.filter(pk=desk.shop.pk).values_list(*numbers).get(), strict=True)
    )


def _number_of(rows: QuerySet[Any]) -> Subquery:
    """How many rows there are, as part of another query."""
    number = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().values_list(number))


def todos_for(desk: Desk) -> list[Todo]:
    """What every room asks of this person, the most pressing first."""
    found = [todo for provider in _providers for todo in provider(desk)]
    return sorted(found, key=lambda todo: -todo.weight)
