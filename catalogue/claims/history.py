"""What has happened to a claim: who did what, when and why. Rows are added, never changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ClaimEvent(models.Model):
    """One thing that happened to a claim. Nobody stands for the site itself, which expires and imports."""

    class Action(models.TextChoices):
        CREATED = "created", _("entered")
        EDITED = "edited", _("edited")
        EVIDENCE_ADDED = "evidence-added", _("evidence added")
        EVIDENCE_REMOVED = "evidence-removed", _("evidence removed")
        SUBMITTED = "submitted", _("submitted")
        WITHDRAWN = "withdrawn", _("withdrawn")
        VERIFIED = "verified", _("verified")
        REFUSED = "refused", _("refused")
        REVOKED = "revoked", _("revoked")
        EXPIRED = "expired", _("expired")

    claim = models.ForeignKey(
        "catalogue.Claim", on_delete=models.CASCADE, related_name="events", verbose_name=_("claim")
    )
    action = models.CharField(_("what happened"), max_length=20, choices=Action)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by whom"),
    )
    reason = models.ForeignKey(
        "catalogue.RefusalReason",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reason"),
    )
    words = models.TextField(_("words"), blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("event of a claim")
        verbose_name_plural = _("events of claims")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["action", "at"], name="claim_event_action_at")]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.action}"
