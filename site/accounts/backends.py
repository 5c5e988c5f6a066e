"""Who a password or a session stands for."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User

SAMPLE_DOMAIN = "@example.com"
"""Where sample people have their addresses. Nobody owns it (RFC 2606), so nobody else has one there."""


class PeopleBackend(AuthenticationBackend):
    """allauth's, but for sample accounts: they come in only where sample data may be loaded.

    Their passwords were printed on some screen. A database that was filled for a demo and is then served in
    production lets nobody in with them, nor with a session or a passkey from before.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """The person with these credentials; None, as for a wrong password, for a sample account."""
        return _let_in(super().authenticate(request, **credentials))

    def get_user(self, user_id: Any) -> User | None:
        """The person of a session."""
        return _let_in(super().get_user(user_id))


def _let_in(user: Any) -> User | None:
    is_sample = user is not None and user.email.endswith(SAMPLE_DOMAIN)
    return None if is_sample and not settings.DEMO_ALLOWED else user
