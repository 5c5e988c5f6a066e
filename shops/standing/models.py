"""The record of every change of a shop's state."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shops.standing.states import ShopState


class ShopStateChange(models.Model):
    """Who changed a shop's state, when and why. Rows are only added, by `shops.standing.services`."""

    shop = models.ForeignKey(
        "partner.Partner", on_delete=models.CASCADE, related_name="state_changes", verbose_name=_("shop")
    )
    before = models.CharField(_("before"), max_length=10, choices=ShopState, blank=True)
    after = models.CharField(_("after"), max_length=10, choices=ShopState)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("change of a shop's state")
        verbose_name_plural = _("changes of shops' states")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["shop", "at"], name="shop_state_change_by_shop")]

    def __str__(self) -> str:
        return f"{self.shop}: {self.get_before_display()} → {self.get_after_display()}"

    @property
    def who(self) -> str:
        """A name to show, not an address. Without one: only a team hands in, and the office decides."""
        named = self.by.get_full_name() if self.by else ""
        of_team = self.after in (ShopState.DRAFT, ShopState.SUBMITTED)
        return named or str(_("the shop's team") if of_team else _("the office"))
