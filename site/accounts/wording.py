"""Texts of Django and allauth that the sign-in pages say in our own words.

Their Indonesian mixes "Surel", "email" and "e-mail", "kata kunci", "sandi anda" and "sandi umum digunakan",
and once says "Akun kamu". Naming a text here puts it into the site's catalogue, which Django asks before
theirs.
"""

from typing import Final

from django.utils.translation import gettext_noop as _

OURS: Final = (
    _("Email"),
    _("Email Address"),
    _("Change Email"),
    _("Current email"),
    _("Password"),
    _("Remember Me"),
    _("Password Reset"),
    _("Reset My Password"),
    _("Your password can’t be too similar to your other personal information."),
    _("Your password can’t be a commonly used password."),
    _("Your password can’t be entirely numeric."),
    _("The email address and/or password you specified are not correct."),
    _(
        "Forgotten your password? Enter your email address below, and we'll send you an email allowing you to"
        " reset it."
    ),
    _(
        "We have sent you an email. If you have not received it please check your spam folder. Otherwise"
        " contact us if you do not receive it in a few minutes."
    ),
    _("You have confirmed %(email)s."),
    _("You cannot remove your primary email address."),
    _("Your email address is still pending verification."),
    _("This mail can be safely ignored if you did not initiate this action."),
    _("You are receiving this mail because the following change was made to your account:"),
    _(
        "You are receiving this email because you, or someone else, tried to access an account with email"
        " %(email)s. However, we do not have any record of such an account in our database."
    ),
    _(
        "You are receiving this email because you or someone else tried to signup for an\n"
        "account using email address:\n\n%(email)s\n\n"
        "However, an account using that email address already exists.  In case you have\n"
        "forgotten about this, please use the password forgotten procedure to recover\n"
        "your account:\n\n%(password_reset_url)s"
    ),
)
