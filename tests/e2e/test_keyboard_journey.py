"""From the home page to a comparison with the keyboard alone: Tab, Enter, the arrows and Escape."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from catalogue.factories import CategoryFactory, ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Product, ProductImage
from media.factories import ImageFactory
from pages.services import setup_site
from shops.factories import ShopFactory
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.looks import FOCUS, PAINTED

MOST_STOPS = 90


@pytest.fixture
def goods(transactional_db: None, indexed: Callable[[], int]) -> Product:
    """A product with three pictures and a verified claim, and two like it."""
    setup_site()
    snacks, shop = CategoryFactory(name="Keripik Uji"), ShopFactory(whatsapp="+6281234567890")
    first, *_others = (
        ProductFactory(title=f"Keripik tempe {taste}", shop=shop, category=snacks, image=True)
        for taste in ("sagu", "balado", "pedas")
    )
    for position in (1, 2):
        ProductImage.objects.create(product=first, image=ImageFactory(), display_order=position)
    ClaimFactory(product=first, kind=ClaimKindFactory(tkdn=True), value=Decimal(40))
    indexed()
    return first


def stop(page: Page, key: str = "Tab") -> dict[str, Any]:
    """Go one stop on: the focus must be drawn, on something that nothing else covers."""
    page.keyboard.press(key)
    page.evaluate(PAINTED)
    found: dict[str, Any] = page.evaluate(FOCUS)
    if not found["isBody"]:
        assert found["isSeen"], f"the focus cannot be seen on {found['html']}"
        assert found["isReached"], f"something lies over {found['html']}"
    return found


def tab_to(page: Page, target: Locator) -> list[str]:
    """Press Tab until the target has the focus; the names of the stops on the way."""
    names = []
    for _stop in range(MOST_STOPS):
        names.append(stop(page)["name"])
        if target.evaluate("(element) => element === document.activeElement"):
            return names
    raise AssertionError(f"Tab does not lead to {target}; it led to {names}")


def enter(page: Page) -> None:
    """Follow what has the focus."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def search(page: Page) -> None:
    """From the top of the home page to a product, by a suggestion."""
    field = page.get_by_role("combobox", name="Cari produk")
    names = tab_to(page, field)
    assert names[:2] == ["Langsung ke isi", "Etalase"]

    page.keyboard.type("keripik", delay=20)
    options = page.locator("form[data-suggest] [role=option]")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(options.first).to_be_hidden()
    enter(page)
    expect(page).to_have_url(re.compile(r"/cari/\?q=keripik$"))


def look_at_pictures(page: Page) -> None:
    """The gallery by arrows, the large picture and back, with the focus where it was."""
    dialog = page.locator("[data-zoom-dialog]")
    skip = page.get_by_role("link", name="Lewati gambar")
    names = tab_to(page, page.locator("[data-slide]").first)
    assert names[-2] == skip.inner_text(), "who does not want the pictures is offered a way past them"
    stop(page, "ArrowRight")
    expect(page.locator("[data-slide]").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(dialog.locator("[data-zoom-count]")).to_have_text("3 / 3")
    for _stop in range(8):
        assert stop(page)["isBody"] or dialog.evaluate("(each) => each.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("[data-slide]").nth(2)).to_be_focused()


def read_the_proof(page: Page) -> None:
    """From the mark beside the price to the claim that it stands for, and on from there."""
    mark = page.locator(".product-marks a").first
    tab_to(page, mark)
    page.keyboard.press("Enter")
    expect(page.locator(".proof-list li:target")).to_be_in_viewport()
    stop(page)
    assert page.evaluate(
        """() => Boolean(document.querySelector(".proof-list li:target")
          .compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"""
    ), "after the proof the focus goes back to where it came from"


def choose(page: Page) -> None:
    """Take a product into the comparison."""
    button = page.locator("[data-compare]").first
    page.locator("main").focus()
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_keyboard_leads_from_the_home_page_to_a_comparison(
    goods: Product, visit: Callable[..., Page], size: dict[str, int]
) -> None:
    page = visit("/", size)
    page.emulate_media(reduced_motion="reduce")  # rows of pictures jump instead of rolling

    search(page)
    tab_to(page, page.get_by_role("link", name=goods.title))
    enter(page)
    expect(page.locator("h1")).to_have_text(goods.title)

    look_at_pictures(page)
    read_the_proof(page)
    choose(page)
    tab_to(page, page.locator(".product-beside .card-title a").first)
    enter(page)
    choose(page)
    tab_to(page, page.locator("[data-tray-go]"))
    enter(page)

    expect(page.locator(".compare-product")).to_have_count(2)
    tab_to(page, page.locator("#hanya-beda"))
    page.keyboard.press("Space")
    expect(page.locator("#hanya-beda")).to_be_checked()
    tab_to(page, page.locator(".compare-scroll"))
    stops = [stop(page)["isBody"] for _stop in range(MOST_STOPS)]
    assert any(stops), "the keyboard never leaves the page again"
