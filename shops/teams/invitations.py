"""Invitations by mail: a token that only its receiver has, for a while, for one use."""

import datetime as dt
import hashlib
import logging
import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from shops.letters import send_letter
from shops.locks import lock_shop
from shops.models import Partner, ShopMembership
from shops.teams.exceptions import (
    AlreadyAnswered,
    AlreadyInTeam,
    InvitationForSomeoneElse,
    InvitationNotValid,
    TooManyInvitations,
)
from shops.teams.models import Invitation
from shops.teams.queries import open_invitations
from shops.teams.services import add_member

logger = logging.getLogger(__name__)

VALID_FOR = dt.timedelta(days=14)
#: So long the same invitation counts as a button pressed twice: no second letter kills the first link.
SAME_FOR = dt.timedelta(minutes=1)
TOKEN_BYTES = 32
MOST_OPEN = 20
MOST_IN_A_DAY = 30


@transaction.atomic
def invite(*, shop: Partner, email: str, role: str, by: Any) -> Invitation:
    """Offer a place in the team to an address; a new invitation takes the place of an open one.

    The very same within a minute is the one that is on its way. Raises AlreadyInTeam and TooManyInvitations.
    """
    locked, email = lock_shop(shop.pk), email.strip().lower()
    if ShopMembership.objects.filter(shop=locked, user__email=email).exists():
        raise AlreadyInTeam
    a_moment_ago = timezone.now() - SAME_FOR
    same = open_invitations(locked).filter(email=email, role=role, created_at__gt=a_moment_ago).first()
    if same is not None:
        return same
    open_invitations(locked).filter(email=email).update(state=Invitation.State.CANCELLED)
    _refuse_spam(locked)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        shop=locked,
        email=email,
        role=role,
        token_digest=digest_of(token),
        invited_by=by,
        expires_at=timezone.now() + VALID_FOR,
    )
    context = {"invitation": invitation, "shop": locked, "token": token, "days": VALID_FOR.days}
    send_letter(name="invitation", to=[email], context=context)
    logger.info("invited", extra={"shop": locked.pk, "invitation": invitation.pk, "by": by.pk})
    return invitation


@transaction.atomic
def cancel_invitation(*, invitation: Invitation, by: Any) -> None:
    """Take an invitation back: its link no longer works. Raises AlreadyAnswered."""
    lock_shop(invitation.shop_id)
    changed = Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.PENDING).update(
        state=Invitation.State.CANCELLED
    )
    if not changed:
        raise AlreadyAnswered
    logger.info("invitation cancelled", extra={"invitation": invitation.pk, "by": by.pk})


@transaction.atomic
def accept_invitation(*, token: str, user: Any) -> ShopMembership:
    """Take the place that the token offers. Raises InvitationNotValid and InvitationForSomeoneElse."""
    shop = lock_shop(find_invitation(token).shop_id)
    invitation = find_invitation(token)  # as it is now: of two who come at once one is late
    if not is_addressed_to(invitation, user):
        raise InvitationForSomeoneElse
    member = add_member(shop=shop, user=user, role=invitation.role)
    invitation.state, invitation.accepted_by = Invitation.State.ACCEPTED, user
    invitation.save(update_fields=["state", "accepted_by"])
    logger.info("invitation accepted", extra={"invitation": invitation.pk, "user": user.pk})
    return member


def find_invitation(token: str) -> Invitation:
    """The open invitation with this token, with its shop. Raises InvitationNotValid."""
    found = (
        Invitation.objects.select_related("shop", "invited_by")
        .filter(token_digest=digest_of(token), state=Invitation.State.PENDING, expires_at__gt=timezone.now())
        .exclude(shop__state="closed")
        .first()
    )
    if found is None:
        raise InvitationNotValid
    return found


def shop_joined_with(token: str, user: Any) -> Partner | None:
    """The shop in whose team this person is by this very token; None for anybody else."""
    used = Invitation.objects.filter(token_digest=digest_of(token), state=Invitation.State.ACCEPTED)
    joined = used.filter(accepted_by=user, shop__memberships__user=user).select_related("shop").first()
    return joined.shop if joined else None


def is_addressed_to(invitation: Invitation, user: Any) -> bool:
    """Whether this person has confirmed the address that was invited."""
    return bool(EmailAddress.objects.filter(user=user, email=invitation.email, verified=True).exists())


def digest_of(token: str) -> str:
    """What is kept of a token. It is long and random, so a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _refuse_spam(shop: Partner) -> None:
    day = timezone.now() - dt.timedelta(days=1)
    sent = Invitation.objects.filter(shop=shop, created_at__gt=day).count()
    if sent >= MOST_IN_A_DAY or open_invitations(shop).count() >= MOST_OPEN:
        raise TooManyInvitations
