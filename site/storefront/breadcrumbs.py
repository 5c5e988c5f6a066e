"""The way from the home page to where the reader is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from catalogue.models import Category


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step; the last one, the page itself, has no address."""

    label: str
    url: str = ""


def trail(*steps: Crumb) -> list[Crumb]:
    """The steps, with the home page before them."""
    return [Crumb(gettext("Home"), reverse("wagtail_serve", args=[""])), *steps]


def category_crumbs(lineage: Iterable[Category]) -> list[Crumb]:
    """One linked step for each category, from the root down."""
    return [Crumb(category.label, category.get_absolute_url()) for category in lineage]
