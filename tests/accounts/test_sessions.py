"""Cookies that name no session."""

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from accounts.sessions import SessionStore
from tests.accounts.signing_in import is_signed_in, sign_in


@pytest.mark.parametrize(
    "cookie", ['"\\000abcdefgh"', '"\\377\\376abcdefgh"', "../../../etc", "a" * 5_000, "k" * 32, ""]
)
@pytest.mark.parametrize("address", ["/akun/login/", "/penjual/", "/cms/"])
def test_made_up_session_cookie_is_a_visitor_without_one(
    client: Client, db: None, cookie: str, address: str
) -> None:
    answer = client.get(address, headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"})

    assert answer.status_code in (200, 302)


@pytest.mark.parametrize("key", ["\0abcdefgh", "Abcdefgh1", "../../../", "short", "", None])
def test_key_that_the_site_never_gives_is_not_looked_up(key: str | None) -> None:
    assert SessionStore(key).session_key is None


def test_key_of_a_real_session_is_taken(client: Client, curator: User) -> None:
    sign_in(client, curator)

    assert is_signed_in(client)
    assert SessionStore(client.session.session_key).session_key == client.session.session_key
