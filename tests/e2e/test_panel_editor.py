"""The product editor in a browser: photos, what is kept while typing, one hand and no sideways scrolling."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from catalogue.factories import CategoryFactory
from catalogue.models import ProductClass
from media.models import Image
from shops.factories import MembershipFactory, ShopFactory
from shops.models import Partner
from shops.panel.models import TypedForm
from tests.e2e.conftest import SignIn

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def shop(transactional_db: None) -> Partner:
    CategoryFactory(name="Keripik")
    return ShopFactory(name="Dapur Bu Sri")


@pytest.fixture
def page(shop: Partner, food: ProductClass, person: Callable[..., Any], sign_in: SignIn) -> Page:
    """The owner's phone with the form of a new product."""
    user = person(email="penjual@example.com")
    MembershipFactory(user=user, shop=shop)
    page = sign_in(user, NARROW)
    page.goto(f"/penjual/{shop.slug}/produk/baru/?jenis={food.slug}")
    return page


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_photos_are_sent_one_by_one_moved_and_removed_and_a_bad_one_takes_no_words_along(
    page: Page, photo: dict[str, Any]
) -> None:
    page.fill("[name=title]", "Keripik Tempe Sagu")
    bad = {"name": "liburan.jpg", "mimeType": "image/jpeg", "buffer": b"bukan foto"}
    page.set_input_files("#id_photos", [photo, bad, {**photo, "name": "kedua.jpg"}])

    cards = page.locator("[data-photo-list] > [data-photo]")
    expect(cards).to_have_count(2)
    expect(page.locator("[data-photo-problems]")).to_contain_text("liburan.jpg")
    page.fill("[name=pictures-0-alt]", "Bungkus")
    page.fill("[name=pictures-1-alt]", "Isi")
    cards.nth(1).locator("[data-move=up]").press("Enter")
    expect(page.locator("[data-photo-status]")).to_contain_text("urutan 1")
    expect(cards.nth(0).locator("[name$='-alt']")).to_have_value("Isi")
    cards.nth(1).locator("[data-drop]").click()

    expect(cards).to_have_count(1)
    assert fits(page)
    assert page.input_value("[name=title]") == "Keripik Tempe Sagu"
    assert Image.objects.count() == 2


def test_what_is_typed_is_kept_by_itself_and_waits_after_the_page_was_left(page: Page, shop: Partner) -> None:
    page.fill("[name=title]", "Keripik Tempe Sagu")

    expect(page.locator("[data-autosave-status]")).to_contain_text("Tersimpan sementara")
    page.goto("/penjual/")
    page.goto(f"/penjual/{shop.slug}/produk/baru/")

    assert page.input_value("[name=title]") == "Keripik Tempe Sagu"
    assert TypedForm.objects.count() == 1


def test_no_connection_is_told_and_the_words_are_kept_when_it_is_back(page: Page) -> None:
    page.context.set_offline(True)
    page.fill("[name=title]", "Keripik Tempe Sagu")
    expect(page.locator("[data-autosave-status]")).to_contain_text("tidak ada sambungan")

    page.context.set_offline(False)

    expect(page.locator("[data-autosave-status]")).to_contain_text("Tersimpan sementara")


def test_every_page_of_the_panel_fits_a_narrow_phone_and_passes_axe(page: Page, shop: Partner) -> None:
    for path in (
        "",
        "diajukan/",
        "profil/",
        "libur/",
        "produk/",
        "produk/baru/",
        "produk/baru/?jenis=makanan",
    ):
        page.goto(f"/penjual/{shop.slug}/{path}")

        assert fits(page), path
        results = Axe().run(page)
        assert results.violations_count == 0, f"{path}: {results.generate_report()}"
