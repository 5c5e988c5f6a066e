"""The ways people sign in, and what they need for it."""

import json
import time
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.soft_passkey import SoftPasskey

PASSWORD = "angin-laut-pagi-27"


def sign_in(client: Client, user: User, *, password: str = PASSWORD, next_url: str = "") -> HttpResponse:
    """Post the sign-in form with a password; the answer is allauth's."""
    data = {"login": user.email, "password": password, "next": next_url}
    return client.post(reverse("account_login"), data)


def give_totp(user: User) -> str:
    """Set up an authenticator app for the person; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def give_recovery_codes(user: User) -> list[str]:
    """Set up recovery codes for the person; returns them."""
    return list(RecoveryCodes.activate(user).get_unused_codes())


def code_of(secret: str, at: float | None = None) -> str:
    """The six digits an authenticator app shows now, or at a moment in seconds of the epoch."""
    return format_hotp_value(hotp_value(secret, int(time.time() if at is None else at) // 30))


def sign_in_with_code(client: Client, user: User, code: str, *, next_url: str = "") -> HttpResponse:
    """Sign in with a password, then with a code of an app or a recovery code."""
    sign_in(client, user, next_url=next_url)
    return client.post(reverse("mfa_authenticate"), {"code": code})


def confirm_password(client: Client) -> HttpResponse:
    """What a page asks for before it changes how a person signs in."""
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def register_passkey(client: Client, user: User, passkey: SoftPasskey) -> None:
    """Sign in with the password, give it once more, and add the passkey on its page."""
    sign_in(client, user)
    confirm_password(client)
    options = client.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]
    credential = passkey.register(_as_json(options))
    data = {"name": "Ponsel", "passwordless": "on", "credential": json.dumps(credential)}
    client.post(reverse("mfa_add_webauthn"), data)


def sign_in_with_passkey(
    client: Client, user: User, passkey: SoftPasskey, *, next_url: str = ""
) -> HttpResponse:
    """Let the passkey answer the sign-in page's challenge as this person's."""
    address = reverse("mfa_login_webauthn")
    asked = client.get(address, headers={"x-requested-with": "XMLHttpRequest"}).json()
    credential = passkey.sign(asked["request_options"], user_pk_to_url_str(user).encode())
    return client.post(address, {"credential": json.dumps(credential), "next": next_url})


def _as_json(options: dict[str, Any]) -> dict[str, Any]:
    """The options as the page's script reads them."""
    parsed: dict[str, Any] = json.loads(json.dumps(options, cls=DjangoJSONEncoder))
    return parsed
