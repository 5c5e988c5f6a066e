"""What is kept besides the claims themselves: warnings that they end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

#: So many days before the last one a shop is warned, the furthest first.
STAGES = (60, 30, 7)


class ClaimWarning(models.Model):
    """One warning about one last day of a claim. Told once: a renewed claim has another last day."""

    claim = models.ForeignKey(
        "catalogue.Claim", on_delete=models.CASCADE, related_name="warnings", verbose_name=_("claim")
    )
    days = models.PositiveSmallIntegerField(_("days ahead"))
    last_day = models.DateField(_("valid until"))
    noted_at = models.DateTimeField(_("noted at"), auto_now_add=True)
    told_at = models.DateTimeField(_("told at"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("warning that a claim ends")
        verbose_name_plural = _("warnings that claims end")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "last_day", "days"], name="one_warning_per_stage")
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.days}"
