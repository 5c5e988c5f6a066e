"""Two people at the same moment: one does it and the other is told. Each race is run with its guard, and
without it to show that the race is one.

The first stops where it has judged and not yet written; the second then comes, and the first goes on when the
second has done, or waits for a lock of the first.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from wagtail.models import AbstractGroupApprovalTask

from accounts.factories import UserFactory
from catalogue.exceptions import CatalogueError
from catalogue.models import Product
from catalogue.services.curation import submit_product, withdraw_product
from shops.claims import cms as claims_cms
from shops.curation import models as task
from shops.curation import together
from shops.curation.services import approve_product, ensure_curator_group, return_product
from shops.review.kinds import Kind
from shops.review.models import Batch, Complaint, Report, ReportReason, Step, Taking
from shops.review.queries import colleagues_for
from shops.review.services import complaints, imports, takings
from shops.standing import services as standing
from tests.races import PATIENCE, begin, skip_without_two_writers
from tests.shops.review.conftest import Waiting, again
from tests.shops.review.test_imports import approve_sample, batch, handed, rest_of
from tests.shops.review.test_takings_of_kinds import KINDS, MAKERS, decide

__all__ = ["batch", "handed"]

Call = Callable[[], Any]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
with_and_without = pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "unguarded"])


@pytest.fixture(autouse=True)
def two_writers(postgres_url: str) -> None:
    skip_without_two_writers()


class Meeting:
    """Stops the first call of a function until the second person has come."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch, self.judged, self.go_on = monkeypatch, threading.Event(), threading.Event()

    def stop_at(self, owner: Any, name: str) -> None:
        original = getattr(owner, name)

        def held(*args: Any, **kwargs: Any) -> Any:
            if not self.judged.is_set():
                self.judged.set()
                assert self.go_on.wait(PATIENCE)
            return original(*args, **kwargs)

        self.monkeypatch.setattr(owner, name, held)

    def of(self, first: Call, second: Call) -> list[str]:
        """How both fared: "done", or the name of the error that told them."""
        ahead = begin(first)
        assert self.judged.wait(PATIENCE)
        behind = begin(second)
        while not behind.done() and not _somebody_waits_for_a_lock():
            time.sleep(0.01)
        self.go_on.set()
        return [_told(ahead), _told(behind)]


def _told(person: Future[Any]) -> str:
    error = person.exception(PATIENCE)
    if error and not isinstance(error, CatalogueError):
        raise error
    return type(error).__name__ if error else "done"


def _somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> Meeting:
    return Meeting(monkeypatch)


@pytest.fixture
def colleague(curator: Any) -> Any:
    person = UserFactory()
    person.groups.add(ensure_curator_group())
    return person


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> Call:
    """Lets curators decide without holding the product's row."""
    return lambda: monkeypatch.setattr(task, "lock_product", again)


@with_and_without
def test_of_two_who_decide_one_decides_and_the_other_is_told(
    waiting: Waiting, curator: Any, colleague: Any, meeting: Meeting, without_lock: Call, guarded: bool
) -> None:
    product = waiting()
    if not guarded:
        without_lock()
    meeting.stop_at(AbstractGroupApprovalTask, "on_action")

    told = meeting.of(
        lambda: approve_product(product=again(product), by=curator),
        lambda: return_product(product=again(product), by=colleague, comment="Belum."),
    )

    decisions = Step.objects.filter(what__in=Step.DECISIONS).count()
    assert (told, decisions) == ((["done", "AlreadyDecided"], 1) if guarded else (["done", "done"], 2))


@with_and_without
def test_a_colleague_does_not_return_what_is_being_approved_with_others(
    waiting: Waiting,
    curator: Any,
    colleague: Any,
    meeting: Meeting,
    monkeypatch: pytest.MonkeyPatch,
    guarded: bool,
) -> None:
    products = [waiting(), waiting("Brem")]
    if not guarded:
        monkeypatch.setattr(
            together, "lock_products", lambda keys: list(Product.objects.filter(pk__in=keys).order_by("pk"))
        )
    meeting.stop_at(together, "finish_workflows")

    told = meeting.of(
        lambda: together.approve_products(products=products, by=curator),
        lambda: return_product(product=again(products[1]), by=colleague, comment="Belum."),
    )

    decisions = Step.objects.filter(what__in=Step.DECISIONS).count()
    assert (told, decisions) == ((["done", "AlreadyDecided"], 2) if guarded else (["done", "done"], 3))


@with_and_without
def test_a_seller_does_not_take_back_what_is_being_decided(
    waiting: Waiting, curator: Any, seller: Any, meeting: Meeting, without_lock: Call, guarded: bool
) -> None:
    product = waiting()
    if not guarded:
        without_lock()
    meeting.stop_at(AbstractGroupApprovalTask, "on_action")

    def back_and_in_again() -> None:
        withdraw_product(product=product, by=seller)
        submit_product(product=again(product), by=seller)

    told = meeting.of(lambda: approve_product(product=again(product), by=curator), back_and_in_again)

    was_taken_back = Step.objects.filter(what=Step.What.WITHDRAWN).exists()
    assert (told, was_taken_back) == (
        (["done", "NotSubmitted"], False) if guarded else (["done", "done"], True)
    )
    assert again(product).live


@pytest.fixture
def constraint_off(db: None) -> Iterator[Call]:
    """Lets two people have one entry, until the test has ended."""
    constraint = next(one for one in Taking._meta.constraints if one.name == "entry_taken_by_one")
    dropped = []

    def drop() -> None:
        with connection.schema_editor() as editor:
            editor.remove_constraint(Taking, constraint)
        dropped.append(constraint)

    yield drop
    if dropped:
        Taking.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Taking, constraint)


