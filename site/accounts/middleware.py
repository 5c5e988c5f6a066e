"""Who comes into the CMS: staff only, and only with two factors."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User


class StaffMfaMiddleware:
    """Guards the CMS, and the documents when staff ask for them: those they may read are private.

    A signed-in person who is not staff gets 403 in the CMS. (Wagtail would send them to the sign-in page,
    which sends whoever is signed in straight back.) A member of staff, superusers included, needs a second
    factor while `STAFF_MFA_REQUIRED` is on, and this session must have used it: having one is not enough, so
    a password alone never opens the CMS.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.cms = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        in_cms = request.path.startswith(self.cms)
        if not in_cms and getattr(request.resolver_match, "view_name", "") != "wagtaildocs_serve":
            return None
        if not isinstance(request.user, User):
            return None  # Wagtail sends the anonymous to sign in, and `next` with them
        if is_staff(request.user):
            return self._second_factor(request, request.user) if settings.STAFF_MFA_REQUIRED else None
        if in_cms:
            raise PermissionDenied(_("This part of the site is for staff."))
        return None

    def _second_factor(self, request: HttpRequest, user: User) -> HttpResponse | None:
        """Where to send this member of staff for a second factor; None when the session has used one."""
        if any(record.get("method") == "mfa" for record in get_authentication_records(request, user)):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied  # a script cannot follow to a sign-in page
        if not is_mfa_enabled(user):
            messages.warning(
                request, _("Staff need a second factor. Set up an authenticator app or a passkey first.")
            )
            return redirect("mfa_index")
        logout(request)
        messages.warning(request, _("Please sign in again with your second factor."))
        return redirect(f"{reverse('account_login')}?{urlencode({'next': self._way_back(request)})}")

    def _way_back(self, request: HttpRequest) -> str:
        """The page that was asked for; the CMS's home after a form, which cannot be sent again."""
        return request.get_full_path() if request.method in ("GET", "HEAD") else self.cms


def is_staff(user: User) -> bool:
    """Whether Wagtail lets this person into the CMS: superusers, and members of a group that may."""
    return user.has_perm("wagtailadmin.access_admin")
