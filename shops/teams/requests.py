"""Requests to join a business by its NIB. Whoever asks hears the same whether or not the number is known."""

import datetime as dt
import logging
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from shops.letters import send_letter
from shops.locks import lock_shop
from shops.models import Partner, ShopMembership
from shops.standing.queries import owners_of
from shops.teams.exceptions import AlreadyAnswered, TooManyRequests
from shops.teams.models import JoinRequest
from shops.teams.queries import shop_with_nib
from shops.teams.services import add_member

logger = logging.getLogger(__name__)

#: A person has one business, or two; whoever asks for more numbers is guessing.
MOST_IN_A_DAY = 5


@transaction.atomic
def request_to_join(*, nib: str, user: Any) -> None:
    """Note the wish to join the business with this NIB, and tell its owners if there is one.

    Returns nothing, for whoever asks must not learn whether there is. Raises TooManyRequests.
    """
    refuse_guessing(user)
    shop = shop_with_nib(nib)
    if shop is not None:
        shop = lock_shop(shop.pk)
    if shop and ShopMembership.objects.filter(shop=shop, user=user).exists():
        return
    request, fresh = JoinRequest.objects.get_or_create(
        nib=nib, user=user, state=JoinRequest.State.PENDING, defaults={"shop": shop}
    )
    logger.info("asked to join", extra={"request": request.pk, "by": user.pk})
    if fresh and shop:
        _tell_owners(request, shop)


def refuse_guessing(user: Any) -> None:
    """Raise TooManyRequests when the person has asked for as many numbers as a day allows.

    The person's row is locked, so that questions asked at once are counted one after the other.
    """
    get_user_model().objects.select_for_update(no_key=True).get(pk=user.pk)
    day = timezone.now() - dt.timedelta(days=1)
    if JoinRequest.objects.filter(user=user, created_at__gt=day).count() >= MOST_IN_A_DAY:
        raise TooManyRequests


def attach_requests(*, shop: Partner) -> None:
    """Bring those who asked for this NIB before the shop was here to its owner."""
    waiting = JoinRequest.objects.filter(nib=shop.nib, shop=None, state=JoinRequest.State.PENDING)
    for request in waiting.exclude(user__shop_memberships__shop=shop).select_related("user"):
        request.shop = shop
        request.save(update_fields=["shop"])
        _tell_owners(request, shop)


@transaction.atomic
def accept_request(*, request: JoinRequest, role: str, by: Any) -> ShopMembership:
    """Take the person into the team. Raises AlreadyAnswered."""
    answered = _answer(request, JoinRequest.State.ACCEPTED, by)
    assert answered.shop is not None  # noqa: S101  (only requests for a shop that is known are decided)
    member = add_member(shop=answered.shop, user=answered.user, role=role)
    context = {"shop": answered.shop, "member": member}
    send_letter(name="join_accepted", to=[answered.user.email], context=context)
    _tell_owners_of_answer(answered, by, member)
    return member


@transaction.atomic
def refuse_request(*, request: JoinRequest, by: Any) -> None:
    """Turn the person away; the letter names no shop. Raises AlreadyAnswered."""
    answered = _answer(request, JoinRequest.State.REFUSED, by)
    send_letter(name="join_refused", to=[answered.user.email], context={"nib": answered.nib})
    _tell_owners_of_answer(answered, by)


def _answer(request: JoinRequest, state: JoinRequest.State, by: Any) -> JoinRequest:
    shop = lock_shop(request.shop_id or 0)
    fresh = JoinRequest.objects.select_related("user").get(pk=request.pk)
    if fresh.state != JoinRequest.State.PENDING:
        raise AlreadyAnswered
    fresh.shop, fresh.state = shop, state
    fresh.decided_by, fresh.decided_at = by, timezone.now()
    fresh.save(update_fields=["state", "decided_by", "decided_at"])
    logger.info("join request answered", extra={"request": fresh.pk, "state": state, "by": by.pk})
    return fresh


def _tell_owners_of_answer(answered: JoinRequest, by: Any, member: ShopMembership | None = None) -> None:
    """Where the office answered in their place."""
    assert answered.shop is not None  # noqa: S101  (`_answer` has set it)
    owners = [owner for owner in owners_of(answered.shop) if owner.pk != answered.user_id]
    if by.pk not in {owner.pk for owner in owners}:
        context = {"shop": answered.shop, "request": answered, "member": member}
        send_letter(name="join_settled", to=[owner.email for owner in owners], context=context)


def _tell_owners(request: JoinRequest, shop: Partner) -> None:
    addresses = [owner.email for owner in owners_of(shop)]
    send_letter(name="join_request", to=addresses, context={"shop": shop, "request": request})
