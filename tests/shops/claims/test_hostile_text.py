"""Every hostile string through every field of a claim: refused in words, or kept and shown escaped."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.html import escape

from catalogue.factories import ClaimKindFactory, ProductFactory
from catalogue.models import Claim, ClaimKind
from shops.claims.forms import ClaimForm
from shops.models import Partner
from tests.hostile_text import hostile_lines

FIELDS = ("product", "number", "value", "issuer", "issued_on", "expires_on")


@pytest.fixture
def kind(db: None) -> ClaimKind:
    found: ClaimKind = ClaimKindFactory(tkdn=True)
    return found


def test_every_line_in_every_field_is_judged_without_an_error(shop: Partner, kind: ClaimKind) -> None:
    product = ProductFactory(shop=shop)
    good = {"product": product.pk, "number": "A-1", "value": "40"}

    for line in hostile_lines():
        for field in ("number", "issuer"):
            sent = QueryDict(urlencode({**good, field: line}))
            form = ClaimForm(sent, shop=shop, kind=kind)
            assert form.is_valid() or field in form.errors
        sent = QueryDict(urlencode(dict.fromkeys(FIELDS, line)))
        assert ClaimForm(sent, shop=shop, kind=kind).is_valid() is False  # a hostile line is no product


def test_hostile_words_are_kept_and_shown_escaped_to_seller_and_curator(
    seller_client: Client, shop: Partner, kind: ClaimKind, curator: Any, client_of: Any
) -> None:
    product, kept, desk = ProductFactory(shop=shop), 0, client_of(curator)

    for line in hostile_lines()[::37]:
        sent = {
            "product": product.pk,
            "number": line[:100],
            "value": "40",
            "issuer": line[:200],
            "submit": "1",
        }
        answer = seller_client.post(f"/penjual/{shop.slug}/klaim/baru/?jenis=tkdn", sent)
        if answer.status_code == 302:
            kept += 1
            claim = Claim.objects.latest("pk")
            pages = [
                seller_client.get(answer.headers["Location"]),
                desk.get(f"/cms/snippets/catalogue/claim/edit/{claim.pk}/"),
            ]
            assert all(escape(claim.issuer) in page.content.decode() for page in pages)
            assert not any("<script>alert" in page.content.decode() for page in pages)

    assert kept > 5
