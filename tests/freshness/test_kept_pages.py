"""Whole pages kept until what they show changes: every kind of page, and every way its content changes."""

import gzip
from collections.abc import Callable
from decimal import Decimal

import brotli
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import PageViewRestriction

from accounts.factories import UserFactory
from catalogue.factories import CategoryFactory, ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Product
from catalogue.services.stock import set_price_and_stock
from freshness.models import Change
from freshness.services import KEPT_FOR, forget_old_changes
from freshness.store import recent
from media.factories import ImageFactory
from pages.models import ArticlePage, HomePage, SiteSettings
from search.services import drain, rebuild_index
from shops.factories import RegionFactory, ShopFactory
from tests.visits import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(indexed: Callable[[], int]) -> Product:
    category = CategoryFactory(name="Makanan")
    found = ProductFactory(
        title="Keripik tempe",
        category=category,
        image=True,
        shop__name="Toko Melati",
        shop__region=RegionFactory(code="35.77"),
        stock__price=15_000,
    )
    indexed()
    return found


def _queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200
    return len(queries)


def _reprice(product: Product) -> None:
    set_price_and_stock(product=product, price=Decimal(17_500), stock=10, by=UserFactory())


def _pages_showing(product: Product) -> list[str]:
    return [
        product.get_absolute_url(),
        product.shop.get_absolute_url(),
        product.category.get_absolute_url(),
        product.shop.regency.get_absolute_url(),
        "/cari/?q=keripik",
        "/cari/",
    ]


def test_preview_of_a_draft_is_no_kept_page_and_is_not_kept(
    client: Client, product: Product, rf: RequestFactory
) -> None:
    public = [product.get_absolute_url(), "/"]
    for path in [*public, *public]:  # the first visit makes pictures, which makes pages anew
        client.get(path)
    product.title = "Keripik yang belum tampil"

    shown = product.make_preview_request(rf.get("/cms/"), product.default_preview_mode)

    assert "Keripik yang belum tampil" in shown.text
    for path in public:
        assert "Keripik yang belum tampil" not in client.get(path).text


def test_kept_page_costs_one_query(client: Client, product: Product) -> None:
    paths = [*_pages_showing(product), "/toko/", "/wilayah/", "/"]
    for path in paths + paths:  # what one page makes of a product's pictures changes the pages before it
        settle(client, path)

    costs = {path: _queries_of(client, path) for path in paths}

    assert costs == dict.fromkeys(paths, 1)


def test_kept_page_is_shared_by_processes_through_the_cache(client: Client, product: Product) -> None:
    settle(client, product.get_absolute_url())
    recent.clear()

    assert _queries_of(client, product.get_absolute_url()) == 1


def test_price_change_is_seen_at_the_next_request_on_every_page(client: Client, product: Product) -> None:
    before = {path: client.get(path).text for path in _pages_showing(product)}

    _reprice(product)
    after = {path: client.get(path).text for path in _pages_showing(product)}

    assert all("15.000" in text for text in before.values())
    assert all("17.500" in text and "15.000" not in text for text in after.values())


