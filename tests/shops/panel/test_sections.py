"""Sections and to-do lists: what rooms register and who sees it."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalogue.factories import ClaimFactory, ProductFactory
from catalogue.models import Claim, Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import create_product
from catalogue.services.reference import load_reference_data
from shops.curation.services import ensure_curation_workflow, return_product
from shops.factories import MembershipFactory
from shops.models import Partner
from shops.panel import sections
from shops.panel.access import RIGHTS, Desk, Right
from shops.panel.sections import Section, Todo, register_section, register_todos
from shops.readiness.reference import load_requirements


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    """What a test registers is gone after it."""
    kept, providers = dict(sections._sections), list(sections._providers)
    yield
    sections._sections.clear()
    sections._sections.update(kept)
    sections._providers[:] = providers


def section(key: str, **kwargs: Any) -> Section:
    return Section(key=key, label=key.title(), url_name="panel:products", icon="package", **kwargs)


def test_sections_stand_in_their_order_for_whoever_may_open_them(shop: Partner) -> None:
    register_section(section("kas", right=Right.EDIT, order=5))
    register_section(section("gudang", right=Right.STOCK, order=1))

    seen = {role: [part.key for part in sections.sections_for(Desk(shop, RIGHTS[role]))] for role in RIGHTS}

    assert seen["owner"].index("gudang") < seen["owner"].index("kas")
    assert "gudang" in seen["stock_keeper"]
    assert "kas" not in seen["stock_keeper"]
    assert "gudang" not in seen["viewer"]


def test_section_registered_again_takes_the_place_of_the_first(shop: Partner) -> None:
    register_section(section("kas", order=5))
    register_section(section("kas", order=7))

    orders = [part.order for part in sections.sections_for(Desk(shop, frozenset(Right))) if part.key == "kas"]

    assert orders == [7]


def test_page_below_a_section_is_marked_as_that_section(owner_client: Client, draft: Product) -> None:
    page = owner_client.get(f"/penjual/{draft.shop.slug}/produk/{draft.pk}/").content.decode()

    assert page.count('aria-current="page"') == 1
    assert f'href="/penjual/{draft.shop.slug}/produk/" aria-current="page"' in page


def test_first_page_lists_to_dos_by_weight_and_badges(owner_client: Client, shop: Partner) -> None:
    other = MembershipFactory().shop
    ProductFactory.create_batch(7, shop=shop)  # beside the one that is there
    register_section(section("pesanan", badge=lambda desk: Product.objects.filter(shop=desk.shop)))
    register_section(section("kosong", badge=lambda desk: Product.objects.filter(shop=other)))
    register_section(section("milik-lain", badge=lambda desk: None))
    register_todos(lambda desk: [Todo(title="Ringan", detail="…", url="/a/", weight=1)])
    register_todos(lambda desk: [Todo(title="Berat", detail="…", url="/b/", weight=99)])

    response = owner_client.get(f"/penjual/{shop.slug}/")

    titles = [todo.title for todo in response.context["todos"]]
    counts = {part.section.key: part.count for part in response.context["parts"]}
    assert (titles[0], titles[-1]) == ("Berat", "Ringan")
    assert (counts["pesanan"], counts["kosong"], counts["milik-lain"]) == (8, 0, 0)
    assert '<span class="badge badge-count">8</span>' in response.content.decode()


def test_returned_product_comes_before_drafts_and_leads_to_its_list(
    owner_client: Client, draft: Product, content: ProductContent, seller: Any, curator: Any
) -> None:
    back = create_product(shop=draft.shop, content=content, price=Decimal(1), stock=1, by=seller)
    submit_product(product=back, by=seller)
    return_product(product=back, by=curator, comment="Foto gelap.")

    todos = owner_client.get(f"/penjual/{draft.shop.slug}/").context["todos"]

    assert [todo.url for todo in todos][:2] == [
        f"/penjual/{draft.shop.slug}/produk/?keadaan=returned",
        f"/penjual/{draft.shop.slug}/produk/?keadaan=draft",
    ]


def test_shop_without_products_is_asked_for_the_first_one(
    signed_in: Callable[[Any], Client], seller: Any
) -> None:
    shop = MembershipFactory(user=seller).shop

    todos = signed_in(seller).get(f"/penjual/{shop.slug}/").context["todos"]

    assert f"/penjual/{shop.slug}/produk/baru/" in [todo.url for todo in todos]


def test_who_may_not_edit_has_no_products_to_mend(
    draft: Product, member: Callable[[str], Any], signed_in: Callable[[Any], Client]
) -> None:
    page = signed_in(member("viewer")).get(f"/penjual/{draft.shop.slug}/")

    assert page.context["todos"] == []
    assert "Tidak ada yang perlu dikerjakan" in page.content.decode()


@pytest.mark.parametrize("role", ["owner", "viewer"])
@pytest.mark.parametrize(
    ("state", "is_told"), [("suspended", True), ("submitted", True), ("approved", False)]
)
def test_whole_team_is_told_when_nobody_sees_the_shop(
    shop: Partner,
    member: Callable[[str], Any],
    signed_in: Callable[[Any], Client],
    role: str,
    state: str,
    is_told: bool,
) -> None:
    Partner.objects.filter(pk=shop.pk).update(state=state)

    page = signed_in(member(role)).get(f"/penjual/{shop.slug}/").content.decode()

    assert ("hanya terlihat oleh tim Anda" in page) is is_told
    assert (f'href="/penjual/{shop.slug}/pengajuan/">Apa yang terjadi' in page) is is_told


def test_first_page_of_a_shop_with_something_of_everything_costs_fifteen(
    owner_client: Client, draft: Product, seller: Any
) -> None:
    load_reference_data()
    load_requirements()
    ensure_curation_workflow()
    submit_product(product=draft, by=seller)
    shop, soon = draft.shop, timezone.localdate() + dt.timedelta(days=20)
    for state in ("draft", "submitted", "refused", "verified"):
        for number in range(3):
            kind, sent = f"{state}{number}", timezone.now() - dt.timedelta(hours=1)
            ClaimFactory(
                shop=shop, product=draft, kind__code=kind, state=state, expires_on=soon, submitted_at=sent
            )
    owner_client.get(f"/penjual/{shop.slug}/")

    with CaptureQueriesContext(connection) as queries:
        page = owner_client.get(f"/penjual/{shop.slug}/")

    assert len(queries) <= 15, "\n".join(query["sql"][:200] for query in queries.captured_queries)
    assert {submission.state for submission in page.context["submissions"]} == {
        "refused",
        "submitted",
        "waiting",
    }
    todos = [todo.url for todo in page.context["todos"]]
    refused = Claim.objects.filter(state="refused").values_list("pk", flat=True)
    assert {f"/penjual/{shop.slug}/klaim/{pk}/" for pk in refused} <= set(todos)


def test_first_page_costs_the_same_for_two_and_for_twenty_products(
    owner_client: Client, draft: Product, content: ProductContent, seller: Any
) -> None:
    # 1 session, 2 user, 3 shop with role, 4 products by state, 5 mark of the frame, kept before;
    # whatever rooms register comes on top, at most 15 in all
    owner_client.get(f"/penjual/{draft.shop.slug}/")
    counts = []
    for total in (2, 20):
        while Product.objects.count() < total:
            create_product(shop=draft.shop, content=content, price=Decimal(1), stock=1, by=seller)
        with CaptureQueriesContext(connection) as queries:
            owner_client.get(f"/penjual/{draft.shop.slug}/")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 15
