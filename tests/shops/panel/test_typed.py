"""What is kept while somebody types, and two people who edit at once."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalogue.models import Product
from shops.models import Partner
from shops.panel.models import TypedForm
from shops.panel.typed import LONGEST, keep_typed, typed_by
from tests.hostile_text import hostile_lines
from tests.shops.panel.conftest import Form


def page_of(product: Product) -> str:
    return f"/penjual/{product.shop.slug}/produk/{product.pk}/"


def base_of(product: Product) -> str:
    return str(Product.objects.get(pk=product.pk).latest_revision_id)


def latest(product: Product) -> Product:
    draft: Product = Product.objects.get(pk=product.pk).get_latest_revision_as_object()
    return draft


def test_half_a_form_is_kept_and_comes_back_and_nothing_of_the_product_changes(
    owner_client: Client, draft: Product, typed: Form
) -> None:
    answer = owner_client.post(f"{page_of(draft)}ketikan/", {**typed, "title": "Rempeyek", "price": "dua p"})
    page = owner_client.get(page_of(draft)).content.decode()

    assert answer.json()["saved"].startswith("Tersimpan sementara pukul ")
    assert answer.json()["warning"] == ""
    assert 'value="dua p"' in page
    assert "Ini yang Anda ketik dan belum disimpan." in page
    assert latest(draft).title == "Keripik Tempe"


def test_form_of_a_new_product_comes_back_where_it_was_left(
    owner_client: Client, shop: Partner, typed: Form
) -> None:
    owner_client.post(f"/penjual/{shop.slug}/produk/baru/ketikan/", typed)

    page = owner_client.get(f"/penjual/{shop.slug}/produk/baru/").content.decode()

    assert "Gurih, sekali gigit habis." in page


def test_saving_and_throwing_away_both_forget_what_was_typed(
    owner_client: Client, draft: Product, typed: Form
) -> None:
    owner_client.post(f"{page_of(draft)}ketikan/", typed)
    owner_client.post(f"{page_of(draft)}ketikan/", {"discard": "1"})
    thrown_away = TypedForm.objects.count()
    owner_client.post(f"{page_of(draft)}ketikan/", typed)
    owner_client.post(page_of(draft), typed)

    assert (thrown_away, TypedForm.objects.count()) == (0, 0)
    assert latest(draft).title == "Rempeyek Kacang"


def test_each_person_has_a_form_of_their_own(
    owner_client: Client,
    draft: Product,
    typed: Form,
    member: Callable[[str], Any],
    signed_in: Callable[[Any], Client],
) -> None:
    other = signed_in(member("manager"))
    owner_client.post(f"{page_of(draft)}ketikan/", {**typed, "title": "Rempeyek Bu Sri"})
    other.post(f"{page_of(draft)}ketikan/", {**typed, "title": "Rempeyek Pak Budi"})

    pages = [client.get(page_of(draft)).content.decode() for client in (owner_client, other)]

    assert "Rempeyek Bu Sri" in pages[0]
    assert "Rempeyek Pak Budi" not in pages[0]
    assert "Rempeyek Pak Budi" in pages[1]


def test_who_types_is_told_that_a_colleague_saved_meanwhile(
    owner_client: Client,
    draft: Product,
    typed: Form,
    member: Callable[[str], Any],
    signed_in: Callable[[Any], Client],
) -> None:
    base = base_of(draft)
    signed_in(member("manager")).post(page_of(draft), {**typed, "base": base})

    answer = owner_client.post(f"{page_of(draft)}ketikan/", {**typed, "base": base})

    assert "menyimpan produk ini" in answer.json()["warning"]


def test_second_of_two_who_save_loses_nothing_is_told_and_sees_both(
    owner_client: Client,
    draft: Product,
    typed: Form,
    member: Callable[[str], Any],
    signed_in: Callable[[Any], Client],
) -> None:
    base = base_of(draft)
    first = {**typed, "base": base, "title": "Judul pertama", "description": "Keripik Tempe, sama."}
    signed_in(member("manager")).post(page_of(draft), {**first, "weight_grams": "300"})

    second = {**typed, "base": base, "title": "Judul kedua", "description": "Keripik Tempe, sama."}
    answer = owner_client.post(page_of(draft), {**second, "price": "99.000"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Sementara itu produk ini disimpan" in page
    assert 'value="Judul kedua"' in page
    assert "Judul pertama" in page
    assert 'value="300"' in page  # what only the first one wrote is taken over
    assert (latest(draft).title, draft.stockrecords.get().price) == ("Judul pertama", 12_500)

    again = {**second, "base": base_of(draft), "weight_grams": "300"}
    assert owner_client.post(page_of(draft), again).status_code == 302
    assert (latest(draft).title, latest(draft).weight_grams) == ("Judul kedua", 300)


def test_second_of_two_who_save_a_product_that_came_with_an_import_is_told(
    owner_client: Client, draft: Product, typed: Form
) -> None:
    Product.objects.filter(pk=draft.pk).update(latest_revision=None, has_unpublished_changes=False)
    draft.revisions.all().delete()
    page = owner_client.get(page_of(draft)).content.decode()
    base = re.search(r'name="base"\s+value="(\w+)"', page)
    typed |= {"base": base[1] if base else ""}

    before = owner_client.post(f"{page_of(draft)}ketikan/", typed).json()
    first = owner_client.post(page_of(draft), {**typed, "title": "Judul pertama"})
    second = owner_client.post(page_of(draft), {**typed, "title": "Judul kedua", "stock": "7"})
    after = owner_client.post(f"{page_of(draft)}ketikan/", typed).json()

    assert (first.status_code, second.status_code) == (302, 409)
    assert (latest(draft).title, draft.stockrecords.get().num_in_stock) == ("Judul pertama", 30)
    assert (before["warning"], bool(after["warning"])) == ("", True)


def test_photos_that_the_first_one_added_are_not_lost_by_the_second(
    owner_client: Client, draft: Product, typed: Form
) -> None:
    from tests.shops.panel.test_editor import photo

    base = base_of(draft)
    kept = owner_client.get(page_of(draft)).context["editor"].gallery.filled[0]
    slot = {"pictures-0-token": kept["token"].value(), "pictures-0-alt": "Satu bungkus"}
    owner_client.post(
        page_of(draft), {**typed, **slot, "base": base, "photos": photo(), "pictures-1-alt": "Isi bungkus"}
    )

    answer = owner_client.post(
        page_of(draft), {**typed, **slot, "base": base, "pictures-0-alt": "Bungkus dari depan"}
    )

    words = [form["alt"].value() for form in answer.context["editor"].gallery.filled]
    assert answer.status_code == 409
    assert words == ["Bungkus dari depan", "Isi bungkus"]


@pytest.mark.parametrize("base", ["0", "999999999", "x", "-1", "9" * 40])
def test_base_that_is_no_draft_of_the_product_is_no_error(
    owner_client: Client, draft: Product, typed: Form, base: str
) -> None:
    answer = owner_client.post(page_of(draft), {**typed, "base": base})

    assert answer.status_code in {302, 409}


def test_hostile_text_is_kept_and_shown_escaped(owner_client: Client, draft: Product, typed: Form) -> None:
    for line in hostile_lines()[::23]:
        names = (
            "title",
            "price",
            "base",
            "pictures-0-token",
            "pictures-0-place",
            "attr-materials",
            line[:50],
        )
        answer = owner_client.post(f"{page_of(draft)}ketikan/", {**typed, **dict.fromkeys(names, line)})
        page = owner_client.get(page_of(draft))

        assert (answer.status_code, page.status_code) == (200, 200)
        assert "<script>alert" not in page.content.decode()


def test_only_fields_of_the_form_are_kept_and_no_more_than_they_take(draft: Product, owner: Any) -> None:
    data = {"title": "a\x00b", "description": "x" * 20_000, "csrfmiddlewaretoken": "rahasia", "lain": "x"}

    keep_typed(shop=draft.shop, product=draft, data=data, by=owner)

    kept = typed_by(owner, shop=draft.shop, product=draft)
    assert kept is not None
    assert kept.data == {"title": "ab", "description": "x" * LONGEST}
