"""A product's address as a QR code."""

from typing import Any

import pytest
import segno
from django.test import Client

from catalogue.factories import ProductFactory
from storefront.sharing import qr_svg

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["", "/en"])
def test_code_is_a_picture_of_the_address_that_may_be_kept_for_long(client: Client, language: str) -> None:
    product = ProductFactory(title="Brem Madiun")
    address = f"{language}{product.get_absolute_url()}"

    response = client.get(f"{address}qr.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert response.content == qr_svg(f"http://localhost:8000{address}")
    assert "public" in response["Cache-Control"] and "max-age=31536000" in response["Cache-Control"]
    assert not response.cookies


def test_code_says_the_address_and_survives_a_smudge() -> None:
    address = "http://localhost:8000/produk/brem-madiun-1/"

    drawn = qr_svg(address).decode()

    expected = segno.make_qr(address, error="m")
    assert expected.error in {"M", "Q", "H"}
    assert f'viewBox="0 0 {expected.symbol_size()[0]} {expected.symbol_size()[1]}"' in drawn
    assert "<script" not in drawn


def test_printed_code_of_an_old_name_still_leads_to_the_product(client: Client) -> None:
    product = ProductFactory(title="Brem Madiun")

    response = client.get(f"/produk/nama-lama-{product.pk}/qr.svg")

    assert response.content == qr_svg(f"http://localhost:8000{product.get_absolute_url()}")


@pytest.mark.parametrize("hidden", [{"live": False}, {"is_public": False}, {"shop__state": "suspended"}])
def test_hidden_product_has_no_code(client: Client, hidden: dict[str, Any]) -> None:
    product = ProductFactory(**hidden)

    response = client.get(f"{product.get_absolute_url()}qr.svg")

    assert response.status_code == 404
