"""Signing in and out at /akun/: with a password, an app, a recovery code, a passkey."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from tests.accounts.signing_in import (
    PASSWORD,
    code_of,
    give_recovery_codes,
    give_totp,
    is_signed_in,
    register_passkey,
    sign_in,
    sign_in_with_code,
    sign_in_with_passkey,
)
from tests.accounts.soft_passkey import SoftPasskey

MakeUser = Callable[..., User]


def test_password_of_a_confirmed_address_signs_in(client: Client, make_user: MakeUser) -> None:
    user = make_user()

    answer = sign_in(client, user)

    assert answer.headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(user.pk)


def is_let_in(client: Client) -> bool:
    """Whether the account's own page opens; a session alone opens nothing."""
    return client.get(reverse("account_home")).status_code == HTTPStatus.OK


def test_sample_account_comes_in_only_where_sample_data_may_be_loaded(
    client: Client, make_user: MakeUser, settings: Settings
) -> None:
    user = make_user("editor@example.com")
    sign_in(client, user)
    in_the_demo = is_let_in(client)

    settings.DEMO_ALLOWED = False
    with_its_session = is_let_in(client)
    client.logout()
    sign_in(client, user)

    assert (in_the_demo, with_its_session, is_let_in(client)) == (True, False, False)


def test_sample_account_is_answered_like_a_wrong_password(
    client: Client, make_user: MakeUser, settings: Settings
) -> None:
    settings.DEMO_ALLOWED = False
    make_user("editor@example.com")
    login = reverse("account_login")

    sample = client.post(login, {"login": "editor@example.com", "password": PASSWORD})
    nobody = client.post(login, {"login": "tiada@example.com", "password": PASSWORD})

    assert sample.status_code == nobody.status_code == HTTPStatus.OK
    assert sample.context["form"].errors == nobody.context["form"].errors


def test_passkey_of_a_sample_account_opens_nothing_in_production(
    client: Client, make_user: MakeUser, settings: Settings
) -> None:
    user, passkey = make_user("editor@example.com"), SoftPasskey()
    register_passkey(client, user, passkey)
    client.logout()
    settings.DEMO_ALLOWED = False

    sign_in_with_passkey(client, user, passkey)

    assert not is_let_in(client)


def test_people_of_other_addresses_are_let_in_in_production(
    client: Client, make_user: MakeUser, settings: Settings
) -> None:
    settings.DEMO_ALLOWED = False

    sign_in(client, make_user("sari@dinas.example"))

    assert is_let_in(client)


@pytest.mark.parametrize("typed", ["SARI@example.com", "Sari@Example.COM", " sari@example.com "])
def test_address_in_any_case_signs_in(client: Client, make_user: MakeUser, typed: str) -> None:
    user = make_user("sari@example.com")

    client.post(reverse("account_login"), {"login": typed, "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(user.pk)


def test_unconfirmed_address_does_not_sign_in_and_is_sent_a_link(
    client: Client, make_user: MakeUser, mailoutbox: list, django_capture_on_commit_callbacks: Callable
) -> None:
    user = make_user(confirmed=False)

    with django_capture_on_commit_callbacks(execute=True):
        answer = sign_in(client, user)

    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    assert [mail.to for mail in mailoutbox] == [[user.email]]


def test_signing_in_gives_the_session_a_new_key(client: Client, make_user: MakeUser) -> None:
    user = make_user()
    session = client.session
    session["planted"] = "by whoever knows the key"
    session.save()
    key_before = session.session_key

    sign_in(client, user)

    assert client.session.session_key != key_before
    assert not client.session.exists(key_before)


def test_signing_out_needs_a_form_and_empties_the_session(client: Client, make_user: MakeUser) -> None:
    sign_in(client, make_user())
    key_before = client.session.session_key

    by_link = client.get(reverse("account_logout"))
    still_in = is_signed_in(client)
    client.post(reverse("account_logout"))

    assert by_link.status_code == HTTPStatus.OK
    assert still_in
    assert not is_signed_in(client)
    assert not client.session.exists(key_before)


def test_next_leads_to_a_page_of_this_site(client: Client, make_user: MakeUser) -> None:
    answer = sign_in(client, make_user(), next_url="/penjual/?tab=pesanan")

    assert answer.headers["Location"] == "/penjual/?tab=pesanan"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://penipu.example/",
        "//penipu.example/",
        "///penipu.example",
        r"\\penipu.example",
        r"/\penipu.example",
        "http:penipu.example",
        "javascript:alert(1)",
        "https://testserver@penipu.example/",
        "https://testserver.penipu.example/",
        "\thttps://penipu.example",
    ],
)
def test_next_never_leads_to_another_site(client: Client, make_user: MakeUser, elsewhere: str) -> None:
    answer = sign_in(client, make_user(), next_url=elsewhere)

    assert answer.headers["Location"] == "/"