def test_price_change_is_seen_before_the_index_knows_of_it(
    client: Client, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/cari/")
    monkeypatch.setattr("search.services.drain", lambda *, engine: 0)  # a worker that has not come round yet

    _reprice(product)

    assert "17.500" in client.get("/cari/").text


def test_suspended_shop_and_its_products_are_gone_at_the_next_request(
    client: Client, product: Product
) -> None:
    paths = [*_pages_showing(product), "/toko/"]
    for path in paths:
        client.get(path)

    product.shop.state = "suspended"
    product.shop.save()
    statuses = {path: client.get(path).status_code for path in paths[:2]}
    lists = [client.get(path).text for path in paths[3:]]

    assert set(statuses.values()) == {404}
    assert all("Keripik tempe" not in text and "Toko Melati" not in text for text in lists)


def test_renamed_shop_is_seen_at_the_next_request(client: Client, product: Product) -> None:
    paths = [*_pages_showing(product), "/toko/"]
    for path in paths:
        client.get(path)

    product.shop.name = "Toko Kenanga"
    product.shop.save()

    assert all("Toko Kenanga" in client.get(path).text for path in paths)


def test_new_product_is_seen_at_the_next_request(client: Client, product: Product) -> None:
    paths = _pages_showing(product)[1:]
    for path in paths:
        client.get(path)

    ProductFactory(title="Keripik apel", category=product.category, shop=product.shop)
    drain(engine="embedded")

    assert all("Keripik apel" in client.get(path).text for path in paths)


def test_verified_claim_is_seen_at_the_next_request(client: Client, product: Product) -> None:
    paths = [product.get_absolute_url(), product.shop.get_absolute_url()]
    for path in paths:
        client.get(path)

    ClaimFactory(product=product, kind=ClaimKindFactory(tkdn=True), value=40, number="TKDN-777")
    ClaimFactory(product=None, shop=product.shop, kind=ClaimKindFactory(nib=True), number="9120001234567")
    product_page, shop_page = (client.get(path).text for path in paths)

    assert "TKDN-777" in product_page
    assert "9120001234567" in product_page
    assert "9120001234567" in shop_page


def test_claim_that_ends_at_midnight_leaves_the_page_with_it(
    client: Client, product: Product, at: Callable[[str], None]
) -> None:
    at("2026-11-21T10:00:00+07:00")
    ClaimFactory(
        product=product,
        kind=ClaimKindFactory(tkdn=True),
        value=40,
        number="TKDN-777",
        expires_on=timezone.localdate(),
    )
    on_the_day = client.get(product.get_absolute_url()).text

    at("2026-11-22T00:05:00+07:00")
    after = client.get(product.get_absolute_url()).text

    assert "TKDN-777" in on_the_day
    assert "TKDN-777" not in after


def test_domestic_claim_that_ends_at_midnight_leaves_the_pages_of_other_products_with_it(
    client: Client, product: Product, indexed: Callable[[], int], at: Callable[[str], None]
) -> None:
    at("2026-11-21T23:58:00+07:00")
    domestic = ProductFactory(title="Keripik negeri", category=product.category)
    ClaimFactory(product=domestic, kind=ClaimKindFactory(code="pdn"), expires_on=timezone.localdate())
    indexed()
    on_the_day = client.get(product.get_absolute_url()).text

    at("2026-11-22T00:01:00+07:00")
    after = client.get(product.get_absolute_url()).text

    assert "Padanan produk dalam negeri" in on_the_day
    assert "Padanan produk dalam negeri" not in after


def test_new_words_of_a_picture_are_seen_at_the_next_request(client: Client, product: Product) -> None:
    client.get("/cari/")
    picture = product.images.get().image

    picture.alt_text = "Keripik di atas tampah"
    picture.save()

    assert "Keripik di atas tampah" in client.get("/cari/").text


def test_editors_pages_and_settings_are_seen_at_the_next_request(
    client: Client, product: Product, home: HomePage
) -> None:
    client.get("/")
    client.get(product.get_absolute_url())

    home.headline = "Belanja buatan tetangga"
    home.save_revision().publish()
    settings = SiteSettings.objects.first() or SiteSettings()
    settings.footer_text = "Dinas Koperasi Kota Madiun"
    settings.save()

    assert "Belanja buatan tetangga" in client.get("/").text
    assert "Dinas Koperasi Kota Madiun" in client.get("/").text
    assert "Dinas Koperasi Kota Madiun" in client.get(product.get_absolute_url()).text


def test_deleted_page_of_an_editor_is_gone_at_the_next_request(client: Client, home: HomePage) -> None:
    story = home.add_child(instance=ArticlePage(title="Kisah brem", slug="kisah-brem"))
    path = story.get_url()
    client.get(path)

    story.delete()

    assert client.get(path).status_code == 404


def test_page_kept_for_some_is_not_kept_for_all(client: Client, admin_client: Client, home: HomePage) -> None:
    story = home.add_child(instance=ArticlePage(title="Kisah brem", slug="kisah-brem"))
    PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.LOGIN)

    admitted = admin_client.get(story.get_url())
    stranger = client.get(story.get_url())

    assert (admitted.status_code, stranger.status_code) == (200, 302)
    assert "Kisah brem" not in stranger.text


def test_page_made_private_is_gone_at_the_next_request(client: Client, home: HomePage) -> None:
    story = home.add_child(instance=ArticlePage(title="Kisah brem", slug="kisah-brem"))
    client.get(story.get_url())

    PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)

    assert client.get(story.get_url()).status_code == 302


def test_other_addresses_languages_and_htmx_parts_are_other_pages(client: Client, product: Product) -> None:
    client.get("/cari/?q=keripik")

    english = client.get("/en/cari/?q=keripik")
    other = client.get("/cari/?q=batik")

    assert 'lang="en"' in english.text
    assert "Keripik tempe" not in other.text


