"""From an unknown business to a product that shoppers find: sellers on phones, the office at a desk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from catalogue.models import Product
from catalogue.services.reference import load_reference_data
from shops.curation.services import ensure_curation_workflow, ensure_regional_curators
from shops.models import Partner
from shops.readiness.reference import load_requirements
from shops.regions.factories import RegionFactory
from tests.e2e.conftest import PHONE, SignIn
from tests.e2e.steps import (
    PATIENCE,
    add_photos,
    answer,
    in_state,
    letter_to,
    link_in,
    look_up,
    open_entry,
    send,
    shown,
    sign_up,
)

OWNER, COLLEAGUE, SHOP = "sri@example.com", "gudang@example.com", "Dapur Bu Sri"
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
def place(transactional_db: None) -> None:
    """A site that is set up, with one village."""
    load_reference_data()
    load_requirements()
    RegionFactory(code="33.74.01.1001")
    ensure_curation_workflow()


@pytest.fixture
def curator(place: None, person: Callable[..., Any]) -> Any:
    """Who decides in Kota Semarang."""
    user = person(email="kurator@example.com")
    user.groups.add(ensure_regional_curators(region=RegionFactory(code="33.74")))
    return user


def register(page: Page, outbox: list[EmailMessage]) -> None:
    """The owner signs up and answers one question after the other."""
    page.goto("/penjual/daftar/")
    shown(page, "daftar-mulai")
    page.click("main a[href*='signup']")
    sign_up(page, OWNER, outbox)
    page.goto("/penjual/daftar/")
    send(page, "main form[method=post] button")
    answer(page, nib="1234 5678 90123")
    shown(page, "daftar-nama")
    answer(page, name=SHOP)
    answer(page, kind="cv")
    look_up(page, "miroto", "Semarang Tengah")
    shown(page, "daftar-wilayah")
    answer(page)
    answer(page, address="Jalan Pahlawan 7", whatsapp="0812 3456 7890")
    answer(page, sector="makanan")
    look_up(page, "keripik", "eripik")
    answer(page)
    answer(page, size="capital-1000000000")
    answer(page, employees="4")
    answer(page, email_1=COLLEAGUE)
    expect(page.locator("main dl")).to_contain_text(SHOP)
    shown(page, "daftar-periksa")
    send(page, "main form[method=post] button")
    in_state(page, "submitted")


def approve_shop(page: Page) -> None:
    """The office looks at the business and lets it in."""
    open_entry(page, SHOP)
    page.check("[name=move][value=approve]")
    send(page, "form:has([name=move]) [type=submit]")


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
    page.locator("h1").scroll_into_view_if_needed()
    shown(page, "produk-baru")
    send(page, ".form-actions button[name=save]")
    in_state(page, "draft")


def return_with_remarks(page: Page) -> None:
    """The curator says at two fields what is missing."""
    page.goto("/cms/kurasi/")
    send(page, page.locator("[data-entry]", has_text=TITLE).locator("[data-take] button"))
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


def let_the_colleague_in(page: Page, outbox: list[EmailMessage]) -> None:
    """The invited colleague signs up and takes the place in the team."""
    invitation = page.url
    page.click("main a[href*='signup']")
    sign_up(page, COLLEAGUE, outbox)
    page.goto(invitation)
    send(page, "main form[method=post] button")
    expect(page.locator("h1")).to_have_text(SHOP, timeout=PATIENCE)


def make_ready(page: Page, product: Product) -> None:
    """The owner reads what the first draft lacks, writes it, and finds it no longer missing."""
    readiness = f"/penjual/{product.shop.slug}/kesiapan/produk/{product.pk}/"
    editor = page.url
    page.goto(readiness)
    expect(page.locator("main")).to_contain_text("Tulis uraian sedikitnya 40 kata")
    expect(page.locator("main")).not_to_contain_text("Pasang tiga foto yang jelas")
    shown(page, "kesiapan-produk")
    page.goto(editor)
    page.fill("textarea[name=description]", DESCRIPTION)
    send(page, ".form-actions button[name=save]")
    page.goto(readiness)
    expect(page.locator("main")).not_to_contain_text("Tulis uraian sedikitnya 40 kata")
    page.goto(editor)


def mend_and_hand_in(page: Page, slug: str) -> None:
    """The owner reads both remarks at their fields, and answers them."""
    in_state(page, "returned")
    for words in REMARKS.values():
        expect(page.locator("main")).to_contain_text(words)
    shown(page, "produk-dikembalikan")
    look_at_todos(page, slug)
    page.fill("[name=title]", f"{TITLE} 200 g")
    page.fill("textarea[name=description]", f"{DESCRIPTION} Tahan 90 hari.")
    send(page, ".form-actions button[name=submit]")
    in_state(page, "waiting")


def approve_product(page: Page) -> None:
    """The curator looks at it as a shopper will, and lets it in."""
    open_entry(page, TITLE)
    preview = page.frame_locator(".desk-preview iframe")
    expect(preview.locator("h1")).to_have_text(f"{TITLE} 200 g")
    shown(page, "kurasi-produk")
    send(page, "button[name=action][value=approve]")


@pytest.mark.timeout(900)
def test_a_business_comes_in_and_shoppers_find_its_first_product(
    curator: Any,
    visit: Callable[..., Page],
    sign_in: SignIn,
    mailoutbox: list[EmailMessage],
) -> None:
    phone, desk = visit("/", PHONE), sign_in(curator)

    register(phone, mailoutbox)
    shop = Partner.objects.get()
    assert SHOP not in visit("/toko/", PHONE).inner_text("main")
    approve_shop(desk)
    phone.reload()
    in_state(phone, "approved")
    expect(visit("/toko/", PHONE).locator("main")).to_contain_text(SHOP)
    let_the_colleague_in(visit(link_in(letter_to(mailoutbox, COLLEAGUE)), PHONE), mailoutbox)

    phone.goto(f"/penjual/{shop.slug}/kesiapan/")
    expect(phone.locator("main")).to_contain_text("Tampilkan tiga produk")
    shown(phone, "kesiapan-toko")
    write_product(phone, shop.slug)
    make_ready(phone, Product.objects.get())
    send(phone, ".form-actions button[name=submit]")
    in_state(phone, "waiting")

    return_with_remarks(desk)
    phone.reload()
    mend_and_hand_in(phone, shop.slug)
    approve_product(desk)
    phone.reload()
    in_state(phone, "live")

    shopper = visit("/cari/?q=keripik+sagu", PHONE)
    expect(shopper.locator("main")).to_contain_text(f"{TITLE} 200 g")
    shopper.click(f"main a:has-text('{TITLE} 200 g')")
    expect(shopper.locator("h1")).to_have_text(f"{TITLE} 200 g")
