"""What a product's whole way costs, and a claim's: imports and offices send hundreds along it, one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.claims.evidence.services import add_evidence
from catalogue.claims.services import ClaimEntry, create_claim, submit_claim, verify_claim
from catalogue.factories import ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Product
from catalogue.services.content import Picture, ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import create_product, save_draft
from media.factories import ImageFactory, picture_file
from shops.curation.services import approve_product
from shops.factories import ShopFactory
from shops.letters import letters_withheld
from shops.models import Partner
from tests.shops.review.conftest import again

Counts = dict[str, int]


@pytest.fixture
def shop(db: None) -> Partner:
    return ShopFactory()


@contextmanager
def counted(counts: Counts, step: str) -> Iterator[None]:
    with CaptureQueriesContext(connection) as queries, letters_withheld():
        yield
    counts[step] = len(queries)


def way_of_a_product(shop: Partner, content: ProductContent, seller: Any, curator: Any) -> Counts:
    counts: Counts = {}
    with counted(counts, "written"):
        product = create_product(shop=shop, content=content, price=Decimal(9_000), stock=3, by=seller)
    product = again(product)
    with counted(counts, "handed in"):
        submit_product(product=product, by=seller)
    product = again(product)
    with counted(counts, "approved"):
        approve_product(product=product, by=curator)
    assert again(product).live
    return counts


def way_of_a_claim(shop: Partner, seller: Any, curator: Any) -> Counts:
    counts: Counts = {}
    kind = ClaimKindFactory(code="uji-jalan", needs_evidence=True)
    entry = ClaimEntry(kind=kind, product=shop.products.first(), number="UJI/1", issuer="Dinas")
    with counted(counts, "entered"):
        claim = create_claim(shop=shop, entry=entry, by=seller)
    with counted(counts, "proven"):
        add_evidence(claim=claim, upload=picture_file(), by=seller)
    with counted(counts, "handed in"):
        claim = submit_claim(claim=claim, by=seller)
    with counted(counts, "verified"):
        claim = verify_claim(claim=claim, by=curator)
    assert claim.state == "verified"
    return counts


def test_a_products_way_costs_the_same_however_many_there_are(
    shop: Partner, content: ProductContent, seller: Any, curator: Any
) -> None:
    # written: the class's attributes; three foreign keys and a constraint judged; the row; three notes of it
    #   (kept pages, index, readiness); children read and added, one each; seven for what uses what; number in
    #   stock asked for and added; three notes of it; children read for the revision; the revision; the row;
    #   one note; three foreign keys of the log, the log
    # handed in: product, workflow and revision; pictures; workflow's state, judged, added, judged and saved;
    #   step with its task and revision; case and its step; superusers to tell; the log
    # approved: state, task and shop; product, who has it, revision and pictures; the step with all it leads
    #   to; step, state and product saved, each judged and logged by Wagtail; children, one each; notes as
    #   above; the case, its step, who had it
    way_of_a_product(shop, content, seller, curator)

    few = way_of_a_product(shop, content, seller, curator)
    ProductFactory.create_batch(18, shop=shop, category=content.category)
    many = way_of_a_product(shop, content, seller, curator)

    assert few == many == {"written": 47, "handed in": 42, "approved": 67}


def test_each_picture_adds_one_query_to_writing_and_one_to_publishing(
    shop: Partner, content: ProductContent, seller: Any, curator: Any
) -> None:
    way_of_a_product(shop, content, seller, curator)
    pictures = [*content.pictures, *(Picture(image_id=ImageFactory().pk) for _ in range(4))]

    one = way_of_a_product(shop, content, seller, curator)
    five = way_of_a_product(shop, replace(content, pictures=pictures), seller, curator)

    assert {step: five[step] - one[step] for step in one} == {"written": 4, "handed in": 0, "approved": 4}


def test_an_edit_costs_the_same_for_one_picture_and_for_five(
    live: Product, content: ProductContent, seller: Any
) -> None:
    # product and its step in progress; children and latest revision; the class's attributes; foreign keys and
    # a constraint judged; the revision; the row; one note; the log with its keys
    counts: Counts = {}
    more = [*content.pictures, *(Picture(image_id=ImageFactory().pk) for _ in range(4))]
    for step, pictures in (("first", content.pictures), ("one", content.pictures), ("five", more)):
        edit = replace(content, title=f"Keripik {step}", pictures=pictures)
        with counted(counts, step):
            save_draft(product=live, content=edit, by=seller)

    assert counts["one"] == counts["five"] == 27


def test_a_claims_way_costs_the_same_however_many_there_are(shop: Partner, seller: Any, curator: Any) -> None:
    # entered: three foreign keys judged; the claim; four notes for kept pages, index and readiness; five for
    #   what uses what; the event
    # proven: shop and claim held; files counted twice; file and event
    # handed in and verified: the claim held; is there evidence; claim, notes and event; two for whom to tell
    ProductFactory(shop=shop)
    way_of_a_claim(shop, seller, curator)

    few = way_of_a_claim(shop, seller, curator)
    ClaimFactory.create_batch(18, shop=shop)
    many = way_of_a_claim(shop, seller, curator)

    assert few == many == {"entered": 16, "proven": 8, "handed in": 16, "verified": 15}
