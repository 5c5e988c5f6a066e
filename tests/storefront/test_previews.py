"""A curator sees a draft on the page that shoppers will see."""

from typing import Any

from django.test import Client
from django.urls import reverse

from catalogue.models import Product
from catalogue.previews import plain_page
from catalogue.services.curation import submit_product


def test_draft_is_shown_on_the_public_page_with_its_price_and_words_for_pictures(
    draft: Product, seller: Any, curator: Any, client: Client
) -> None:
    submit_product(product=draft, by=seller)
    client.force_login(curator)
    task = draft.current_workflow_task_state.task_id

    response = client.get(
        reverse("wagtailsnippets_catalogue_product:workflow_preview", args=[draft.pk, task])
    )

    assert "storefront/product.html" in [template.name for template in response.templates]
    for words in ("Keripik Tempe", "Renyah dan tipis.", "kedelai, tepung beras", "15.000", "Satu bungkus"):
        assert words in response.text


def test_without_a_public_page_a_plain_one_shows_the_draft(draft: Product, rf: Any) -> None:
    page = plain_page(rf.get("/"), draft).render().text

    for words in ("Keripik Tempe", "Renyah dan tipis.", "Satu bungkus"):
        assert words in page
