"""How allauth behaves here."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib.sites.models import Site
from django.core.exceptions import ValidationError
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Lower-case addresses, mail in the site's own name, and a plain 429 after too many failed sign-ins."""

    def clean_email(self, email: str) -> str:
        """The address as `UserManager` keeps it, so that one person has one account."""
        return super().clean_email(email).strip().lower()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; past `login_failed` of ACCOUNT_RATE_LIMITS the answer is 429, not a form error.

        Programs that guess passwords, and proxies in front, then see what they are being told.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            raise ImmediateHttpResponse(respond_429(request)) from None

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue a mail that names the site as BASE_URL does; `django.contrib.sites` would say example.com."""
        site = Site(domain=urlsplit(settings.BASE_URL).netloc, name=settings.WAGTAIL_SITE_NAME)
        super().send_mail(template_prefix, email, {**context, "current_site": site})