@pytest.mark.parametrize("kind", [Kind.PRODUCT, *KINDS])
@with_and_without
def test_of_two_who_take_one_has_it(
    kind: Kind,
    waiting: Waiting,
    seller: Any,
    curator: Any,
    colleague: Any,
    meeting: Meeting,
    monkeypatch: pytest.MonkeyPatch,
    constraint_off: Call,
    guarded: bool,
) -> None:
    key = (waiting() if kind == Kind.PRODUCT else MAKERS[kind](seller)).pk
    if not guarded:
        constraint_off()
        monkeypatch.setattr(takings, "lock_subject", lambda kind, key: None)
    meeting.stop_at(takings, "_note")

    told = meeting.of(
        lambda: takings.take(kind=kind, key=key, by=curator),
        lambda: takings.take(kind=kind, key=key, by=colleague),
    )

    takers = Taking.objects.count()
    assert (told, takers) == ((["done", "TakenByColleague"], 1) if guarded else (["done", "done"], 2))


@with_and_without
def test_what_is_being_decided_is_not_handed_over(
    waiting: Waiting,
    curator: Any,
    colleague: Any,
    meeting: Meeting,
    monkeypatch: pytest.MonkeyPatch,
    guarded: bool,
) -> None:
    product = waiting()
    takings.take(kind=Kind.PRODUCT, key=product.pk, by=curator)
    if not guarded:
        monkeypatch.setattr(takings, "lock_subject", lambda kind, key: None)
    meeting.stop_at(AbstractGroupApprovalTask, "on_action")

    told = meeting.of(
        lambda: approve_product(product=again(product), by=curator),
        lambda: takings.hand_over(
            kind=Kind.PRODUCT,
            key=product.pk,
            by=curator,
            to=colleague,
            colleagues=colleagues_for(product),
        ),
    )

    assert told == (["done", "NotTaken"] if guarded else ["done", "done"])
    assert again(product).live


@pytest.mark.parametrize("kind", KINDS)
@with_and_without
def test_nothing_of_any_kind_is_handed_over_while_it_is_being_decided(
    kind: Kind,
    curator: Any,
    colleague: Any,
    seller: Any,
    meeting: Meeting,
    monkeypatch: pytest.MonkeyPatch,
    guarded: bool,
) -> None:
    entry = MAKERS[kind](seller)
    takings.take(kind=kind, key=entry.pk, by=curator)
    if not guarded:
        monkeypatch.setattr(takings, "lock_subject", lambda kind, key: None)
    # Between the judgement that the curator has it and the moment in which nobody has it any more.
    meeting.stop_at({Kind.CLAIM: claims_cms, Kind.SHOP: standing, Kind.REPORT: complaints}[kind], "forget")

    told = meeting.of(
        lambda: decide(kind, entry, curator),
        lambda: takings.hand_over(
            kind=kind, key=entry.pk, by=curator, to=colleague, colleagues=colleagues_for(entry)
        ),
    )

    assert told == (["done", "NotTaken"] if guarded else ["done", "done"])
    assert not Taking.objects.exists()


@with_and_without
def test_what_is_edited_while_an_import_is_approved_is_not_approved_with_it(
    batch: Batch, curator: Any, meeting: Meeting, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    approve_sample(batch, curator)
    product = rest_of(batch)[0].product
    if not guarded:
        monkeypatch.setattr(imports, "lock_import", lambda batch: Batch.objects.get(pk=batch.pk))
    meeting.stop_at(imports, "approve_products")
    was_live = []

    def edit() -> None:
        draft = product.get_latest_revision_as_object()
        draft.title = "Lain sama sekali"
        draft.save_revision(user=curator)
        was_live.append(again(product).live)

    told = meeting.of(lambda: imports.approve_rest(batch=batch, by=curator), edit)

    # With the lock the edit comes after the approval, as a draft of a live product; without it, before.
    assert (told, was_live, again(product).live) == (["done", "done"], [guarded], True)


def report_by(product: Product, person: str) -> Call:
    reason = ReportReason.objects.get(code="palsu")
    return lambda: complaints.report(
        shop=product.shop, product=product, reason=reason, words="Tiruan.", person=person
    )


@with_and_without
def test_a_complaint_is_raised_once(
    waiting: Waiting, curator: Any, meeting: Meeting, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    product = waiting()
    for person in ("a", "b"):
        report_by(product, person)()
    if not guarded:
        monkeypatch.setattr(complaints, "lock_open", complaints._open_complaint)
    mail.outbox.clear()
    meeting.stop_at(complaints, "count_person")

    told = meeting.of(report_by(product, "c"), report_by(product, "d"))

    letters = [message for message in mail.outbox if "orang melaporkan" in message.subject]
    people = Complaint.objects.get().people
    assert told == ["done", "done"]
    assert (people, len(letters)) == ((4, 1) if guarded else (3, 2))


@with_and_without
def test_a_report_is_not_lost_in_a_complaint_that_is_being_closed(
    waiting: Waiting, curator: Any, meeting: Meeting, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    product = waiting()
    complaint = report_by(product, "a")()
    if not guarded:
        monkeypatch.setattr(complaints, "lock_open", complaints._open_complaint)
    meeting.stop_at(complaints, "forget")

    told = meeting.of(
        lambda: complaints.close_complaint(
            complaint=complaint, outcome="unfounded", words="Asli.", by=curator
        ),
        report_by(product, "b"),
    )

    is_open = Report.objects.get(person="b").complaint.closed_at is None
    assert (told, is_open) == (["done", "done"], guarded)
