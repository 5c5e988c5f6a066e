"""Writes of people."""

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User


@transaction.atomic
def adopt_address(*, user: User) -> EmailAddress:
    """Make `user.email` the only address the person signs in with; the next sign-in asks to confirm it.

    For a change that staff make. People who change their own address confirm it first, through allauth.
    """
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    address, _ = EmailAddress.objects.get_or_create(user=user, email=user.email)
    address.set_as_primary()
    return address
