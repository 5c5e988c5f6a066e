"""The kinds of thing that wait for a curator."""

from typing import Any

from django.apps import apps
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What an entry of the queue is about."""

    PRODUCT = "product", _("product")
    SHOP = "shop", _("shop")
    CLAIM = "claim", _("claim")
    REPORT = "report", _("report by a shopper")


#: What each kind's key is a key of, by name: the rooms of these models import this one.
SUBJECTS: dict[str, str] = {
    Kind.PRODUCT: "catalogue.Product",
    Kind.SHOP: "partner.Partner",
    Kind.CLAIM: "catalogue.Claim",
    Kind.REPORT: "review.Complaint",
}


def subjects_of(kind: str) -> Any:
    """The manager of the rows that entries of this kind are about: rights and regions are asked of those."""
    return apps.get_model(SUBJECTS[kind])._default_manager
