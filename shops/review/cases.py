"""A product's way through curation: one case from the first submission to the approval, and its steps."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shops.review.batches import Batch
from shops.review.fields import remarkable
from shops.review.kinds import Kind
from shops.review.reasons import ReturnReason


class Case(models.Model):
    """One product's stay with the curators. It keeps its place in the queue when the product comes back."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RETURNED = "returned", _("returned")
        CLOSED = "closed", _("closed")

    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.CASCADE, related_name="cases", verbose_name=_("product")
    )
    shop = models.ForeignKey(
        "partner.Partner",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("shop"),
        help_text=_("The product's, kept here so that the queue finds a region without the product."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    opened_at = models.DateTimeField(_("first submitted at"))
    waiting_since = models.DateTimeField(_("waiting since"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    batch = models.ForeignKey(
        Batch,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("import"),
    )
    is_sample = models.BooleanField(_("in the sample of its import"), default=False)

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["opened_at", "pk"]
        indexes = [models.Index(fields=["state", "opened_at", "id"], name="case_state_opened")]
        constraints = [
            models.UniqueConstraint(
                fields=["product"], condition=~Q(state="closed"), name="one_open_case_per_product"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at=None)),
                name="closed_case_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} ({self.get_state_display()})"


class Step(models.Model):
    """Something that somebody did with a case: the history, and what the report counts."""

    class What(models.TextChoices):
        SUBMITTED = "submitted", _("submitted")
        TAKEN = "taken", _("taken")
        HANDED_OVER = "handed", _("handed over")
        RELEASED = "released", _("put back")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")
        WITHDRAWN = "withdrawn", _("withdrawn by the seller")

    DECISIONS = (What.RETURNED, What.APPROVED)

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps", verbose_name=_("case"))
    what = models.CharField(_("what"), max_length=10, choices=What)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("to"),
    )
    at = models.DateTimeField(_("at"))
    waited_seconds = models.PositiveIntegerField(
        _("waited (seconds)"), null=True, blank=True, help_text=_("Of a decision: since the last submission.")
    )
    words = models.TextField(_("words"), blank=True)
    is_sampled = models.BooleanField(_("approved with its import"), default=False)
    reasons = models.ManyToManyField(
        ReturnReason, blank=True, related_name="steps", verbose_name=_("reasons")
    )

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["what", "at"], name="step_what_at")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} ({self.at:%Y-%m-%d})"


class Remark(models.Model):
    """What a curator says about one field of a returned product; the seller reads it at that field."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="remarks", verbose_name=_("return"))
    field = models.CharField(_("field"), max_length=60)
    words = models.CharField(_("words"), max_length=500)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["step", "field"], name="one_remark_per_field")]

    def __str__(self) -> str:
        return f"{self.label}: {self.words}"

    @property
    def label(self) -> str:
        """What the field is called; a name that is no field any more stands for itself."""
        return str(remarkable().get(self.field, self.field))


class Taking(models.Model):
    """Who has taken an entry of the queue. The constraint decides when two do so at once."""

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    object_id = models.BigIntegerField(_("key"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("taken entry")
        verbose_name_plural = _("taken entries")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="entry_taken_by_one")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.by}"
