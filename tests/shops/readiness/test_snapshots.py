"""Snapshots: one for every change, none for the same again, computed once the change is committed."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from accounts.factories import UserFactory
from catalogue.claims.services import verify_claim
from catalogue.factories import ClaimFactory, ProductFactory
from catalogue.models import Category, ClaimKind, Product
from catalogue.services.stock import set_price_and_stock
from media.factories import ImageFactory
from shops.factories import ShopFactory
from shops.models import Partner
from shops.readiness.exceptions import OutOfOrder
from shops.readiness.models import PendingCheck, Requirement, Snapshot
from shops.readiness.queries import level_of
from shops.readiness.services import pending
from shops.readiness.services.pending import drain
from shops.readiness.services.recompute import recompute, recompute_everything
from shops.readiness.signals import levels_changed

pytestmark = pytest.mark.django_db
Committed = Callable[..., AbstractContextManager[list[Any]]]


@pytest.fixture
def product(rules: None) -> Product:
    """A product of a food shop, with nothing pending."""
    category = Category.objects.get(full_slug="makanan/camilan")
    made: Product = ProductFactory(category=category, stock__num_in_stock=None)
    drain()
    return made


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Committed:
    """What is done inside is committed, and the tasks started by it have run."""

    @contextmanager
    def commit() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return commit


def snapshots(product: Product) -> list[Snapshot]:
    return list(Snapshot.objects.filter(product=product))


def test_first_look_keeps_a_snapshot_and_the_second_none(product: Product) -> None:
    again = recompute(product_ids=[product.pk])

    shops = Snapshot.objects.filter(shop=product.shop, product=None)
    assert (again.products, again.changed_products, again.shops, again.changed_shops) == (1, 0, 1, 0)
    assert [(row.is_current, row.is_complete) for row in snapshots(product)] == [(True, False)]
    assert shops.count() == 1


def test_change_keeps_one_more_and_only_the_last_is_current(product: Product, committed: Committed) -> None:
    with committed():
        set_price_and_stock(
            product=product, price=product.stockrecords.get().price, stock=5, by=UserFactory()
        )

    first, second = snapshots(product)
    assert (first.is_current, second.is_current) == (False, True)
    assert second.score > first.score
    assert second.dimensions["distribution"] == 100
    assert not PendingCheck.objects.exists()


def test_claim_that_is_verified_counts_at_once(product: Product, committed: Committed) -> None:
    kind = ClaimKind.objects.get(code="halal")
    claim = ClaimFactory(product=product, kind=kind, state="submitted", number="ID35110000012345678")
    drain()
    before = snapshots(product)[-1]

    with committed():
        verify_claim(claim=claim, by=UserFactory())

    assert snapshots(product)[-1].score > before.score


def test_claim_of_a_shop_without_products_counts_too(rules: None, committed: Committed) -> None:
    shop = ShopFactory(state="draft")
    drain()

    with committed():
        ClaimFactory(product=None, shop=shop, kind=ClaimKind.objects.get(code="nib"))

    scores = list(Snapshot.objects.filter(shop=shop).values_list("score", flat=True))
    assert len(scores) == 2
    assert scores[1] > scores[0]


def test_new_shop_and_changed_profile_are_looked_at(rules: None, committed: Committed) -> None:
    with committed():
        shop = ShopFactory(address="")
    with committed():
        shop.address, shop.logo = "Jl. Melati 12", ImageFactory()
        shop.save()

    first, second = Snapshot.objects.filter(shop=shop)
    assert second.score > first.score


def test_shop_is_looked_at_again_when_a_product_goes(product: Product, committed: Committed) -> None:
    Snapshot.objects.filter(product=product).update(dimensions={"capacity": 100})
    recompute(shop_ids=[product.shop_id])

    with committed():
        Product.objects.get(pk=product.pk).delete()

    last = Snapshot.objects.filter(shop=product.shop_id, product=None).last()
    assert last is not None
    assert last.dimensions["capacity"] == 0


def test_changed_requirement_moves_everybody(product: Product, committed: Committed) -> None:
    requirement = Requirement.objects.get(code="product-price")
    before = snapshots(product)[-1]

    with committed():
        requirement.weight = 90
        requirement.save()

    assert snapshots(product)[-1].score > before.score
    assert not PendingCheck.objects.exists()


def test_nothing_is_kept_while_no_requirements_are_loaded(db: None, committed: Committed) -> None:
    with committed():
        ProductFactory()

    assert not Snapshot.objects.exists()
    assert not PendingCheck.objects.exists()


def test_large_change_inside_a_request_leaves_the_rest_for_later(
    rules: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pending, "MOST_IN_A_REQUEST", 2)
    monkeypatch.setattr(pending, "_ROWS_AT_A_TIME", 2)
    PendingCheck.objects.all().delete()
    shop = ShopFactory()
    for _number in range(4):
        ProductFactory(shop=shop, stock=False)

    seen = drain()

    assert seen == 2
    assert PendingCheck.objects.exists()
    assert "recompute_readiness" in caplog.text
    assert recompute_everything().products == 4
    assert not PendingCheck.objects.exists()


def test_what_a_slower_transaction_notes_is_not_taken_for_computed(rules: None) -> None:
    product = ProductFactory(stock=False)
    newest = PendingCheck.objects.latest("pk").pk
    PendingCheck.objects.filter(pk=newest - 1).delete()
    slower: list[int] = []

    def commits_now(sender: type, **kwargs: Any) -> None:
        if not slower:
            slower.append(PendingCheck.objects.create(pk=newest - 1, product_id=product.pk).pk)

    levels_changed.connect(commits_now)
    try:
        recompute_everything()
    finally:
        levels_changed.disconnect(commits_now)

    assert PendingCheck.objects.filter(pk__in=slower).exists()
    assert not PendingCheck.objects.filter(pk=newest).exists()


def test_changed_requirements_of_a_large_catalogue_wait_for_the_command(
    product: Product, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(pending, "MOST_IN_A_REQUEST", 0)
    pending.note_everything()

    in_request = drain()
    settings.TASKS_BACKEND = "database"
    by_worker = drain()

    assert (in_request, by_worker) == (0, 2)


def test_snapshot_can_be_dated_and_history_goes_forwards(rules: None) -> None:
    now = timezone.now()
    product = ProductFactory(category=Category.objects.get(full_slug="makanan/camilan"))
    claim = ClaimFactory(product=product, kind=ClaimKind.objects.get(code="halal"))
    type(claim).objects.filter(pk=claim.pk).update(reviewed_at=now - dt.timedelta(days=100))

    for days in (200, 150, 50):
        recompute(product_ids=[product.pk], at=now - dt.timedelta(days=days))

    rows = [(now - row.taken_at, row.dimensions["product-legality"]) for row in snapshots(product)]
    assert [age.days for age, _score in rows] == [200, 50]
    Product.objects.filter(pk=product.pk).update(weight_grams=5)
    with pytest.raises(OutOfOrder):
        recompute(product_ids=[product.pk], at=now - dt.timedelta(days=60))


def test_clock_that_is_put_back_stops_no_recount(product: Product, committed: Committed) -> None:
    ahead = timezone.now() + dt.timedelta(hours=1)
    Snapshot.objects.filter(product=product).update(taken_at=ahead)

    with committed():
        set_price_and_stock(product=product, price=15_000, stock=5, by=UserFactory())

    first, second = snapshots(product)
    assert (first.is_current, second.is_current, second.taken_at) == (False, True, ahead)


def test_only_a_changed_level_is_told(product: Product, committed: Committed) -> None:
    told: list[list[int]] = []

    def listen(sender: type, shop_ids: list[int], **kwargs: Any) -> None:
        told.append(shop_ids)

    levels_changed.connect(listen)
    shop = product.shop
    with committed():
        shop.address = "Jl. Melati 12"
        shop.save()
    quiet = list(told)
    with committed():
        for code in ("nib", "npwp", "merek"):
            ClaimFactory(product=None, shop=shop, kind=ClaimKind.objects.get(code=code))
        Partner.objects.filter(pk=shop.pk).update(
            logo=ImageFactory(), cover=ImageFactory(), phone="+6281200000000", employees=3
        )
    levels_changed.disconnect(listen)

    level = level_of(shop.pk)
    assert quiet == []
    assert told == [[shop.pk]]
    assert level is not None
    assert level.code == "tumbuh"


def test_recomputing_costs_the_same_for_two_and_for_twenty(rules: None) -> None:
    # 2 requirements, levels; 1 owners; 1 shops held; products: 9 facts, 1 snapshots, 2 writes;
    # shops: 6 facts, 1 snapshots, 2 writes; 2 savepoints of each of three transactions
    counts = []
    for total in (2, 20):
        while Product.objects.count() < total:
            ProductFactory()
        Snapshot.objects.all().delete()
        ids = list(Product.objects.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as queries:
            recompute(product_ids=ids)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 32


def test_command_reports_and_fails_without_requirements(product: Product) -> None:
    out = StringIO()
    Product.objects.update(weight_grams=250)

    call_command("recompute_readiness", json=True, stdout=out)
    call_command("recompute_readiness", stdout=out)

    report, sentence = out.getvalue().splitlines()
    assert {key: value for key, value in json.loads(report).items() if key != "seconds"} == {
        "products": 1,
        "shops": 1,
        "changed_products": 1,
        "changed_shops": 0,
    }
    assert "changed: 0 products, 0 shops" in sentence
    Requirement.objects.all().delete()
    with pytest.raises(CommandError, match="setup_site"):
        call_command("recompute_readiness")
