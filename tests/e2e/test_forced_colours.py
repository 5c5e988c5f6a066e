"""With the reader's own few colours forced on every page: words, icons, focus and choices stand out."""

from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from shops.factories import MembershipFactory
from tests.e2e.conftest import DESK, PHONE, SignIn
from tests.e2e.looks import FAINT, FOCUS, LINES

Scheme = Literal["light", "dark"]
Forced = Callable[..., Page]

#: Kind of page, what is chosen on it, and its like that is not.
CHOSEN = (
    ("filtered search", "[data-facet] a[aria-current]", "[data-facet] a:not([aria-current])"),
    ("product", "[data-gallery-choice][aria-current]", "[data-gallery-choice]:not([aria-current])"),
    ("landing", ".pages [aria-current]", ".pages a"),
    ("style guide", ".button[disabled]", ".button:not([disabled])"),
    ("style guide", ".campaign-state[data-state=running]", ".campaign-state[data-state=upcoming]"),
)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@pytest.fixture
def forced(browser: Browser, live_server: Any) -> Iterator[Forced]:
    """Opens pages in a browser that forces its reader's colours on them."""
    contexts = []

    def open_page(path: str, scheme: Scheme = "light", size: dict[str, int] = DESK) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=size,
            forced_colors="active",
            color_scheme=scheme,
            locale="id-ID",
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_words_and_icons_stand_out_from_their_ground(kinds: dict[str, str], forced: Forced) -> None:
    pages = {scheme: forced("/robots.txt", scheme) for scheme in SCHEMES}

    faint = {}
    for scheme, page in pages.items():
        for kind, path in kinds.items():
            page.goto(path)
            faint[f"{kind}, {scheme}"] = page.evaluate(FAINT)

    assert {kind: found for kind, found in faint.items() if found} == {}
    assert pages["dark"].evaluate("matchMedia('(forced-colors: active)').matches")


def test_focus_is_seen_wherever_it_goes(kinds: dict[str, str], forced: Forced) -> None:
    unseen = []
    for size in (PHONE, DESK):
        page = forced("/robots.txt", "dark", size)
        for kind in ("home", "product", "shop", "search", "regions", "comparison", "sign up"):
            page.goto(kinds[kind])
            for _stop in range(30):
                page.keyboard.press("Tab")
                stop = page.evaluate(FOCUS)
                if not stop["isBody"] and not stop["isSeen"]:
                    unseen.append(f"{kind} at {size['width']} px: {stop['html']}")

    assert unseen == []


def test_what_is_chosen_is_told_apart_without_a_ground(kinds: dict[str, str], forced: Forced) -> None:
    page = forced("/robots.txt", "dark")

    lines = []
    for kind, chosen, other in CHOSEN:
        page.goto(kinds[kind])
        lines.append([page.locator(each).first.evaluate(LINES) for each in (chosen, other)])
    page.goto(kinds["product"])
    button = page.locator("[data-compare]").first
    before = button.evaluate(LINES)
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.locator("h1").click()
    lines.append([before, button.evaluate(LINES)])

    assert [pair for pair in lines if pair[0] == pair[1]] == []


def test_suggestion_that_is_chosen_has_the_colours_of_a_chosen_item(
    kinds: dict[str, str], forced: Forced
) -> None:
    page = forced("/toko/")
    field = page.get_by_role("combobox", name="Cari produk")
    field.press_sequentially("kerip", delay=20)
    options = page.locator("form[data-suggest] [role=option]")
    expect(options.first).to_be_visible()
    colours = "(each) => [getComputedStyle(each).backgroundColor, getComputedStyle(each).color].join()"
    before = options.first.evaluate(colours)

    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")

    assert options.first.evaluate(colours) != before
    assert page.evaluate(FAINT) == []


def test_map_is_drawn_in_the_colours_of_the_reader(kinds: dict[str, str], forced: Forced) -> None:
    page = forced(kinds["regions"], "dark")

    provinces = page.locator(".map-province")
    fills = dict(
        provinces.evaluate_all("(all) => all.map((each) => [each.dataset.tint, getComputedStyle(each).fill])")
    )
    strokes = provinces.evaluate_all("(all) => all.map((each) => getComputedStyle(each).stroke)")

    # In the dark the emulated canvas is black and its ink white.
    assert fills["0"] == "rgb(0, 0, 0)"
    assert len(set(fills.values())) == len(fills) > 1
    assert set(strokes) == {"rgb(255, 255, 255)"}


def test_section_that_a_seller_is_in_is_drawn_with_other_lines(
    transactional_db: None, person: Callable[..., Any], sign_in: SignIn
) -> None:
    seller = person(email="sri@example.com")
    shop = MembershipFactory(user=seller).shop
    page = sign_in(seller)
    page.emulate_media(forced_colors="active")

    page.goto(f"/penjual/{shop.slug}/")
    chosen = page.locator(".panel-sections [aria-current]").first.evaluate(LINES)
    other = page.locator(".panel-sections a:not([aria-current])").first.evaluate(LINES)

    assert chosen != other
    assert page.evaluate(FAINT) == []
