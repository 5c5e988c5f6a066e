"""Taking an entry of the queue, putting it back, handing it over to a colleague."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from shops.letters import send_letter
from shops.review.exceptions import NotInCharge, NotTaken, NotWaiting, TakenByColleague
from shops.review.kinds import Kind, subjects_of
from shops.review.models import Case, Step, Taking

#: What of each kind stands in the queue.
WAITS: dict[str, Q] = {
    Kind.PRODUCT: Q(cases__state=Case.State.WAITING),
    Kind.SHOP: Q(state="submitted"),
    Kind.CLAIM: Q(state="submitted"),
    Kind.REPORT: Q(closed_at=None),
}


@transaction.atomic
def take(*, kind: Kind, key: int, by: Any) -> Taking:
    """Take an entry; taking one's own again changes nothing. Raises NotWaiting and TakenByColleague."""
    lock_subject(kind, key)
    require_waiting(kind, key)
    try:
        with transaction.atomic():
            taking = Taking.objects.create(kind=kind, object_id=key, by=by, at=timezone.now())
    except IntegrityError:
        present = Taking.objects.select_related("by").filter(kind=kind, object_id=key).first()
        if present is None:  # put back in this very moment: the next try finds it free
            raise NotTaken from None
        if present.by_id != by.pk:
            raise TakenByColleague(present.by) from None
        return present
    _note(kind, key, Step.What.TAKEN, by=by)
    return taking


def take_many(*, entries: Iterable[tuple[Kind, int]], by: Any) -> int:
    """Take these, each by itself; answers with how many `by` has now. What is not free is passed over."""
    taken = 0
    for kind, key in entries:
        try:
            take(kind=kind, key=key, by=by)
            taken += 1
        except (NotTaken, NotWaiting, TakenByColleague):
            continue
    return taken


@transaction.atomic
def release(*, kind: Kind, key: int, by: Any) -> None:
    """Put an entry back. Raises NotTaken unless `by` has it."""
    lock_subject(kind, key)
    freed, _rows = Taking.objects.filter(kind=kind, object_id=key, by=by).delete()
    if not freed:
        raise NotTaken
    _note(kind, key, Step.What.RELEASED, by=by)


@transaction.atomic
def hand_over(*, kind: Kind, key: int, by: Any, to: Any, colleagues: Any) -> None:
    """Give an entry to a colleague, one of `colleagues`: those who may decide on it. They get a letter.

    Raises NotTaken unless `by` has it, and NotInCharge.
    """
    if not colleagues.filter(pk=to.pk).exists():
        raise NotInCharge
    lock_subject(kind, key)
    changed = Taking.objects.filter(kind=kind, object_id=key, by=by).update(by=to, at=timezone.now())
    if not changed:
        raise NotTaken
    _note(kind, key, Step.What.HANDED_OVER, by=by, to=to)
    if to.email:
        what = subjects_of(kind).get(pk=key)
        send_letter(name="handed_over", to=[to.email], context={"what": what, "by": by})


def lock_subject(kind: Kind, key: int) -> None:
    """Hold the row that a decision on the entry holds, so that nobody hands over what is being decided."""
    rows = subjects_of(kind).select_for_update(no_key=True).order_by("pk")
    rows.filter(pk=key).values_list("pk", flat=True).first()


def require_waiting(kind: Kind, key: int) -> None:
    """Raise NotWaiting for what has left the queue: a page of it may be old."""
    rows = subjects_of(kind).filter(WAITS[kind], pk=key)
    if not rows.exists():
        raise NotWaiting


def require_free(*, kind: Kind, key: int, by: Any) -> None:
    """Raise TakenByColleague when somebody else has the entry; a superuser passes."""
    require_all_free(kind=kind, keys=[key], by=by)


def require_all_free(*, kind: Kind, keys: Iterable[int], by: Any) -> None:
    """Raise TakenByColleague when somebody else has one of these entries; a superuser passes."""
    takings = Taking.objects.select_related("by").filter(kind=kind, object_id__among=list(keys))
    taking = takings.exclude(by=by).order_by("object_id").first()
    if taking is not None and not by.is_superuser:
        raise TakenByColleague(taking.by)


def forget(*, kind: Kind, key: int) -> None:
    """The entry is decided: nobody has it any more."""
    forget_all(kind=kind, keys=[key])


def forget_all(*, kind: Kind, keys: Iterable[int]) -> None:
    """The entries are decided: nobody has them any more."""
    Taking.objects.filter(kind=kind, object_id__among=list(keys)).delete()


def _note(kind: Kind, key: int, what: Step.What, *, by: Any, to: Any = None) -> None:
    """A product's history says who had it; other kinds have a history of their own."""
    if kind != Kind.PRODUCT:
        return
    case = Case.objects.exclude(state=Case.State.CLOSED).filter(product=key).first()
    if case is not None:
        case.steps.create(what=what, by=by, to=to, at=timezone.now())
