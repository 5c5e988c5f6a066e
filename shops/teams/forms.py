"""What an owner fills in about the team."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shops.teams.models import Role

WHAT_ROLES_MAY = _(
    "An owner decides on everything; a manager writes products; "
    "a stock keeper changes price and stock; a viewer only looks."
)


class RoleForm(forms.Form):
    """What somebody is to be in the team."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role,
        initial=Role.STOCK_KEEPER,
        help_text=WHAT_ROLES_MAY,
    )


class InvitationForm(RoleForm):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )

    field_order = ("email", "role")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.strip().lower()
