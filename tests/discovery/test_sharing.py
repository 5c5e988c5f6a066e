"""Share pictures: small enough, drawn once, at an address that changes with what they show."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from pytest_django import Settings

from catalogue.models import Product
from discovery.sharing import drawing, services
from discovery.sharing.cards import ShareCard, find_card, palette_of, site_card
from discovery.sharing.lettering import Weight, broken, drawable, fitted, width
from media.artwork.palettes import PALETTES
from tests.discovery.test_structured_data import BREAK_OUT
from tests.hostile_text import hostile_lines
from tests.one_of_each import editors_pages, one_product
from tests.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_storage(settings: Settings, tmp_path: Path) -> None:
    """Pictures of one test are not there for the next."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[ShareCard]]:
    """The cards that have been drawn."""
    cards: list[ShareCard] = []
    draw = drawing.draw

    def note(card: ShareCard) -> bytes:
        cards.append(card)
        return draw(card)

    monkeypatch.setattr(services, "draw", note)
    yield cards


def _is_right(data: bytes) -> bool:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture.size == (1200, 630) and picture.format == "JPEG" and len(data) < 300_000


def test_product_shop_page_and_site_have_pictures_in_both_languages(client: Client) -> None:
    product = one_product()
    article = editors_pages()["article"]
    things = [("produk", product.pk), ("toko", product.shop.pk), ("halaman", article.pk), ("situs", 0)]

    first = {
        thing: client.get(f"/bagikan/{thing[0]}/id/{thing[1]}-{'0' * 16}.jpg", follow=True)
        for thing in things
    }
    english = client.get(f"/bagikan/produk/en/{product.pk}-{'0' * 16}.jpg", follow=True)

    for thing, response in [*first.items(), ("english", english)]:
        assert response.status_code == 200, thing
        assert _is_right(response.content), thing
        assert "immutable" in response["Cache-Control"], thing
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin", thing
        assert not response.cookies, thing
    assert english.content != first[things[0]].content


def test_picture_is_drawn_once_and_anew_when_the_price_changes(
    client: Client, drawn: list[ShareCard]
) -> None:
    product = one_product()
    before = find_card("produk", product.pk).url

    answers = [client.get(before) for _time in range(3)]
    product.stockrecords.update(price=99_000)
    moved = client.get(before)
    after = client.get(moved.headers["Location"])
    _folders, kept = default_storage.listdir(f"bagikan/produk/{product.pk}")

    assert len({answer.content for answer in answers}) == 1
    assert moved.status_code == 302
    assert moved["Cache-Control"] == "public, max-age=300"
    assert after.status_code == 200
    assert [card.strong for card in drawn] == ["Rp\xa025.000 / buah", "Rp\xa099.000 / buah"]
    assert len(kept) == 1


def test_made_up_addresses_draw_nothing(client: Client, drawn: list[ShareCard]) -> None:
    product = one_product()
    hidden = one_product(live=False, shop=product.shop, category=product.category)

    answers = [
        client.get(f"/bagikan/{path}.jpg").status_code
        for path in (
            f"produk/id/{hidden.pk}-{'a' * 16}",
            f"produk/id/{'9' * 18}-{'a' * 16}",
            f"barang/id/1-{'a' * 16}",
            f"produk/fr/{product.pk}-{'a' * 16}",
            f"produk/id/{product.pk}-versi",
            f"produk/id/{product.pk}-{'a' * 16}",
        )
    ]

    assert answers == [404, 404, 404, 404, 404, 302]
    assert drawn == []


def test_picture_of_a_suspended_shop_is_gone(client: Client) -> None:
    product = one_product()
    url = find_card("produk", product.pk).url
    there = client.get(url)

    product.shop.state = "suspended"
    product.shop.save()
    gone = client.get(url)

    assert (there.status_code, gone.status_code) == (200, 404)


def test_many_who_ask_at_once_get_one_drawing(drawn: list[ShareCard]) -> None:
    card = site_card()

    answers = at_once(*[lambda: services.share_jpeg(card, "id")] * 24)

    assert len(set(answers)) == 1
    assert len(drawn) == 1


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\xff\xd8\xff\xe0" + b"\0" * 40])
def test_lost_or_broken_photo_leaves_cloth_in_its_place(content: bytes) -> None:
    one_product()
    product = Product.objects.get()
    image = product.images.get().image
    path = Path(image.file.path)
    path.write_bytes(content) if content else path.unlink()

    data = drawing.draw(find_card("produk", product.pk))

    assert _is_right(data)


def test_any_text_fits_and_none_stops_the_drawing() -> None:
    names = [
        *hostile_lines()[::12],
        *BREAK_OUT,
        "W" * 5000,
        "kata " * 900,
        "",
        "\n\t",
        "e\u0301" * 300,
        "﷽" * 40,
    ]

    pictures = [
        drawing.draw(ShareCard("produk", "1", name, above=name, strong=name, below=name, mark=name))
        for name in names
    ]

    assert all(_is_right(picture) for picture in pictures)


def test_heavy_photo_is_made_light() -> None:
    noise = Image.effect_noise((1200, 1260), 120).convert("RGB")
    buffer = BytesIO()
    noise.save(buffer, "JPEG", quality=95)
    name = default_storage.save("noise.jpg", BytesIO(buffer.getvalue()))  # type: ignore[arg-type]

    data = drawing.draw(ShareCard("produk", "1", "Derau", photo=name))

    assert _is_right(data)


@pytest.mark.parametrize("text", ["Keripik Tempe Sagu Rasa Daun Jeruk Purut", "x" * 300, "satu " + "y" * 90])
def test_lines_are_no_wider_than_their_room(text: str) -> None:
    rows, size = fitted(text, Weight.BOLD, (64, 42), 498, 4)

    assert len(rows) <= 4
    assert all(width(row, Weight.BOLD, size) <= 498 for row in rows)
    assert "".join(broken(text, Weight.BOLD, 42, 498)).replace(" ", "") == text.replace(" ", "")


def test_only_letters_that_the_font_has_are_drawn() -> None:
    assert drawable("Kopi 田中 ☕ Gayo\u202e\x00 №1") == "Kopi Gayo No1"
    assert drawable("田中さん") == ""


def test_regency_has_the_palette_of_its_name_or_always_the_same_other() -> None:
    assert palette_of("Kota Semarang") == "semarang"
    assert palette_of("Kabupaten Garut") == "garut"
    assert palette_of("Kabupaten Nabire") == palette_of("Kabupaten Nabire") in PALETTES
