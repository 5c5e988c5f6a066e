"""Staff sign in with two factors before they reach the CMS."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _


class StaffMfaMiddleware:
    """Sends a member of staff without a second factor to set one up, whenever `STAFF_MFA_REQUIRED` is on.

    Having a factor is not enough: this session must have used it, so a password alone never opens the CMS.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.guarded = tuple(reverse(name) for name in ("wagtailadmin_home",))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_MFA_REQUIRED and request.path.startswith(self.guarded):
            return self._second_factor(request) or self.get_response(request)
        return self.get_response(request)

    def _second_factor(self, request: HttpRequest) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated:
            return None
        if not is_mfa_enabled(user):
            messages.warning(
                request, _("Staff need a second factor. Set up an authenticator app or a passkey first.")
            )
            return redirect("mfa_index")
        if not any(record.get("method") == "mfa" for record in get_authentication_records(request)):
            logout(request)
            messages.warning(request, _("Please sign in again with your second factor."))
            return redirect("account_login")
        return None
