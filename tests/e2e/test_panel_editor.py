"""The product editor in a browser: photos, what is kept while typing, one hand and no sideways scrolling."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from catalogue.factories import CategoryFactory
from catalogue.models import ProductClass
from media.factories import picture_file
from media.models import Image
from shops.factories import MembershipFactory, ShopFactory
from shops.models import Partner
from shops.panel.models import TypedForm
from shops.readiness.reference import load_requirements
from tests.e2e.axe import violations
from tests.e2e.conftest import PASSWORD, PHONE, SignIn
from tests.e2e.steps import add_photos, photos, send

NARROW = {"width": 320, "height": 640}
#: As large as a thumb needs it (px), and how much of a phone's height a thumb reaches from below.
THUMB, REACH = 44, 0.75


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
    load_requirements()
    page.fill("[name=title]", "Keripik Tempe Sagu")
    bad = {"name": "liburan.jpg", "mimeType": "image/jpeg", "buffer": b"bukan foto"}
    small = {**photo, "name": "kedua.jpg", "buffer": picture_file(size=(640, 480)).read()}
    page.set_input_files("#id_photos", [photo, bad, small])

    cards = page.locator("[data-photo-list] > [data-photo]")
    expect(cards).to_have_count(2)
    expect(page.locator("[data-photo-problems]")).to_contain_text("liburan.jpg")
    expect(page.locator("[data-photo-notes]")).to_contain_text("“kedua.jpg” kecil: 640 × 480 piksel")
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


def words_of(cards: Locator) -> list[str]:
    """What is said of each photo, in the order in which they stand."""
    return [card.locator("[name$='-alt']").input_value() for card in cards.all()]


def middle(element: Locator) -> tuple[float, float]:
    box = element.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_mouse_drags_a_photo_down_and_up_and_the_order_is_what_is_saved(page: Page, shop: Partner) -> None:
    page.set_viewport_size({"width": 1280, "height": 1600})
    add_photos(page, ["Satu", "Dua", "Tiga"])
    cards = page.locator("[data-photo-list] > [data-photo]")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))

    def drag(start: int, end: int) -> None:
        cards.nth(start).locator("[data-photo-picture] img").scroll_into_view_if_needed()
        target = middle(cards.nth(end))
        page.mouse.move(*middle(cards.nth(start).locator("[data-photo-picture] img")))
        page.mouse.down()
        page.mouse.move(target[0], target[1] + (60 if end > start else -60), steps=12)
        page.mouse.up()

    drag(0, 2)
    assert words_of(cards) == ["Dua", "Tiga", "Satu"]
    expect(page.locator("[data-photo-status]")).to_contain_text("urutan 3")
    drag(1, 0)

    assert words_of(cards) == ["Tiga", "Dua", "Satu"]
    assert [card.locator("[name$='-place']").input_value() for card in cards.all()] == ["1", "2", "3"]
    expect(cards.nth(0).locator("[data-move=up]")).to_be_disabled()
    expect(cards).to_have_count(3)
    assert not [url for url in sent if url.endswith("/foto/")]
    assert Image.objects.count() == 3


def test_right_button_and_a_finger_on_a_photo_move_nothing(page: Page) -> None:
    add_photos(page, ["Satu", "Dua"])
    cards = page.locator("[data-photo-list] > [data-photo]")

    for values in ({"button": 2}, {"button": 0, "pointerType": "touch"}):
        cards.nth(0).locator("img").dispatch_event("pointerdown", {**values, "pointerId": 1})
        cards.nth(1).dispatch_event("pointermove", {"clientY": 5000})

    assert words_of(cards) == ["Satu", "Dua"]


def test_finger_moves_a_photo_by_its_buttons(
    browser: Browser, live_server: Any, page: Page, shop: Partner
) -> None:
    context = browser.new_context(
        base_url=live_server.url,
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
        storage_state=page.context.storage_state(),
    )
    phone = context.new_page()
    phone.goto(page.url)
    add_photos(phone, ["Satu", "Dua", "Tiga"])
    cards = phone.locator("[data-photo-list] > [data-photo]")

    cards.nth(0).locator("[data-move=down]").tap()
    cards.nth(2).locator("[data-move=up]").tap()

    assert words_of(cards) == ["Dua", "Tiga", "Satu"]
    context.close()


def test_camera_is_offered_beside_the_photos_and_saving_waits_for_what_it_took(page: Page) -> None:
    camera, chosen = page.locator("#id_camera"), page.locator("#id_photos")

    camera.set_input_files(photos("kamera"))
    page.locator(".form-actions [name=save]").click()

    expect(page.locator(".notice-error")).to_be_visible()
    expect(page.locator("[data-photo-list] [data-photo] img")).to_have_count(1)
    assert (camera.get_attribute("capture"), chosen.get_attribute("capture")) == ("environment", None)
    assert chosen.get_attribute("multiple") is not None


def test_three_photos_and_the_way_to_save_lie_under_one_thumb(page: Page) -> None:
    page.set_viewport_size(PHONE)
    add_photos(page, ["Satu", "Dua", "Tiga"])

    small = page.evaluate(
        """thumb => [...document.querySelectorAll("main button, main input, main select, main summary")]
            .filter(each => each.type !== "hidden" && each.offsetParent && !each.closest(".visually-hidden"))
            .filter(each => !["checkbox", "radio"].includes(each.type))
            .map(each => [each.name || each.textContent.trim(), each.getBoundingClientRect()])
            .filter(([_name, box]) => box.width > 2 && Math.min(box.width, box.height) < thumb)
            .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)""",
        THUMB,
    )
    page.evaluate("scrollTo(0, document.body.scrollHeight / 3)")
    save = page.locator(".form-actions [name=save]").bounding_box()

    assert small == []
    assert save is not None
    assert PHONE["height"] * (1 - REACH) < save["y"] < PHONE["height"] - THUMB / 2
    assert fits(page)


def test_numbers_are_typed_on_a_keyboard_of_numbers(page: Page) -> None:
    modes = {
        name: page.locator(f"[name={name}]").get_attribute("inputmode")
        for name in ("price", "stock", "min_order", "lead_time_days", "weight_grams", "capacity_per_month")
    }

    assert set(modes.values()) == {"numeric"}, modes


def end_session(page: Page) -> None:
    """What happens after two weeks, or when somebody signs out elsewhere."""
    page.context.clear_cookies(name="sessionid")


def sign_in_again(page: Page) -> None:
    page.fill("[name=login]", "penjual@example.com")
    page.fill("[name=password]", PASSWORD)
    send(page, "main form:has([name=password]) [type=submit]")


def test_session_that_ends_is_told_and_writing_goes_on_after_signing_in_elsewhere(
    page: Page, shop: Partner
) -> None:
    page.fill("[name=title]", "Keripik Tempe")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Tersimpan sementara")
    end_session(page)
    page.fill("[name=title]", "Keripik Tempe Sagu")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Anda sudah keluar")

    other = page.context.new_page()
    other.goto("/akun/login/")
    sign_in_again(other)
    page.fill("[name=title]", "Keripik Tempe Sagu Pedas")

    expect(page.locator("[data-autosave-status]")).to_contain_text("Tersimpan sementara")
    assert TypedForm.objects.get().data["title"] == "Keripik Tempe Sagu Pedas"


def test_session_that_ends_without_a_script_loses_no_word(
    browser: Browser, live_server: Any, page: Page
) -> None:
    context = browser.new_context(
        base_url=live_server.url,
        viewport=PHONE,
        java_script_enabled=False,
        storage_state=page.context.storage_state(),
    )
    plain = context.new_page()
    plain.goto(page.url)
    plain.fill("[name=title]", "Keripik Tempe Sagu")
    end_session(plain)

    send(plain, ".form-actions [name=save]")
    expect(plain.locator("body")).to_contain_text("tulisan Anda disimpan")
    sign_in_again(plain)

    expect(plain.locator("[name=title]")).to_have_value("Keripik Tempe Sagu")
    expect(plain.locator("main")).to_contain_text("belum disimpan")
    context.close()


def test_second_tab_is_told_that_the_draft_has_moved_on(page: Page, food: ProductClass) -> None:
    page.fill("[name=title]", "Keripik Tempe")
    page.fill("textarea[name=description]", "Tipis.")
    page.select_option("[name=category]", label="Keripik")
    page.fill("[name=attr-materials]", "kedelai")
    page.fill("[name=price]", "15000")
    page.fill("[name=stock]", "5")
    send(page, ".form-actions [name=save]")
    second = page.context.new_page()
    second.goto(page.url)

    page.fill("textarea[name=description]", "Tipis dan renyah.")
    send(page, ".form-actions [name=save]")
    second.fill("textarea[name=description]", "Gurih sekali.")
    expect(second.locator("[data-autosave-status]")).to_contain_text("di jendela lain")
    send(second, ".form-actions [name=save]")

    expect(second.locator("textarea[name=description]")).to_have_value("Gurih sekali.")
    expect(second.locator("main")).to_contain_text("Tipis dan renyah.")
    assert page.locator("textarea[name=description]").input_value() == "Tipis dan renyah."


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
        assert violations(page) == [], path
