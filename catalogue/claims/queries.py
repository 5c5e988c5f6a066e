"""Reads of claims. `verified` is the one definition of a claim that counts."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, DateField, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Left
from django.db.models.lookups import In

from catalogue.zones import WIB, ZONES, days_by_zone

if TYPE_CHECKING:
    from catalogue.claims.models import Claim

#: The kinds whose value is a TKDN percentage: certified by an institution, and declared by a small industry
#: itself (Permenperin 35/2025).
TKDN_KINDS = ("tkdn", "tkdn-ik")

#: The kinds whose value is a BMP percentage.
BMP_KINDS = ("bmp",)

#: The kinds of claim that make a product a domestic one for procurement, strongest first.
DOMESTIC_KINDS = (*TKDN_KINDS, "pdn")

#: The kinds that say where a product comes from: they rest on the place of its shop.
PLACE_KINDS = ("bahan-lokal", "asal")


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims as pages, the index and exports ask for them."""

    def verified(self, on: dt.date | None = None) -> Self:
        """Verified and unexpired on that day (default: today): all that is shown, filtered, ranked, exported.

        The day printed as the last one still counts, to midnight in the zone of the claim's shop.
        """
        return self.filter(
            Q(expires_on=None) | Q(expires_on__gte=_day_of_shop(on)), state="verified", kind__is_active=True
        )

    def about_shop(self) -> Self:
        return self.filter(product=None)

    def overdue(self, on: dt.date | None = None) -> Self:
        """Still marked verified although their last day has passed; `expire_claims` closes them."""
        return self.filter(state="verified", expires_on__lt=_day_of_shop(on))

    def with_twins(self) -> Self:
        """Add `has_twin`: whether another shop has handed in the same number of the same kind.

        Of a kind whose numbers name a standard and no document, several shops rightly bear one.
        """
        twins = self.model._default_manager.filter(
            ~Q(shop=OuterRef("shop")) & ~Q(state="draft"),
            kind=OuterRef("kind"),
            kind__has_shared_numbers=False,
            number_key=OuterRef("number_key"),
        )
        return self.annotate(has_twin=Exists(twins.exclude(number_key="")))

    def twins_of(self, claim: "Claim") -> Self:
        """The claims of other shops with its number, whatever became of them; drafts are nobody's yet."""
        if not claim.number_key:
            return self.none()
        same = self.filter(kind=claim.kind_id, kind__has_shared_numbers=False, number_key=claim.number_key)
        return same.exclude(shop=claim.shop_id).exclude(state="draft")

    def for_display(self) -> Self:
        """With all that a proof panel shows, in the order of the kinds."""
        return self.select_related("kind").order_by("kind__display_order", "pk")


def _day_of_shop(on: dt.date | None) -> dt.date | Case:
    """`on`, or else today; in the two hours in which the zones differ, the date where the shop is."""
    if on is not None:
        return on
    days = days_by_zone()
    if len(set(days.values())) == 1:
        return days[WIB]
    province = Left("shop__region_id", 2)
    return Case(
        *(When(In(province, zone.provinces), then=Value(days[zone])) for zone in ZONES if zone is not WIB),
        default=Value(days[WIB]),
        output_field=DateField(),
    )
