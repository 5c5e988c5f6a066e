"""From draft to live in a browser: the seller on a phone, the curator at a desk, a shopper who looks."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from catalogue.factories import CategoryFactory
from catalogue.models import Product, ProductClass
from shops.curation.services import ensure_curation_workflow, ensure_curator_group
from shops.factories import MembershipFactory, ShopFactory
from tests.e2e.conftest import PHONE, SignIn

STATE = "main [data-state]"


@pytest.fixture
def seller(transactional_db: None, person: Callable[..., Any]) -> Any:
    user = person(email="penjual@example.com")
    MembershipFactory(user=user, shop=ShopFactory(name="Dapur Bu Sri"))
    return user


@pytest.fixture
def curator(transactional_db: None, person: Callable[..., Any]) -> Any:
    ensure_curation_workflow()
    user = person(email="kurator@example.com")
    user.groups.add(ensure_curator_group())
    return user


def write_product(page: Page, photo: dict[str, Any], *, submit: bool) -> None:
    """The seller fills in the form of a new product."""
    page.goto("/penjual/")
    page.click("a:has-text('Dapur Bu Sri')")
    page.click("a[href$='/produk/baru/']")
    page.click("a[href*='?jenis=']")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_input_files("#id_photos", photo)
    page.fill("[name=pictures-0-alt]", "Sebungkus keripik tempe di atas tampah")
    page.fill("[name=title]", "Keripik Tempe Sagu")
    page.fill("textarea[name=description]", "Tempe tipis berbalut sagu, digoreng dua kali.")
    page.select_option("[name=category]", label="Keripik")
    page.fill("[name=attr-materials]", "kedelai, sagu, bawang")
    page.fill("[name=price]", "18.000")
    page.fill("[name=stock]", "25")
    page.click(f".form-actions button[name={'submit' if submit else 'save'}]")


def open_for_review(page: Page) -> None:
    """The curator finds the product that waits."""
    page.goto("/cms/snippets/catalogue/product/?state=waiting&state=live-waiting")
    page.goto(page.locator("td.title a").first.get_attribute("href") or "")


def take(page: Page, action: str, comment: str = "") -> None:
    """The curator takes an action from the editor's menu; a comment goes into its dialogue."""
    page.click("footer [data-w-dropdown-target='toggle']")
    button = page.locator(f"[data-workflow-action-name='{action}']").first
    if comment:
        button.click()
        page.fill(".modal [name=comment]", comment)
        button = page.locator(".modal [type=submit]")
    with page.expect_navigation():  # the decision is taken when the next page comes
        button.click()


def test_product_goes_from_draft_to_live_and_an_edit_waits_beside_it(
    seller: Any,
    curator: Any,
    food: ProductClass,
    sign_in: SignIn,
    visit: Callable[..., Page],
    photo: dict[str, Any],
) -> None:
    CategoryFactory(name="Keripik")
    phone, desk = sign_in(seller, PHONE), sign_in(curator)

    write_product(phone, photo, submit=False)
    expect(phone.locator(STATE)).to_have_attribute("data-state", "draft")
    phone.click("form[action$='/ajukan/'] button")
    expect(phone.locator(STATE)).to_have_attribute("data-state", "waiting")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    open_for_review(desk)
    take(desk, "reject", "Foto terlalu gelap.")
    phone.reload()
    expect(phone.locator(STATE)).to_have_attribute("data-state", "returned")
    expect(phone.locator("blockquote")).to_have_text("Foto terlalu gelap.")

    phone.fill("textarea[name=description]", "Tempe tipis berbalut sagu, difoto di tempat terang.")
    phone.click("button[name=submit]")
    expect(phone.locator(STATE)).to_have_attribute("data-state", "waiting")
    open_for_review(desk)
    take(desk, "approve")
    phone.reload()
    expect(phone.locator(STATE)).to_have_attribute("data-state", "live")
    shopper = visit("/cari/?q=keripik+sagu")
    expect(shopper.locator("main")).to_contain_text("Keripik Tempe Sagu")

    phone.fill("[name=title]", "Keripik Tempe Sagu Pedas")
    phone.click("button[name=submit]")
    expect(phone.locator(STATE)).to_have_attribute("data-state", "live-waiting")
    address = Product.objects.get().get_absolute_url()
    shopper.goto(address)
    expect(shopper.locator("h1")).to_have_text("Keripik Tempe Sagu")

    open_for_review(desk)
    take(desk, "approve")
    shopper.goto(address)
    expect(shopper.locator("h1")).to_have_text("Keripik Tempe Sagu Pedas")
