"""Campaigns: their window, what their pages show while it is open, before and after."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from catalogue.factories import ProductFactory
from media.factories import DocumentFactory, ImageFactory
from pages.models import HomePage
from promotions.factories import campaign, campaign_index
from promotions.models import CampaignDownload, CampaignPage, CampaignProduct
from shops.factories import RegionFactory, ShopFactory
from storefront.campaigns import dates_in_words, left_in_words
from tests.visits import settle

pytestmark = pytest.mark.django_db
UTC = dt.UTC


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        ((3, 9), "upcoming", "Begins in"),
        ((-3, 4), "running", "Ends in"),
        ((-9, -3), "ended", "This campaign is over."),
    ],
)
def test_page_says_where_in_its_window_it_is(
    client: Client, home: HomePage, days: tuple[int, int], state: str, words: str
) -> None:
    page = campaign(home, days=days)
    english = page.copy_for_translation(
        HomePage.objects.get(locale__language_code="en").locale, copy_parents=True
    )
    english.save_revision().publish()

    response = client.get(english.get_url())

    assert f'data-state="{state}"' in response.text
    assert words in response.text


def test_states_follow_from_dates_at_any_moment(home: HomePage) -> None:
    start, end = dt.datetime(2026, 11, 1, 2, tzinfo=UTC), dt.datetime(2026, 11, 8, 10, tzinfo=UTC)
    page = campaign(home, starts_at=start, ends_at=end)
    second = dt.timedelta(seconds=1)

    states = [page.state_at(at).value for at in (start - second, start, end - second, end)]

    assert states == ["upcoming", "running", "running", "ended"]
    for at, name in zip((start - second, start, end - second, end), states, strict=True):
        asked = {
            kind: getattr(CampaignPage.objects, kind)(at).exists()
            for kind in ("upcoming", "running", "ended")
        }
        assert asked == {kind: kind == name for kind in asked}


def test_running_comes_in_the_order_of_ending_and_in_the_readers_language(home: HomePage) -> None:
    later, sooner = campaign(home, title="Lama", days=(-1, 9)), campaign(home, title="Singkat", days=(-1, 2))
    campaign(home, title="Draf", days=(-1, 5), live=False)

    indonesian = list(CampaignPage.objects.shown().running())
    with translation.override("en"):
        english = list(CampaignPage.objects.shown().running())

    assert indonesian == [sooner, later]
    assert english == []


def test_end_before_the_start_is_refused_by_form_and_database(home: HomePage) -> None:
    now = timezone.now()
    page = CampaignPage(title="Terbalik", starts_at=now, ends_at=now - dt.timedelta(hours=1))

    with pytest.raises(ValidationError) as refused:
        page.clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        CampaignPage.objects.filter(pk=campaign(home).pk).update(ends_at=now - dt.timedelta(days=30))

    assert "ends_at" in refused.value.message_dict


def test_page_shows_products_and_shops_in_the_editors_order_and_only_public_ones(
    client: Client, home: HomePage
) -> None:
    second, first = ProductFactory(title="Lunpia"), ProductFactory(title="Brem")
    hidden = ProductFactory(title="Tersembunyi", live=False)
    shop, closed = ShopFactory(name="Toko Terbuka"), ShopFactory(name="Toko Tutup", state="suspended")
    page = campaign(home, products=[first, hidden, second], shops=[shop, closed])

    response = client.get(page.get_url())

    assert response.text.index("Brem") < response.text.index("Lunpia")
    assert "Toko Terbuka" in response.text
    assert "Tersembunyi" not in response.text
    assert "Toko Tutup" not in response.text


def test_ended_campaign_shows_numbers_that_can_be_counted(client: Client, home: HomePage) -> None:
    shops = [
        ShopFactory(region=RegionFactory(code="33.74")),
        ShopFactory(region=RegionFactory(code="33.74")),
        ShopFactory(region=RegionFactory(code="35.77")),
    ]
    products = [ProductFactory(shop=shop) for shop in shops] + [ProductFactory(live=False)]
    page = campaign(home, days=(-9, -3), products=products, shops=shops)

    response = client.get(page.get_url())

    counted = [(result.number, result.label) for result in response.context["results"]]
    assert counted == [
        (3, "toko ikut serta"),
        (2, "kabupaten dan kota terwakili"),
        (4, "produk ditampilkan"),
        (3, "di antaranya masih dijual"),
    ]


def test_running_campaign_shows_no_results(client: Client, home: HomePage) -> None:
    page = campaign(home, shops=[ShopFactory()])

    response = client.get(page.get_url())

    assert not response.context["results"]


def test_place_downloads_contact_and_share_link_are_there(client: Client, home: HomePage) -> None:
    page = campaign(
        home,
        place="Balai Kota",
        region=RegionFactory(code="33.74"),
        header=ImageFactory(),
        contact_email="panitia@example.com",
    )
    document = DocumentFactory(title="Katalog")
    CampaignDownload.objects.create(page=page, document=document)

    response = client.get(page.get_url())

    for words in ["Balai Kota", "Kota Semarang", "panitia@example.com", "Katalog", "https://wa.me/?text="]:
        assert words in response.text
    assert b"".join(client.get(document.url)) == b"bukti"
    assert 'class="locator"' in response.text


def test_anonymous_campaign_page_sets_no_cookie_and_holds_no_inline_script(
    client: Client, home: HomePage
) -> None:
    page = campaign(home)

    responses = [client.get(page.get_url()), client.get(campaign_index(home).get_url())]

    for response in responses:
        assert response.status_code == 200
        assert not response.cookies
        assert "style=" not in response.text
        assert "<script>" not in response.text


@pytest.mark.parametrize(
    ("code", "zone", "time"), [("33.74", "WIB", "09.00"), ("73.26", "WITA", "10.00"), (None, "WIB", "09.00")]
)
def test_hours_are_said_in_the_time_zone_of_the_region(
    home: HomePage, code: str | None, zone: str, time: str
) -> None:
    start = dt.datetime(2026, 11, 21, 2, tzinfo=UTC)
    region = RegionFactory(code=code) if code else None

    page = campaign(home, starts_at=start, ends_at=start + dt.timedelta(hours=4), region=region)

    assert dates_in_words(page).startswith(f"21 November 2026, pukul {time}–")
    assert dates_in_words(page).endswith(zone)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2026, 11, 21), (2026, 11, 30), "21–30 November 2026"),
        ((2026, 11, 21), (2026, 12, 5), "21 November – 5 Desember 2026"),
        ((2026, 12, 21), (2027, 1, 5), "21 Desember 2026 – 5 Januari 2027"),
    ],
)
def test_windows_are_said_as_people_say_them(
    home: HomePage, start: tuple[int, int, int], end: tuple[int, int, int], words: str
) -> None:
    page = campaign(
        home,
        starts_at=dt.datetime(*start, 2, tzinfo=UTC),
        ends_at=dt.datetime(*end, 10, tzinfo=UTC),
    )

    assert dates_in_words(page) == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (dt.timedelta(days=9, hours=1), "10 hari"),
        (dt.timedelta(days=2), "2 hari"),
        (dt.timedelta(hours=24), "24 jam"),
        (dt.timedelta(minutes=5), "1 jam"),
    ],
)
def test_what_is_left_is_rounded_up(left: dt.timedelta, words: str) -> None:
    said = left_in_words(left)

    assert said == words


def test_next_change_is_a_whole_number_of_days_before_the_end(home: HomePage) -> None:
    end = dt.datetime(2026, 11, 30, 10, tzinfo=UTC)
    page = campaign(home, starts_at=end - dt.timedelta(days=20), ends_at=end)

    middle = page.next_change(end - dt.timedelta(days=3, hours=5))
    last = page.next_change(end - dt.timedelta(hours=5))

    assert middle == end - dt.timedelta(days=3)
    assert last == end
    assert page.next_change(end) is None


def test_list_of_campaigns_parts_what_runs_comes_and_has_been(client: Client, home: HomePage) -> None:
    campaign(home, title="Nanti", days=(3, 9))
    campaign(home, title="Dulu", days=(-9, -3))
    campaign(home, title="Kini", days=(-3, 3))

    response = client.get(campaign_index(home).get_url())

    assert response.text.index("Kini") < response.text.index("Nanti") < response.text.index("Dulu")
    assert client.get(f"{campaign_index(home).get_url()}?halaman=9").status_code == 404
    assert client.get(f"{campaign_index(home).get_url()}?halaman=x").status_code == 400


def test_empty_list_of_campaigns_leads_on(client: Client, home: HomePage) -> None:
    index = campaign_index(home)

    response = client.get(index.get_url())

    assert reverse("storefront:shops") in response.text


def test_editor_previews_a_campaign_that_is_not_saved_yet(home: HomePage) -> None:
    page = campaign(home, title="Sebelum")
    page.title = "Sesudah"
    page.featured = [CampaignProduct(product=ProductFactory(title="Brem Madiun"))]

    response = page.make_preview_request(preview_mode=page.default_preview_mode)

    assert response.status_code == 200
    assert "Sesudah" in response.text
    assert "Brem Madiun" in response.text
    assert not CampaignProduct.objects.exists()


def test_editors_form_chooses_products_and_shops_by_name(home: HomePage) -> None:
    page = campaign(home, products=[ProductFactory(title="Brem Madiun")], shops=[ShopFactory()])

    form = page.get_edit_handler().get_form_class()(instance=page)
    rows = {name: form.formsets[name].forms[0].as_p() for name in ("featured", "enrolments")}

    assert "data-chooser-url" in rows["featured"] and "Brem Madiun" in rows["featured"]
    assert "data-chooser-url" in rows["enrolments"]
    assert "<select" not in rows["featured"]


@pytest.mark.parametrize("rows", [2, 20])
@pytest.mark.parametrize("days", [(-3, 4), (-9, -3)])
def test_campaign_costs_the_same_for_any_number_of_products_and_shops(
    client: Client,
    home: HomePage,
    rows: int,
    days: tuple[int, int],
    unkept: Callable[[], None],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    shops = [ShopFactory(logo=ImageFactory()) for _number in range(rows)]
    products = [ProductFactory(shop=shop, image=True) for shop in shops]
    page = campaign(
        home,
        days=days,
        products=products,
        shops=shops,
        header=ImageFactory(),
        region=RegionFactory(code="33.74"),
    )
    for _number in range(rows):
        CampaignDownload.objects.create(page=page, document=DocumentFactory())
    settle(client, page.get_url())

    with django_assert_num_queries(CAMPAIGN_QUERIES):
        response = client.get(page.get_url())

    assert len(response.context["cards"]) == len(response.context["shops"]) == rows


#: 1 marks; Wagtail: 2 site, 3 locale, 4 to 8 the pages on the way down, 9 aliases among them, 10 and 11 who
#: may see them; then 12 featured; 13 enrolments; 14 marks of the products; 15 shops; 16 region; 17 header;
#: 18 downloads with their files; 19 translations.
CAMPAIGN_QUERIES = 19


@pytest.mark.parametrize("rows", [2, 10])
def test_list_of_campaigns_costs_the_same_for_any_number(
    client: Client, home: HomePage, rows: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(rows):
        for days in ((-3, 3), (3, 9), (-9, -3)):
            campaign(home, title=f"Kampanye {number} {days[0]}", days=days, header=ImageFactory())
    url = campaign_index(home).get_url()
    client.get(url)

    # Wagtail: 1 site, 2 locale, 3 to 5 the pages on the way down, 6 aliases among them, 7 who may see them;
    # then 8 current campaigns, 9 their renditions; 10 count, 11 rows and 12 renditions of the ended;
    # 13 translations; 14 menu; 15 footer.
    with django_assert_num_queries(15):
        response = client.get(url)

    assert len(response.context["ended"]) == rows


def test_campaign_kept_to_some_readers_is_not_shown_to_all(home: HomePage) -> None:
    hidden, shown = campaign(home, title="Rapat dinas"), campaign(home, title="Pasar")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)

    found = list(CampaignPage.objects.shown())
    PageViewRestriction.objects.create(page=campaign_index(home), restriction_type=PageViewRestriction.LOGIN)
    below = list(CampaignPage.objects.shown())

    assert found == [shown]
    assert below == []
