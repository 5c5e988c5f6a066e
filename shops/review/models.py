"""Who looks after which region; cases, complaints and their reasons lie in the modules named for them."""

from typing import Any, Self

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from shops.review.batches import Batch
from shops.review.cases import Case, Remark, Step, Taking
from shops.review.complaints import Complaint, Report, ReportReason
from shops.review.kinds import Kind
from shops.review.reasons import ReturnReason

__all__ = [
    "Batch",
    "Case",
    "Complaint",
    "RegionalGroup",
    "Remark",
    "Report",
    "ReportReason",
    "ReturnReason",
    "Step",
    "Taking",
]


def check_kinds(value: object) -> None:
    """Raise ValidationError unless `value` is a list of kinds."""
    if not isinstance(value, list) or not set(map(str, value)) <= set(Kind.values):
        raise ValidationError(_("Choose kinds from the list."))


class RegionalGroupQuerySet(models.QuerySet["RegionalGroup"]):
    """Regions of groups as pages ask for them."""

    def for_listing(self) -> Self:
        """With group and region, and `people`, how many members the group has: one query."""
        members = get_user_model().groups.through.objects.filter(group=OuterRef("group"))
        counted: Any = members.order_by().values("group").annotate(many=Count("pk"))
        counted = counted.values("many")
        return self.select_related("group", "region").annotate(people=Coalesce(Subquery(counted), 0))


class RegionalGroup(models.Model):
    """The members of a group look after a region and all below it; without a region, after the country.

    Those of a group that only reads reports decide on nothing there and are told of nothing.
    """

    group = models.ForeignKey(
        "auth.Group", on_delete=models.CASCADE, related_name="regions", verbose_name=_("group")
    )
    region = models.ForeignKey(
        "regions.Region",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("region"),
        help_text=_("Kemendagri code, for example 33.74 for Kota Semarang; empty for the whole country."),
    )
    kinds = models.JSONField(
        _("kinds"),
        default=list,
        blank=True,
        validators=[check_kinds],
        help_text=_("What the group decides on or reads of there; none chosen means all."),
    )
    reports_only = models.BooleanField(
        _("reads reports only"),
        default=False,
        help_text=_("For officers of programmes and finance: they see figures and rows, and decide nothing."),
    )

    objects = RegionalGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("region of a group")
        verbose_name_plural = _("regions of groups")
        ordering = ["region_id", "group__name"]
        constraints = [
            models.UniqueConstraint(fields=["group", "region"], name="region_once_in_a_group"),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(region=None),
                name="country_once_in_a_group",
                violation_error_message=_("This group looks after the whole country already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} – {self.place}"

    @property
    def place(self) -> str:
        """The region's name, or the whole country."""
        return str(self.region or _("the whole country"))

    @property
    def kinds_in_words(self) -> str:
        """What the group decides on there."""
        return ", ".join(str(Kind(kind).label) for kind in self.kinds) or str(_("all"))