def test_sixth_wrong_password_in_a_row_is_refused_with_words(client: Client, make_user: MakeUser) -> None:
    user = make_user()
    wrong = [sign_in(client, user, password=f"keliru-{attempt}") for attempt in range(5)]

    refused = sign_in(client, user, password="keliru-5")

    assert [answer.status_code for answer in wrong] == [HTTPStatus.OK] * 5
    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert reverse("account_reset_password") in refused.content.decode()


def test_right_password_is_not_tried_after_too_many_wrong_ones(client: Client, make_user: MakeUser) -> None:
    user = make_user()
    for attempt in range(5):
        sign_in(client, user, password=f"keliru-{attempt}")

    refused = sign_in(client, user)

    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert not is_signed_in(client)


def test_one_persons_wrong_passwords_do_not_shut_out_another(client: Client, make_user: MakeUser) -> None:
    victim, other = make_user("sari@example.com"), make_user("tono@example.com")
    for attempt in range(6):
        sign_in(client, victim, password=f"keliru-{attempt}")

    sign_in(client, other)

    assert is_signed_in(client)


def test_case_of_the_address_gives_no_further_attempts(client: Client, make_user: MakeUser) -> None:
    make_user("sari@example.com")
    for typed in [
        "sari@example.com",
        "Sari@example.com",
        "SARI@example.com",
        "sAri@example.com",
        "saRi@example.com",
    ]:
        client.post(reverse("account_login"), {"login": typed, "password": "keliru"})

    refused = client.post(reverse("account_login"), {"login": "sarI@example.com", "password": "keliru"})

    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_app_code_completes_the_sign_in(client: Client, make_user: MakeUser) -> None:
    user = make_user()
    secret = give_totp(user)

    first = sign_in(client, user)
    in_after_password = is_signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert first.headers["Location"] == reverse("mfa_authenticate")
    assert not in_after_password
    assert is_signed_in(client)


def test_app_code_serves_once(client: Client, make_user: MakeUser) -> None:
    user = make_user()
    code = code_of(give_totp(user))
    sign_in_with_code(client, user, code)
    client.post(reverse("account_logout"))

    sign_in_with_code(client, user, code)

    assert not is_signed_in(client)


def test_recovery_code_completes_the_sign_in_once(client: Client, make_user: MakeUser) -> None:
    user = make_user()
    give_totp(user)
    code = give_recovery_codes(user)[0]

    sign_in_with_code(client, user, code)
    first_time = is_signed_in(client)
    client.post(reverse("account_logout"))
    sign_in_with_code(client, user, code)

    assert first_time
    assert not is_signed_in(client)


def test_guessing_app_codes_is_stopped_with_words(client: Client, make_user: MakeUser) -> None:
    user = make_user()
    secret = give_totp(user)
    sign_in(client, user)
    for _attempt in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    refused = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert not is_signed_in(client)
    assert "Terlalu banyak" in refused.content.decode()


def test_passkey_signs_in_without_a_password(client: Client, make_user: MakeUser) -> None:
    user = make_user()
    passkey = SoftPasskey()
    register_passkey(client, user, passkey)
    client.post(reverse("account_logout"))

    answer = sign_in_with_passkey(client, user, passkey, next_url="/penjual/")

    assert answer.headers["Location"] == "/penjual/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_passkey_of_another_person_does_not_sign_in(client: Client, make_user: MakeUser) -> None:
    sari, tono = make_user("sari@example.com"), make_user("tono@example.com")
    passkey = SoftPasskey()
    register_passkey(client, sari, passkey)
    client.post(reverse("account_logout"))

    sign_in_with_passkey(client, tono, passkey)

    assert not is_signed_in(client)


def test_sign_in_page_offers_the_passkey(client: Client, db: None) -> None:
    page = client.get(reverse("account_login")).content.decode()

    assert 'id="passkey_login"' in page
    assert "mfa/js/webauthn.js" in page


@pytest.mark.parametrize(
    "address", ["/accounts/login/", "/dashboard/login/", "/accounts/register/", "/admin/login/"]
)
def test_oscars_and_djangos_own_sign_in_pages_are_not_there(client: Client, db: None, address: str) -> None:
    answers = [client.get(address), client.post(address, {}), client.get(f"/en{address}")]

    assert [answer.status_code for answer in answers] == [HTTPStatus.NOT_FOUND] * 3


@pytest.mark.parametrize("address", ["/cms/login/", "/_util/login/"])
def test_wagtails_own_sign_in_pages_lead_to_ours(client: Client, make_user: MakeUser, address: str) -> None:
    user = make_user()

    by_link = client.get(f"{address}?next=/cms/pages/")
    by_form = client.post(address, {"username": user.email, "password": PASSWORD})

    assert by_link.headers["Location"] == f"{reverse('account_login')}?next=/cms/pages/"
    assert by_form.headers["Location"] == reverse("account_login")
    assert not is_signed_in(client)
