"""The report on the curators' work: its numbers, the rows behind them, whose they are, and the files."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from accounts.factories import UserFactory
from catalogue.claims.history import ClaimEvent
from catalogue.claims.services import refuse_claim, verify_claim
from catalogue.factories import RefusalReasonFactory
from shops.curation.services import approve_product, return_product
from shops.factories import ShopFactory
from shops.models import Partner
from shops.review.kinds import Kind
from shops.review.models import Case, Complaint, ReportReason, ReturnReason, Step
from shops.review.services.complaints import close_complaint, report
from shops.review.services.takings import take
from shops.review.verdicts import Verdict
from shops.review.views.report import in_words
from shops.standing.models import ShopStateChange
from shops.standing.services import approve_shop, return_shop, submit_shop
from tests.shops.review.conftest import Waiting
from tests.shops.review.test_places import submitted_claim

REPORT, ROWS = "/cms/kurasi/rekap/", "/cms/kurasi/rekap/baris/"
HOUR = 3600


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def waited(hours: float) -> None:
    """As if the decision that was taken last had waited so long."""
    Step.objects.filter(pk=Step.objects.filter(what__in=Step.DECISIONS).latest("pk").pk).update(
        waited_seconds=hours * HOUR
    )


def line(response: Any, label: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in response.context["lines"] if row["label"] == label)
    return found


def numbers(row: dict[str, Any]) -> list[int]:
    return [count for count, _url in row["cells"]]


def behind(client: Client, row: dict[str, Any], place: int) -> list[str]:
    """The titles of the rows to which a number leads."""
    return [entry.title for entry in client.get(row["cells"][place][1]).context["lines"]]


@pytest.fixture
def decided(waiting: Waiting, curator: Any, curator_of: Callable[..., Any]) -> Any:
    """Two provinces: four decisions in Madiun (waited 1, 2, 4 and 9 hours), one in Semarang; one waits."""
    here = curator_of("35.77")
    for hours, title in ((1, "Satu"), (4, "Dua"), (9, "Tiga")):
        approve_product(product=waiting(title, code="35.77"), by=here)
        waited(hours)
    reason = ReturnReason.objects.get(code="foto-kurang")
    return_product(product=waiting("Empat", code="35.77"), by=here, verdict=Verdict(reasons=[reason]))
    waited(2)
    return_product(product=waiting("Lumpia", code="33.74"), by=curator, comment="Belum.")
    waited(50)
    waiting("Menunggu", code="35.77")
    Case.objects.filter(product__title="Menunggu").update(opened_at=timezone.now() - dt.timedelta(days=5))
    return here


def test_every_number_leads_to_as_many_rows(decided: Any, desk: Client) -> None:
    response = desk.get(REPORT)

    rows = [*response.context["lines"], response.context["total"]]
    for row in rows:
        for place, (count, _url) in enumerate(row["cells"]):
            assert len(behind(desk, row, place)) == count
    assert numbers(response.context["total"]) == [5, 3, 2, 1, 0, 0, 1, 0, 0]
    for place, (reason, url) in enumerate(response.context["reasons"]):
        titles = [entry.title for entry in desk.get(url).context["lines"]]
        assert (reason.count, len(titles), place < 2) == (1, 1, True)


def test_median_is_the_one_in_the_middle_or_between_the_two(decided: Any, desk: Client) -> None:
    response = desk.get(REPORT, {"menurut": "curator"})

    sheet = CalamineWorkbook.from_filelike(
        BytesIO(desk.get(REPORT, {"menurut": "curator", "format": "xlsx"}).content)
    )
    hours = {row[0]: row[-1] for row in sheet.get_sheet_by_index(0).to_python()[1:]}
    assert line(response, decided.get_full_name())["median"] == "3 jam"  # between 2 and 4
    assert sorted(value for value in hours.values() if value != "") == [3, 4, 50]  # all: 1 2 4 9 50


def test_regions_lead_from_province_to_regency(decided: Any, desk: Client) -> None:
    top = desk.get(REPORT)
    provinces = [row["url"] for row in top.context["lines"]]

    below = desk.get(REPORT + next(url for url in provinces if "wilayah=35" in url))
    (regency,) = below.context["lines"]

    assert len(provinces) == 2
    assert numbers(regency)[:4] == [4, 3, 1, 1]
    assert "wilayah=35.77" in regency["cells"][0][1]
    assert set(behind(desk, regency, 0)) == {"Satu", "Dua", "Tiga", "Empat"}


def test_a_regional_curator_sees_the_own_region_only(decided: Any) -> None:
    client = signed_in(decided)

    response = client.get(REPORT)
    elsewhere = [client.get(path, {"wilayah": "33.74"}).status_code for path in (REPORT, ROWS)]
    sheet = CalamineWorkbook.from_filelike(BytesIO(client.get(ROWS, {"format": "xlsx"}).content))

    assert numbers(response.context["total"])[:4] == [4, 3, 1, 1]
    assert elsewhere == [404, 404]
    assert {row[1] for row in sheet.get_sheet_by_index(0).to_python()[1:]} == {"Satu", "Dua", "Tiga", "Empat"}


def test_a_person_who_decided_nothing_here_is_not_named(decided: Any, curator_of: Any) -> None:
    there, stranger = curator_of("33.74"), UserFactory(first_name="Rahasia", last_name="Sekali")

    named = [
        signed_in(there).get(path, {"kurator": person.pk}).content.decode()
        for person in (stranger, decided)
        for path in (REPORT, ROWS)
    ]

    words = [stranger.get_full_name(), stranger.email, decided.get_full_name(), decided.email]
    assert [word for word in words if any(word in page for page in named)] == []


def test_a_colleague_who_decided_here_is_named_whatever_days_are_asked_for(
    decided: Any, curator_of: Any
) -> None:
    query = {"kurator": decided.pk, "dari": "2001-01-01", "sampai": "2001-01-02"}

    chips = [signed_in(curator_of("35.77")).get(path, query).context["chips"] for path in (REPORT, ROWS)]

    assert [[label for label, _url in some] for some in chips] == [[decided.get_full_name()]] * 2


def test_what_waits_is_counted_for_who_has_taken_it(decided: Any, desk: Client) -> None:
    case = Case.objects.get(product__title="Menunggu")
    take(kind=Kind.PRODUCT, key=case.product_id, by=decided)

    response = desk.get(REPORT, {"menurut": "curator"})

    row = line(response, decided.get_full_name())
    assert (numbers(row)[3], behind(desk, row, 3)) == (1, ["Menunggu"])


def test_days_narrow_decisions_and_not_what_waits(decided: Any, desk: Client) -> None:
    Step.objects.filter(case__product__title="Satu").update(at=timezone.now() - dt.timedelta(days=40))
    today = timezone.localdate()

    recent = desk.get(REPORT, {"dari": today - dt.timedelta(days=7), "sampai": today}).context["total"]
    long_ago = desk.get(
        REPORT, {"dari": today - dt.timedelta(days=41), "sampai": today - dt.timedelta(days=39)}
    ).context["total"]

    assert (numbers(recent)[:4], numbers(long_ago)[:4]) == ([4, 2, 2, 1], [1, 1, 0, 1])


@pytest.fixture
def of_every_kind(seller: Any, curator: Any, waiting: Waiting) -> dict[str, str]:
    """Two decisions on shops, claims and complaints each, which waited two hours, and one that waits."""
    shops = [ShopFactory(name=f"Toko {number}", state="draft") for number in range(3)]
    for shop in shops:
        submit_shop(shop=shop, by=seller)
    ShopStateChange.objects.update(at=timezone.now() - dt.timedelta(hours=2))
    approve_shop(shop=shops[0], by=curator)
    return_shop(shop=shops[1], by=curator, reason="Alamat kurang.")

    claims = [submitted_claim(str(number), seller) for number in range(3)]
    ClaimEvent.objects.update(at=timezone.now() - dt.timedelta(hours=2))
    verify_claim(claim=claims[0], by=curator)
    refuse_claim(claim=claims[1], by=curator, reason=RefusalReasonFactory(text="Tidak terbaca"))

    reason = ReportReason.objects.get(code="palsu")
    for number, shop in enumerate(shops):
        Partner.objects.filter(pk=shop.pk).update(state="approved" if number else "submitted")
        report(shop=shop, reason=reason, words="", person="a")
    Complaint.objects.update(opened_at=timezone.now() - dt.timedelta(hours=2))
    for complaint, outcome in zip(Complaint.objects.all()[:2], ["unfounded", "mended"], strict=True):
        close_complaint(complaint=complaint, outcome=outcome, words="Sudah.", by=curator)
    return {"shop": "", "claim": "Tidak terbaca", "report": str(reason)}


@pytest.mark.parametrize("kind", ["shop", "claim", "report"])
def test_every_kind_has_its_decisions_reasons_and_what_waits(
    of_every_kind: dict[str, str], desk: Client, kind: str
) -> None:
    response = desk.get(REPORT, {"jenis": kind})
    total = response.context["total"]
    waits = {"shop": 4, "claim": 4, "report": 6}[kind] - 1

    assert (numbers(total)[:3], total["median"]) == ([2, 1, 1], "2 jam")
    assert numbers(total)[waits] == len(behind(desk, total, waits)) == 1
    assert len(behind(desk, total, 0)) == 2
    told = [str(row.label) for row, _url in response.context["reasons"]]
    assert told == ([of_every_kind[kind]] if of_every_kind[kind] else [])


@pytest.mark.parametrize(
    "query",
    [
        {"jenis": "dewa"},
        {"dari": "kemarin"},
        {"sampai": "0001-01-01"},
        {"wilayah": "33.7"},
        {"wilayah": "' OR 1=1"},
        {"kurator": "\x00"},
        {"kurator": "9" * 30},
        {"menurut": "password"},
        {"angka": "password"},
        {"angka": "waiting-9"},
        {"angka": "reason:"},
    ],
)
def test_question_that_makes_no_sense_is_not_found(desk: Client, query: dict[str, str]) -> None:
    assert desk.get(ROWS, query).status_code == 404


@pytest.mark.parametrize("path", [REPORT, ROWS])
def test_report_is_unknown_to_strangers(curator: Any, settings: Any, path: str) -> None:
    settings.STAFF_MFA_REQUIRED = False
    staff = UserFactory(is_staff=True, is_superuser=False)
    curator.groups.get().regions.all().delete()

    assert signed_in(curator).get(path).status_code == 404
    assert all(client.get(path).status_code in (302, 403) for client in (Client(), signed_in(staff)))
    assert signed_in(curator).post(path).status_code in (404, 405)


def test_a_kind_that_the_curator_does_not_decide_on_is_not_found(curator_of: Callable[..., Any]) -> None:
    client = signed_in(curator_of("33.74", "claim"))

    assert client.get(REPORT).context["question"].kind == "claim"
    assert client.get(REPORT, {"jenis": "product"}).status_code == 404


def test_what_people_wrote_is_never_a_formula(waiting: Waiting, curator: Any, desk: Client) -> None:
    words = ['=HYPERLINK("http://evil")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "http://example.com"]
    for text in words:
        shop = ShopFactory(name=text)
        return_product(product=waiting(text, shop=shop), by=curator, comment=text)

    content = desk.get(ROWS, {"format": "xlsx"}).content
    sheet = ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    cells = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()[1:]

    assert "<f>" not in sheet and "<hyperlink" not in sheet
    assert (
        {row[1].strip() for row in cells} == {row[7].strip() for row in cells} == {w.strip() for w in words}
    )
    page = desk.get(ROWS).content.decode()
    assert "=HYPERLINK(&quot;http://evil&quot;)" in page


QUESTIONS = (
    {},
    {"jenis": "shop"},
    {"jenis": "claim", "menurut": "curator"},
    {"jenis": "report", "wilayah": "33", "kurator": "1"},
    {"menurut": "curator", "wilayah": "33.74"},
)


def cost_of_each_page(client: Client) -> dict[str, int]:
    """The queries of both pages for every question, each asked once before."""
    costs = {}
    for asked in [f"{path}?{urlencode(question)}" for path in (REPORT, ROWS) for question in QUESTIONS]:
        client.get(asked)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(asked).status_code == 200
        costs[asked] = len(queries)
    return costs


def test_report_costs_the_same_for_few_and_for_many(
    curator: Any, seller: Any, waiting: Waiting, desk: Client
) -> None:
    # 1 session, 2 person, 3-4 rights, 5 profile, 6 scope; decisions, what waits, medians, reasons, names of
    # regions and of people, or else the count, the rows and their reasons; locales, rights for the menu
    costs = []
    for more in (2, 18):
        for number in range(more):
            return_product(product=waiting(code="33.74"), by=curator, comment="Belum.")
            refuse_claim(
                claim=submitted_claim(f"{more}{number}", seller), by=curator, reason=RefusalReasonFactory()
            )
            shop = ShopFactory(state="draft")
            return_shop(shop=submit_shop(shop=shop, by=seller), by=curator, reason="Belum.")
        costs.append(cost_of_each_page(desk))

    assert costs[0] == costs[1]
    assert max(costs[1].values()) <= 15


@pytest.mark.parametrize(
    ("waited", "words"),
    [
        (None, "–"),
        (dt.timedelta(seconds=20), "0 menit"),
        (dt.timedelta(minutes=59), "59 menit"),
        (dt.timedelta(hours=47), "47 jam"),
        (dt.timedelta(days=2), "2 hari"),
    ],
)
def test_a_duration_is_said_as_people_say_it(waited: dt.timedelta | None, words: str) -> None:
    assert in_words(waited) == words
