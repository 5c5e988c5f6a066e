"""The window in a browser: suggestions by keyboard, the account fragment, filters with a script, without."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from catalogue.factories import CategoryFactory, ProductFactory
from pages.services import setup_site
from shops.factories import MembershipFactory, RegionFactory, ShopFactory
from tests.e2e.conftest import DESK, PHONE, SignIn
from tests.storefront.conftest import indexed

__all__ = ["indexed"]

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def goods(transactional_db: None, indexed: Callable[[], int]) -> None:
    """Two shops in two regions, chips and chairs."""
    setup_site()
    malang, jepara = (
        ShopFactory(region=RegionFactory(code="35.73")),
        ShopFactory(region=RegionFactory(code="33.20")),
    )
    snacks = CategoryFactory(name="Keripik Uji")
    for taste in ("original", "balado", "pedas"):
        ProductFactory(title=f"Keripik tempe {taste}", shop=malang, category=snacks)
    ProductFactory(title="Kursi rotan", shop=jepara, category=CategoryFactory(name="Kursi Uji"))
    indexed()


@pytest.fixture
def scriptless(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A phone whose browser runs no script."""
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, java_script_enabled=False)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_suggestions_are_chosen_by_keyboard(goods: None, visit: Callable[..., Page]) -> None:
    page = visit("/toko/")
    field = page.get_by_role("combobox", name="Cari produk")

    field.press_sequentially("kerip", delay=20)
    options = page.locator("form[data-suggest] [role=option]")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options.first).to_be_visible()
    expect(page.locator("form[data-suggest] [role=status]")).to_contain_text("Saran")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.input_value() == "kerip"

    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    with page.expect_navigation():
        field.press("Enter")
    expect(page.locator("h1")).to_contain_text("eripik")


def test_search_without_choosing_sends_the_plain_form(goods: None, visit: Callable[..., Page]) -> None:
    page = visit("/toko/")

    page.get_by_role("combobox", name="Cari produk").fill("kursi")
    with page.expect_navigation():
        page.get_by_role("combobox", name="Cari produk").press("Enter")

    assert page.url.endswith("/cari/?q=kursi")
    expect(page.locator("main")).to_contain_text("Kursi rotan")


def test_account_menu_arrives_by_itself_and_folds_with_escape(
    goods: None, person: Callable[..., Any], sign_in: SignIn
) -> None:
    seller = person(email="sri@example.com", first_name="Sri")
    MembershipFactory(user=seller)
    page = sign_in(seller)

    page.goto("/toko/")
    summary = page.locator(".account summary")
    expect(summary).to_contain_text("Sri")
    summary.click()
    expect(page.locator(".account a[href='/penjual/']")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator(".account a[href='/penjual/']")).to_be_hidden()
    expect(summary).to_be_focused()


def test_filter_swaps_the_list_and_the_back_button_brings_the_old_one(
    goods: None, visit: Callable[..., Page]
) -> None:
    page = visit("/cari/?q=")
    page.evaluate("window.same = true")
    expect(page.locator("[data-total]")).to_contain_text("4 produk")

    page.locator("[data-facet=kategori] a", has_text="Keripik Uji").click()
    expect(page.locator("[data-total]")).to_contain_text("3 produk")
    assert "kategori=keripik-uji" in page.url
    assert page.evaluate("window.same"), "the page was loaded anew"
    expect(page.locator("#kabar")).to_have_text("3 produk")
    expect(page.locator("[data-facet=kategori] a", has_text="Keripik Uji")).to_be_focused()
    page.go_back()

    expect(page.locator("[data-total]")).to_contain_text("4 produk")
    assert "kategori" not in page.url


def test_chip_takes_its_filter_away(goods: None, visit: Callable[..., Page]) -> None:
    page = visit("/cari/?kategori=keripik-uji")
    expect(page.locator("[data-total]")).to_contain_text("3 produk")

    page.locator(".chips a").first.click()

    expect(page.locator("[data-total]")).to_contain_text("4 produk")
    expect(page.locator(".chips a")).to_have_count(0)


def test_product_in_a_swapped_list_opens_as_a_page_of_its_own(
    goods: None, visit: Callable[..., Page]
) -> None:
    page = visit("/cari/?q=")
    page.locator("[data-facet=kategori] a", has_text="Kursi Uji").click()
    expect(page.locator("[data-total]")).to_contain_text("1 produk")

    with page.expect_navigation():
        page.get_by_role("link", name="Kursi rotan").click()

    expect(page.locator("h1")).to_have_text("Kursi rotan")


