"""Every change of a shop's state: checked and logged under the lock of its row, told after commit."""

import logging
from typing import Any

from django.db import transaction

from catalogue.claims.stated import submit_stated_number
from shops.curation.exceptions import HandedInAnew
from shops.curation.scope import addresses_of_curators
from shops.letters import send_letter
from shops.locks import lock_shop
from shops.models import Partner
from shops.review.kinds import Kind
from shops.review.services.takings import forget, require_free
from shops.standing.exceptions import MoveNotAllowed, ReasonMissing
from shops.standing.models import ShopStateChange
from shops.standing.queries import history_of, owners_of
from shops.standing.states import STEPS, ShopMove, ShopState

logger = logging.getLogger(__name__)

#: Moves by which a shop leaves the curators' queue.
DECISIONS = frozenset([ShopMove.APPROVE, ShopMove.RETURN])
#: Moves that the owners hear of by mail when somebody else made them.
TOLD = frozenset(ShopMove) - {ShopMove.SUBMIT}


@transaction.atomic
def enter_shop(*, shop: Partner, by: Any) -> Partner:
    """Keep a new shop as a draft, as staff write one down who sit with its owner; its history begins."""
    shop.state = ShopState.DRAFT
    shop.save()
    log_state(shop=shop, before="", by=by)
    return shop


@transaction.atomic
def submit_shop(*, shop: Partner, by: Any) -> Partner:
    """Hand a new or returned shop to the office, and with it the claim by which a curator verifies its NIB.

    Raises MoveNotAllowed.
    """
    submitted = move_shop(shop=shop, move=ShopMove.SUBMIT, by=by)
    submit_stated_number(shop=submitted, code="nib", number=submitted.nib, by=by)
    _tell_that_it_has_come(submitted, by)
    return submitted


def approve_shop(*, shop: Partner, by: Any, reason: str = "") -> Partner:
    """Let the public see a submitted shop. Raises MoveNotAllowed."""
    return move_shop(shop=shop, move=ShopMove.APPROVE, by=by, reason=reason)


def return_shop(*, shop: Partner, by: Any, reason: str) -> Partner:
    """Send a submitted shop back, in words its owner can act on. Raises MoveNotAllowed, ReasonMissing."""
    return move_shop(shop=shop, move=ShopMove.RETURN, by=by, reason=reason)


def suspend_shop(*, shop: Partner, by: Any, reason: str) -> Partner:
    """Hide an approved shop and all its products at once. Raises MoveNotAllowed, ReasonMissing."""
    return move_shop(shop=shop, move=ShopMove.SUSPEND, by=by, reason=reason)


def reinstate_shop(*, shop: Partner, by: Any, reason: str = "") -> Partner:
    """Bring a suspended shop back with all its products. Raises MoveNotAllowed."""
    return move_shop(shop=shop, move=ShopMove.REINSTATE, by=by, reason=reason)


def close_shop(*, shop: Partner, by: Any, reason: str) -> Partner:
    """Close a shop for good; its history stays. Raises MoveNotAllowed, ReasonMissing."""
    return move_shop(shop=shop, move=ShopMove.CLOSE, by=by, reason=reason)


@transaction.atomic
def move_shop(
    *, shop: Partner, move: ShopMove, by: Any, reason: str = "", seen: int | None = None
) -> Partner:
    """Take one move of the table `STEPS` and return the shop as it is now.

    The state is judged under the row's lock, so of two people deciding at once one decides and the other
    gets MoveNotAllowed. `seen` is the key of the last change that the one who decides knows of: after another
    one they get HandedInAnew. Raises ReasonMissing, and TakenByColleague where another curator has taken it.
    """
    step, reason = STEPS[move], reason.strip()
    locked = lock_shop(shop.pk)
    before = ShopState(locked.state)
    if before not in step.before:
        raise MoveNotAllowed(state=before, move=move)
    if step.needs_reason and not reason:
        raise ReasonMissing
    if seen is not None and seen != history_of(locked).values_list("pk", flat=True).first():
        raise HandedInAnew
    if before == ShopState.SUBMITTED and move in DECISIONS:
        require_free(kind=Kind.SHOP, key=locked.pk, by=by)
        forget(kind=Kind.SHOP, key=locked.pk)
    locked.state = step.after
    locked.save(update_fields=["state", "updated_at"])  # its signal takes products off, or puts them on
    log_state(shop=locked, before=before, by=by, reason=reason)
    if move in TOLD:
        _tell_owners(locked, move, reason, by)
    return locked


def log_state(*, shop: Partner, before: str, by: Any, reason: str = "") -> ShopStateChange:
    """Note that the shop came into its present state; `before` is empty for a new shop."""
    logger.info("shop moved", extra={"shop": shop.pk, "before": before, "after": shop.state, "by": by.pk})
    return ShopStateChange.objects.create(shop=shop, before=before, after=shop.state, by=by, reason=reason)


def _tell_that_it_has_come(shop: Partner, by: Any) -> None:
    """To who handed it in, a receipt; to the curators of its region, that it waits, its NIB with it."""
    if by.email:
        send_letter(name="shop_received", to=[by.email], context={"shop": shop})
    curators = addresses_of_curators(shop.region_id, Kind.SHOP)
    send_letter(name="shop_waiting", to=curators, context={"shop": shop})


def _tell_owners(shop: Partner, move: ShopMove, reason: str, by: Any) -> None:
    addresses = [owner.email for owner in owners_of(shop) if owner.pk != by.pk]
    send_letter(name=f"shop_{move.value}", to=addresses, context={"shop": shop, "reason": reason})
