"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Keeps addresses in lower case, as `UserManager` does, so that one person has one account."""

    def clean_email(self, email: str) -> str:
        return super().clean_email(email).strip().lower()

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return True
