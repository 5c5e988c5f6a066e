"""The section of the seller panel: what it shows, who may state what, and what it costs."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.factories import UserFactory
from catalogue.factories import ClaimFactory, ProductFactory
from catalogue.models import Category, ClaimKind, Product
from catalogue.services.content import ProductContent
from catalogue.services.drafts import create_product
from shops.factories import MembershipFactory, ShopFactory
from shops.models import Partner
from shops.panel.access import RIGHTS, Desk
from shops.readiness.charts import growth_chart
from shops.readiness.models import Attestation, Snapshot
from shops.readiness.panel import readiness_todos
from shops.readiness.queries import current_requirements
from shops.readiness.rules import RULES, Place
from shops.readiness.services.pending import drain
from shops.readiness.services.recompute import recompute

pytestmark = pytest.mark.django_db
ROLES = ["anonymous", "shopper", "other seller", "viewer", "stock_keeper", "manager", "owner"]
#: Status per role, in the order of ROLES. 302 after a POST: it was done; for the anonymous: sign in first.
TABLE: list[tuple[str, str, tuple[int, ...]]] = [
    ("GET", "kesiapan/", (302, 404, 404, 200, 200, 200, 200)),
    ("POST", "kesiapan/", (302, 404, 404, 403, 403, 302, 302)),
    ("PUT", "kesiapan/", (405, 405, 405, 405, 405, 405, 405)),
    ("GET", "kesiapan/produk/{pk}/", (302, 404, 404, 200, 200, 200, 200)),
    ("POST", "kesiapan/produk/{pk}/", (302, 404, 404, 403, 403, 302, 302)),
]
CELLS = [
    (method, path, role, status)
    for method, path, statuses in TABLE
    for role, status in zip(ROLES, statuses, strict=True)
]


@pytest.fixture
def product(rules: None) -> Product:
    """A snack of a shop, looked at once."""
    made: Product = ProductFactory(category=Category.objects.get(full_slug="makanan/camilan"))
    drain()
    return made


def client_of(role: str, shop: Partner) -> Client:
    client = Client()
    if role == "anonymous":
        return client
    person = UserFactory()
    if role == "other seller":
        MembershipFactory(shop=ShopFactory(), user=person)
    elif role != "shopper":
        MembershipFactory(shop=shop, user=person, role=role)
    client.force_login(person)
    return client


def address(product: Product, path: str = "kesiapan/") -> str:
    return f"/penjual/{product.shop.slug}/{path.format(pk=product.pk)}"


@pytest.mark.parametrize(("method", "path", "role", "status"), CELLS)
def test_every_role_at_every_address(
    product: Product, method: str, path: str, role: str, status: int
) -> None:
    code = "product-label" if "produk" in path else "shop-ships-outside"

    response = client_of(role, product.shop).generic(
        method, address(product, path), f"attest={code}", "application/x-www-form-urlencoded"
    )

    assert response.status_code == status
    assert Attestation.objects.count() == (method == "POST" and role in ("manager", "owner"))


def test_strangers_product_is_unknown_whatever_the_address_says(product: Product) -> None:
    other = ProductFactory()
    client = client_of("owner", product.shop)

    answers = [
        client.post(f"/penjual/{slug}/kesiapan/produk/{other.pk}/", {"attest": "product-label"}).status_code
        for slug in (product.shop.slug, other.shop.slug)
    ]

    assert answers == [404, 404]
    assert not Attestation.objects.exists()


def test_page_says_score_level_what_is_missing_and_where_to_do_it(product: Product) -> None:
    page = client_of("owner", product.shop).get(address(product)).content.decode()

    for words in (
        "Rintisan",
        "Legalitas usaha",
        "Ceritakan usaha Anda",
        "Dahulukan",
        "Belum dapat dihitung",
        "Saya nyatakan sudah",
        '<path class="growth-line"',
        "Lihat sebagai tabel",
        product.title,
        f"/penjual/{product.shop.slug}/produk/",
    ):
        assert words in page
    assert "style=" not in page.partition("<main")[2]
    assert "Wajib sebelum diajukan" not in page  # a shop is handed in without it


def test_product_page_links_to_its_editor_and_speaks_english(product: Product) -> None:
    client = client_of("owner", product.shop)

    page = client.get(f"/en{address(product, 'kesiapan/produk/{pk}/')}").content.decode()

    assert "Add three clear photos" in page
    assert "0 of 3 so far" in page
    assert "Needed before submitting" in page
    assert f'/penjual/{product.shop.slug}/produk/{product.pk}/#photos"' in page


@pytest.mark.parametrize(("state", "waits"), [("submitted", True), ("refused", False)])
def test_claim_that_was_handed_in_is_not_asked_for_again_and_found(
    product: Product, state: str, waits: bool
) -> None:
    client = client_of("owner", product.shop)
    nib = ClaimKind.objects.get(code="nib")
    claim = ClaimFactory(shop=product.shop, product=None, kind=nib, state=state)

    page = client.get(address(product)).content.decode()
    todos = client.get(address(product, "")).context["todos"]

    where = address(product, f"klaim/{claim.pk}/")
    assert f'href="{where}"' in page
    assert ("Di kurator" in page) == waits
    assert "Punya NIB yang sudah diverifikasi" not in [str(todo.title) for todo in todos]
    assert (where in [todo.url for todo in todos]) != waits


def test_every_rule_leads_to_a_field_that_is_there(product: Product) -> None:
    client = client_of("owner", product.shop)
    editor, profile, offer = (
        client.get(address(product, path)).content.decode()
        for path in ("produk/{pk}/", "profil/", "produk/{pk}/harga-stok/")
    )
    pages = {Place.PRODUCT: [editor], Place.OFFER: [editor, offer], Place.PROFILE: [profile]}

    lost = [
        rule.code
        for rule in RULES.values()
        for page in pages.get(rule.place, [])
        if not rule.anchor or f'id="{rule.anchor}"' not in page
    ]

    assert lost == []


def test_viewer_reads_but_finds_no_button(product: Product) -> None:
    page = client_of("viewer", product.shop).get(address(product)).content.decode()

    assert "Ceritakan usaha Anda" in page
    assert "Saya nyatakan sudah" not in page


def test_owner_states_and_takes_back(
    product: Product, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    client = client_of("owner", product.shop)
    with django_capture_on_commit_callbacks(execute=True):
        said = client.post(address(product), {"attest": "shop-ships-outside"}, follow=True).content.decode()
    scores = list(Snapshot.objects.filter(shop=product.shop, product=None).values_list("score", flat=True))

    back = client.post(address(product), {"withdraw": "shop-ships-outside"}, follow=True).content.decode()
    nothing = client.post(address(product), {"withdraw": "shop-ships-outside"}, follow=True)

    assert "Dicatat dengan tanggal hari ini" in said
    assert re.search(r'name="withdraw"\s+value="shop-ships-outside"', said)
    assert scores[-1] > scores[0]
    assert "Pernyataan Anda sudah dicabut" in back
    assert "Tidak ada pernyataan" in nothing.content.decode()


@pytest.mark.parametrize("code", ["shop-nib", "shop-logo", "product-label", "", "\x00", "x" * 900, "'--"])
def test_what_cannot_be_stated_is_refused_in_words(product: Product, code: str) -> None:
    client = client_of("owner", product.shop)

    response = client.post(address(product), {"attest": code}, follow=True)

    assert "tidak ada yang dicatat" in response.content.decode()
    assert not Attestation.objects.exists()


def test_post_without_csrf_token_is_refused(product: Product) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(MembershipFactory(shop=product.shop).user)

    response = client.post(address(product), {"attest": "shop-ships-outside"})

    assert response.status_code == 403


def test_dashboard_asks_for_what_blocks_first_and_only_of_who_may_edit(product: Product) -> None:
    shop = product.shop
    owner, viewer = Desk(shop, RIGHTS["owner"]), Desk(shop, RIGHTS["viewer"])

    todos = readiness_todos(owner)

    assert [todo.title for todo in todos[:2]] == ["Ceritakan usaha Anda", "Beri cara menghubungi toko"]
    assert todos[0].weight > todos[2].weight
    assert all(todo.url for todo in todos)
    assert readiness_todos(viewer) == []


def test_dashboard_asks_nothing_before_requirements_are_loaded() -> None:
    assert readiness_todos(Desk(ShopFactory(), RIGHTS["owner"])) == []


def test_section_costs_the_same_for_two_and_for_twenty(
    rules: None, content: ProductContent, seller: Any
) -> None:
    # 1 session, 2 user, 3 shop with role, 4 claims, 5 attestations, 6 public products, 7 their snapshots,
    # 8 the shop's row, 9 history, 10 what is attested, 11 products that lack most, 12 mark of the frame
    shop = ShopFactory()
    client = client_of("owner", shop)
    counts = []
    for total in (2, 20):
        while Product.objects.count() < total:
            create_product(shop=shop, content=content, price=Decimal(1), stock=1, by=seller)
            Attestation.objects.filter(shop=shop).delete()
        drain()
        client.get(f"/penjual/{shop.slug}/kesiapan/")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/penjual/{shop.slug}/kesiapan/")
        counts.append(len(queries))

    assert len(page.context["products"]) == 20
    assert counts[0] == counts[1] <= 15


def test_product_page_stays_within_its_queries(product: Product) -> None:
    # 1 session, 2 user, 3 shop with role, 4 product with state and offer, 5 pictures, 6 values, 7 claims,
    # 8 the owner's word, 9 required attributes, 10 what is attested, 11 mark of the frame
    client = client_of("owner", product.shop)
    page = address(product, "kesiapan/produk/{pk}/")
    client.get(page)

    with CaptureQueriesContext(connection) as queries:
        client.get(page)

    assert len(queries) <= 15


def test_chart_rises_where_the_score_rose(rules: None) -> None:
    now = timezone.now()
    shop = ShopFactory()
    levels = current_requirements().levels
    for days, score in ((100, 20), (50, 60)):
        Snapshot.objects.create(
            shop=shop, score=score, is_complete=True, is_current=days == 50, taken_at=now - dt.timedelta(days)
        )

    chart = growth_chart(list(Snapshot.objects.filter(shop=shop)), levels, now)

    assert chart is not None
    assert chart.path == "M32 159H332V86H632"
    assert (chart.score, chart.x, chart.y) == (60, 632, 86)
    assert [mark.minimum for mark in chart.levels] == [0, 40, 65, 85]
    assert growth_chart([], levels, now) is None


def test_chart_of_a_single_moment_is_a_dot(product: Product) -> None:
    recompute(product_ids=[product.pk])
    history = list(Snapshot.objects.filter(product=product))

    chart = growth_chart(history, [], history[0].taken_at)

    assert chart is not None
    assert chart.path.startswith("M32 ")
