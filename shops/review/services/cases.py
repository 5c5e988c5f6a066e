"""Keeps a product's case in step with Wagtail's workflow: called for every submission and decision."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from catalogue.models import Product
from shops.review.kinds import Kind
from shops.review.models import Batch, Case, Remark, Step
from shops.review.services.samples import replace_in_sample
from shops.review.services.takings import forget, forget_all
from shops.review.verdicts import Verdict


def note_submission(*, product: Product, by: Any, batch: Batch | None = None) -> Case:
    """Open a case, or put the one that came back into its old place."""
    now = timezone.now()
    case = _open_case(product)
    if case is None:
        case = Case.objects.create(
            product=product, shop_id=product.shop_id, opened_at=now, waiting_since=now, batch=batch
        )
    elif case.state == Case.State.RETURNED:
        case.state, case.waiting_since = Case.State.WAITING, now
        case.save(update_fields=["state", "waiting_since"])
    else:  # the workflow's next step: it waits on
        return case
    case.steps.create(what=Step.What.SUBMITTED, by=by, at=now)
    return case


def note_submissions(*, products: Sequence[Product], by: Any) -> None:
    """A case for each product that was handed in: `note_submission` for many."""
    now = timezone.now()
    keys = [product.pk for product in products]
    there = Case.objects.exclude(state=Case.State.CLOSED).filter(product__among=keys)
    known = set(there.order_by().values_list("product_id", flat=True))
    opened = Case.objects.bulk_create(
        Case(product=product, shop_id=product.shop_id, opened_at=now, waiting_since=now)
        for product in products
        if product.pk not in known
    )
    for product in products:
        if product.pk in known:
            note_submission(product=product, by=by)
    Step.objects.bulk_create(Step(case=case, what=Step.What.SUBMITTED, by=by, at=now) for case in opened)


def note_return(*, product: Product, by: Any, verdict: Verdict) -> None:
    """The product goes back to its seller with what the curator says; its place is kept."""
    case = _open_case(product)
    if case is None:
        return
    step = _decide(case, Step.What.RETURNED, by=by, words=verdict.words)
    step.reasons.set(verdict.reasons)
    Remark.objects.bulk_create(
        Remark(step=step, field=field, words=words) for field, words in verdict.remarks.items()
    )
    case.state = Case.State.RETURNED
    case.save(update_fields=["state"])
    if case.is_sample and case.batch_id:
        Batch.objects.filter(pk=case.batch_id, stopped_at=None).update(stopped_at=timezone.now())


def note_approval(*, product: Product, by: Any, words: str = "", is_sampled: bool = False) -> None:
    """The product is public: the case is closed."""
    case = _open_case(product)
    if case is not None:
        _decide(case, Step.What.APPROVED, by=by, words=words, is_sampled=is_sampled)
        _close(case)


def note_approvals(*, products: Sequence[Product], by: Any, is_sampled: bool = False) -> None:
    """These products are public: their cases are closed. `note_approval` for many, without words."""
    now, keys = timezone.now(), [product.pk for product in products]
    cases = list(Case.objects.exclude(state=Case.State.CLOSED).filter(product__among=keys))
    forget_all(kind=Kind.PRODUCT, keys=keys)
    Step.objects.bulk_create(
        Step(
            case=case,
            what=Step.What.APPROVED,
            by=by,
            at=now,
            waited_seconds=_waited(case, now),
            is_sampled=is_sampled,
        )
        for case in cases
    )
    Case.objects.filter(pk__among=[case.pk for case in cases]).update(state=Case.State.CLOSED, closed_at=now)


def note_withdrawal(*, product: Product, by: Any) -> None:
    """The seller takes it back: the place in the queue is given up."""
    case = _open_case(product)
    if case is not None:
        case.steps.create(what=Step.What.WITHDRAWN, by=by, at=timezone.now())
        _close(case)
        if case.is_sample:
            replace_in_sample(case)
        forget(kind=Kind.PRODUCT, key=product.pk)


def _open_case(product: Product) -> Case | None:
    """The case that is not closed; its product's row is locked by whoever decides."""
    return Case.objects.exclude(state=Case.State.CLOSED).filter(product=product).first()


def _decide(case: Case, what: Step.What, *, by: Any, words: str, is_sampled: bool = False) -> Step:
    now = timezone.now()
    waited = _waited(case, now)
    forget(kind=Kind.PRODUCT, key=case.product_id)
    return case.steps.create(
        what=what, by=by, at=now, waited_seconds=waited, words=words.strip(), is_sampled=is_sampled
    )


def _waited(case: Case, now: dt.datetime) -> int:
    """Seconds since it was handed in last."""
    return max(0, round((now - case.waiting_since).total_seconds()))


def _close(case: Case) -> None:
    case.state, case.closed_at = Case.State.CLOSED, timezone.now()
    case.save(update_fields=["state", "closed_at"])
