"""A product's page in a browser: pictures by keyboard, comparison, what a device remembers, and paper."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from catalogue.factories import CategoryFactory, ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Product, ProductImage
from media.factories import ImageFactory
from tests.e2e.conftest import DESK, PHONE

Visit = Callable[..., Page]


@pytest.fixture
def goods(transactional_db: None) -> list[Product]:
    """Five products of one category, the first with three pictures and claims."""
    category = CategoryFactory(name="Keripik")
    names = ["Keripik Tempe", "Keripik Pisang", "Keripik Gadung", "Keripik Salak", "Keripik Bayam"]
    products = [ProductFactory(title=name, category=category, image=True) for name in names]
    for position in (1, 2):
        ProductImage.objects.create(product=products[0], image=ImageFactory(), display_order=position)
    for number in range(6):
        ClaimFactory(
            product=products[0], kind=ClaimKindFactory(code=f"jenis-{number}", name=f"Jenis {number}")
        )
    ClaimFactory(product=products[0], kind=ClaimKindFactory(tkdn=True), value=Decimal(40))
    return products


@pytest.fixture
def without_scripts(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, viewport=PHONE)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def expect_chosen(page: Page, number: int) -> None:
    """The small picture that is marked as the one that is shown."""
    expect(page.locator("[data-gallery-choice][aria-current=true]")).to_have_attribute(
        "href", f"#gambar-{number}"
    )


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_pictures_are_looked_at_by_keyboard(goods: list[Product], visit: Visit, size: dict[str, int]) -> None:
    page = visit(goods[0].get_absolute_url(), size)
    picture, dialog = page.locator("[data-zoom-stage] img"), page.locator("[data-zoom-dialog]")

    page.locator("[data-slide]").first.focus()
    page.keyboard.press("ArrowRight")
    expect_chosen(page, 2)
    expect(page.locator("[data-slide]").nth(1)).to_be_focused()
    # Not wait_for_function: it makes code of words, which the page's policy forbids.
    track = page.locator("[data-gallery-track]")
    expect(track).not_to_have_js_property("scrollLeft", 0)

    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    expect(dialog.locator("[data-zoom-count]")).to_have_text("2 / 3")
    small = picture.bounding_box()
    page.keyboard.press("+")
    large = picture.bounding_box()
    assert small and large and large["width"] > small["width"] * 1.4
    page.keyboard.press("ArrowRight")  # enlarged, the arrows move the picture, not on to the next
    moved = picture.bounding_box()
    assert moved and moved["x"] < large["x"]
    expect(dialog.locator("[data-zoom-count]")).to_have_text("2 / 3")
    page.keyboard.press("0")
    page.keyboard.press("ArrowRight")
    expect(dialog.locator("[data-zoom-count]")).to_have_text("3 / 3")

    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("[data-slide]").nth(2)).to_be_focused()
    expect_chosen(page, 3)


def test_many_pictures_are_fetched_when_they_come_into_sight(goods: list[Product], visit: Visit) -> None:
    for position in range(3, 12):
        ProductImage.objects.create(product=goods[0], image=ImageFactory(), display_order=position)
    page = visit("/robots.txt", PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(goods[0].get_absolute_url(), wait_until="networkidle")
    at_first = len(asked)
    page.locator("[data-gallery-choice]").last.click()
    expect_chosen(page, 12)
    page.wait_for_load_state("networkidle")

    assert at_first <= 25
    assert len(asked) > at_first
    loaded = "(image) => image.complete && image.naturalWidth > 0"
    expect(page.locator("[data-slide] img").last).to_be_in_viewport()
    assert page.locator("[data-slide] img").last.evaluate(loaded)


def test_swiping_marks_the_picture_that_is_shown(goods: list[Product], visit: Visit) -> None:
    page = visit(goods[0].get_absolute_url(), PHONE)

    page.evaluate(
        "document.querySelector('[data-gallery-track]').scrollTo({left: 5000, behavior: 'instant'})"
    )

    expect_chosen(page, 3)


@pytest.mark.parametrize("size", [{"width": 320, "height": 640}, PHONE, DESK], ids=["320", "360", "1280"])
def test_nothing_moves_and_nothing_sticks_out(
    goods: list[Product], visit: Visit, size: dict[str, int]
) -> None:
    page = visit(goods[0].get_absolute_url(), size)
    page.wait_for_load_state("networkidle")

    moved = page.evaluate(
        """() => new Promise((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((each) => (sum += each.value)))
                .observe({ type: "layout-shift", buffered: true });
            setTimeout(() => resolve(sum), 300);
        })"""
    )

    assert moved <= 0.02
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_without_scripts_pictures_comparison_and_sharing_are_links(
    goods: list[Product], without_scripts: Page
) -> None:
    page = without_scripts
    page.goto(goods[0].get_absolute_url())

    page.locator("[data-gallery-choice]").nth(2).click()
    expect(page.locator("#gambar-3")).to_be_in_viewport(ratio=0.5)
    page.locator("summary", has_text="Bagikan").click()
    expect(page.locator(".share-qr img")).to_be_visible()
    expect(page.locator("[data-share-copy]")).to_be_hidden()
    expect(page.locator("[data-tray]")).to_be_hidden()
    expect(page.locator("[data-seen]")).to_be_hidden()
    page.locator("summary", has_text="Bagikan").click()
    page.get_by_role("link", name="Bandingkan", exact=True).click()

    expect(page.locator(".compare-product")).to_have_text(["Keripik Tempe"])
    page.fill("[name=tambah]", str(goods[1].pk))
    page.get_by_role("button", name="Tambahkan").click()
    expect(page.locator(".compare-product")).to_have_text(["Keripik Tempe", "Keripik Pisang"])
    expect(page).to_have_url(re.compile(rf"/bandingkan/\?produk={goods[0].pk},{goods[1].pk}$"))


def test_products_are_gathered_and_compared_by_keyboard(goods: list[Product], visit: Visit) -> None:
    page = visit(goods[0].get_absolute_url())
    for product in goods[:4]:
        page.goto(product.get_absolute_url())
        page.locator("[data-compare]").focus()
        page.keyboard.press("Space")
        expect(page.locator("[data-compare]")).to_have_attribute("aria-pressed", "true")

    page.goto(goods[4].get_absolute_url())
    page.locator("[data-compare]").press("Enter")
    expect(page.locator("[data-tray-status]")).to_contain_text("Paling banyak empat produk")
    expect(page.locator("[data-compare]")).to_have_attribute("aria-pressed", "false")

    page.get_by_role("button", name="Hapus Keripik Salak").press("Enter")
    page.locator("[data-compare]").press("Enter")
    page.locator("[data-tray-go]").press("Enter")
    expect(page.locator(".compare-product")).to_have_text(
        ["Keripik Tempe", "Keripik Pisang", "Keripik Gadung", "Keripik Bayam"]
    )

    page.locator("#hanya-beda").press("Space")
    expect(page.get_by_role("row", name="Pesanan minimum")).to_be_hidden()
    page.locator("[data-untray]").first.press("Enter")
    expect(page.locator(".compare-product")).to_have_count(3)
    page.goto(goods[4].get_absolute_url())
    expect(page.locator("[data-tray-list] li")).to_have_count(3)


def test_device_remembers_what_it_has_seen_tells_nobody_and_forgets_when_asked(
    goods: list[Product], visit: Visit, live_server: Any
) -> None:
    page = visit(goods[1].get_absolute_url())
    page.goto(goods[2].get_absolute_url())
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(goods[0].get_absolute_url())

    expect(page.locator(".seen-card")).to_have_text(["Keripik Gadung", "Keripik Pisang"])
    page.locator(".seen-card").first.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert asked
    for request in asked:
        assert request.method == "GET"
        assert request.url.startswith(live_server.url)
        assert "?" not in request.url
    assert page.context.cookies() == []

    page.get_by_role("button", name="Hapus daftar ini").click()
    expect(page.locator("[data-seen]")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('etalase.dilihat')") is None


def test_what_a_device_holds_by_mistake_breaks_nothing(goods: list[Product], visit: Visit) -> None:
    page = visit(goods[0].get_absolute_url())
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.evaluate(
        """() => {
            const bad = { id: 9, title: "x", url: "javascript:alert(1)", picture: "" };
            localStorage.setItem("etalase.dilihat", JSON.stringify([bad, 7]));
            localStorage.setItem("etalase.bandingkan", "{not json");
        }"""
    )

    page.reload()

    expect(page.locator("[data-gallery-step]").last).to_be_visible()
    expect(page.locator("[data-seen]")).to_be_hidden()
    expect(page.locator("[data-tray]")).to_be_hidden()
    assert errors == []


def test_link_is_copied_and_the_page_says_so(goods: list[Product], visit: Visit) -> None:
    page = visit(goods[0].get_absolute_url())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.locator("summary", has_text="Bagikan").press("Enter")
    page.get_by_role("button", name="Salin tautan").press("Enter")

    expect(page.locator("[data-share-status]")).to_have_text("Tautan tersalin")
    assert page.evaluate("navigator.clipboard.readText()").endswith(goods[0].get_absolute_url())


def test_devices_own_sheet_is_offered_where_there_is_one(goods: list[Product], visit: Visit) -> None:
    page = visit(goods[0].get_absolute_url())
    page.locator("summary", has_text="Bagikan").click()
    expect(page.get_by_role("button", name="Salin tautan")).to_be_visible()
    without = page.get_by_role("button", name="Kirim lewat aplikasi lain").is_visible()

    page.add_init_script("navigator.share = async (what) => { window.passedOn = what; };")
    page.reload()
    page.locator("summary", has_text="Bagikan").click()
    page.get_by_role("button", name="Kirim lewat aplikasi lain").click()
    passed_on = page.evaluate("window.passedOn")

    assert without is False
    assert passed_on["title"] == goods[0].title
    assert passed_on["url"].endswith(goods[0].get_absolute_url())
    expect(page.locator("[data-share]")).not_to_have_attribute("open", "")


def test_sheet_that_is_closed_without_choosing_leaves_the_page_as_it_was(
    goods: list[Product], visit: Visit
) -> None:
    page = visit("/")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(
        "navigator.share = () => Promise.reject(new DOMException('Share canceled', 'AbortError'));"
    )

    page.goto(goods[0].get_absolute_url())
    page.locator("summary", has_text="Bagikan").click()
    page.get_by_role("button", name="Kirim lewat aplikasi lain").click()

    expect(page.get_by_role("button", name="Salin tautan")).to_be_visible()
    expect(page.locator("[data-share-status]")).to_be_empty()
    assert errors == []


def test_names_kept_on_the_device_say_in_which_language_they_are(goods: list[Product], visit: Visit) -> None:
    page = visit(goods[0].get_absolute_url())
    page.locator("[data-compare]").click()

    page.goto(f"/en{goods[1].get_absolute_url()}")

    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator(".seen-card span")).to_have_attribute("lang", "id")
    expect(page.locator("[data-tray-list] span")).to_have_attribute("lang", "id")


def test_product_and_comparison_fit_on_a_sheet_of_paper_each(goods: list[Product], visit: Visit) -> None:
    page = visit(goods[0].get_absolute_url())
    comparison = f"/bandingkan/?produk={','.join(str(product.pk) for product in goods[:4])}"

    pages = []
    for address in (goods[0].get_absolute_url(), comparison):
        page.goto(address)
        sheets = page.pdf(prefer_css_page_size=True)
        pages.append(len(re.findall(rb"/Type\s*/Page\b", sheets)))
    page.emulate_media(media="print")

    assert pages == [1, 1]
    expect(page.locator(".print-foot")).to_contain_text(comparison)


def test_printed_product_says_what_a_file_needs_and_nothing_of_the_shop_window(
    goods: list[Product], visit: Visit
) -> None:
    page = visit(goods[0].get_absolute_url(), DESK)

    page.emulate_media(media="print")

    for left_out in (".site-header", ".site-footer", ".product-actions", ".slides-choice", ".product-beside"):
        expect(page.locator(left_out)).to_be_hidden()
    for kept in ("h1", ".price-large", ".product-terms", ".proof-claim .proof-number", ".print-foot img"):
        expect(page.locator(kept).first).to_be_visible()
    ink = page.locator("h1").evaluate("(each) => getComputedStyle(each).color")
    assert ink == "rgb(0, 0, 0)"
