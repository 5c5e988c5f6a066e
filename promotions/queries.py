"""Reads of campaigns. Time is a parameter everywhere, so that a page of yesterday can be asked for."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone, translation
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

if TYPE_CHECKING:
    from shops.models import Partner


def open_to_all() -> Q:
    """A condition on pages: neither they nor a page above them is kept to some readers.

    Wagtail's own `public()` asks the same with a query of its own.
    """
    closed = PageViewRestriction.objects.alias(
        path=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    ).filter(path__startswith=F("page__path"))
    return Q(~Exists(closed))


class CampaignQuerySet(PageQuerySet):
    """Campaigns as pages ask for them. `at` is a moment, now when it is left out."""

    def upcoming(self, at: dt.datetime | None = None) -> Self:
        """Those that have not begun, the next first."""
        return self.filter(starts_at__gt=at or timezone.now()).order_by("starts_at", "pk")

    def running(self, at: dt.datetime | None = None) -> Self:
        """Those that have begun and not ended, the one that ends first before the others."""
        moment = at or timezone.now()
        return self.filter(starts_at__lte=moment, ends_at__gt=moment).order_by("ends_at", "pk")

    def ended(self, at: dt.datetime | None = None) -> Self:
        """Those that are over, the latest first."""
        return self.filter(ends_at__lte=at or timezone.now()).order_by("-ends_at", "-pk")

    def shown(self) -> Self:
        """Published, open to all, and written in the active language."""
        return self.live().filter(open_to_all(), locale__language_code=translation.get_language())

    def with_shop(self, shop: "Partner") -> Self:
        """Those that a shop is enrolled in."""
        return self.filter(enrolments__shop=shop)

    def in_region(self, code: str) -> Self:
        """Those held in this region or one below it."""
        return self.filter(Q(region_id=code) | Q(region__code__startswith=f"{code}."))

    def for_cards(self) -> Self:
        """All that a card shows besides the header's renditions, in one query."""
        return self.select_related("header", "region", "locale")


CampaignManager = PageManager.from_queryset(CampaignQuerySet)
