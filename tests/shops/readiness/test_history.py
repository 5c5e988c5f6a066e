"""A year written afterwards: what is attested and computed with a date stands in chart, level and funnel."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from accounts.factories import UserFactory
from shops.curation.scope import EVERYWHERE
from shops.factories import ShopFactory
from shops.models import Partner
from shops.readiness.charts import growth_chart
from shops.readiness.evaluation import ATTESTED
from shops.readiness.exceptions import OutOfOrder
from shops.readiness.funnel import FunnelQuestion, funnel_rows
from shops.readiness.models import Attestation, Level, Snapshot
from shops.readiness.queries import current_requirements, history_of, level_of, readiness_of_shop
from shops.readiness.services.attestations import attest, withdraw_attestation
from shops.readiness.services.recompute import recompute

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(rules: None) -> Partner:
    """Nothing of it is computed yet."""
    found: Partner = ShopFactory(state="submitted")
    Snapshot.objects.all().delete()
    return found


@pytest.fixture
def owner() -> Any:
    return UserFactory()


def attestable(shop: Partner) -> list[str]:
    todo = readiness_of_shop(shop, current_requirements()).todo
    return [item.code for item in todo if item.kind == ATTESTED]


def days_ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def test_each_word_of_a_year_is_a_step_of_the_chart_with_its_date(shop: Partner, owner: Any) -> None:
    recompute(shop_ids=[shop.pk], at=days_ago(365))
    codes = attestable(shop)
    for number, code in enumerate(codes):
        said = days_ago(300 - 30 * number)
        attest(code=code, shop=shop, by=owner, at=said)
        recompute(shop_ids=[shop.pk], at=said)

    history = history_of(shop)

    scores = [row.score for row in history]
    assert len(history) == len(codes) + 1 > 2
    assert scores == sorted(set(scores)) and history[-1].is_current
    assert [(timezone.now() - row.taken_at).days for row in history][:2] == [365, 300]
    assert readiness_of_shop(shop, current_requirements()).score == scores[-1]
    chart = growth_chart(history, current_requirements().levels, timezone.now())
    assert chart is not None and chart.path.count("V") == len(codes)


def test_word_that_is_dated_later_does_not_count_before(shop: Partner, owner: Any) -> None:
    (code, *_rest) = attestable(shop)
    attest(code=code, shop=shop, by=owner, at=days_ago(10))

    recompute(shop_ids=[shop.pk], at=days_ago(20))
    before = history_of(shop)[-1].score
    recompute(shop_ids=[shop.pk], at=days_ago(5))

    assert history_of(shop)[-1].score > before


def test_word_that_was_taken_back_counts_while_it_stood(shop: Partner, owner: Any) -> None:
    (code, *_rest) = attestable(shop)
    attest(code=code, shop=shop, by=owner, at=days_ago(90))
    withdraw_attestation(code=code, shop=shop, by=owner, at=days_ago(30))

    for days in (100, 60, 10):
        recompute(shop_ids=[shop.pk], at=days_ago(days))

    low, high, again = history_of(shop)
    assert low.score == again.score < high.score
    stood = Attestation.objects.get()
    assert (stood.attested_at.date(), stood.withdrawn_at and stood.withdrawn_at.date()) == (
        days_ago(90).date(),
        days_ago(30).date(),
    )


def test_level_and_funnel_follow_the_last_of_the_dated_snapshots(shop: Partner, owner: Any) -> None:
    recompute(shop_ids=[shop.pk], at=days_ago(100))
    start = history_of(shop)[0].score
    for code in attestable(shop):
        attest(code=code, shop=shop, by=owner, at=days_ago(50))
    reached = readiness_of_shop(shop, current_requirements()).score
    ready = Level.objects.create(
        code="uji",
        name="Uji",
        name_en="Test",
        meaning="x",
        meaning_en="x",
        minimum=reached,
        counts_as_ready=True,
    )
    Level.objects.filter(minimum__lt=reached).update(counts_as_ready=False)
    not_yet = funnel_rows(EVERYWHERE, FunnelQuestion())[0].counts

    recompute(shop_ids=[shop.pk], at=days_ago(50))

    now = level_of(shop.pk)
    assert start < reached and now is not None and now.pk == ready.pk
    assert (list(not_yet), list(funnel_rows(EVERYWHERE, FunnelQuestion())[0].counts)) == (
        [1, 0, 0, 0],
        [1, 1, 0, 0],
    )


def test_history_is_written_forwards_only(shop: Partner, owner: Any) -> None:
    recompute(shop_ids=[shop.pk])
    (code, *_rest) = attestable(shop)
    attest(code=code, shop=shop, by=owner, at=days_ago(200))

    with pytest.raises(OutOfOrder):
        recompute(shop_ids=[shop.pk], at=days_ago(100))

    assert Snapshot.objects.filter(shop=shop).count() == 1
