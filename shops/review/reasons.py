"""Why things come back, and why shoppers complain: lists that staff edit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.languages import InLanguage


class Reason(models.Model):
    """An entry of such a list: named in both languages, never deleted once used, only taken out of use."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    is_active = models.BooleanField(_("in use"), default=True)
    display_order = models.PositiveSmallIntegerField(_("order"), default=0)

    label = InLanguage("name")

    class Meta:
        abstract = True
        ordering = ["display_order", "code"]

    def __str__(self) -> str:
        return self.label

    @property
    def is_used(self) -> bool:
        """Whether the history names it: then it can be taken out of use, and not deleted."""
        raise NotImplementedError  # each list is named by a history of its own


class ReturnReason(Reason):
    """Why a curator returns a product."""

    advice = models.TextField(
        _("what the seller does"), blank=True, help_text=_("The seller reads it beside the reason.")
    )
    advice_en = models.TextField(_("what the seller does, in English"), blank=True)

    shown_advice = InLanguage("advice")

    class Meta(Reason.Meta):
        abstract = False
        verbose_name = _("reason for a return")
        verbose_name_plural = _("reasons for returns")

    @property
    def is_used(self) -> bool:
        return self.steps.exists()
