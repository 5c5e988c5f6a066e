"""Reads of claims. `verified` is the one definition of a claim that counts."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from catalogue.claims.models import Claim  # noqa: F401  (named in the base class)

#: The kinds of claim that make a product a domestic one for procurement, strongest first.
DOMESTIC_KINDS = ("tkdn", "tkdn-ik", "pdn")


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims as pages, the index and exports ask for them."""

    def verified(self, on: dt.date | None = None) -> Self:
        """Verified and unexpired on that day (default: today): all that is shown, filtered, ranked, exported.

        The day printed as the last one still counts.
        """
        day = on or timezone.localdate()
        return self.filter(
            Q(expires_on=None) | Q(expires_on__gte=day), state="verified", kind__is_active=True
        )

    def about_shop(self) -> Self:
        return self.filter(product=None)

    def overdue(self, on: dt.date | None = None) -> Self:
        """Still marked verified although their last day has passed; `expire_claims` closes them."""
        return self.filter(state="verified", expires_on__lt=on or timezone.localdate())

    def for_display(self) -> Self:
        """With all that a proof panel shows, in the order of the kinds."""
        return self.select_related("kind").order_by("kind__display_order", "pk")
