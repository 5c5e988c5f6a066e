"""Texts of Django and allauth that the sign-in pages say in our own words.

Their Indonesian mixes "Surel", "kata kunci", "sandi anda" and "sandi umum digunakan". Naming a text here
puts it into the site's catalogue, which Django asks before theirs.
"""

from typing import Final

from django.utils.translation import gettext_noop as _

OURS: Final = (
    _("Email"),
    _("Password"),
    _("Remember Me"),
    _("Your password can’t be too similar to your other personal information."),
    _("Your password can’t be a commonly used password."),
    _("Your password can’t be entirely numeric."),
)
