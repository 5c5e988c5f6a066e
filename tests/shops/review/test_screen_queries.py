"""What the screen of one product and its parts cost: the same however much is on them, whatever was done."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.factories import UserFactory
from catalogue.factories import CategoryFactory, ProductClassFactory
from catalogue.models import Product, ProductClass
from catalogue.services.content import Picture, ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import create_product, save_draft
from media.factories import ImageFactory
from shops.curation.services import return_product
from shops.factories import ShopFactory
from shops.readiness.reference import load_requirements
from shops.review.kinds import Kind
from shops.review.models import ReturnReason
from shops.review.services.imports import submit_import
from shops.review.services.takings import take
from shops.review.verdicts import Verdict
from tests.shops.review.conftest import again
from tests.shops.review.test_product_screen import claimed, part, screen

MOST = 15
NUMBERS = pytest.mark.parametrize("number", [2, 20])


@pytest.fixture
def cost(desk: Client) -> Callable[[str], int]:
    """`cost(path)`: the queries of a page whose numbers and lists are kept already."""

    def ask(path: str) -> int:
        desk.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(path).status_code == 200
        return len(queries)

    return ask


def with_much(content: ProductContent, number: int, product_class: ProductClass | None = None) -> Any:
    """The same with so many new pictures and attributes."""
    of = product_class or content.product_class
    fresh = [
        of.attributes.create(code=f"baru{place}", name=f"Baru {place}", type="text")
        for place in range(number)
    ]
    pictures = [Picture(image_id=ImageFactory().pk, caption=f"Foto {place}") for place in range(number)]
    attributes = {**content.attributes, **{attribute.code: "ya" for attribute in fresh}}
    return replace(content, product_class=of, attributes=attributes, pictures=pictures)


@pytest.fixture
def much(live: Product, content: ProductContent, seller: Any, curator: Any) -> Callable[..., Product]:
    """`much(20)`: an edit of a live product with so much of everything, from an import, back a second time,
    taken by the curator; more of it may change in the edit."""

    def hand_in(number: int, **changes: Any) -> Product:
        edit = replace(with_much(content, number, changes.pop("product_class", None)), **changes)
        save_draft(product=live, content=edit, by=seller)
        submit_import(shop=live.shop, products=[again(live)], source="produk.xlsx", by=seller)
        remarks = {"title": "Pendek.", "pictures": "Gelap."}
        verdict = Verdict(reasons=list(ReturnReason.objects.all()[:2]), words="Belum.", remarks=remarks)
        for place in range(number):
            claimed(live, f"k{place}")
            return_product(product=again(live), by=curator, verdict=verdict)
            submit_product(product=again(live), by=seller)
        take(kind=Kind.PRODUCT, key=live.pk, by=curator)
        return again(live)

    return hand_in


@NUMBERS
def test_screen_of_an_edit_costs_fourteen_queries(
    much: Callable[..., Product], cost: Callable[[str], int], number: int
) -> None:
    """Eight are the frame of the CMS, one the scope, one the product with its case and taker; two what the
    public sees of pictures and attributes, two those that only the draft names."""
    product = much(number)

    assert cost(screen(product)) == 14


@NUMBERS
def test_screen_of_a_new_product_costs_less(
    content: ProductContent, seller: Any, curator: Any, cost: Callable[[str], int], number: int
) -> None:
    product = create_product(
        shop=ShopFactory(), content=with_much(content, number), price=9_000, stock=1, by=seller
    )
    submit_product(product=product, by=seller)

    assert cost(screen(product)) == 12


def edited_since(product: Product) -> None:
    """By staff: its seller cannot while it waits."""
    product.title = "Keripik yang lain"
    product.save_revision(user=UserFactory())


@NUMBERS
def test_version_that_was_handed_in_costs_no_query_of_its_own(
    much: Callable[..., Product], cost: Callable[[str], int], number: int
) -> None:
    product = much(number)
    edited_since(product)

    assert cost(screen(product)) == 14


@NUMBERS
@pytest.mark.parametrize("since", [False, True])
def test_screen_of_an_edit_that_moves_the_product_costs_fifteen_queries(
    much: Callable[..., Product], cost: Callable[[str], int], number: int, since: bool
) -> None:
    """One more: the name of the other category. The other class is not asked for."""
    moved = ProductClassFactory(name="Minuman", slug="minuman")
    product = much(number, category=CategoryFactory(name="Wedang"), product_class=moved)
    if since:
        edited_since(product)

    assert cost(screen(product)) == MOST


def test_first_screen_of_all_costs_three_queries_more(
    much: Callable[..., Product], cost: Callable[[str], int], desk: Client
) -> None:
    """Asked once and then kept: the content type by the process, the reasons by the cache for a minute,
    and for half a minute how much waits, which the menu of every page of the CMS says."""
    product = much(2)
    kept = cost(screen(product))

    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as queries:
        desk.get(screen(product))

    asked = [query["sql"] for query in queries]
    once = ('FROM "django_content_type" WHERE', 'FROM "review_returnreason" WHERE', "SELECT COUNT(*)")
    assert [sum(begin in sql for sql in asked) for begin in once] == [1, 1, 1]
    assert len(asked) == kept + len(once) == 17


@NUMBERS
def test_parts_of_the_screen_cost_the_same_for_two_rows_and_for_twenty(
    much: Callable[..., Product], cost: Callable[[str], int], number: int
) -> None:
    """Session, person, two of rights, profile, scope, product; then readiness asks four times, claims and
    evidence twice, history three times."""
    load_requirements()
    product = much(number)

    assert (cost(part(product, "pendukung")), cost(part(product, "riwayat"))) == (13, 10)


@NUMBERS
def test_parts_of_an_edit_that_moves_the_product_cost_fifteen_queries_at_most(
    much: Callable[..., Product], cost: Callable[[str], int], number: int
) -> None:
    """Readiness asks for the slugs of categories and of classes as well."""
    load_requirements()
    moved = ProductClassFactory(name="Minuman", slug="minuman")
    product = much(number, category=CategoryFactory(name="Wedang"), product_class=moved)
    edited_since(product)

    assert (cost(part(product, "pendukung")), cost(part(product, "riwayat"))) == (MOST, 10)
