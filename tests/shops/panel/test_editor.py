"""The product form: new, edited, refused, and with pictures."""

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pillow

from catalogue.models import Product, ProductAttribute, ProductClass
from catalogue.services.curation import submit_product
from catalogue.services.drafts import create_product
from media.factories import picture_file
from media.models import Image
from shops.factories import ShopFactory
from shops.models import Partner
from shops.panel.forms.pictures import token_for
from shops.readiness.reference import load_requirements
from tests.shops.panel.conftest import Form


def photo(name: str = "foto.jpg") -> SimpleUploadedFile:
    buffer = BytesIO()
    Pillow.new("RGB", (300, 200), "#1e3a6e").save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")


def new(shop: Partner) -> str:
    return f"/penjual/{shop.slug}/produk/baru/"


def page_of(product: Product) -> str:
    return f"/penjual/{product.shop.slug}/produk/{product.pk}/"


def latest(shop: Partner) -> Product:
    """The newest product's latest draft."""
    draft: Product = Product.objects.filter(shop=shop).order_by("-pk")[0].get_latest_revision_as_object()
    return draft


def test_new_product_starts_with_its_kind_and_then_asks_for_its_attributes(
    owner_client: Client, shop: Partner, food: ProductClass
) -> None:
    kinds = owner_client.get(new(shop))
    form = owner_client.get(new(shop), {"jenis": food.slug})

    assert f"?jenis={food.slug}" in kinds.content.decode()
    assert "attr-materials" in form.content.decode()


def test_saved_form_is_a_draft_with_price_and_stock(owner_client: Client, shop: Partner, typed: Form) -> None:
    response = owner_client.post(new(shop), typed)

    product = latest(shop)
    record = product.stockrecords.get()
    assert response.status_code == 302
    assert (product.title, product.live, product.unit) == ("Rempeyek Kacang", False, "pak")
    assert (record.price, record.num_in_stock) == (Decimal(12_500), 30)
    assert {v.attribute.code: v.value for v in product.attribute_values.all()} == {
        "materials": "tepung beras, kacang tanah"
    }


def test_new_product_whose_form_arrives_twice_is_one(
    owner_client: Client, shop: Partner, typed: Form
) -> None:
    answers = [owner_client.post(new(shop), typed) for _press in range(2)]
    owner_client.post(new(shop), {**typed, "title": "Rempeyek Teri"})

    assert answers[0].url == answers[1].url
    assert Product.objects.filter(title__startswith="Rempeyek").count() == 2


def test_new_product_that_could_not_be_made_may_come_again(
    owner_client: Client, shop: Partner, typed: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner_client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("shops.panel.views.editor.create_product", None)
        failed = owner_client.post(new(shop), typed)

    owner_client.post(new(shop), typed)

    assert failed.status_code == 500
    assert Product.objects.filter(title="Rempeyek Kacang").count() == 1


def test_form_that_arrives_while_it_is_being_saved_leads_to_the_list(
    owner_client: Client, shop: Partner, typed: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[str] = []

    def make(**words: Any) -> Product:
        again.append(owner_client.post(new(shop), typed).url)
        return create_product(**words)

    monkeypatch.setattr("shops.panel.views.editor.create_product", make)
    owner_client.post(new(shop), typed)

    assert again == [f"/penjual/{shop.slug}/produk/"]
    assert Product.objects.filter(title="Rempeyek Kacang").count() == 1


def test_form_can_be_saved_and_submitted_at_once(
    owner_client: Client, shop: Partner, typed: Form, curator: Any
) -> None:
    owner_client.post(new(shop), {**typed, "submit": "1"})

    assert latest(shop).waits_for_curation


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 256),
        ("price", "murah"),
        ("price", "0"),
        ("price", "-5"),
        ("stock", ""),
        ("stock", "-1"),
        ("stock", "99999999999999999999"),
        ("category", ""),
        ("category", "999999"),
        ("unit", "karung goni"),
        ("min_order", "0"),
        ("lead_time_days", "366"),
        ("attr-materials", ""),
        ("attr-shelf_life_days", "sebulan"),
        ("product_class", "x"),
        ("title", "Keripik\x00"),
    ],
)
def test_refused_form_keeps_what_was_typed_and_saves_nothing(
    owner_client: Client, shop: Partner, typed: Form, field: str, value: str
) -> None:
    response = owner_client.post(new(shop), {**typed, field: value})

    page = response.content.decode()
    assert response.status_code == 422
    assert Product.objects.count() == 1
    assert 'class="errorlist' in page
    assert "Gurih, sekali gigit habis." in page


