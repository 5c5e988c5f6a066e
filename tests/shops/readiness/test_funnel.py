"""The report for the government: numbers, the rows behind them, whose they are, and the files."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape
from oscar.core.loading import get_model
from python_calamine import CalamineWorkbook

from accounts.factories import UserFactory
from catalogue.factories import ProductFactory
from shops.curation.services import ensure_curator_group, ensure_regional_curators
from shops.factories import RegionFactory, ShopFactory
from shops.models import Partner
from shops.readiness import sheets
from shops.readiness.models import Level, Snapshot

pytestmark = pytest.mark.django_db
FUNNEL, ROWS = "/cms/kesiapan/", "/cms/kesiapan/usaha/"
Make = Callable[..., Partner]


@pytest.fixture
def official(rules: None, settings: Any) -> Client:
    """Signed in as a curator of the whole country."""
    settings.STAFF_MFA_REQUIRED = False
    return _signed_in(ensure_curator_group())


def _signed_in(group: Any) -> Client:
    person = UserFactory(is_staff=True)
    person.groups.add(group)
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def make(rules: None) -> Make:
    """A shop that has come as far as `stage`."""

    def shop(stage: str, **values: Any) -> Partner:
        made: Partner = ShopFactory(
            state="submitted" if stage in ("registered", "ready") else "approved", **values
        )
        level = Level.objects.get(code="rintisan" if stage == "registered" else "siap")
        Snapshot.objects.create(shop=made, score=70, level=level, is_complete=True)
        if stage in ("curated", "sold"):
            product = ProductFactory(shop=made)
        if stage == "sold":
            _order_line(made, product)
        return made

    return shop


def _order_line(shop: Partner, product: Any) -> None:
    order = get_model("order", "Order").objects.create(
        number=f"N{shop.pk}", currency="IDR", total_incl_tax=1, total_excl_tax=1, date_placed=timezone.now()
    )
    money = dict.fromkeys(
        (
            "line_price_incl_tax",
            "line_price_excl_tax",
            "line_price_before_discounts_incl_tax",
            "line_price_before_discounts_excl_tax",
        ),
        1,
    )
    get_model("order", "Line").objects.create(
        order=order, partner=shop, product=product, title=product.title, quantity=1, num_allocated=0, **money
    )


def test_every_stage_is_counted_and_opens_its_rows(official: Client, make: Make) -> None:
    for stage in ("registered", "ready", "curated", "sold"):
        make(stage, name=f"Toko {stage}")
    ShopFactory(state="draft")
    ShopFactory(state="closed")

    report = official.get(FUNNEL)
    behind = {
        stage: [shop.name for shop in official.get(ROWS, {"tahap": stage}).context["page"]]
        for stage in ("registered", "ready", "curated", "sold")
    }

    assert [count for count, _query in report.context["total"]] == [4, 3, 2, 1]
    assert {stage: len(names) for stage, names in behind.items()} == {
        "registered": 4,
        "ready": 3,
        "curated": 2,
        "sold": 1,
    }
    assert behind["sold"] == ["Toko sold"]


def test_nothing_is_sold_before_the_first_order(official: Client, make: Make) -> None:
    make("curated")

    report = official.get(FUNNEL)

    assert [count for count, _query in report.context["total"]] == [1, 1, 1, 0]


def test_suspended_shop_with_products_is_not_counted_as_curated(official: Client, make: Make) -> None:
    shop = make("curated")
    Partner.objects.filter(pk=shop.pk).update(state="suspended")

    report = official.get(FUNNEL)

    assert [count for count, _query in report.context["total"]] == [1, 1, 0, 0]


def test_regions_lead_down_the_tree_and_numbers_to_the_same_rows(official: Client, make: Make) -> None:
    semarang, madiun = RegionFactory(code="33.74"), RegionFactory(code="35.77")
    for region in (semarang, semarang, madiun):
        make("ready", region=region)

    top = official.get(FUNNEL).context["rows"]
    below = official.get(FUNNEL + top[0]["url"]).context["rows"]
    behind = official.get(ROWS + below[0]["cells"][1][1]).context["page"]

    assert [(line["row"].question.region, line["row"].counts[0]) for line in top] == [("33", 2), ("35", 1)]
    assert [(line["row"].label, line["row"].counts[0]) for line in below] == [(semarang.name, 2)]
    assert {shop.region_id for shop in behind} == {"33.74"}


def test_by_sector_and_by_month_of_registration(official: Client, make: Make) -> None:
    make("ready", sector="makanan")
    old = make("ready", sector="kerajinan")
    Partner.objects.filter(pk=old.pk).update(created_at=timezone.make_aware(dt.datetime(2026, 1, 31, 23, 30)))

    sectors = official.get(FUNNEL, {"menurut": "sector"}).context["rows"]
    months = official.get(FUNNEL, {"menurut": "month"}).context["rows"]
    january = official.get(ROWS + months[0]["cells"][0][1]).context["page"]

    assert sorted(line["row"].label for line in sectors) == ["kerajinan", "makanan"]
    assert months[0]["row"].question.month == "2026-01"
    assert [shop.pk for shop in january] == [old.pk]


def test_official_sees_the_own_regions_and_nothing_else(rules: None, make: Make, settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = False
    semarang, madiun = RegionFactory(code="33.74"), RegionFactory(code="35.77")
    own, _other = make("ready", region=semarang), make("ready", region=madiun)
    client = _signed_in(ensure_regional_curators(region=semarang))

    report = client.get(FUNNEL)
    elsewhere = client.get(ROWS, {"wilayah": "35.77"})
    sheet = CalamineWorkbook.from_filelike(BytesIO(client.get(ROWS, {"format": "xlsx"}).content))

    assert [count for count, _query in report.context["total"]] == [1, 1, 0, 0]
    assert list(elsewhere.context["page"]) == []
    assert [row[0] for row in sheet.get_sheet_by_index(0).to_python()[1:]] == [own.name]


@pytest.mark.parametrize("few", [0, 1, 2, 3])
def test_a_file_of_many_rows_says_the_same_as_one_of_few(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "FEW", few)
    rows: list[list[str | int]] = [["=1+1", 3], ["Brem & Pecel", ""]]

    sheet = CalamineWorkbook.from_filelike(BytesIO(sheets.xlsx("uji", ["Toko", "Nilai"], iter(rows)).content))

    assert sheet.get_sheet_by_index(0).to_python() == [["Toko", "Nilai"], *rows]


@pytest.mark.parametrize("path", [FUNNEL, ROWS])
def test_who_looks_after_no_region_may_not_come_in(rules: None, path: str, settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = False
    shopper = Client()
    shopper.force_login(UserFactory())

    answers = [client.get(path).status_code for client in (Client(), shopper)]
    posted = shopper.post(path).status_code

    assert all(status in (302, 403) for status in [*answers, posted])


@pytest.mark.parametrize(
    "query",
    [
        {"wilayah": "33.7"},
        {"wilayah": "' OR 1=1"},
        {"sektor": "x"},
        {"bulan": "2026-13"},
        {"bulan": "\x00"},
        {"menurut": "password"},
        {"tahap": "x"},
    ],
)
def test_question_that_makes_no_sense_is_not_found(official: Client, query: dict[str, str]) -> None:
    assert official.get(ROWS, query).status_code == 404


def test_what_people_wrote_is_never_a_formula(official: Client, make: Make) -> None:
    names = ['=HYPERLINK("http://evil")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "http://example.com"]
    for name in names:
        make("registered", name=name)

    response = official.get(ROWS, {"format": "xlsx"})
    archive = ZipFile(BytesIO(response.content))
    sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    cells = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()

    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert {row[0].strip() for row in cells[1:]} == {name.strip() for name in names}
    assert response["Content-Disposition"] == 'attachment; filename="usaha.xlsx"'


def cells_of(response: Any) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()


@pytest.fixture
def country(make: Make) -> None:
    """Shops of every stage in two regencies, two sectors and two months."""
    semarang, madiun = RegionFactory(code="33.74"), RegionFactory(code="35.77")
    plan = [
        ("registered", semarang, "makanan"),
        ("ready", semarang, "kerajinan"),
        ("curated", madiun, "makanan"),
        ("sold", madiun, "makanan"),
        ("sold", semarang, "makanan"),
    ]
    made = [make(stage, region=region, sector=sector) for stage, region, sector in plan]
    old = [shop.pk for shop in made[::2]]
    Partner.objects.filter(pk__in=old).update(
        created_at=timezone.make_aware(dt.datetime(2026, 1, 31, 23, 30))
    )


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize("group", ["region", "sector", "month"])
@pytest.mark.parametrize("narrowed", [{}, {"wilayah": "33"}, {"sektor": "makanan"}, {"bulan": "2026-01"}])
def test_every_number_opens_exactly_its_rows(official: Client, group: str, narrowed: dict[str, str]) -> None:
    report = official.get(FUNNEL, {**narrowed, "menurut": group})
    lines = [line["cells"] for line in report.context["rows"]]
    numbers = [number for line in [*lines, report.context["total"]] for number in line]

    opened = [official.get(ROWS + query).context["page"].paginator.count for _count, query in numbers]

    assert opened == [count for count, _query in numbers]
    assert [
        sum(column) for column in zip(*[[count for count, _query in line] for line in lines], strict=True)
    ] == [count for count, _query in report.context["total"]]
    assert all(f'href="{ROWS}{escape(query)}"' in report.text for _count, query in numbers)


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize("group", ["region", "sector", "month"])
def test_report_as_a_file_has_the_numbers_of_the_page(official: Client, group: str) -> None:
    page = official.get(FUNNEL, {"menurut": group}).context

    head, *lines, total = cells_of(official.get(FUNNEL, {"menurut": group, "format": "xlsx"}))

    assert head[1:] == [str(stage) for stage in page["stages"]]
    assert [line[0] for line in lines] == [line["row"].label for line in page["rows"]]
    assert [line[1:] for line in lines] == [
        [count for count, _query in line["cells"]] for line in page["rows"]
    ]
    assert total[1:] == [count for count, _query in page["total"]]


@pytest.mark.usefixtures("country")
def test_rows_as_a_file_are_the_rows_of_the_page(official: Client) -> None:
    page = official.get(ROWS, {"tahap": "ready"})

    head, *lines = cells_of(official.get(ROWS, {"tahap": "ready", "format": "xlsx"}))

    assert [line[0] for line in lines] == [shop.name for shop in page.context["page"]]
    assert all(
        escape(str(cell)) in page.text for cell in [*head, *(cell for line in lines for cell in line[:5])]
    )


@pytest.mark.parametrize("path", [FUNNEL, ROWS])
def test_report_costs_the_same_for_two_and_for_twenty(official: Client, make: Make, path: str) -> None:
    # 1 session, 2 user, 3 scope, 4 lines or count, 5 their names or the rows; the rest is Wagtail's menu
    counts = []
    for total in (2, 20):
        while Partner.objects.count() < total:
            make("ready", region=RegionFactory(code="33.74"))
        official.get(path)
        with CaptureQueriesContext(connection) as queries:
            official.get(path)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 15
