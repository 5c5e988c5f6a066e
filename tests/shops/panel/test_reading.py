"""A product that the curators have: shown as it was handed in, and not to be edited."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogue.models import Product
from catalogue.services.curation import submit_product
from shops.curation.services import ensure_curation_workflow


def test_product_in_curation_is_read_in_fifteen_queries(
    owner_client: Client, draft: Product, seller: Any
) -> None:
    ensure_curation_workflow()
    submit_product(product=draft, by=seller)
    address = f"/penjual/{draft.shop.slug}/produk/{draft.pk}/"
    owner_client.get(address)

    with CaptureQueriesContext(connection) as queries:
        page = owner_client.get(address)

    assert page.context["draft"].title == draft.title
    assert 'alt="Satu bungkus"' in page.content.decode()
    assert len(queries) <= 15, "\n".join(query["sql"][:200] for query in queries.captured_queries)