@pytest.mark.parametrize("written", ["12500", "12.500", "Rp 12.500", "rp12.500,00", "12 500"])
def test_price_is_read_as_people_write_it(
    owner_client: Client, shop: Partner, typed: Form, written: str
) -> None:
    owner_client.post(new(shop), {**typed, "price": written})

    assert latest(shop).stockrecords.get().price == Decimal(12_500)


@pytest.mark.parametrize(
    ("written", "read"), [("1000", 1000), ("1.000", 1000), (" 1 500 ", 1500), ("2.0", None), ("2,5", None)]
)
def test_whole_number_is_read_as_people_write_it(
    owner_client: Client, shop: Partner, typed: Form, written: str, read: int | None
) -> None:
    answer = owner_client.post(new(shop), {**typed, "stock": written})

    assert answer.status_code == (302 if read else 422)
    assert read is None or latest(shop).stockrecords.get().num_in_stock == read


def test_product_made_to_order_needs_no_stock(owner_client: Client, shop: Partner, typed: Form) -> None:
    owner_client.post(new(shop), {**typed, "stock": "", "is_made_to_order": "on"})

    product = latest(shop)
    assert product.is_made_to_order
    assert product.stockrecords.get().num_in_stock is None


def test_asking_for_another_kinds_details_judges_nothing_and_keeps_what_was_typed(
    owner_client: Client, shop: Partner, typed: Form
) -> None:
    other = ProductClass.objects.create(name="Kerajinan")
    ProductAttribute.objects.create(product_class=other, name="Panjang", code="length_cm", type="float")

    response = owner_client.post(
        new(shop), {**typed, "title": "", "product_class": str(other.pk), "refresh": "1"}
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert "attr-length_cm" in page
    assert "Gurih, sekali gigit habis." in page
    assert "errorlist" not in page
    assert Product.objects.count() == 1


def test_pictures_are_kept_in_the_order_asked_for(owner_client: Client, shop: Partner, typed: Form) -> None:
    files = {
        "photos": [photo("satu.jpg"), photo("dua.jpg")],
        "pictures-0-alt": "Satu bungkus",
        "pictures-0-place": "2",
        "pictures-1-alt": "Isi bungkus",
        "pictures-1-place": "1",
    }

    owner_client.post(new(shop), {**typed, **files})

    assert [row.caption for row in latest(shop).images.all()] == ["Isi bungkus", "Satu bungkus"]


def test_photo_is_not_asked_for_again_when_something_else_is_wrong(
    owner_client: Client, shop: Partner, typed: Form
) -> None:
    refused = owner_client.post(
        new(shop), {**typed, "title": "", "photos": photo(), "pictures-0-alt": "Satu bungkus"}
    )
    token = refused.context["editor"].gallery.filled[0]["token"].value()

    owner_client.post(new(shop), {**typed, "pictures-0-token": token, "pictures-0-alt": "Satu bungkus"})

    assert refused.status_code == 422
    assert [row.caption for row in latest(shop).images.all()] == ["Satu bungkus"]
    assert Image.objects.filter(title="Satu bungkus").count() == 1


def test_broken_photo_is_named_and_the_rest_is_kept(owner_client: Client, shop: Partner, typed: Form) -> None:
    broken = SimpleUploadedFile("liburan.jpg", photo().read()[:400], "image/jpeg")

    response = owner_client.post(new(shop), {**typed, "photos": broken, "pictures-0-alt": "Rempeyek"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "liburan.jpg" in page
    assert "Gurih, sekali gigit habis." in page


def test_photo_without_words_is_asked_about(owner_client: Client, shop: Partner, typed: Form) -> None:
    response = owner_client.post(new(shop), {**typed, "photos": photo()})

    assert response.status_code == 422
    assert "alt" in response.context["editor"].gallery.filled[0].errors


def test_another_shops_picture_cannot_be_taken_by_its_token(
    owner_client: Client, shop: Partner, typed: Form, live: Product
) -> None:
    stranger = ShopFactory()
    forged = token_for(stranger, live.images.get().image_id)

    owner_client.post(new(shop), {**typed, "pictures-0-token": forged, "pictures-0-alt": "Curian"})

    assert latest(shop).title == "Rempeyek Kacang"
    assert not latest(shop).images.all()


def test_edit_of_a_live_product_waits_but_its_price_changes_at_once(
    owner_client: Client, live: Product, typed: Form
) -> None:
    owner_client.post(page_of(live), typed)

    row = Product.objects.get(pk=live.pk)
    assert (row.title, row.has_unpublished_changes) == ("Keripik Tempe", True)
    assert row.get_latest_revision_as_object().title == "Rempeyek Kacang"
    assert row.stockrecords.get().price == Decimal(12_500)


def test_form_shows_the_draft_as_it_was_left(owner_client: Client, draft: Product) -> None:
    page = owner_client.get(page_of(draft)).content.decode()

    for words in ("Keripik Tempe", "Renyah dan tipis.", "kedelai, tepung beras", "15000", "Satu bungkus"):
        assert words in page


def test_removed_picture_leaves_the_draft(owner_client: Client, draft: Product, typed: Form) -> None:
    token = token_for(draft.shop, draft.images.get().image_id)
    slot = {"pictures-0-token": token, "pictures-0-alt": "Satu bungkus"}

    again = owner_client.post(page_of(draft), {**typed, **slot, "drop": "1"})
    owner_client.post(page_of(draft), typed)

    assert again.status_code == 200
    assert again.context["editor"].gallery.filled == []
    assert not latest(draft.shop).images.all()


@pytest.mark.parametrize(
    ("button", "order"),
    [
        ({"move": "2-up"}, ["dua", "satu", "tiga"]),
        ({"move": "2-down"}, ["satu", "tiga", "dua"]),
        ({"move": "1-up"}, ["satu", "dua", "tiga"]),
        ({"move": "3-down"}, ["satu", "dua", "tiga"]),
        ({"move": "9-up"}, ["satu", "dua", "tiga"]),
        ({"move": "²-up"}, ["satu", "dua", "tiga"]),
        ({"drop": "2"}, ["satu", "tiga"]),
    ],
)
def test_photos_are_moved_and_removed_by_buttons_and_nothing_is_judged(
    owner_client: Client, shop: Partner, typed: Form, button: Form, order: list[str]
) -> None:
    added = owner_client.post(
        new(shop), {**typed, "photos": [photo(f"{n}.jpg") for n in range(3)], "refresh": "1"}
    )
    slots = {
        f"pictures-{index}-{name}": value
        for index, words in enumerate(["satu", "dua", "tiga"])
        for name, value in {
            "token": added.context["editor"].gallery.filled[index]["token"].value(),
            "alt": words,
            "place": str(index + 1),
        }.items()
    }

    moved = owner_client.post(new(shop), {**typed, **slots, **button, "title": ""})

    assert moved.status_code == 200
    assert [form["alt"].value() for form in moved.context["editor"].gallery.filled] == order


def test_ninth_photo_is_refused_by_name_and_eight_are_kept(
    owner_client: Client, shop: Partner, typed: Form
) -> None:
    nine = [photo(f"foto-{number}.jpg") for number in range(9)]

    answer = owner_client.post(new(shop), {**typed, "photos": nine})

    assert answer.status_code == 422
    assert "“foto-8.jpg” tidak disimpan" in answer.content.decode()
    assert len(answer.context["editor"].gallery.filled) == 8


def test_photo_sent_by_the_script_comes_back_with_its_token(
    owner_client: Client, shop: Partner, typed: Form
) -> None:
    answer = owner_client.post(f"/penjual/{shop.slug}/produk/foto/", {"photo": photo()}).json()

    owner_client.post(new(shop), {**typed, "pictures-0-token": answer["token"], "pictures-0-alt": "Satu"})

    assert [row.caption for row in latest(shop).images.all()] == ["Satu"]
    assert answer["url"]


@pytest.mark.parametrize(("size", "is_noted"), [((1199, 900), True), ((900, 1200), False)])
def test_photo_too_small_to_count_is_kept_and_its_sender_told_at_once(
    owner_client: Client, shop: Partner, typed: Form, size: tuple[int, int], is_noted: bool
) -> None:
    load_requirements()
    small = SimpleUploadedFile("kecil.jpg", picture_file(size=size).read(), "image/jpeg")
    sent = owner_client.post(f"/penjual/{shop.slug}/produk/foto/", {"photo": small}).json()
    small.seek(0)

    page = owner_client.post(new(shop), {**typed, "photos": small, "refresh": "1"}).content.decode()

    words = f"Foto “kecil.jpg” kecil: {size[0]} × {size[1]} piksel."
    assert sent["token"]
    assert any(words in note for note in sent["notes"]) is is_noted
    assert (words in page) is is_noted


@pytest.mark.parametrize("sent", [{}, {"photo": SimpleUploadedFile("x.jpg", b"bukan", "image/jpeg")}])
def test_photo_that_cannot_be_kept_is_refused_in_words(
    owner_client: Client, shop: Partner, sent: dict[str, Any]
) -> None:
    answer = owner_client.post(f"/penjual/{shop.slug}/produk/foto/", sent)

    assert answer.status_code == 422
    assert answer.json()["problem"]


def test_product_that_waits_shows_no_form_and_refuses_an_edit(
    owner_client: Client, draft: Product, typed: Form, seller: Any, curator: Any
) -> None:
    submit_product(product=draft, by=seller)

    page = owner_client.get(page_of(draft))
    response = owner_client.post(page_of(draft), typed)

    assert "panel/product.html" in [template.name for template in page.templates]
    assert response.status_code == 422
    assert latest(draft.shop).title == "Keripik Tempe"
    assert draft.stockrecords.get().price == Decimal(15_000)


def test_sku_of_another_product_is_refused_at_its_field(
    owner_client: Client, draft: Product, typed: Form
) -> None:
    response = owner_client.post(new(draft.shop), {**typed, "sku": draft.stockrecords.get().partner_sku})

    assert response.status_code == 422
    assert "sku" in response.context["editor"].fields.errors


def test_photo_that_looks_like_another_of_the_shop_is_kept_with_a_warning(
    owner_client: Client, shop: Partner, typed: Form
) -> None:
    def scene(name: str, size: tuple[int, int]) -> SimpleUploadedFile:
        buffer = BytesIO()
        Pillow.radial_gradient("L").convert("RGB").resize(size).save(buffer, "JPEG")
        return SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")

    first = {
        **typed,
        "photos": scene("satu.jpg", (400, 300)),
        "pictures-0-alt": "Sebungkus rempeyek",
    }
    owner_client.post(new(shop), first)

    again = {
        **typed,
        "sku": "LAIN",
        "photos": scene("dua.jpg", (600, 450)),
        "pictures-0-alt": "Lagi",
    }
    answer = owner_client.post(new(shop), again, follow=True)

    assert "“dua.jpg” sangat mirip dengan “Sebungkus rempeyek”" in answer.content.decode()
    assert latest(shop).images.count() == 1


def test_photo_sent_by_the_script_is_compared_with_those_of_its_form(
    owner_client: Client, shop: Partner
) -> None:
    address = f"/penjual/{shop.slug}/produk/foto/"
    scene = BytesIO()
    Pillow.radial_gradient("L").convert("RGB").resize((400, 300)).save(scene, "JPEG")
    sent = [SimpleUploadedFile(name, scene.getvalue()) for name in ("satu.jpg", "dua.jpg")]

    first = owner_client.post(address, {"photo": sent[0]}).json()
    again = owner_client.post(address, {"photo": sent[1], "pictures-0-token": first["token"]}).json()

    assert "sangat mirip" not in " ".join(first["notes"])
    assert "“dua.jpg” sangat mirip" in " ".join(again["notes"])


def test_draft_whose_photo_has_no_words_is_not_submitted_and_says_where(
    owner_client: Client, draft: Product, curator: Any
) -> None:
    Image.objects.update(alt_text="")
    draft.images.update(caption="")
    draft.refresh_from_db()
    Product.objects.get(pk=draft.pk).save_revision()

    answer = owner_client.post(f"{page_of(draft)}ajukan/", follow=True)

    assert "Foto 1: tuliskan apa yang tampak" in answer.content.decode()
    assert not Product.objects.get(pk=draft.pk).waits_for_curation


def test_everything_to_be_mended_is_listed_with_the_way_to_its_field(
    owner_client: Client, shop: Partner, typed: Form
) -> None:
    broken = {**typed, "title": "", "price": "dua", "attr-materials": ""}

    page = owner_client.post(new(shop), broken).content.decode()

    summary = page.partition('role="alert"')[2].partition("</ul>")[0]
    assert re.findall(r'href="#([^"]+)"', summary) == ["id_title", "id_price", "id_attr-materials"]
    assert all(f'id="{anchor}"' in page for anchor in ("id_price", "id_title", "id_attr-materials"))
