"""The fields of a product that a curator can speak of, by the names that the seller's form uses."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from catalogue.models import Product

#: In the order of the seller's form. Attributes are spoken of together: which ones there are is data.
FIELDS = (
    "title",
    "title_en",
    "category",
    "description",
    "description_en",
    "unit",
    "min_order",
    "is_made_to_order",
    "lead_time_days",
    "capacity_per_month",
    "weight_grams",
)
PICTURES, ATTRIBUTES = "pictures", "attributes"


def remarkable() -> dict[str, str | Promise]:
    """Every field that a remark may be on, with its label in the reader's language."""
    labels: dict[str, str | Promise] = {
        name: capfirst(Product._meta.get_field(name).verbose_name) for name in FIELDS
    }
    return {**labels, PICTURES: _("Pictures"), ATTRIBUTES: _("Attributes")}


def remarks_with_labels(remarks: Mapping[str, str]) -> list[tuple[str | Promise, str]]:
    """The remarks as pairs of the field's label and the words, in the order of the form."""
    return [(label, remarks[name]) for name, label in remarkable().items() if name in remarks]
