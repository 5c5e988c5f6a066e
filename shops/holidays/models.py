"""A shop's holiday: its days, on the clocks of where the shop is."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.zones import end_of, zone_of


class Holiday(models.Model):
    """The holiday that a shop is on or will go on next; both days belong to it."""

    shop = models.OneToOneField(
        "partner.Partner", on_delete=models.CASCADE, related_name="holiday", verbose_name=_("shop")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    note = models.CharField(_("what buyers are told"), max_length=200, blank=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="holiday_ends_on_or_after_its_first_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shop}: {self.first_day}–{self.last_day}"

    def begins_at(self) -> dt.datetime:
        """The midnight where the shop is with which the first day begins."""
        return end_of(self.first_day - dt.timedelta(days=1), zone_of(self.shop.region_id))

    def ends_at(self) -> dt.datetime:
        """The midnight where the shop is with which the last day ends."""
        return end_of(self.last_day, zone_of(self.shop.region_id))

    def is_running(self, at: dt.datetime | None = None) -> bool:
        return self.begins_at() <= (at or timezone.now()) < self.ends_at()

    def is_over(self, at: dt.datetime | None = None) -> bool:
        return (at or timezone.now()) >= self.ends_at()
