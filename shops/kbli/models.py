"""What a shop does, by the codes of the national classification."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shops.kbli.codes import known_groups


def validate_code(code: str) -> None:
    """Refuse what is not a five-digit group of KBLI 2025."""
    if code not in known_groups():
        raise ValidationError(_("%(code)s is not a code of KBLI 2025."), params={"code": code})


class ShopActivity(models.Model):
    """One code of a shop; one of a shop is the main one. The list of codes is a file, not a table."""

    shop = models.ForeignKey(
        "partner.Partner", on_delete=models.CASCADE, related_name="activities", verbose_name=_("shop")
    )
    code = models.CharField(_("KBLI code"), max_length=5, validators=[validate_code])
    is_main = models.BooleanField(_("main activity"), default=False)

    class Meta:
        verbose_name = _("activity of a shop")
        verbose_name_plural = _("activities of shops")
        ordering = ["-is_main", "code"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "code"], name="activity_once_in_a_shop"),
            models.UniqueConstraint(
                fields=["shop"], condition=Q(is_main=True), name="one_main_activity_in_a_shop"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        """What the classification calls it; empty for a code that a later edition no longer has."""
        group = known_groups().get(self.code)
        return group.title if group else ""
