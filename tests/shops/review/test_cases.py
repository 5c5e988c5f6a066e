"""A product's case: it follows the workflow, keeps its place, and remembers who did what."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from catalogue.exceptions import NotSubmitted
from catalogue.models import Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product, withdraw_product
from catalogue.services.drafts import save_draft
from catalogue.services.stock import set_price_and_stock
from shops.curation.exceptions import ReturnNeedsComment
from shops.curation.services import approve_product, return_product
from shops.review.models import Case, ReturnReason, Step
from shops.review.queries import get_product_for_curator, history_of, remarks_for
from shops.review.verdicts import Verdict
from tests.shops.review.conftest import Waiting, again


def steps(product: Product) -> list[str]:
    return [step.what for step in history_of(product)][::-1]


def aged(product: Product, days: int) -> Case:
    """As if it had been submitted so long ago."""
    case = Case.objects.get(product=product)
    case.opened_at = case.waiting_since = timezone.now() - dt.timedelta(days=days)
    case.save()
    return case


@pytest.fixture
def verdict(curator: Any) -> Verdict:
    reason = ReturnReason.objects.get(code="foto-kurang")
    remarks = {"title": "Sebutkan beratnya.", "pictures": "Terlalu gelap."}
    return Verdict(reasons=[reason], words="Tambahkan foto belakang.", remarks=remarks)


def test_approval_closes_the_case_and_counts_how_long_it_waited(waiting: Waiting, curator: Any) -> None:
    product = waiting()
    aged(product, days=3)

    approve_product(product=product, by=curator)

    case = Case.objects.get(product=product)
    decision = case.steps.get(what=Step.What.APPROVED)
    assert (case.state, decision.by) == (Case.State.CLOSED, curator)
    assert abs(decision.waited_seconds - 3 * 86_400) < 60


def test_returned_product_comes_back_to_its_old_place(
    waiting: Waiting, curator: Any, seller: Any, content: ProductContent, verdict: Verdict
) -> None:
    product = waiting()
    opened = aged(product, days=9).opened_at
    return_product(product=product, by=curator, verdict=verdict)

    save_draft(product=again(product), content=replace(content, title="Keripik 100 g"), by=seller)
    submit_product(product=again(product), by=seller)

    case = get_product_for_curator(curator, product.pk).open_case
    assert case and (case.state, case.opened_at) == (Case.State.WAITING, opened)
    assert timezone.now() - case.waiting_since < dt.timedelta(minutes=1)
    assert steps(product) == ["submitted", "returned", "submitted"]


def test_withdrawn_product_gives_up_its_place(waiting: Waiting, seller: Any, curator: Any) -> None:
    product = waiting()
    aged(product, days=9)

    withdraw_product(product=product, by=seller)
    submit_product(product=again(product), by=seller)

    case = get_product_for_curator(curator, product.pk).open_case
    assert case and timezone.now() - case.opened_at < dt.timedelta(minutes=1)
    assert Case.objects.filter(product=product).count() == 2


def test_seller_reads_reasons_words_and_remarks(waiting: Waiting, curator: Any, verdict: Verdict) -> None:
    product = waiting()

    return_product(product=product, by=curator, verdict=verdict)

    told = history_of(product).first()
    assert told and [reason.code for reason in told.reasons.all()] == ["foto-kurang"]
    assert told.words == "Tambahkan foto belakang."
    assert remarks_for(product) == dict(verdict.remarks)


def test_remarks_are_gone_once_they_are_answered(
    waiting: Waiting, curator: Any, seller: Any, verdict: Verdict
) -> None:
    product = waiting()
    return_product(product=product, by=curator, verdict=verdict)

    submit_product(product=again(product), by=seller)

    assert remarks_for(product) == {}


def test_a_second_return_speaks_for_itself(
    waiting: Waiting, curator: Any, seller: Any, verdict: Verdict
) -> None:
    product = waiting()
    return_product(product=product, by=curator, verdict=verdict)
    submit_product(product=again(product), by=seller)

    return_product(product=product, by=curator, verdict=Verdict(remarks={"weight_grams": "Isi beratnya."}))

    assert remarks_for(product) == {"weight_grams": "Isi beratnya."}


def test_return_without_reason_word_or_remark_is_none(waiting: Waiting, curator: Any) -> None:
    product = waiting()

    with pytest.raises(ReturnNeedsComment):
        return_product(product=product, by=curator, verdict=Verdict(words="  "))

    assert steps(product) == ["submitted"]


def test_everybody_concerned_is_written_to_at_each_step(
    waiting: Waiting,
    curator: Any,
    curator_of: Any,
    seller: Any,
    verdict: Verdict,
    django_capture_on_commit_callbacks: Any,
) -> None:
    here, province, elsewhere = curator_of("35.77"), curator_of("35"), curator_of("33.74")
    other_kind = curator_of("35.77", "claim")

    with django_capture_on_commit_callbacks(execute=True):
        product = waiting("Brem", code="35.77")
        return_product(product=product, by=here, verdict=verdict)
        submit_product(product=again(product), by=seller)
        approve_product(product=product, by=here)

    told = {
        person: [message.subject for message in mail.outbox if message.to == [person.email]]
        for person in (seller, here, province, curator, elsewhere, other_kind)
    }
    assert len(told[seller]) == 4  # received, returned, received, approved
    assert len(told[here]) == len(told[province]) == len(told[curator]) == 2
    assert told[elsewhere] == told[other_kind] == []
    returned = next(message.body for message in mail.outbox if "Terlalu gelap." in message.body)
    assert "Tambahkan foto belakang." in returned
    assert "Foto kurang jelas" in returned
    assert "Sebutkan beratnya." in returned


def test_price_and_stock_need_no_review(live: Product, seller: Any, curator: Any) -> None:
    set_price_and_stock(product=live, price=Decimal(20_000), stock=0, by=seller)

    record = live.stockrecords.get()
    assert (record.price, record.num_in_stock) == (20_000, 0)
    assert not Case.objects.exists()
    assert not again(live).has_unpublished_changes


def test_price_changes_while_an_edit_waits(waiting: Waiting, seller: Any, curator: Any) -> None:
    product = waiting()

    set_price_and_stock(product=product, price=Decimal(9_000), stock=1, by=seller)

    assert product.stockrecords.get().price == 9_000
    assert steps(product) == ["submitted"]


def test_what_does_not_wait_cannot_be_returned(live: Product, curator: Any, verdict: Verdict) -> None:
    with pytest.raises(NotSubmitted):
        return_product(product=live, by=curator, verdict=verdict)
