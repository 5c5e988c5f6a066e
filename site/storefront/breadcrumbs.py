"""The way from the home page to where the reader is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

if TYPE_CHECKING:
    from pages.frame import CategoryItem


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step; the last one, the page itself, has no address."""

    label: str
    url: str = ""


def trail(*steps: Crumb) -> list[Crumb]:
    """The steps, with the home page before them."""
    return [Crumb(gettext("Home"), reverse("wagtail_serve", args=[""])), *steps]


def category_crumbs(lineage: "Iterable[CategoryItem]") -> list[Crumb]:
    """One linked step for each category, from the root down."""
    return [Crumb(category.label, category.url) for category in lineage]
