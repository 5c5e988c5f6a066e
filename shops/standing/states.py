"""The states of a shop and the moves between them, as one table."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class ShopState(models.TextChoices):
    """Only an approved shop is public; a closed one is gone for its team as well."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")
    SUSPENDED = "suspended", _("suspended")
    CLOSED = "closed", _("closed")


class ShopMove(models.TextChoices):
    """What can be done to a shop's state."""

    SUBMIT = "submit", _("Submit")
    APPROVE = "approve", _("Approve")
    RETURN = "return", _("Return")
    SUSPEND = "suspend", _("Suspend")
    REINSTATE = "reinstate", _("Reinstate")
    CLOSE = "close", _("Close for good")


@dataclass(frozen=True, slots=True)
class Step:
    """From which states a move leads, where to, and whether it has to say why."""

    before: frozenset[ShopState]
    after: ShopState
    needs_reason: bool = False


STEPS: dict[ShopMove, Step] = {
    ShopMove.SUBMIT: Step(frozenset([ShopState.DRAFT, ShopState.RETURNED]), ShopState.SUBMITTED),
    ShopMove.APPROVE: Step(frozenset([ShopState.SUBMITTED]), ShopState.APPROVED),
    ShopMove.RETURN: Step(frozenset([ShopState.SUBMITTED]), ShopState.RETURNED, needs_reason=True),
    ShopMove.SUSPEND: Step(frozenset([ShopState.APPROVED]), ShopState.SUSPENDED, needs_reason=True),
    ShopMove.REINSTATE: Step(frozenset([ShopState.SUSPENDED]), ShopState.APPROVED),
    ShopMove.CLOSE: Step(frozenset(ShopState) - {ShopState.CLOSED}, ShopState.CLOSED, needs_reason=True),
}

#: The moves of staff; a shop's owner submits and closes.
STAFF_MOVES = (ShopMove.APPROVE, ShopMove.RETURN, ShopMove.SUSPEND, ShopMove.REINSTATE, ShopMove.CLOSE)


def staff_moves_from(state: str) -> list[ShopMove]:
    """What staff may do with a shop in this state, in the order of the table."""
    return [move for move in STAFF_MOVES if state in STEPS[move].before]
