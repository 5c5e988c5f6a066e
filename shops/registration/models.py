"""Data of registration that staff edit (size thresholds, clusters), and registrations under way."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shops.registration.sizes import LIMITED, Basis


def limit(label: Any) -> models.DecimalField:
    """The most that a class may have, in whole rupiah."""
    return models.DecimalField(
        label, max_digits=18, decimal_places=0, validators=[MinValueValidator(Decimal(1))]
    )


class SizeRule(models.Model):
    """Up to what capital or sales a business is micro, small or medium, from a day on until the next rule."""

    in_force_from = models.DateField(_("in force from"), unique=True)
    micro_capital = limit(_("micro: capital up to (Rp)"))
    small_capital = limit(_("small: capital up to (Rp)"))
    medium_capital = limit(_("medium: capital up to (Rp)"))
    micro_sales = limit(_("micro: sales of a year up to (Rp)"))
    small_sales = limit(_("small: sales of a year up to (Rp)"))
    medium_sales = limit(_("medium: sales of a year up to (Rp)"))
    source = models.CharField(_("source of the rule"), max_length=200)

    class Meta:
        verbose_name = _("rule of size classes")
        verbose_name_plural = _("rules of size classes")
        ordering = ["-in_force_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(micro_capital__lt=F("small_capital"), small_capital__lt=F("medium_capital")),
                name="size_rule_capital_rises",
                violation_error_message=_("Each class must reach further than the one before it."),
            ),
            models.CheckConstraint(
                condition=Q(micro_sales__lt=F("small_sales"), small_sales__lt=F("medium_sales")),
                name="size_rule_sales_rise",
                violation_error_message=_("Each class must reach further than the one before it."),
            ),
        ]

    def __str__(self) -> str:
        return self.source

    def limits(self, basis: Basis) -> list[Decimal]:
        """The most that a micro, a small and a medium business has, in rupiah."""
        return [getattr(self, f"{size}_{basis.value}") for size in LIMITED]


class Cluster(models.Model):
    """A sentra: businesses of one trade that work side by side in one place."""

    name = models.CharField(_("name"), max_length=120)
    region = models.ForeignKey(
        "regions.Region",
        on_delete=models.PROTECT,
        related_name="clusters",
        verbose_name=_("region"),
        help_text=_("Kemendagri code, for example 33.74 for Kota Semarang."),
    )
    description = models.TextField(_("description"), blank=True)
    is_active = models.BooleanField(
        _("in use"), default=True, help_text=_("Off: nobody can choose it; shops that are in it stay.")
    )

    class Meta:
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="cluster_once_in_a_region"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A cluster lies in one regency, so that the shops there can be asked about it."""
        if self.region_id and len(self.region_id) < len("33.74"):
            raise ValidationError({"region": _("Choose a regency or city, or a place in it.")})


class Registration(models.Model):
    """One business being registered, or a returned shop being mended: what has been answered so far.

    `answers` holds one JSON object for each question that was answered, by the question's key. On the server,
    so that a person can begin on a phone and end on another device.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="registrations",
        verbose_name=_("person"),
    )
    shop = models.ForeignKey(
        "partner.Partner",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("shop"),
    )
    answers = models.JSONField(_("answers"), default=dict)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(finished_at=None, shop=None),
                name="one_open_registration_a_person",
            ),
            models.UniqueConstraint(
                fields=["shop"], condition=Q(finished_at=None), name="one_open_registration_a_shop"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.created_at:%Y-%m-%d}"
