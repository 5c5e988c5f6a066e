"""Keeping the index true to the database."""

from __future__ import annotations

import datetime as dt
import fcntl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from catalogue.factories import ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Product
from search import queries, services
from search.contract import Filters, IndexState, SearchRequest
from search.engines import get_engine, maintained_engines
from search.exceptions import IndexMissing
from search.models import PendingChange
from search.queries import index_status, search, suggest
from search.services import drain, index_products, indexing_paused, rebuild_index
from shops.factories import RegionFactory, ShopFactory

pytestmark = pytest.mark.django_db


def found(words: str) -> list[int]:
    return search(SearchRequest(words=words)).product_ids


def waiting() -> int:
    """How many changes the embedded engine has yet to take; other engines have their own."""
    return PendingChange.objects.filter(engine="embedded").count()


def test_a_change_is_found_once_it_commits(
    build_index: Callable[[], int], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    build_index()

    with django_capture_on_commit_callbacks(execute=True):
        product = ProductFactory(title="Brem Madiun")

    assert found("brem") == [product.pk]
    assert waiting() == 0


def test_a_change_of_the_shop_reaches_its_products(
    build_index: Callable[[], int], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    product = ProductFactory(title="Brem Madiun")
    build_index()
    assert found("brem") == [product.pk]

    with django_capture_on_commit_callbacks(execute=True):
        product.shop.state = "suspended"
        product.shop.save()

    assert found("brem") == []


def test_a_deleted_product_is_gone(
    build_index: Callable[[], int], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    product = ProductFactory(title="Brem Madiun")
    build_index()

    with django_capture_on_commit_callbacks(execute=True):
        product.delete()

    assert found("brem") == []


def test_a_change_that_never_commits_leaves_no_trace(build_index: Callable[[], int]) -> None:
    build_index()

    with pytest.raises(RuntimeError), transaction.atomic():
        ProductFactory(title="Brem Madiun")
        raise RuntimeError

    assert waiting() == 0


def test_a_process_that_dies_after_the_commit_loses_nothing(build_index: Callable[[], int]) -> None:
    build_index()
    product = ProductFactory(title="Brem Madiun")  # the commit's callbacks never run in this test
    assert found("brem") == []

    drain(engine="embedded")

    assert found("brem") == [product.pk]
    assert waiting() == 0


def test_what_a_dead_process_left_is_indexed_by_the_next_ones_first_search(
    build_index: Callable[[], int], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    build_index()
    product = ProductFactory(title="Brem Madiun")  # its commit's callbacks never run
    queries._last_look.days.clear()  # as in a process that has just started

    with django_capture_on_commit_callbacks(execute=True):
        before = found("brem")

    assert before == []
    assert found("brem") == [product.pk]
    assert waiting() == 0


def test_a_rebuild_takes_waiting_changes_along(build_index: Callable[[], int]) -> None:
    product = ProductFactory(title="Brem Madiun")
    assert waiting() > 0

    count = rebuild_index(engine="embedded")

    assert count == 1
    assert found("brem") == [product.pk]
    assert waiting() == 0


def test_only_rows_that_were_read_are_deleted(
    build_index: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index()
    product = ProductFactory(title="Brem")
    engine = get_engine("embedded")
    update = type(engine).update
    changed_meanwhile: list[int] = []

    def update_while_it_changes(self, *changes):  # type: ignore[no-untyped-def]
        update(self, *changes)
        if not changed_meanwhile:
            changed_meanwhile.append(1)
            Product.objects.filter(pk=product.pk).update(title="Wingko", description="")
            index_products(product_ids=[product.pk])

    monkeypatch.setattr(type(engine), "update", update_while_it_changes)
    drain(engine="embedded")

    assert found("wingko") == [product.pk]
    assert found("brem") == []


def test_where_claims_alone_changed_the_rest_is_not_read_again(
    build_index: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    product = ProductFactory(title="Brem")
    build_index()
    read: list[int] = []
    monkeypatch.setattr(services, "documents_of", lambda ids: iter(read.extend(ids) or ()))

    ClaimFactory(product=product)
    ClaimFactory(shop=product.shop, product=None, kind=ClaimKindFactory(nib=True))
    drain(engine="embedded")

    assert found("brem") == [product.pk]
    for kind in ("halal", "nib"):
        assert search(SearchRequest(filters=Filters(klaim=(kind,)))).product_ids == [product.pk]
    assert read == []
    assert not PendingChange.objects.exists()


@pytest.mark.parametrize("first", ["words", "claims"])
@pytest.mark.parametrize("rows", [1, 10])
def test_a_change_of_words_and_one_of_claims_are_both_indexed(
    build_index: Callable[[], int], monkeypatch: pytest.MonkeyPatch, first: str, rows: int
) -> None:
    monkeypatch.setattr(services, "_ROWS_PER_WRITE", rows)
    product = ProductFactory(title="Brem")
    build_index()

    if first == "claims":
        ClaimFactory(product=product)
    product.title, product.description = "Wingko", ""
    product.save()
    if first == "words":
        ClaimFactory(product=product)
    drain(engine="embedded")

    wingko = SearchRequest(words="wingko", filters=Filters(klaim=("halal",)))
    assert search(wingko).product_ids == [product.pk]
    assert found("brem") == []


@pytest.mark.parametrize("rows", [1, 10])
def test_claims_do_not_bring_a_hidden_product_back(
    build_index: Callable[[], int], monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(services, "_ROWS_PER_WRITE", rows)
    product = ProductFactory(title="Brem")
    build_index()

    ClaimFactory(product=product)
    product.live = False
    product.save()
    ClaimFactory(product=product, kind=ClaimKindFactory(code="sni"))
    drain(engine="embedded")

    assert found("brem") == []
    assert not PendingChange.objects.exists()


def test_a_process_that_dies_before_the_outbox_is_emptied_writes_the_same_again(
    build_index: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    product = ProductFactory(title="Brem")
    build_index()
    ClaimFactory(product=product)

    def dies(**kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(services.index_changed, "send", dies)
        drain(engine="embedded")
    drain(engine="embedded")

    assert search(SearchRequest(filters=Filters(klaim=("halal",)))).product_ids == [product.pk]
    assert not PendingChange.objects.exists()


def test_while_the_index_is_being_written_changes_wait(
    build_index: Callable[[], int], index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index()
    monkeypatch.setattr(get_engine("embedded"), "_patience", 0.1)
    product = ProductFactory(title="Brem")

    with (index_folder / "writer.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        drain(engine="embedded")
        left = waiting()
    drain(engine="embedded")

    assert left > 0
    assert found("brem") == [product.pk]


def test_many_changes_made_together_are_indexed_once(
    build_index: Callable[[], int],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    build_index()

    with django_capture_on_commit_callbacks(execute=True) as callbacks, indexing_paused():
        for _ in range(5):
            ProductFactory(title="Brem")

    by_search = [task for task in map(_task_of, callbacks) if task == "search.tasks.index_pending"]
    assert len(by_search) == len(maintained_engines())
    assert len(found("brem")) == 5


def _task_of(callback: Any) -> str:
    """The task that a callback enqueues; other rooms enqueue theirs as well."""
    return str(callback.func.__self__.module_path)


def test_a_missing_index_of_a_small_catalogue_is_built_by_the_first_search(index_folder: Path) -> None:
    product = ProductFactory(title="Brem")

    assert found("brem") == [product.pk]


def test_an_older_index_builds_itself_anew(build_index: Callable[[], int], index_folder: Path) -> None:
    product = ProductFactory(title="Brem")
    build_index()
    about = index_folder / (index_folder / "current").read_text() / "about.json"
    about.write_text('{"schema": 0}')
    get_engine("embedded")._reader._close()

    assert index_status().state is IndexState.OUTDATED
    assert found("brem") == [product.pk]
    assert index_status().is_ready


def test_a_large_catalogue_is_not_indexed_inside_a_request(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ProductFactory()
    monkeypatch.setattr(services, "SMALL_CATALOGUE", 1)

    with pytest.raises(IndexMissing) as caught:
        found("brem")

    assert "manage.py rebuild_search" in caught.value.message
    assert "rebuild_search" in caplog.text
    assert suggest("bre") == ()
    assert index_status().state is IndexState.MISSING


def test_a_large_catalogue_is_left_to_a_worker_where_there_is_one(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    ProductFactory()
    asked: list[str] = []
    monkeypatch.setattr(services, "SMALL_CATALOGUE", 1)
    monkeypatch.setattr(services, "ImmediateBackend", type("AnotherBackend", (), {}))
    monkeypatch.setattr(
        type(services.tasks.rebuild_engine), "enqueue", lambda task, engine: asked.append(engine)
    )

    for _ in range(3):
        with pytest.raises(IndexMissing):
            found("brem")

    assert asked == ["embedded"]


def test_lapsed_claims_are_hidden_at_once_and_mended_on_the_first_search_of_the_day(
    build_index: Callable[[], int], monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    product = ProductFactory(title="Brem")
    ClaimFactory(product=product, expires_on=timezone.localdate())
    build_index()
    halal = SearchRequest(filters=Filters(klaim=("halal",)))
    assert search(halal).product_ids == [product.pk]
    tomorrow = timezone.now() + dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)

    with django_capture_on_commit_callbacks(execute=True):
        after = search(halal)

    assert after.product_ids == []
    assert get_engine("embedded").lapsed() == ()


def test_a_claim_leaves_the_search_at_midnight_of_its_shop(
    build_index: Callable[[], int], monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    last_day = timezone.localdate() + dt.timedelta(days=3)
    products = {}
    for code in ("33.74", "91.71"):
        shop = ShopFactory(region=RegionFactory(code=code))
        products[code] = ProductFactory(title="Brem", shop=shop)
        ClaimFactory(product=products[code], shop=shop, expires_on=last_day)
    build_index()
    half_past_eleven = timezone.make_aware(dt.datetime.combine(last_day, dt.time(23, 30)))
    monkeypatch.setattr(timezone, "now", lambda: half_past_eleven)

    with django_capture_on_commit_callbacks(execute=True):
        found_late = search(SearchRequest(filters=Filters(klaim=("halal",))))

    assert found_late.product_ids == [products["33.74"].pk]
    assert get_engine("embedded").lapsed() == ()


def test_kind_of_claim_that_staff_take_out_of_use_neither_filters_nor_counts_until_it_is_back(
    build_index: Callable[[], int],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    tkdn = ClaimKindFactory(tkdn=True)
    product = ProductFactory(title="Brem")
    ClaimFactory(product=product, kind=tkdn, value=45)
    build_index()

    def found_and_counted() -> tuple[list[int], list[str]]:
        view = search(SearchRequest(words="brem"))
        bands = [choice.value for facet in view.facets if facet.name == "tkdn" for choice in facet.choices]
        return search(SearchRequest(filters=Filters(tkdn=("40",)))).product_ids, bands

    def use(is_active: bool) -> None:
        tkdn.is_active = is_active
        with django_capture_on_commit_callbacks(execute=True):
            tkdn.save()

    before = found_and_counted()
    use(False)
    during = found_and_counted()
    use(True)

    assert before == found_and_counted()
    assert before[0] == [product.pk] and "40" in before[1]
    assert during[0] == [] and "40" not in during[1]
