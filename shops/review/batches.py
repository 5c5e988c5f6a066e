"""Products submitted together from one import, and the sample of them that a curator looks at."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.utils.translation import gettext_lazy as _


class BatchQuerySet(models.QuerySet["Batch"]):
    """Imports as pages ask for them."""

    def open(self) -> Self:
        """Neither approved nor stopped: the rest waits for the sample."""
        return self.filter(approved_at=None, stopped_at=None)

    def for_listing(self) -> Self:
        """With shop and regency, how many products, how many of them wait, and the same of the sample; the
        open ones first, the oldest of them before the others: one query."""
        waits = Q(cases__state="waiting")
        counted = self.annotate(
            total=Count("cases"),
            waiting=Count("cases", filter=waits),
            sample=Count("cases", filter=Q(cases__is_sample=True)),
            sample_waiting=Count("cases", filter=waits & Q(cases__is_sample=True)),
            is_done=Case(
                When(approved_at=None, stopped_at=None, then=Value(False)),
                default=Value(True),
                output_field=models.BooleanField(),
            ),
        )
        return counted.select_related("shop__regency", "submitted_by").order_by(
            "is_done", "submitted_at", "pk"
        )


class Batch(models.Model):
    """One import's products on their way: a sample is reviewed, then the rest is approved together."""

    shop = models.ForeignKey(
        "partner.Partner", on_delete=models.CASCADE, related_name="import_batches", verbose_name=_("shop")
    )
    source = models.CharField(_("file"), max_length=200)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted at"))
    sampled_at = models.DateTimeField(_("sample drawn at"), null=True, blank=True)
    sampled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sample drawn by"),
    )
    stopped_at = models.DateTimeField(
        _("stopped at"),
        null=True,
        blank=True,
        help_text=_("A product of the sample came back: the rest is reviewed one by one."),
    )
    approved_at = models.DateTimeField(_("rest approved at"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import in curation")
        verbose_name_plural = _("imports in curation")
        ordering = ["-submitted_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.source} – {self.shop}"
