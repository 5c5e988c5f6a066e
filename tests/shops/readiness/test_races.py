"""Recounts that meet each other, or an edit: one snapshot is current, and it is of the last state."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import IntegrityError

from catalogue.factories import ProductFactory
from catalogue.models import Product
from catalogue.services.reference import load_reference_data
from shops.readiness.models import PendingCheck, Snapshot
from shops.readiness.queries import readiness_of_product
from shops.readiness.reference import load_requirements
from shops.readiness.services import recompute as recomputing
from shops.readiness.services import snapshots
from shops.readiness.services.pending import drain
from shops.readiness.services.recompute import recompute
from shops.readiness.services.snapshots import Subject
from tests.races import at_once, errors_among, skip_without_two_writers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def product() -> Product:
    load_reference_data()
    load_requirements()
    found: Product = ProductFactory(weight_grams=None)
    recompute(product_ids=[found.pk])
    PendingCheck.objects.all().delete()
    return found


def together(*acts: Callable[[], Any]) -> list[Exception]:
    """Do all at once; what they raised."""
    return errors_among(at_once(*acts, may_raise=Exception))


def now_of(product: Product) -> Snapshot:
    return Snapshot.objects.get(product=product, is_current=True)


def test_two_recounts_at_once_keep_one_snapshot_of_the_change(product: Product) -> None:
    Product.objects.update(weight_grams=250)
    before = Snapshot.objects.filter(product=product).count()

    errors = together(*[lambda: recompute(product_ids=[product.pk])] * 4)

    assert errors == []
    assert Snapshot.objects.filter(product=product).count() == before + 1
    assert now_of(product).score == readiness_of_product(product).score


def test_two_drains_at_once_leave_nothing_and_agree_with_the_product(product: Product) -> None:
    Product.objects.update(weight_grams=250)
    PendingCheck.objects.bulk_create([PendingCheck(product_id=product.pk) for _number in range(20)])

    errors = together(drain, drain)

    assert errors == [] and not PendingCheck.objects.exists()
    assert now_of(product).score == readiness_of_product(product).score


def test_an_edit_during_a_recount_is_counted_by_the_next(product: Product) -> None:
    """The edit notes itself in its own transaction, so a recount that read before it is not the last one."""

    def edit() -> None:
        found = Product.objects.get(pk=product.pk)
        found.weight_grams = 250
        found.save()

    errors = together(edit, lambda: recompute(product_ids=[product.pk]))
    drain()

    assert errors == [] and not PendingCheck.objects.exists()
    assert now_of(product).score == readiness_of_product(Product.objects.get(pk=product.pk)).score


@pytest.mark.services  # it asks for PostgreSQL
def test_without_holding_the_shop_two_recounts_collide(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows that the tests above see the race: with the guard off, both replace the same snapshot."""
    skip_without_two_writers()
    Product.objects.update(weight_grams=250)
    gate, read = threading.Barrier(2, timeout=20), snapshots._current

    def read_together(subjects: Sequence[Subject]) -> dict[Subject, Snapshot]:
        found = read(subjects)
        if any(product_pk is not None for _shop, product_pk in subjects):
            gate.wait()
        return found

    monkeypatch.setattr(recomputing, "_hold", lambda shop_ids: None)
    monkeypatch.setattr(snapshots, "_current", read_together)

    errors = together(*[lambda: recompute(product_ids=[product.pk])] * 2)

    assert [type(error) for error in errors] == [IntegrityError]
