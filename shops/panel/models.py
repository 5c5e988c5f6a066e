"""What people have typed in the panel and not saved yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TypedForm(models.Model):
    """One person's product form as it stands in their browser, judged by nobody: half a price is kept too.

    Each person has their own, so that two who edit the same product never overwrite each other.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    shop = models.ForeignKey(
        "partner.Partner", on_delete=models.CASCADE, related_name="+", verbose_name=_("shop")
    )
    product = models.ForeignKey(
        "catalogue.Product",
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("product"),
        help_text=_("Empty for a product that is not there yet."),
    )
    data = models.JSONField(_("what was typed"), default=dict)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("typed form")
        verbose_name_plural = _("typed forms")
        constraints = [
            models.UniqueConstraint(fields=["user", "product"], name="one_typed_form_per_person_and_product"),
            models.UniqueConstraint(
                fields=["user", "shop"],
                condition=Q(product=None),
                name="one_typed_form_for_a_new_product",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.product or self.shop}"
