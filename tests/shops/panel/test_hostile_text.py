"""Every hostile string through every field: refused in words, or kept and shown escaped; never a 500."""

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.test import Client
from django.utils.html import escape

from catalogue.models import Product
from shops.panel.forms.editor import ProductEditor
from shops.queries import get_product_for
from tests.hostile_text import hostile_lines
from tests.shops.panel.conftest import Form

FIELDS = [
    "title",
    "title_en",
    "description",
    "description_en",
    "category",
    "product_class",
    "price",
    "stock",
    "sku",
    "unit",
    "min_order",
    "lead_time_days",
    "weight_grams",
    "capacity_per_month",
    "attr-materials",
    "attr-shelf_life_days",
    "pictures-0-token",
    "pictures-0-alt",
    "pictures-0-place",
]
WORDS = ("title", "description", "attr-materials")


def test_every_line_in_every_field_is_judged_without_an_error(
    owner: Any, draft: Product, typed: Form
) -> None:
    product = get_product_for(owner, draft.shop.slug, draft.pk)
    for line in hostile_lines():
        sent = QueryDict(urlencode({**typed, **dict.fromkeys(FIELDS, line)}))
        editor = ProductEditor(shop=draft.shop, product=product, data=sent)

        assert editor.is_valid() is False  # a hostile line is no number


def test_hostile_text_in_all_fields_at_once_is_answered(
    owner_client: Client, draft: Product, typed: Form
) -> None:
    address = f"/penjual/{draft.shop.slug}/produk/{draft.pk}/"

    answers = {
        owner_client.post(address, {**typed, **dict.fromkeys(FIELDS, line)}).status_code
        for line in hostile_lines()[::25]
    }

    assert answers == {422}


def test_hostile_words_are_kept_and_shown_escaped(owner_client: Client, draft: Product, typed: Form) -> None:
    address = f"/penjual/{draft.shop.slug}/produk/{draft.pk}/"
    kept = 0

    for line in hostile_lines()[::19]:
        answer = owner_client.post(address, {**typed, **dict.fromkeys(WORDS, line)})
        page = owner_client.get(address).content.decode()
        if answer.status_code == 302:
            kept += 1
            title = Product.objects.get(pk=draft.pk).get_latest_revision_as_object().title
            assert escape(title) in page
            assert "<script>alert" not in page

    assert kept > 15
