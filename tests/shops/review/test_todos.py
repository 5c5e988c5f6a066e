"""What a curator decided about reports reaches the seller's to-do list, and leaves it when answered."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.models import Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import save_draft
from shops.curation.services import approve_product
from shops.factories import MembershipFactory
from shops.models import ShopMembership
from shops.review.models import Complaint, ReportReason
from shops.review.services.complaints import close_complaint, report
from shops.review.services.reasons import load_reasons
from tests.shops.review.conftest import again

Outcome = Complaint.Outcome
WORDS = "Foto kedua diambil dari toko lain. Ganti dengan foto sendiri."


@pytest.fixture
def reason(db: None) -> ReportReason:
    load_reasons()
    return ReportReason.objects.get(code="palsu")


@pytest.fixture
def home(live: Product, seller: Any) -> Client:
    """The owner of the live product's shop, signed in."""
    MembershipFactory(shop=live.shop, user=seller, role=ShopMembership.Role.OWNER)
    client = Client()
    client.force_login(seller)
    return client


def decided(
    subject: Product, reason: ReportReason, curator: Any, outcome: str, of_shop: bool = False
) -> Complaint:
    product = None if of_shop else subject
    complaint = report(
        shop=subject.shop, product=product, reason=reason, words="Ada di toko Melati.", person="seseorang"
    )
    return close_complaint(complaint=complaint, outcome=outcome, words=WORDS, by=curator)


def page_of(client: Client, product: Product) -> str:
    return client.get(f"/penjual/{product.shop.slug}/").content.decode()


@pytest.mark.parametrize("outcome", [Outcome.MENDED, Outcome.HIDDEN])
def test_seller_reads_the_curators_words_and_is_led_to_the_product(
    home: Client, live: Product, reason: ReportReason, curator: Any, outcome: str
) -> None:
    decided(live, reason, curator, outcome)

    page = page_of(home, live)

    assert WORDS in page
    assert f'class="todo" href="/penjual/{live.shop.slug}/produk/{live.pk}/"' in page
    assert "Melati" not in page  # what a reporter wrote is for curators


@pytest.mark.parametrize("outcome", [Outcome.UNFOUNDED, Outcome.PASSED_ON])
def test_decision_without_anything_to_mend_is_not_told(
    home: Client, live: Product, reason: ReportReason, curator: Any, outcome: str
) -> None:
    decided(live, reason, curator, outcome)

    assert WORDS not in page_of(home, live)


def test_open_reports_are_not_told(home: Client, live: Product, reason: ReportReason) -> None:
    before = page_of(home, live)

    report(shop=live.shop, product=live, reason=reason, words="Ada di toko Melati.", person="seseorang")

    assert page_of(home, live).count("Melati") == 0
    assert page_of(home, live).count('class="todo"') == before.count('class="todo"')


def test_report_about_the_shop_leads_to_its_profile_for_a_month(
    home: Client, live: Product, reason: ReportReason, curator: Any
) -> None:
    complaint = decided(live, reason, curator, Outcome.MENDED, of_shop=True)

    page = page_of(home, live)
    Complaint.objects.filter(pk=complaint.pk).update(closed_at=timezone.now() - dt.timedelta(days=31))

    assert f'class="todo" href="/penjual/{live.shop.slug}/profil/"' in page
    assert WORDS in page
    assert WORDS not in page_of(home, live)


def test_answer_takes_it_off_while_it_waits_and_once_it_is_public(
    home: Client,
    live: Product,
    reason: ReportReason,
    curator: Any,
    seller: Any,
    content: ProductContent,
) -> None:
    decided(live, reason, curator, Outcome.HIDDEN)
    save_draft(product=again(live), content=replace(content, description="Dengan foto sendiri."), by=seller)
    drafted = page_of(home, live)

    submit_product(product=again(live), by=seller)
    waiting = page_of(home, live)
    approve_product(product=again(live), by=curator)

    assert WORDS in drafted
    assert WORDS not in waiting
    assert WORDS not in page_of(home, live)


def test_colleague_who_may_not_edit_is_not_asked(live: Product, reason: ReportReason, curator: Any) -> None:
    colleague = MembershipFactory(shop=live.shop, role=ShopMembership.Role.VIEWER).user
    decided(live, reason, curator, Outcome.MENDED)
    client = Client()
    client.force_login(colleague)

    assert WORDS not in page_of(client, live)


def test_many_decisions_cost_what_two_cost(
    home: Client, live: Product, reason: ReportReason, curator: Any, django_assert_max_num_queries: Any
) -> None:
    # 1 session, 2 user, 3 shop with role, 4 and 5 what was handed in, 6 products by state, 7 decisions on
    # reports; readiness, claims, team, holiday and frame come on top
    page_of(home, live)
    for total in (2, 20):
        while Complaint.objects.count() < total:
            decided(live, reason, curator, Outcome.MENDED)
        with django_assert_max_num_queries(15):
            page = page_of(home, live)

    assert page.count(WORDS) == 5
