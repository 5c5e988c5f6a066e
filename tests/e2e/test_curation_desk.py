"""The curators' desk by keyboard, without scripts, and for everybody: at a desk and on a narrow phone."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product as product_of
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.factories import UserFactory
from catalogue.factories import ClaimFactory
from catalogue.models import Claim, Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import create_product
from shops.curation.services import ensure_curation_workflow, ensure_curator_group, return_product
from shops.factories import ShopFactory
from shops.review.kinds import Kind
from shops.review.models import ReportReason, ReturnReason, Taking
from shops.review.services.complaints import report
from shops.review.services.imports import submit_import
from shops.review.services.takings import take
from shops.review.verdicts import Verdict
from tests.e2e.axe import WCAG, violations
from tests.e2e.conftest import PASSWORD, SignIn

WIDTHS = (1280, 320)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
QUEUE = "/cms/kurasi/"
#: Fields and buttons of ours that reach beyond the window, which Wagtail's frame would cut off.
CUT_OFF = """() => [...document.querySelectorAll(".nice-padding :is(select, input, textarea, .button)")]
  .filter((each) => each.checkVisibility() && !each.closest(".desk-scroll"))
  .filter((each) => each.getBoundingClientRect().right > innerWidth)
  .map((each) => `cut off: ${each.outerHTML.slice(0, 80)}`)"""


@pytest.fixture
def curator(transactional_db: None, person: Callable[..., Any]) -> Any:
    ensure_curation_workflow()
    user = person(email="kurator@example.com")
    user.groups.add(ensure_curator_group())
    return user


@pytest.fixture
def three(curator: Any, content: ProductContent) -> list[Product]:
    """Products that wait, the oldest first."""
    seller, made = UserFactory(), []
    for number in range(3):
        product = create_product(
            shop=ShopFactory(),
            content=replace(content, title=f"Keripik {number}"),
            price=9_000,
            stock=1,
            by=seller,
        )
        submit_product(product=product, by=seller)
        made.append(product)
    return made


def focused(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.textContent.trim()")
    return text


def test_queue_and_screen_are_worked_by_keyboard(three: list[Product], curator: Any, sign_in: SignIn) -> None:
    page = sign_in(curator)
    page.goto(QUEUE)
    expect(page.locator(".desk-keys")).to_contain_text("j dan k")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert focused(page) == "Keripik 0"
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("t")
    assert Taking.objects.get().object_id == three[1].pk

    page.fill("[name=cari]", "")
    page.press("[name=cari]", "j")  # a letter in a field is a letter
    assert page.input_value("[name=cari]") == "j"
    page.keyboard.press("Escape")
    page.locator("h1").first.click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1").last).to_have_text("Keripik 1")
    for words in ("Kesiapan", "Klaim dan bukti", "Riwayat"):  # they come by themselves
        expect(page.get_by_role("heading", name=words, exact=True)).to_be_visible()
    expect(page.locator(".desk-history")).to_contain_text("Diambil")

    page.keyboard.press("r")
    page.keyboard.type("a")  # within the words of a return it is written
    assert page.input_value("textarea[name=words]") == "a"
    page.locator("h1").last.click()
    page.keyboard.press("a")
    assert focused(page) == "Setujui"
    assert not Product.objects.filter(live=True).exists()  # nothing is approved before it is confirmed
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert [product.title for product in Product.objects.filter(live=True)] == ["Keripik 1"]
    expect(page.locator("h1").last).to_have_text("Keripik 0")  # it goes on with the oldest
    with page.expect_navigation():
        page.keyboard.press("q")
    assert page.url.endswith(QUEUE)


def test_an_approval_takes_two_keys_and_one_page(three: list[Product], curator: Any, sign_in: SignIn) -> None:
    page, loaded = sign_in(curator), []
    page.goto(f"{QUEUE}produk/{three[0].pk}/")
    page.on("load", lambda shown: loaded.append(shown.url))

    for _product in three:
        page.keyboard.press("a")
        with page.expect_navigation():
            page.keyboard.press("Enter")

    assert Product.objects.filter(live=True).count() == len(three)
    assert len(loaded) == len(three)
    assert page.url.endswith(QUEUE)  # nothing is left


def test_a_claim_is_verified_with_three_keys_and_the_next_one_opens(curator: Any, sign_in: SignIn) -> None:
    shop = ShopFactory()
    claims = [
        ClaimFactory(shop=shop, product=None, state="submitted", number=f"NO-{n}", kind__applies_to="shop")
        for n in range(2)
    ]
    page = sign_in(curator)
    page.goto(QUEUE)
    page.keyboard.press("j")

    with page.expect_navigation():
        page.keyboard.press("Enter")
    for _claim in claims:
        page.keyboard.press("a")
        page.keyboard.press("Space")
        with page.expect_navigation():
            page.keyboard.press("Enter")

    assert [claim.state for claim in Claim.objects.order_by("pk")] == ["verified", "verified"]
    assert page.url.endswith(QUEUE)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_desk_works_without_scripts(
    three: list[Product], curator: Any, browser: Browser, live_server: Any, width: int
) -> None:
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": width, "height": 720}
    )
    page = context.new_page()
    page.goto("/akun/login/")
    page.fill("[name=login]", curator.email)
    page.fill("[name=password]", PASSWORD)
    page.locator("form:has([name=password]) [type=submit]").click()

    page.goto(QUEUE)
    expect(page.locator("#wagtail-sidebar")).to_be_hidden()  # its empty ground would cover a phone's page
    page.locator("[data-take] button").first.click()
    page.click("a:has-text('Keripik 0')")
    for title, words in (("Kesiapan, klaim, dan bukti", "Tidak ada klaim"), ("Riwayat", "Diajukan")):
        expect(page.frame_locator(f"iframe[title='{title}']").locator("main")).to_contain_text(words)
    page.check("[name=reasons][value=foto-kurang]")
    page.click("button[value=return]")

    assert three[0].cases.get().state == "returned"
    assert not Taking.objects.exists()
    context.close()


@pytest.fixture
def pages(
    three: list[Product], content: ProductContent, curator: Any, person: Callable[..., Any]
) -> dict[str, str]:
    """A page of each kind that staff have at the desk."""
    colleague = person(email="rekan@example.com", first_name="Lestari")
    colleague.groups.add(*curator.groups.all())
    shop, reason = ShopFactory(), ReportReason.objects.get(code="palsu")
    product = create_product(shop=shop, content=content, price=9_000, stock=1, by=curator)
    batch = submit_import(shop=shop, products=[product], source="produk.xlsx", by=UserFactory())
    complaint = report(shop=shop, reason=reason, words="Tiruan.", person="a")
    told = Verdict(reasons=[ReturnReason.objects.get(code="foto-kurang")], remarks={"title": "Pendek."})
    return_product(product=three[2], by=curator, verdict=told)
    take(kind=Kind.PRODUCT, key=three[1].pk, by=curator)
    take(kind=Kind.REPORT, key=complaint.pk, by=colleague)
    claim = ClaimFactory(shop=shop, product=product, state="submitted")
    asking = ShopFactory(state="submitted")
    return {
        "queue": QUEUE,
        "screen": f"{QUEUE}produk/{three[0].pk}/",
        "returned": f"{QUEUE}produk/{three[2].pk}/",
        "complaint": f"{QUEUE}laporan/{complaint.pk}/",
        "imports": f"{QUEUE}impor/",
        "import": f"{QUEUE}impor/{batch.pk if batch else 0}/",
        "report": f"{QUEUE}rekap/",
        "rows": f"{QUEUE}rekap/baris/",
        "requests": "/cms/permintaan-bergabung/",
        "taken": f"{QUEUE}produk/{three[1].pk}/",
        "hand over": f"{QUEUE}product/{three[1].pk}/serahkan/",
        "nothing waits": f"{QUEUE}?cari=qqxzzy",
        "claim": f"/cms/snippets/catalogue/claim/edit/{claim.pk}/",
        "shop": f"/cms/toko/{asking.pk}/keputusan/",
        "readiness": "/cms/kesiapan/",
        "businesses": "/cms/kesiapan/usaha/",
        "register": "/cms/klaim/impor/",
    }


def test_no_page_of_the_desk_shuts_anybody_out(pages: dict[str, str], curator: Any, sign_in: SignIn) -> None:
    page, seen = sign_in(curator), {}
    page.goto(QUEUE)  # the greeting, in Wagtail's own green, is shown once

    for name, path in pages.items():
        page.goto(path)
        for width, scheme in product_of(WIDTHS, SCHEMES):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            found = violations(page, WCAG)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append("scrolls sideways")
            found += page.evaluate(CUT_OFF)
            seen[f"{name} {width} {scheme}"] = found

    assert {name: found for name, found in seen.items() if found} == {}
