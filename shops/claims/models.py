"""What is kept besides the claims themselves: warnings that they end, and what the register proposes."""

from typing import Any

from django.conf import settings
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


class RegisterImport(models.Model):
    """One reading of the ministry's export: the evidence of every claim that was accepted from it."""

    file_name = models.CharField(_("file"), max_length=200)
    fingerprint = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    rows = models.PositiveIntegerField(_("rows"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("read by"),
        help_text=_("Empty where the command did not say for whom it ran."),
    )
    at = models.DateTimeField(_("read at"), auto_now_add=True)

    class Meta:
        verbose_name = _("import of the register")
        verbose_name_plural = _("imports of the register")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name


class ClaimProposal(models.Model):
    """A certificate of the register that may belong to a shop; a curator decides whether it does."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")

    source = models.ForeignKey(
        RegisterImport, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("import")
    )
    kind = models.ForeignKey(
        "catalogue.ClaimKind", on_delete=models.PROTECT, related_name="+", verbose_name=_("kind")
    )
    shop = models.ForeignKey(
        "partner.Partner", on_delete=models.CASCADE, related_name="claim_proposals", verbose_name=_("shop")
    )
    product = models.ForeignKey(
        "catalogue.Product",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("product"),
    )
    certificate = models.CharField(_("certificate"), max_length=64, help_text=_("What makes it one, hashed."))
    rows = models.CharField(_("rows of the file"), max_length=200)
    company = models.CharField(_("company in the register"), max_length=255)
    province = models.CharField(_("province"), max_length=100, blank=True)
    product_name = models.CharField(_("product in the register"), max_length=255)
    specification = models.TextField(_("specification"), blank=True)
    types = models.TextField(_("types"), blank=True)
    brands = models.TextField(_("brands"), blank=True)
    codes = models.CharField(_("HS and KBLI codes"), max_length=200, blank=True)
    group = models.CharField(_("group of goods"), max_length=200, blank=True)
    value = models.DecimalField(_("value"), max_digits=7, decimal_places=2)
    expires_on = models.DateField(_("valid until"))
    score = models.DecimalField(_("score"), max_digits=4, decimal_places=3)
    agreement: Any = models.JSONField(
        _("what agrees"), default=dict, help_text=_("How far each part agrees, from 0 to 1.")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    claim = models.OneToOneField(
        "catalogue.Claim",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposal",
        verbose_name=_("claim"),
    )
    words = models.TextField(_("words"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposal from the register")
        verbose_name_plural = _("proposals from the register")
        ordering = ["-score", "pk"]
        indexes = [models.Index(fields=["state", "-score"], name="proposal_state_score")]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "shop"], name="one_proposal_per_certificate_and_shop"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open") | models.Q(decided_at__isnull=False),
                name="decided_proposal_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.product_name}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def points(self) -> int:
        """The score in a hundred parts."""
        return round(self.score * 100)
