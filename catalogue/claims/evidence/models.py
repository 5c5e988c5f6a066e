"""One file that proves a claim: private, named by us, of a type that its content showed."""

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from media.storage import private_storage


def place_of(evidence: "ClaimEvidence", name: str) -> str:
    """A name that says nothing and that nobody has chosen."""
    return f"evidence/{uuid.uuid4().hex}{PurePath(name).suffix}"


class ClaimEvidence(models.Model):
    """One file of a claim's evidence. What a curator has seen is put aside, never deleted."""

    claim = models.ForeignKey(
        "catalogue.Claim", on_delete=models.CASCADE, related_name="evidence", verbose_name=_("claim")
    )
    shop = models.ForeignKey(
        "partner.Partner",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("shop"),
        help_text=_("The claim's shop, whose quota it uses."),
    )
    file = models.FileField(_("file"), upload_to=place_of, storage=private_storage, max_length=200)
    name = models.CharField(_("name"), max_length=120, help_text=_("What it was called where it came from."))
    content_type = models.CharField(_("type"), max_length=40)
    size = models.PositiveIntegerField(_("size in bytes"))
    pages = models.PositiveSmallIntegerField(_("pages"), default=1)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    put_aside_at = models.DateTimeField(_("put aside at"), null=True, blank=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether a browser may show it within a page: pictures were written anew when they came in."""
        return self.content_type.startswith("image/")

    @property
    def download_name(self) -> str:
        return f"bukti-{self.claim_id}-{self.pk}{PurePath(self.file.name or '').suffix}"
