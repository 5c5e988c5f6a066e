"""The record of changes, from which a kept page learns whether it still holds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """Something that pages show has changed.

    Written in the transaction that made the change. Rows are only ever added, so that no two writers wait for
    each other, and deleted once every page made before them has gone from the cache (`KEPT_FOR`).
    """

    subject = models.CharField(_("subject"), max_length=40)
    noted_at = models.DateTimeField(_("noted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject", "id"], name="change_by_subject")]

    def __str__(self) -> str:
        return self.subject
