"""Forms of people: signing up, and managing users in the CMS."""

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts.models import User
from accounts.services import adopt_address
from media.fields import LineField


class SignupForm(AllauthSignupForm):
    """Signing up, which two people (or one, twice) may do with the same address at the same moment."""

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """The new user and None, or None and the answer that a known address gets as well.

        The form has checked that the address is free, but only the database decides when two come at once.
        """
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class OneNameMixin(forms.Form):
    """Many Indonesians have one name, so the last name may stay empty."""

    first_name = LineField(label=_("First name"))
    last_name = LineField(label=_("Last name"), required=False)

    def clean_email(self) -> str:
        """In lower case, before Wagtail looks whether somebody has it."""
        email: str = self.cleaned_data["email"]
        return email.strip().lower()


class CmsUserCreationForm(OneNameMixin, UserCreationForm):
    """A new user made in the CMS; allauth asks for the confirmation of the address at the first sign-in."""


class CmsUserEditForm(OneNameMixin, UserEditForm):
    """A change made in the CMS; with a new address, the old one no longer signs in."""

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit=commit)
        if commit and "email" in self.changed_data:
            adopt_address(user=user)
        return user
