"""The queue: what it shows to whom, in which order, at what cost."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.factories import UserFactory
from catalogue.factories import ClaimFactory
from catalogue.models import Product
from shops.factories import RegionFactory, ShopFactory
from shops.models import Partner
from shops.review.exceptions import NotWaiting
from shops.review.kinds import Kind
from shops.review.models import Case, Complaint, Report, ReportReason, Taking
from shops.review.services.complaints import close_complaint, report
from shops.review.services.takings import take
from tests.shops.review.conftest import Waiting

CuratorOf = Callable[..., Any]
QUEUE = "/cms/kurasi/"


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def titles(client: Client, **asked: Any) -> list[str]:
    return [entry.title for entry in client.get(QUEUE, asked).context["page"]]


def complain(product: Product, people: int = 1) -> Complaint:
    reason = ReportReason.objects.get(code="palsu")
    for number in range(people):
        made = report(shop=product.shop, product=product, reason=reason, words="Tiruan.", person=f"p{number}")
    return made


@pytest.fixture
def mixed(waiting: Waiting) -> dict[str, Any]:
    """One thing of every kind in Kota Madiun, a product in Kota Semarang; the oldest first."""
    now = timezone.now()
    shop = ShopFactory(name="Brem Wilis", region=RegionFactory(code="35.77"))
    things: dict[str, Any] = {
        "claim": ClaimFactory(shop=shop, product=None, state="submitted", submitted_at=now - dt.timedelta(9)),
        "brem": waiting("Brem Madiun", shop=shop),
        "shop": ShopFactory(name="Toko Baru", region=RegionFactory(code="35.77"), state="submitted"),
        "lumpia": waiting("Lumpia", code="33.74"),
    }
    things["complaint"] = complain(things["brem"])
    Case.objects.filter(product=things["brem"]).update(opened_at=now - dt.timedelta(8))
    Partner.objects.filter(pk=things["shop"].pk).update(updated_at=now - dt.timedelta(7))
    Case.objects.filter(product=things["lumpia"]).update(opened_at=now - dt.timedelta(6))
    return things


def test_everything_stands_in_one_queue_oldest_first(mixed: dict[str, Any], desk: Client) -> None:
    page = desk.get(QUEUE).context["page"]

    assert [entry.kind for entry in page] == ["claim", "product", "shop", "product", "report"]
    assert page.paginator.count == 5


@pytest.mark.parametrize(
    ("place", "kinds"),
    [
        (("35.77",), ["claim", "product", "shop", "report"]),
        (("35",), ["claim", "product", "shop", "report"]),
        (("35.77", "product"), ["product"]),
        (("35.77", "claim", "report"), ["claim", "report"]),
        (("33.74",), ["product"]),
        (("62.71",), []),
    ],
)
def test_a_curator_sees_own_regions_and_kinds(
    mixed: dict[str, Any], curator_of: CuratorOf, place: tuple[str, ...], kinds: list[str]
) -> None:
    response = signed_in(curator_of(*place)).get(QUEUE)

    assert [entry.kind for entry in response.context["page"]] == kinds
    assert ("Lumpia" in response.content.decode()) is (place == ("33.74",))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"jenis": "shop"}, ["Toko Baru"]),
        ({"wilayah": "33"}, ["Lumpia"]),
        ({"cari": "lumpia"}, ["Lumpia"]),
        ({"cari": "brem wilis", "jenis": "product"}, ["Brem Madiun"]),
        ({"status": "mine"}, ["Lumpia"]),
        ({"status": "free", "jenis": "product"}, ["Brem Madiun"]),
        ({"jenis": "bukan", "wilayah": "99", "cari": "Toko Baru"}, ["Toko Baru"]),
    ],
)
def test_queue_is_narrowed(
    mixed: dict[str, Any], desk: Client, curator: Any, asked: dict[str, str], found: list[str]
) -> None:
    take(kind=Kind.PRODUCT, key=mixed["lumpia"].pk, by=curator)

    assert titles(desk, **asked) == found


def test_three_reports_bring_a_complaint_to_the_top(mixed: dict[str, Any], desk: Client) -> None:
    complain(mixed["lumpia"], people=3)

    first, *rest = desk.get(QUEUE).context["page"]

    assert (first.kind, first.title, first.is_raised) == ("report", "Lumpia", True)
    assert not any(entry.is_raised for entry in rest)


def test_the_entry_says_who_has_taken_it(mixed: dict[str, Any], desk: Client, curator_of: CuratorOf) -> None:
    colleague = curator_of("33.74")
    take(kind=Kind.PRODUCT, key=mixed["lumpia"].pk, by=colleague)

    page = desk.get(QUEUE)

    assert [entry.taker_id for entry in page.context["page"] if entry.title == "Lumpia"] == [colleague.pk]
    assert "diambil oleh" in page.content.decode()


def test_menu_tells_how_much_waits(mixed: dict[str, Any], desk: Client) -> None:
    page = desk.get(reverse("wagtailadmin_home")).content.decode()

    assert "Antrean (5)" in page


def test_staff_without_a_region_have_no_queue(mixed: dict[str, Any], curator: Any) -> None:
    curator.groups.get().regions.all().delete()

    response = signed_in(curator).get(QUEUE)

    assert response.status_code == 404
    assert "Antrean (" not in signed_in(curator).get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("name", ["take", "release", "hand_over"])
@pytest.mark.parametrize("kind", list(Kind))
def test_nobody_touches_an_entry_elsewhere(
    mixed: dict[str, Any], curator_of: CuratorOf, name: str, kind: Kind
) -> None:
    key = {"product": "brem", "report": "complaint"}.get(kind.value, kind.value)
    address = reverse(f"curation:{name}", args=[kind.value, mixed[key].pk])

    response = signed_in(curator_of("62.71")).post(address)

    assert response.status_code == 404
    assert not Taking.objects.exists()


@pytest.mark.parametrize("kind", list(Kind))
def test_an_entry_is_taken_handed_over_and_put_back_from_the_page(
    mixed: dict[str, Any], desk: Client, curator: Any, curator_of: CuratorOf, kind: Kind
) -> None:
    key = mixed[{"product": "brem", "report": "complaint"}.get(kind.value, kind.value)].pk
    colleague = curator_of("35.77")

    def post(client: Client, name: str, **data: Any) -> None:
        response = client.post(reverse(f"curation:{name}", args=[kind.value, key]), {"next": QUEUE, **data})
        assert response.headers["Location"] == QUEUE

    post(desk, "take")
    post(desk, "hand_over", to=colleague.pk)
    taker = Taking.objects.get(kind=kind, object_id=key).by
    post(signed_in(colleague), "release")

    assert taker == colleague
    assert not Taking.objects.exists()


def test_all_that_is_free_on_a_page_is_taken_at_once(
    mixed: dict[str, Any], desk: Client, curator: Any, curator_of: CuratorOf
) -> None:
    colleague, page = curator_of("33.74"), desk.get(QUEUE).context["page"]
    places = [entry.place for entry in page]
    take(kind=Kind.PRODUCT, key=mixed["lumpia"].pk, by=colleague)  # while the page was open
    Partner.objects.filter(pk=mixed["shop"].pk).update(state="approved")

    answer = desk.post(
        reverse("curation:take_many"), {"entry": [*places, "bukan-1", "shop-x"], "next": QUEUE}, follow=True
    )

    taken = Taking.objects.filter(by=curator).values_list("kind", "object_id")
    assert {f"{kind}-{key}" for kind, key in taken} == {
        f"{kind}-{mixed[name].pk}"
        for kind, name in (("claim", "claim"), ("product", "brem"), ("report", "complaint"))
    }
    assert "3 sekarang Anda pegang. 2 tidak bebas lagi." in answer.text


def test_nothing_of_another_region_is_taken_with_the_rest(
    mixed: dict[str, Any], curator_of: CuratorOf
) -> None:
    entries = [f"product-{mixed[name].pk}" for name in ("lumpia", "brem")]

    answer = signed_in(curator_of("33.74")).post(reverse("curation:take_many"), {"entry": entries})

    assert answer.status_code == 404
    assert not Taking.objects.exists()


@pytest.mark.parametrize("kind", list(Kind))
def test_what_has_left_the_queue_is_not_taken(mixed: dict[str, Any], curator: Any, kind: Kind) -> None:
    entry = mixed[{"product": "brem", "report": "complaint"}.get(kind.value, kind.value)]
    gone = {
        Kind.PRODUCT: lambda: entry.cases.update(state="returned"),
        Kind.SHOP: lambda: Partner.objects.filter(pk=entry.pk).update(state="returned"),
        Kind.CLAIM: lambda: type(entry).objects.filter(pk=entry.pk).update(state="draft"),
        Kind.REPORT: lambda: close_complaint(complaint=entry, outcome="unfounded", words="Asli.", by=curator),
    }
    gone[kind]()

    with pytest.raises(NotWaiting):
        take(kind=kind, key=entry.pk, by=curator)

    assert not Taking.objects.exists()


def test_address_to_go_on_to_stays_on_the_site(mixed: dict[str, Any], desk: Client) -> None:
    address = reverse("curation:take", args=["product", mixed["brem"].pk])

    response = desk.post(address, {"next": "https://jahat.example/"})

    assert response.headers["Location"] == QUEUE


def test_what_is_no_address_to_go_on_to_is_no_error(mixed: dict[str, Any], desk: Client) -> None:
    address = reverse("curation:take", args=["product", mixed["brem"].pk])

    response = desk.post(address, {"next": "NaN"})

    assert response.status_code == 302


def test_queue_costs_the_same_for_two_rows_and_for_twenty(waiting: Waiting, curator_of: CuratorOf) -> None:
    """1 session; 2 person; 3-4 rights; 5 Wagtail's profile; 6 scope; 7 count; 8 rows; 9-12 what each shows;
    13 locales; 14-15 rights to pages and collections, for the menu. The menu's own count and the regions to
    choose from are kept."""
    curator, counts = curator_of("35"), []
    desk = signed_in(curator)
    for more in (2, 18):
        for _number in range(more):
            product = waiting(code="35.77")
            ClaimFactory(shop=product.shop, product=None, state="submitted", submitted_at=timezone.now())
            ShopFactory(region=RegionFactory(code="35.77"), state="submitted")
            complain(product)
        desk.get(QUEUE)
        with CaptureQueriesContext(connection) as queries:
            desk.get(QUEUE)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 15, "\n".join(query["sql"][:150] for query in queries.captured_queries)


def test_pages_do_not_overlap(waiting: Waiting, desk: Client) -> None:
    shop = ShopFactory()
    for number in range(27):
        waiting(f"Keripik {number:02}", shop=shop)

    first, second = titles(desk), titles(desk, halaman=2)

    assert (len(first), len(second), len({*first, *second})) == (25, 2, 27)


def test_hostile_searches_are_answered(waiting: Waiting, desk: Client) -> None:
    waiting()

    for words in ("\x00", "%", "' OR 1=1 --", "<script>", "a" * 5_000):
        assert desk.get(QUEUE, {"cari": words, "halaman": words}).status_code == 200
    assert Report.objects.count() == 0


def test_every_entry_leads_to_a_page_on_which_its_curator_decides(
    mixed: dict[str, Any], curator_of: CuratorOf
) -> None:
    desk = signed_in(curator_of("35.77"))
    entries = desk.get(QUEUE).context["page"]

    answers = {str(entry.kind): desk.get(entry.url).status_code for entry in entries}

    assert answers == dict.fromkeys(Kind.values, 200)


@pytest.mark.parametrize(
    ("place", "told"), [("35.77", "4 hal menunggu Anda."), ("12.71", "Tidak ada yang menunggu Anda.")]
)
def test_first_page_of_the_cms_leads_a_curator_to_the_queue(
    mixed: dict[str, Any], curator_of: CuratorOf, place: str, told: str
) -> None:
    page = signed_in(curator_of(place)).get("/cms/").text

    assert told in page
    assert f'class="button" href="{QUEUE}"' in page


def test_first_page_of_the_cms_tells_others_nothing_of_it(mixed: dict[str, Any]) -> None:
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))

    assert "Antrean" not in signed_in(editor).get("/cms/").text
