"""Officers of programmes and finance read the reports of their regions, and decide on nothing there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.factories import UserFactory
from catalogue.models import Product
from catalogue.services.curation import submit_product
from shops.curation.scope import (
    EVERYWHERE,
    NOWHERE,
    addresses_of_curators,
    groups_covering,
    reading_scope_of,
    scope_of,
)
from shops.curation.services import (
    FINANCE_OFFICERS,
    PROGRAMME_OFFICERS,
    ensure_officer_groups,
    return_product,
)
from shops.factories import RegionFactory, ShopFactory
from shops.review.kinds import Kind
from shops.review.models import RegionalGroup
from tests.shops.officers import officers_of

pytestmark = pytest.mark.django_db
CuratorOf = Callable[..., Any]
FUNNEL, BUSINESSES = "/cms/kesiapan/", "/cms/kesiapan/usaha/"
REPORT, ROWS, QUEUE = "/cms/kurasi/rekap/", "/cms/kurasi/rekap/baris/", "/cms/kurasi/"


@pytest.fixture
def officer() -> Any:
    """Of Kota Semarang."""
    person = UserFactory()
    person.groups.add(officers_of("33.74"))
    return person


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_groups_of_a_new_site_read_of_the_whole_country_and_decide_nowhere() -> None:
    groups = ensure_officer_groups()
    again = ensure_officer_groups()

    assert [group.name for group in groups] == [PROGRAMME_OFFICERS, FINANCE_OFFICERS]
    assert again == groups and RegionalGroup.objects.count() == 2
    person = UserFactory()
    person.groups.set(groups)
    assert (scope_of(person), bool(scope_of(person))) == (NOWHERE, False)
    assert reading_scope_of(person) == EVERYWHERE
    codes = {f"{right.content_type.app_label}.{right.codename}" for right in groups[0].permissions.all()}
    assert codes == {"wagtailadmin.access_admin"}


def test_regions_that_staff_chose_for_the_officers_stay() -> None:
    ensure_officer_groups()
    RegionalGroup.objects.update(region=RegionFactory(code="35.77"))

    ensure_officer_groups()

    assert set(RegionalGroup.objects.values_list("region", flat=True)) == {"35.77"}


def test_an_officer_reads_the_funnel_of_the_own_region_alone(officer: Any) -> None:
    ShopFactory(name="Lumpia Jaya", region=RegionFactory(code="33.74"))
    ShopFactory(name="Brem Wilis", region=RegionFactory(code="35.77"))

    pages = [signed_in(officer).get(address) for address in (FUNNEL, BUSINESSES)]

    assert [page.status_code for page in pages] == [200, 200]
    assert "Lumpia Jaya" in pages[1].text and "Brem Wilis" not in pages[1].text
    assert sum(pages[0].context["total"][0][:1]) == 1


def test_an_officer_reads_the_curation_report_and_its_rows_without_ways_to_decide(
    officer: Any, draft: Product, seller: Any, curator: Any
) -> None:
    submit_product(product=draft, by=seller)
    return_product(product=draft, by=curator, comment="Foto buram.")
    client = signed_in(officer)

    report, rows = client.get(REPORT), client.get(ROWS)

    assert (report.status_code, rows.status_code) == (200, 200)
    assert draft.title in rows.text and "Foto buram." in rows.text
    for page in (report, rows):
        assert reverse("curation:product", args=[draft.pk]) not in page.text
        assert f'href="{QUEUE}"' not in page.text
    assert reverse("curation:product", args=[draft.pk]) in signed_in(curator).get(ROWS).text


def test_an_officer_finds_no_queue_and_nothing_to_decide(
    officer: Any, draft: Product, seller: Any, curator: Any
) -> None:
    submit_product(product=draft, by=seller)
    client = signed_in(officer)

    answers = {
        address: client.get(address).status_code
        for address in (QUEUE, f"/cms/kurasi/produk/{draft.pk}/", f"/cms/toko/{draft.shop_id}/keputusan/")
    }
    menu = client.get("/cms/").text

    assert set(answers.values()) == {404}
    assert QUEUE + '"' not in menu and REPORT in menu and FUNNEL in menu


def test_officers_are_in_charge_of_nothing_and_told_of_nothing(officer: Any) -> None:
    assert groups_covering("33.74", Kind.PRODUCT) == []
    assert addresses_of_curators("33.74", Kind.REPORT) == []


def test_a_curator_who_reads_of_more_regions_decides_in_the_own_alone(curator_of: CuratorOf) -> None:
    person = curator_of("35.77")
    person.groups.add(officers_of("33.74"))

    assert scope_of(person).covers("35.77") and not scope_of(person).covers("33.74")
    assert reading_scope_of(person).covers("35.77") and reading_scope_of(person).covers("33.74")


def test_both_scopes_cost_one_query(officer: Any) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert reading_scope_of(officer) and not scope_of(officer)

    assert len(queries) == 1


def test_staff_make_a_group_of_officers_in_the_cms(officer: Any) -> None:
    admin = signed_in(UserFactory(is_superuser=True, is_staff=True))
    group = Group.objects.create(name="Petugas Madiun")
    RegionFactory(code="35.77")

    admin.post(
        reverse("wagtailsnippets_review_regionalgroup:add"),
        {"group": group.pk, "region": "35.77", "reports_only": "on"},
    )

    assert RegionalGroup.objects.get(group=group).reports_only
    assert list(group.permissions.values_list("codename", flat=True)) == ["access_admin"]


def test_first_page_of_the_cms_leads_to_the_reports_and_to_no_queue(officer: Any) -> None:
    page = signed_in(officer).get("/cms/").text

    for address in (FUNNEL, REPORT):
        assert f'class="button" href="{address}"' in page
    assert f'href="{QUEUE}"' not in page
