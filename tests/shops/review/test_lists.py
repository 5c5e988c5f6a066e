"""The lists that the desk works by, in the CMS: who edits them, and what is never deleted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts.factories import UserFactory
from shops.curation.scope import scope_of
from shops.curation.services import approve_product, ensure_curation_workflow, return_product
from shops.factories import RegionFactory
from shops.review.kinds import Kind
from shops.review.models import RegionalGroup, ReportReason, ReturnReason
from shops.review.services.complaints import report
from shops.review.verdicts import Verdict
from tests.shops.review.conftest import Waiting, again

LISTS = {name: f"/cms/snippets/review/{name}/" for name in ("returnreason", "reportreason", "regionalgroup")}


@pytest.fixture
def admin(curator: Any, settings: Any) -> Client:
    settings.STAFF_MFA_REQUIRED = False
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def reason_of(code: str = "asal", **changes: Any) -> dict[str, Any]:
    said = {"code": code, "name": "Asal tidak jelas", "name_en": "Its origin is unclear", "display_order": 3}
    return {**said, "is_active": "on", "advice": "Sebutkan asalnya.", "advice_en": "Name it.", **changes}


@pytest.mark.parametrize("name", ["returnreason", "reportreason"])
def test_a_reason_is_added_in_both_languages_and_offered_at_once(admin: Client, name: str) -> None:
    model = ReturnReason if name == "returnreason" else ReportReason

    response = admin.post(f"{LISTS[name]}add/", reason_of())

    made = model._default_manager.get(code="asal")
    with translation.override("en"):
        english = str(made)
    assert (response.status_code, str(made), english) == (302, "Asal tidak jelas", "Its origin is unclear")


def test_code_of_a_reason_stays(admin: Client) -> None:
    reason = ReturnReason.objects.get(code="ganda")

    admin.post(f"{LISTS['returnreason']}edit/{reason.pk}/", reason_of("lain-lagi", name="Sudah ada"))

    reason.refresh_from_db()
    assert (reason.code, reason.name) == ("ganda", "Sudah ada")


def test_a_reason_out_of_use_is_not_offered_and_stays_in_the_history(
    admin: Client, desk: Client, waiting: Waiting, curator: Any
) -> None:
    product, other = waiting(), waiting("Brem")
    reason = ReturnReason.objects.get(code="foto-kurang")
    return_product(product=product, by=curator, verdict=Verdict(reasons=[reason]))
    sent = reason_of(reason.code, name=reason.name, name_en=reason.name_en)
    del sent["is_active"]

    admin.post(f"{LISTS['returnreason']}edit/{reason.pk}/", sent)

    offered = desk.get(f"/cms/kurasi/produk/{other.pk}/").content.decode()
    history = desk.get(f"/cms/kurasi/produk/{product.pk}/riwayat/").content.decode()
    assert 'value="foto-kurang"' not in offered
    assert reason.name in history


@pytest.mark.parametrize("name", ["returnreason", "reportreason"])
def test_only_an_unused_reason_is_deleted(admin: Client, waiting: Waiting, curator: Any, name: str) -> None:
    product = waiting()
    used, unused = ReturnReason.objects.all()[:2]
    return_product(product=product, by=curator, verdict=Verdict(reasons=[used]))
    if name == "reportreason":
        used, unused = ReportReason.objects.all()[:2]
        report(shop=product.shop, product=product, reason=used, words="", person="a")

    answers = [admin.post(f"{LISTS[name]}delete/{reason.pk}/") for reason in (used, unused)]
    bulk = f"/cms/bulk/review/{name}/delete/?id={used.pk}"
    admin.post(bulk)

    assert f"{LISTS[name]}delete/" not in admin.get(f"{LISTS[name]}edit/{used.pk}/").content.decode()
    assert [answer.headers["Location"] for answer in answers] == ["/cms/", LISTS[name]]
    kept = type(used)._default_manager.filter(pk__in=[used.pk, unused.pk])
    assert list(kept) == [used]


def test_a_group_that_is_given_a_region_decides_there_at_once(admin: Client, waiting: Waiting) -> None:
    ensure_curation_workflow()
    group, person = Group.objects.create(name="Dinas Madiun"), UserFactory()
    person.groups.add(group)
    product = waiting("Brem", code="35.77")

    sent = {"group": group.pk, "region": "35.77", "kinds": ["product", "report"]}
    response = admin.post(f"{LISTS['regionalgroup']}add/", sent)
    approve_product(product=product, by=person)

    assert response.status_code == 302
    assert again(product).live
    scope = scope_of(person)
    assert [kind for kind in Kind if scope.has(kind)] == [Kind.PRODUCT, Kind.REPORT]
    page = admin.get(LISTS["regionalgroup"]).content.decode()
    assert "Dinas Madiun" in page and "produk, laporan pembeli" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"region": "99.99"}, "pilihan yang valid"),
        ({"region": "'; --\x00"}, "tidak diizinkan"),
        ({"kinds": ["dewa"]}, "pilihan yang valid"),
        ({"region": ""}, "Kelompok ini sudah mengurus seluruh negeri."),
    ],
)
def test_a_wrong_choice_is_told_at_its_field(admin: Client, changes: dict[str, Any], words: str) -> None:
    group = Group.objects.get(name="Kurator")
    before = RegionalGroup.objects.count()

    response = admin.post(f"{LISTS['regionalgroup']}add/", {"group": group.pk, "region": "", **changes})

    assert response.status_code == 200
    assert words in response.content.decode()
    assert RegionalGroup.objects.count() == before


@pytest.mark.parametrize("name", list(LISTS))
def test_lists_are_of_who_was_given_the_right(
    admin: Client, curator: Any, curator_of: Callable[..., Any], name: str
) -> None:
    answers = {}
    for who, person in {"national": curator, "regional": curator_of("33.74")}.items():
        client = Client()
        client.force_login(person)
        answers[who] = client.get(LISTS[name]).status_code == 200

    assert answers == {"national": name != "regionalgroup", "regional": False}
    assert admin.get(LISTS[name]).status_code == 200


@pytest.mark.parametrize("name", list(LISTS))
def test_a_list_costs_the_same_for_few_rows_and_many(admin: Client, name: str) -> None:
    # Wagtail's own; one for the rows, one to count them
    counts = []
    for more in (2, 18):
        for number in range(more):
            ReturnReason.objects.create(code=f"r{more}-{number}", name="x", name_en="x")
            ReportReason.objects.create(code=f"r{more}-{number}", name="x", name_en="x")
            group = Group.objects.create(name=f"{more}-{number}")
            RegionalGroup.objects.create(group=group, region=RegionFactory(code="33.74"))
        admin.get(LISTS[name])
        with CaptureQueriesContext(connection) as queries:
            admin.get(LISTS[name])
        counts.append(len(queries))

    assert counts[0] == counts[1]
