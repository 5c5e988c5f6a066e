"""The profile and the holiday in the panel."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from catalogue.models import Product
from shops.factories import ShopFactory
from shops.holidays.models import Holiday
from shops.models import Partner
from shops.panel.forms.pictures import token_for
from tests.hostile_text import hostile_lines
from tests.shops.panel.conftest import Form
from tests.shops.panel.test_editor import photo

FIELDS = [
    "story",
    "story_en",
    "whatsapp",
    "phone",
    "email",
    "website",
    "address",
    "founded_year",
    "employees",
    "logo",
    "cover",
]


@pytest.fixture
def written() -> Form:
    return {
        "story": "Kami menggoreng tempe sejak 1987.",
        "story_en": "We have fried tempe since 1987.",
        "whatsapp": "0812-3456-7890",
        "phone": "",
        "email": "dapur@example.com",
        "website": "dapur.example.com",
        "address": "Jalan Melati 5",
        "founded_year": "1987",
        "employees": "4",
    }


def profile_of(shop: Partner) -> str:
    return f"/penjual/{shop.slug}/profil/"


def test_saved_profile_is_public_at_once(
    owner_client: Client, client: Client, live: Product, written: Form
) -> None:
    page = live.shop.get_absolute_url()
    client.get(page)

    response = owner_client.post(profile_of(live.shop), {**written, "logo_file": photo("logo.jpg")})

    shop = Partner.objects.get(pk=live.shop_id)
    public = client.get(page).content.decode()
    assert response.status_code == 302
    assert (shop.whatsapp.as_e164, shop.website) == ("+6281234567890", "https://dapur.example.com")
    assert shop.logo is not None
    assert "Kami menggoreng tempe sejak 1987." in public
    assert "Jalan Melati 5" in public


def test_profile_cannot_change_what_curators_approved(
    owner_client: Client, shop: Partner, written: Form
) -> None:
    before = Partner.objects.values("name", "slug", "region", "kind", "sector", "size_class", "state").get()

    owner_client.post(
        profile_of(shop),
        {**written, "name": "Toko Emas", "sector": "jasa", "state": "approved", "size_class": "large"},
    )

    assert Partner.objects.values(*before).get() == before


def test_preview_is_the_public_page_and_saves_nothing(
    owner_client: Client, live: Product, written: Form
) -> None:
    response = owner_client.post(profile_of(live.shop), {**written, "preview": "1"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "storefront/shop.html" in [template.name for template in response.templates]
    assert "Kami menggoreng tempe sejak 1987." in page
    assert "Belum ada yang disimpan" in page
    assert "noindex" in page
    assert Partner.objects.get(pk=live.shop_id).address != "Jalan Melati 5"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("whatsapp", "telepon saja"),
        ("email", "dapur"),
        ("website", "javascript:alert(1)"),
        ("founded_year", "2099"),
        ("founded_year", "12"),
        ("employees", "-1"),
        ("story", "x" * 10_001),
    ],
)
def test_refused_profile_keeps_what_was_typed(
    owner_client: Client, shop: Partner, written: Form, field: str, value: str
) -> None:
    response = owner_client.post(profile_of(shop), {**written, field: value})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'class="errorlist' in page
    assert "Jalan Melati 5" in page
    assert Partner.objects.get().address == ""


def test_refused_picture_is_named_and_the_other_one_is_kept(
    owner_client: Client, shop: Partner, written: Form
) -> None:
    broken = SimpleUploadedFile("logo.jpg", b"bukan gambar", "image/jpeg")
    refused = owner_client.post(
        profile_of(shop), {**written, "logo_file": broken, "cover_file": photo("sampul.jpg")}
    )
    token = refused.context["form"]["cover"].value()

    owner_client.post(profile_of(shop), {**written, "cover": token})

    fresh = Partner.objects.get()
    assert refused.status_code == 422
    assert "logo_file" in refused.context["form"].errors
    assert (fresh.logo, fresh.cover is not None) == (None, True)


def test_picture_is_removed_and_another_shops_cannot_be_taken(
    owner_client: Client, live: Product, written: Form
) -> None:
    image = live.images.get().image
    Partner.objects.update(logo=image)
    own, forged = token_for(live.shop, image.pk), token_for(ShopFactory(), image.pk)

    owner_client.post(profile_of(live.shop), {**written, "logo": own, "logo_remove": "on", "cover": forged})

    fresh = Partner.objects.get(pk=live.shop_id)
    assert (fresh.logo, fresh.cover) == (None, None)


def test_hostile_text_in_profile_and_holiday_is_answered_and_shown_escaped(
    owner_client: Client, shop: Partner, written: Form
) -> None:
    tomorrow = str(timezone.localdate() + dt.timedelta(days=1))
    for line in hostile_lines()[::29]:
        all_of_it = owner_client.post(profile_of(shop), {**written, **dict.fromkeys(FIELDS, line)})
        words = owner_client.post(profile_of(shop), {**written, "story": line, "address": line[:200]})
        away = owner_client.post(
            f"/penjual/{shop.slug}/libur/", {"first_day": tomorrow, "last_day": tomorrow, "note": line[:200]}
        )
        days = owner_client.post(f"/penjual/{shop.slug}/libur/", {"first_day": line, "last_day": line})
        pages = [owner_client.get(f"/penjual/{shop.slug}/{path}") for path in ("", "profil/", "libur/")]

        assert all_of_it.status_code == 422
        assert days.status_code == 422
        assert {words.status_code, away.status_code} <= {302, 422}
        assert {page.status_code for page in pages} == {200}
        assert not any("<script>alert" in page.content.decode() for page in pages)


def test_holiday_is_set_shown_and_ended(owner_client: Client, shop: Partner) -> None:
    address = f"/penjual/{shop.slug}/libur/"
    days = {"first_day": "2099-12-07", "last_day": "2099-12-09"}

    owner_client.post(address, days)
    page = owner_client.get(address).content.decode()
    first_page = owner_client.get(f"/penjual/{shop.slug}/").content.decode()
    owner_client.post(address, {"end": "1"})

    assert "7 Desember 2099" in page
    assert "9 Desember 2099" in first_page
    assert not Holiday.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2099-12-07", "2099-12-06", "sebelum hari pertama"),
        ("2020-12-07", "2020-12-08", "sudah lewat"),
        ("2099-01-01", "2099-12-31", "paling lama tiga bulan"),
        ("besok", "2099-12-31", ""),
    ],
)
def test_days_that_make_no_holiday_are_explained_at_the_field(
    owner_client: Client, shop: Partner, first: str, last: str, words: str
) -> None:
    response = owner_client.post(
        f"/penjual/{shop.slug}/libur/", {"first_day": first, "last_day": last, "note": "Pameran"}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Pameran" in page


def test_profile_page_costs_the_same_with_and_without_pictures(
    owner_client: Client, live: Product, written: Form, django_assert_max_num_queries: Any
) -> None:
    # 1 session, 2 user, 3 shop with role, 4 pictures, 5 mark of the frame
    Partner.objects.update(logo=live.images.get().image, cover=live.images.get().image)
    owner_client.get(profile_of(live.shop))

    with django_assert_max_num_queries(6):
        owner_client.get(profile_of(live.shop))
