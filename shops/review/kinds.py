"""The kinds of thing that wait for a curator."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What an entry of the queue is about."""

    PRODUCT = "product", _("product")
    SHOP = "shop", _("shop")
    CLAIM = "claim", _("claim")
    REPORT = "report", _("report by a shopper")