def test_visitor_gets_the_form_their_browser_takes(client: Client, product: Product) -> None:
    path = product.get_absolute_url()

    plain = client.get(path)
    small = client.get(path, headers={"accept-encoding": "gzip, deflate"})
    smallest = client.get(path, headers={"accept-encoding": "gzip;q=0.8, br"})

    assert gzip.decompress(small.content) == plain.content
    assert brotli.decompress(smallest.content) == plain.content
    assert (small["Content-Encoding"], smallest["Content-Encoding"]) == ("gzip", "br")
    assert "Accept-Encoding" in smallest["Vary"]
    assert len(smallest.content) < len(plain.content) / 2


def test_visitor_who_has_the_page_is_told_so_until_it_changes(client: Client, product: Product) -> None:
    path = product.get_absolute_url()
    etag = client.get(path)["ETag"]

    same = client.get(path, headers={"if-none-match": etag})
    _reprice(product)
    changed = client.get(path, headers={"if-none-match": etag})

    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_kept_page_has_every_header_of_one_that_is_not_kept(
    client: Client, product: Product, settings: Settings
) -> None:
    path = product.get_absolute_url()
    settings.KEEP_PAGES = False
    unkept = client.get(path).headers
    settings.KEEP_PAGES = True
    client.get(path)

    kept = client.get(path)
    known = client.get(path, headers={"if-none-match": kept["ETag"]})

    assert unkept.items() <= kept.headers.items()
    about_content = {"Content-Type", "Content-Language", "Content-Length"}
    assert known.status_code == 304
    assert set(kept.headers) - set(known.headers) == about_content


def test_page_kept_for_readers_with_tls_is_not_given_to_others(
    client: Client, product: Product, settings: Settings
) -> None:
    """This stands before the middleware that leads to TLS and says that it is to be used from now on."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60
    secure = Client()
    path = product.get_absolute_url()

    safe = [secure.get(path, secure=True) for _ in range(2)]
    unsafe = [secure.get(path) for _ in range(2)]

    assert [response["Strict-Transport-Security"] for response in safe] == ["max-age=60"] * 2
    assert [response.status_code for response in unsafe] == [301, 301]


def test_host_that_is_not_ours_gets_no_kept_page(client: Client, product: Product) -> None:
    path = product.get_absolute_url()
    client.get(path)

    assert client.get(path, headers={"host": "evil.example"}).status_code == 400


def test_signed_in_visitor_gets_the_same_page_and_no_new_cookie(
    client: Client, admin_client: Client, product: Product
) -> None:
    anonymous = client.get(product.get_absolute_url())
    signed_in = admin_client.get(product.get_absolute_url())

    assert signed_in.content == anonymous.content
    assert not anonymous.cookies
    assert not signed_in.cookies


def test_wrong_answers_are_not_kept(client: Client, product: Product) -> None:
    client.get("/cari/?halaman=99")
    client.get("/cari/?kategori=tidak-ada")

    assert not [key for key in cache._cache if "page:" in key]


def test_many_changed_products_are_noted_as_their_shop(client: Client, product: Product) -> None:
    for number in range(101):
        ProductFactory(title=f"Kue {number}", shop=product.shop, category=product.category)
    client.get(product.get_absolute_url())
    Change.objects.all().delete()
    client.get(product.get_absolute_url())

    product.shop.save()

    assert set(Change.objects.values_list("subject", flat=True)) >= {f"shop:{product.shop_id}"}
    assert Change.objects.filter(subject__startswith="product:").count() == 0


def test_changes_are_forgotten_only_when_no_page_of_their_time_can_be_left(client: Client) -> None:
    for age in (KEPT_FOR, KEPT_FOR * 3):
        change = Change.objects.create(subject=f"product:{age.seconds}")
        Change.objects.filter(pk=change.pk).update(noted_at=timezone.now() - age)

    forgotten = forget_old_changes()

    assert forgotten == 1
    assert Change.objects.get().subject == f"product:{KEPT_FOR.seconds}"


def test_shop_with_a_picture_of_its_own_shows_the_new_one(client: Client, indexed: Callable[[], int]) -> None:
    shop = ShopFactory(name="Toko Melati", logo=ImageFactory(title="Logo lama"))
    rebuild_index(engine="embedded")
    client.get(shop.get_absolute_url())

    logo = shop.logo
    logo.alt_text = "Bunga melati"
    logo.save()

    assert "Bunga melati" in client.get(shop.get_absolute_url()).text