def test_sheet_of_filters_stays_open_while_choosing_and_escape_closes_it(
    goods: None, visit: Callable[..., Page]
) -> None:
    page = visit("/cari/?q=", PHONE)
    sheet = page.locator("#saring")
    expect(sheet).to_be_hidden()

    page.locator(".filters-open").click()
    page.locator("[data-facet=kategori] a", has_text="Keripik Uji").click()
    expect(page.locator(".filters-foot button")).to_contain_text("3 produk")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")

    expect(sheet).to_be_hidden()
    expect(page.locator("[data-total]")).to_contain_text("3 produk")


def test_sheet_and_menu_open_without_a_script(goods: None, scriptless: Page) -> None:
    scriptless.goto("/cari/?q=")

    scriptless.locator(".filters-open").click()
    scriptless.locator("[data-facet=kategori] a", has_text="Keripik Uji").click()
    expect(scriptless.locator("[data-total]")).to_contain_text("3 produk")
    scriptless.locator(".menu summary").click()

    expect(scriptless.locator(".menu a[href='/toko/']")).to_be_visible()
    expect(scriptless.locator(".account a")).to_have_attribute("href", "/akun/")


#: What is cut off: boxes that hide what does not fit, but for those that end a long text on purpose.
CUT = """() => [...document.querySelectorAll("body *")].filter((each) => {
  const style = getComputedStyle(each);
  const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
  return hides && each.checkVisibility() && each.innerText?.trim()
    && style.webkitLineClamp === "none" && style.textOverflow !== "ellipsis"
    && !each.closest(".visually-hidden, svg, [data-gallery-track]")
    && (each.scrollWidth > each.clientWidth + 2 || each.scrollHeight > each.clientHeight + 2);
}).map((each) => each.outerHTML.slice(0, 120))"""


@pytest.mark.timeout(600)
def test_twice_as_large_text_neither_pushes_sideways_nor_is_cut(
    kinds: dict[str, str], visit: Callable[..., Page]
) -> None:
    lost = {}
    for size in (NARROW, DESK):
        page = visit("/robots.txt", size)
        for kind, path in kinds.items():
            page.goto(path)
            plain = page.evaluate("document.documentElement.scrollWidth")
            if kind != "style guide":  # it shows two looks side by side on purpose
                page.evaluate("document.documentElement.style.fontSize = '200%'")
            large = page.evaluate("document.documentElement.scrollWidth")
            cut = page.evaluate(CUT)
            if max(plain, large - 1) > size["width"] or cut:  # halves of pixels are rounded up
                lost[f"{kind} at {size['width']} px"] = [plain, large, cut]

    assert lost == {}


@pytest.mark.parametrize("path", ["/styleguide/", "/en/styleguide/"])
def test_long_words_stay_within_their_half_of_the_style_guide(
    goods: None, visit: Callable[..., Page], path: str
) -> None:
    page = visit(path, NARROW)

    outside = page.evaluate(
        """() => [...document.querySelectorAll(".twin")].flatMap((twin) => {
          const edge = twin.getBoundingClientRect().right + 1;
          const cuts = (each) => ["auto", "scroll", "hidden"].includes(getComputedStyle(each).overflowX);
          const rolls = (each) => each !== twin && (cuts(each) || rolls(each.parentElement));
          return [...twin.querySelectorAll("*")]
            .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > edge)
            .filter((each) => !rolls(each.parentElement) && !each.closest("svg, .visually-hidden"))
            .map((each) => each.outerHTML.slice(0, 120));
        })"""
    )

    assert outside == []


#: Links within sentences are as high as their line; a card is touched anywhere; the list beside the map leads
#: where its shapes lead.
SMALL = """() => [...document.querySelectorAll("a, button, summary, input, select, textarea")]
  .filter((each) => each.checkVisibility() && each.type !== "hidden")
  .filter((each) => !each.closest("p, .prose, .visually-hidden, .card-title, .map-sheet"))
  .map((each) => [each.outerHTML.slice(0, 90), (each.closest("label") || each).getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
  .map(([html]) => html)"""


@pytest.mark.timeout(600)
def test_what_can_be_touched_is_large_enough(kinds: dict[str, str], visit: Callable[..., Page]) -> None:
    page = visit("/robots.txt", PHONE)

    small = {}
    for kind, path in kinds.items():
        page.goto(path)
        small[kind] = page.evaluate(SMALL)

    assert {kind: found for kind, found in small.items() if found} == {}


def test_rules_for_a_password_stand_below_its_field_and_belong_to_it(
    db: None, visit: Callable[..., Page]
) -> None:
    page = visit("/akun/signup/", PHONE)

    field, rules = page.locator("#id_password1"), page.locator("#id_password1_helptext")
    boxes = [each.bounding_box() for each in (field, rules)]

    assert boxes[0] and boxes[1] and boxes[1]["y"] > boxes[0]["y"]
    assert "id_password1_helptext" in (field.get_attribute("aria-describedby") or "")


def test_first_tab_skips_to_the_content(goods: None, visit: Callable[..., Page]) -> None:
    page = visit("/toko/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "isi"
