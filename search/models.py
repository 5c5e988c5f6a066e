"""The outbox between the database and the indexes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PendingChange(models.Model):
    """A product whose entry in an engine's index has to be made again.

    Written in the transaction that changed the product and deleted once the index holds the change, so a
    process that dies in between loses nothing. Rows are only added and deleted; the same product may wait
    several times. Where only claims changed, the rest of the entry stays as the index has it: whatever else
    changed has a row of its own.
    """

    engine = models.CharField(_("engine"), max_length=30)
    product_id = models.BigIntegerField(_("product"))
    only_claims = models.BooleanField(_("only claims changed"), default=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("pending change")
        verbose_name_plural = _("pending changes")
        ordering = ["pk"]
        indexes = [models.Index(fields=["engine", "id"], name="pending_change_by_engine")]

    def __str__(self) -> str:
        return f"{self.engine}: {self.product_id}"
