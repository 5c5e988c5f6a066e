"""From three photos to a product that shoppers find: the seller on a phone, the curator at a desk."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from catalogue.models import Product
from catalogue.services.reference import load_reference_data
from shops.curation.services import ensure_curation_workflow, ensure_regional_curators
from shops.factories import MembershipFactory, ShopFactory
from shops.models import Partner
from shops.readiness.reference import load_requirements
from shops.regions.factories import RegionFactory
from tests.e2e.conftest import PHONE, SignIn
from tests.e2e.steps import add_photos, in_state, open_entry, send, shown

TITLE = "Keripik Tempe Sagu"
DESCRIPTION = (
    "Tempe dari kedelai pilihan diiris setipis kertas, dibalut tepung sagu dan bawang putih, lalu digoreng "
    "dua kali supaya renyahnya tahan lama. Dibuat setiap pagi oleh empat orang di dapur kami di Miroto. "
    "Simpan di tempat kering dan tutup rapat setelah dibuka; enak bersama nasi hangat atau sebagai camilan."
)
PHOTOS = (
    "Sebungkus keripik tempe di atas tampah",
    "Keripik dari dekat",
    "Keripik di piring bersama nasi",
)
REMARKS = {"title": "Sebutkan berat bersihnya.", "description": "Sebutkan masa simpannya."}


@pytest.fixture
def shop(transactional_db: None) -> Partner:
    """An approved shop in Kota Semarang, on a site that is set up."""
    load_reference_data()
    load_requirements()
    ensure_curation_workflow()
    made: Partner = ShopFactory(name="Dapur Bu Sri", region=RegionFactory(code="33.74"))
    return made


@pytest.fixture
def seller(shop: Partner, person: Callable[..., Any]) -> Any:
    user = person(email="penjual@example.com")
    MembershipFactory(user=user, shop=shop)
    return user


@pytest.fixture
def curator(shop: Partner, person: Callable[..., Any]) -> Any:
    """Who decides in Kota Semarang."""
    user = person(email="kurator@example.com")
    user.groups.add(ensure_regional_curators(region=RegionFactory(code="33.74")))
    return user


def write_product(page: Page, slug: str) -> None:
    """A first draft, with three photos and too few words."""
    page.goto(f"/penjual/{slug}/")
    page.click("main a[href$='/produk/baru/']")
    page.click("main a[href*='?jenis=makanan-minuman']")
    add_photos(page, PHOTOS)
    page.fill("[name=title]", TITLE)
    page.fill("textarea[name=description]", "Renyah dan gurih.")
    page.select_option("[name=category]", label="Keripik")
    page.fill("[name=attr-materials]", "kedelai, sagu, bawang putih")
    page.fill("[name=attr-shelf_life_days]", "90")
    page.fill("[name=attr-storage]", "di tempat kering")
    page.fill("[name=price]", "18.000")
    page.fill("[name=stock]", "25")
    page.fill("[name=weight_grams]", "250")
    shown(page, "produk-baru")
    send(page, ".form-actions button[name=save]")
    in_state(page, "draft")


def return_with_remarks(page: Page) -> None:
    """The curator says at two fields what is missing."""
    page.goto("/cms/kurasi/")
    shown(page, "kurasi-antrean")
    open_entry(page, TITLE)
    page.click(".desk-return summary")
    for field, words in REMARKS.items():
        page.fill(f"[name=remark-{field}]", words)
    send(page, "button[name=action][value=return]")


def look_at_todos(page: Page, slug: str) -> None:
    """What came back stands first on the shop's page; then back to where the seller was."""
    editor = page.url
    page.goto(f"/penjual/{slug}/")
    expect(page.locator("main .todo").first).to_contain_text("Perbaiki 1 produk")
    shown(page, "panel-tugas")
    page.goto(editor)


@pytest.mark.timeout(600)
def test_a_product_is_mended_twice_before_shoppers_find_it(
    seller: Any, shop: Partner, curator: Any, visit: Callable[..., Page], sign_in: SignIn
) -> None:
    phone, desk = sign_in(seller, PHONE), sign_in(curator)

    phone.goto(f"/penjual/{shop.slug}/kesiapan/")
    expect(phone.locator("main")).to_contain_text("Tampilkan tiga produk")
    shown(phone, "kesiapan-toko")
    write_product(phone, shop.slug)
    product = Product.objects.get()
    readiness = f"/penjual/{shop.slug}/kesiapan/produk/{product.pk}/"
    editor = phone.url
    phone.goto(readiness)
    expect(phone.locator("main")).to_contain_text("Tulis keterangan sedikitnya 40 kata")
    expect(phone.locator("main")).not_to_contain_text("Pasang tiga foto yang jelas")
    shown(phone, "kesiapan-produk")
    phone.goto(editor)
    phone.fill("textarea[name=description]", DESCRIPTION)
    send(phone, ".form-actions button[name=save]")
    phone.goto(readiness)
    expect(phone.locator("main")).not_to_contain_text("Tulis keterangan sedikitnya 40 kata")

    phone.goto(editor)
    send(phone, ".form-actions button[name=submit]")
    in_state(phone, "waiting")
    return_with_remarks(desk)
    phone.reload()
    in_state(phone, "returned")
    for words in REMARKS.values():
        expect(phone.locator("main")).to_contain_text(words)
    shown(phone, "produk-dikembalikan")
    look_at_todos(phone, shop.slug)

    phone.fill("[name=title]", f"{TITLE} 200 g")
    phone.fill("textarea[name=description]", f"{DESCRIPTION} Tahan 90 hari.")
    send(phone, ".form-actions button[name=submit]")
    in_state(phone, "waiting")
    open_entry(desk, TITLE)
    preview = desk.frame_locator(".desk-preview iframe")
    expect(preview.locator("h1")).to_have_text(f"{TITLE} 200 g")
    shown(desk, "kurasi-produk")
    send(desk, "button[name=action][value=approve]")
    phone.reload()
    in_state(phone, "live")

    shopper = visit("/cari/?q=keripik+sagu", PHONE)
    expect(shopper.locator("main")).to_contain_text(f"{TITLE} 200 g")
    shopper.click(f"main a:has-text('{TITLE} 200 g')")
    expect(shopper.locator("h1")).to_have_text(f"{TITLE} 200 g")
