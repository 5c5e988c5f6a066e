"""What a seller says of a product, apart from its attributes and pictures."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.models import Category, Product, ProductClass
from media.fields import LineField, WordsField
from shops.panel.forms.money import RupiahField
from shops.panel.forms.numbers import WholeNumberField

MOST = 1_000_000


def number(label: Any, *, least: int = 0, most: int = MOST, **kwargs: Any) -> WholeNumberField:
    """A whole number within these limits."""
    return WholeNumberField(label=label, min_value=least, max_value=most, **kwargs)


class OfferForm(forms.Form):
    """Price and stock. They change at once, without curation."""

    price = RupiahField(label=_("Price (Rp)"), help_text=_("For one unit, in whole rupiah."))
    stock = number(
        _("Stock"),
        required=False,
        help_text=_("How many you can send now. Leave it empty for what you make to order."),
    )
    sku = LineField(
        label=_("Your own code (SKU)"),
        max_length=128,
        required=False,
        help_text=_("Only if you use one; otherwise we make one."),
    )

    def __init__(self, *args: Any, made_to_order: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_to_order = made_to_order

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        made_to_order = cleaned.get("is_made_to_order", self.made_to_order)
        if not made_to_order and "stock" in cleaned and cleaned["stock"] is None:
            self.add_error("stock", gettext("Say how many you have, or make it a product made to order."))
        return cleaned


class ProductForm(OfferForm):
    """The product itself; `content()` of the editor puts it together with attributes and pictures."""

    title = LineField(label=_("Name"), max_length=255, help_text=_("As people would search for it."))
    title_en = LineField(label=_("Name in English"), max_length=255, required=False)
    description = WordsField(
        label=_("Description"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What it is, what makes it special, how it is packed."),
    )
    description_en = WordsField(
        label=_("Description in English"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    category = forms.TypedChoiceField(label=_("Category"), coerce=int)
    product_class = forms.TypedChoiceField(
        label=_("What kind of product"),
        coerce=int,
        help_text=_("It decides which details are asked for below."),
    )
    is_made_to_order = forms.BooleanField(label=_("Made to order"), required=False)
    unit = forms.ChoiceField(label=_("Sold by the"), choices=Product.Unit.choices, initial=Product.Unit.PCS)
    min_order = number(_("Minimum order"), least=1, initial=1)
    lead_time_days = number(
        _("Lead time (days)"),
        most=365,
        initial=0,
        help_text=_("Days until you can send it; 0 when it is ready."),
    )
    weight_grams = number(_("Weight with packing (grams)"), least=1, required=False)
    capacity_per_month = number(
        _("How many you can make in a month"), least=1, most=100_000_000, required=False
    )

    #: As they stand on the page, so that what is to be mended is listed in that order.
    field_order = (
        "title",
        "description",
        "category",
        "title_en",
        "description_en",
        "price",
        "unit",
        "is_made_to_order",
        "stock",
        "min_order",
        "lead_time_days",
        "weight_grams",
        "capacity_per_month",
        "sku",
        "product_class",
    )

    def __init__(self, *args: Any, classes: Mapping[int, ProductClass], **kwargs: Any) -> None:
        """`classes` are all kinds of product by key, in their order."""
        super().__init__(*args, **kwargs)
        self.classes = classes
        self.categories, choices = leaves()
        self._offer("category", _("Choose a category"), choices)
        kinds = [(key, each.name) for key, each in classes.items()]
        self._offer("product_class", _("Choose a kind"), kinds)

    def clean_category(self) -> Category:
        return self.categories[self.cleaned_data["category"]]

    def clean_product_class(self) -> ProductClass:
        return self.classes[self.cleaned_data["product_class"]]

    def _offer(self, name: str, asked: Any, choices: Sequence[Any]) -> None:
        field = cast(forms.TypedChoiceField, self.fields[name])
        field.choices = [("", asked), *choices]


def leaves() -> tuple[dict[int, Category], list[tuple[str, list[tuple[int, str]]]]]:
    """The categories a product can lie in, by key; and as choices grouped under the path above each."""
    nodes = list(Category.objects.order_by("path"))
    labels = {node.path: node.label for node in nodes}
    groups: dict[str, list[tuple[int, str]]] = {}
    for node in nodes:
        if node.numchild:
            continue
        steps = range(node.steplen, len(node.path), node.steplen)
        above = " › ".join(labels[node.path[:end]] for end in steps) or node.label
        groups.setdefault(above, []).append((node.pk, node.label))
    return {node.pk: node for node in nodes}, list(groups.items())
