"""Why claims are refused: a list that staff edit, in words a seller can act on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.languages import InLanguage


class RefusalReason(models.Model):
    """One reason for which curators refuse or revoke a claim; the seller reads its words."""

    code = models.SlugField(_("code"), unique=True)
    text = models.CharField(
        _("reason"),
        max_length=200,
        help_text=_("The seller reads this: say what is wrong and how to mend it."),
    )
    text_en = models.CharField(_("reason in English"), max_length=200)
    needs_words = models.BooleanField(
        _("needs words"),
        default=False,
        help_text=_("It says too little by itself: curators have to add words."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    display_order = models.PositiveSmallIntegerField(_("order"), default=0)

    label = InLanguage("text")

    class Meta:
        verbose_name = _("reason for refusal")
        verbose_name_plural = _("reasons for refusal")
        ordering = ["display_order", "code"]

    def __str__(self) -> str:
        return self.label
