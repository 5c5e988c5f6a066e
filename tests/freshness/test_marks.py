"""Marks, and the shortest way of asking for those of a kept page."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from catalogue.factories import ProductFactory
from freshness import shortcut
from freshness.models import Change
from freshness.queries import mark_together, marks_of, marks_of_products, together
from freshness.services import note_changes
from tests.races import at_once

SHOWN = ("frame", "product:1", "shop:1")
PLAIN = shortcut.Statement(
    "test_changes", "SELECT subject FROM freshness_change WHERE subject = ANY(CAST($1 AS text[]))"
)


@pytest.mark.django_db
def test_mark_differs_after_every_change_and_only_then() -> None:
    note_changes(["product:1"])
    before = marks_of(SHOWN)

    note_changes(["product:1", "product:2"])
    after = marks_of(SHOWN)

    assert {subject for subject in SHOWN if before[subject] != after[subject]} == {"product:1"}


@pytest.mark.django_db
def test_mark_differs_when_an_older_change_is_committed_last_while_another_is_swept_away() -> None:
    """The number of rows and the newest key are the same before and after: only the sum tells."""
    first, late, newest = Change.objects.bulk_create([Change(subject="product:1") for _ in range(3)])
    Change.objects.filter(pk=late.pk).delete()  # not committed yet
    before = marks_of(SHOWN), mark_together(SHOWN)

    first.delete()
    Change.objects.create(pk=late.pk, subject="product:1")

    assert newest.pk > late.pk
    assert marks_of(SHOWN)["product:1"] != before[0]["product:1"]
    assert mark_together(SHOWN) != before[1]


@pytest.mark.django_db
def test_marks_together_are_what_is_asked_for_together() -> None:
    note_changes(["product:1", "product:1", "frame", "product:2"])

    asked = mark_together(SHOWN)

    assert asked == together(marks_of(SHOWN).values())
    assert mark_together(("shop:9",)) == together(marks_of(("shop:9",)).values())


@pytest.fixture
def on_postgresql(transactional_db: None) -> Iterator[None]:
    """Outside a transaction, as a request for a kept page is."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no statements that a connection keeps.")
    connection.ensure_connection()
    connection.health_check_done = True
    yield
    connection.close()


@pytest.fixture
def in_the_usual_way(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Closes the shortcut from here on."""
    return lambda: monkeypatch.setattr(shortcut, "_is_open", lambda connection: False)


@pytest.mark.services
@pytest.mark.usefixtures("on_postgresql")
def test_shortcut_gives_what_the_usual_way_gives(in_the_usual_way: Callable[[], None]) -> None:
    products = [ProductFactory(), ProductFactory()]
    note_changes(["frame", "shop:1", *(f"product:{product.pk}" for product in products)])
    ids = [*(product.pk for product in products), 999_999]

    def told() -> list[object]:
        return [
            marks_of(SHOWN),
            mark_together(SHOWN),
            mark_together(["shop:0"]),
            marks_of_products(ids, SHOWN),
        ]

    with CaptureQueriesContext(connection):
        expected = told()
    quick, opened = told(), shortcut.ask(PLAIN, SHOWN)
    in_the_usual_way()

    assert opened is not None
    assert quick == expected == told()
    assert set(marks_of_products(ids)[0]) == {product.pk for product in products}


@pytest.mark.services
@pytest.mark.usefixtures("on_postgresql")
def test_shortcut_sees_what_another_connection_has_committed() -> None:
    note_changes(["product:1", "frame"])
    before = shortcut.ask(PLAIN, SHOWN)

    at_once(lambda: note_changes(["product:1"]))

    assert sorted(before) == [("frame",), ("product:1",)]
    assert sorted(shortcut.ask(PLAIN, SHOWN)) == [("frame",), ("product:1",), ("product:1",)]


@pytest.mark.services
@pytest.mark.usefixtures("on_postgresql")
def test_shortcut_prepares_its_statements_again_on_a_new_connection() -> None:
    note_changes(["frame"])
    first = shortcut.ask(PLAIN, SHOWN)

    connection.close()
    connection.ensure_connection()

    assert first == [("frame",)]
    assert shortcut.ask(PLAIN, SHOWN) == first


@pytest.mark.services
@pytest.mark.usefixtures("on_postgresql")
def test_shortcut_is_closed_where_it_would_go_past_something(monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction.atomic():
        inside = shortcut.ask(PLAIN, SHOWN)
    with CaptureQueriesContext(connection) as queries:
        logged = mark_together(SHOWN)
    with connection.execute_wrapper(lambda execute, *asked: execute(*asked)):
        wrapped = shortcut.ask(PLAIN, SHOWN)
    connection.health_check_done = False
    rested = shortcut.ask(PLAIN, SHOWN)
    connection.health_check_done = True
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    pooled = shortcut.ask(PLAIN, SHOWN)

    assert [inside, wrapped, rested, pooled] == [None] * 4
    assert (len(queries), logged) == (1, mark_together(SHOWN))


@pytest.mark.services
@pytest.mark.usefixtures("on_postgresql")
def test_statement_that_the_connection_has_lost_is_asked_for_in_the_usual_way_and_prepared_again() -> None:
    note_changes(["frame"])
    expected = mark_together(SHOWN)
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")

    in_the_usual_way = mark_together(SHOWN)

    assert in_the_usual_way == expected
    assert shortcut.ask(PLAIN, SHOWN) == [("frame",)]


@pytest.mark.services
@pytest.mark.usefixtures("on_postgresql")
def test_connection_that_has_ended_is_left_to_the_usual_way() -> None:
    shortcut.ask(PLAIN, SHOWN)
    connection.connection.close()

    assert shortcut.ask(PLAIN, SHOWN) is None


@pytest.mark.django_db
def test_rows_that_no_page_shows_are_deleted_without_being_read() -> None:
    note_changes(["product:1", "product:2"])

    with CaptureQueriesContext(connection) as queries:
        Change.objects.all().delete()

    assert [query["sql"].split()[0] for query in queries] == ["DELETE"]
