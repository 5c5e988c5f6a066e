"""What shoppers report about products and shops."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shops.review.reasons import Reason


class ReportReason(Reason):
    """Why a shopper reports something."""

    class Meta(Reason.Meta):
        abstract = False
        verbose_name = _("reason for a report")
        verbose_name_plural = _("reasons for reports")

    @property
    def is_used(self) -> bool:
        return self.reports.exists()


class Complaint(models.Model):
    """All open reports about one product or one shop: one entry of the queue, one decision."""

    class Outcome(models.TextChoices):
        UNFOUNDED = "unfounded", _("unfounded: nothing is done")
        MENDED = "mended", _("the seller has been told and mends it")
        HIDDEN = "hidden", _("the product is taken off the site")
        PASSED_ON = "passed", _("passed on to another office")

    #: Decisions of which the shop's owners are told: there is something to mend.
    TOLD = frozenset([Outcome.MENDED, Outcome.HIDDEN])
    #: Reports by this many different people bring a complaint to the top of the queue.
    RAISED_AT = 3

    shop = models.ForeignKey(
        "partner.Partner", on_delete=models.CASCADE, related_name="complaints", verbose_name=_("shop")
    )
    product = models.ForeignKey(
        "catalogue.Product",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("product"),
        help_text=_("Empty for a report about the shop itself."),
    )
    opened_at = models.DateTimeField(_("opened at"))
    people = models.PositiveIntegerField(_("people"), default=0)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    words = models.TextField(_("words"), blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
    )

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ["opened_at", "pk"]
        indexes = [models.Index(fields=["closed_at", "opened_at"], name="complaint_closed_opened")]
        constraints = [
            models.UniqueConstraint(
                fields=["product"], condition=Q(closed_at=None), name="one_open_complaint_per_product"
            ),
            models.UniqueConstraint(
                fields=["shop"],
                condition=Q(closed_at=None, product=None),
                name="one_open_complaint_per_shop",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="closed_complaint_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return str(self.product or self.shop)

    @property
    def is_raised(self) -> bool:
        return self.people >= self.RAISED_AT


class Report(models.Model):
    """One person's report. Who it was is kept as a key that says whether two are the same, and no more."""

    complaint = models.ForeignKey(
        Complaint, on_delete=models.CASCADE, related_name="reports", verbose_name=_("complaint")
    )
    reason = models.ForeignKey(
        ReportReason, on_delete=models.PROTECT, related_name="reports", verbose_name=_("reason")
    )
    words = models.TextField(_("words"), blank=True, max_length=1000)
    person = models.CharField(_("person"), max_length=64, editable=False)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["complaint", "person"], name="one_report_per_person")]

    def __str__(self) -> str:
        return f"{self.complaint}: {self.reason}"
