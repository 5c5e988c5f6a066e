"""Signing up, confirming, resetting, changing: what a stranger learns, and one account an address."""

import re
from collections.abc import Callable
from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.forms import SignupForm
from accounts.models import User
from tests.accounts.signing_in import PASSWORD, confirm_password, is_signed_in, sign_in
from tests.races import at_once, skip_without_two_writers

MakeUser = Callable[..., User]


def test_new_person_confirms_the_address_and_comes_in(
    client: Client,
    db: None,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = sign_up(client, "Sari@Example.com")
    in_before = is_signed_in(client)
    Client().post(link_in(mailoutbox[0]))
    sign_in(client, User.objects.get(email="sari@example.com"))

    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    assert not in_before
    assert is_signed_in(client)


def test_confirming_leads_on_to_where_signing_up_was_on_the_way_to(
    client: Client,
    db: None,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sign_up(Client(), "budi@example.com", next="/penjual/daftar/")
        sign_up(client, "sari@example.com", next="/penjual/daftar/")

    elsewhere, here = (
        browser.post(link_in(mail)).headers["Location"]
        for browser, mail in zip([Client(), client], mailoutbox, strict=True)
    )

    assert (here, elsewhere) == ("/penjual/daftar/", reverse("account_login"))
    assert is_signed_in(client)


def test_mail_names_the_site_by_its_own_address(
    client: Client,
    db: None,
    settings: Settings,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.BASE_URL = "https://etalase.madiun.example"

    with django_capture_on_commit_callbacks(execute=True):
        sign_up(client, "sari@contoh.id")

    assert "etalase.madiun.example" in mailoutbox[0].body
    assert "example.com" not in mailoutbox[0].body


@pytest.mark.parametrize("weak", ["pendek", "1234567890123", "password12", "sari@example.com"])
def test_weak_password_is_refused(client: Client, db: None, weak: str) -> None:
    answer = sign_up(client, "sari@example.com", password=weak)

    assert answer.status_code == HTTPStatus.OK
    assert answer.context["form"].errors
    assert not User.objects.exists()


@pytest.mark.parametrize("typed", ["sari@example.com", "SARI@Example.com"])
def test_signing_up_does_not_tell_whether_an_address_is_known(
    client: Client, make_user: MakeUser, typed: str
) -> None:
    make_user("sari@example.com")

    known, unknown = sign_up(Client(), typed), sign_up(Client(), "tono@example.com")

    assert visible(known) == visible(unknown)
    assert User.objects.filter(email__iexact=typed).count() == 1


def test_owner_of_a_known_address_is_told_by_mail(
    client: Client,
    make_user: MakeUser,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    user = make_user("sari@example.com")

    with django_capture_on_commit_callbacks(execute=True):
        sign_up(client, "SARI@example.com")

    assert [mail.to for mail in mailoutbox] == [[user.email]]
    assert reverse("account_reset_password") in mailoutbox[0].body


def test_reset_does_not_tell_whether_an_address_is_known(client: Client, make_user: MakeUser) -> None:
    make_user("sari@example.com")
    address = reverse("account_reset_password")

    known = client.post(address, {"email": "sari@example.com"})
    unknown = client.post(address, {"email": "tono@example.com"})

    assert visible(known) == visible(unknown)


def test_wrong_password_does_not_tell_whether_an_address_is_known(
    client: Client, make_user: MakeUser
) -> None:
    user = make_user("sari@example.com")

    known = sign_in(client, user, password="keliru")
    unknown = sign_in(client, User(email="tono@example.com"), password="keliru")

    assert known.context["form"].errors == unknown.context["form"].errors


def test_reset_link_sets_a_new_password_once(
    client: Client,
    make_user: MakeUser,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    user = make_user()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": user.email})
    link = link_in(mailoutbox[0])

    set_password(client, link, "gunung-api-purba-88")
    set_password(Client(), link, "curian-orang-lain-99")
    sign_in(client, user, password="gunung-api-purba-88")

    assert is_signed_in(client)


def test_changed_password_needs_the_old_one_and_ends_other_sessions(
    client: Client, make_user: MakeUser
) -> None:
    user, elsewhere = make_user(), Client()
    sign_in(client, user)
    sign_in(elsewhere, user)
    address, new = reverse("account_change_password"), "gunung-api-purba-88"

    client.post(address, {"oldpassword": "keliru", "password1": new, "password2": new})
    unchanged = User.objects.get().check_password(PASSWORD)
    client.post(address, {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert unchanged
    assert User.objects.get().check_password(new)
    assert client.get(address).status_code == HTTPStatus.OK
    assert elsewhere.get(address).status_code == HTTPStatus.FOUND


def test_new_address_takes_over_once_confirmed(
    client: Client,
    make_user: MakeUser,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    user = make_user("sari@example.com")
    sign_in(client, user)
    confirm_password(client)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_email"), {"email": "Sari@Toko.example", "action_add": ""})
    before = User.objects.get().email
    client.post(link_in(next(mail for mail in mailoutbox if mail.to == ["sari@toko.example"])))

    assert before == "sari@example.com"
    assert User.objects.get().email == "sari@toko.example"
    assert [row.email for row in EmailAddress.objects.all()] == ["sari@toko.example"]


def test_address_taken_between_check_and_save_is_answered_like_a_known_one(
    client: Client, make_user: MakeUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user("sari@example.com")
    usual = sign_up(Client(), "sari@example.com")
    monkeypatch.setattr(SignupForm, "validate_unique_email", lambda form, email: email)

    late = sign_up(client, "sari@example.com")

    assert visible(late) == visible(usual)
    assert User.objects.filter(email="sari@example.com").count() == 1


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_two_sign_ups_at_once_make_one_account() -> None:
    skip_without_two_writers()

    answers = at_once(lambda: sign_up(Client(), "A@x.id"), lambda: sign_up(Client(), "a@x.id"))

    assert [answer.status_code for answer in answers] == [HTTPStatus.FOUND, HTTPStatus.FOUND]
    assert [user.email for user in User.objects.all()] == ["a@x.id"]


def test_twenty_first_sign_up_from_one_place_in_a_minute_is_refused(client: Client, db: None) -> None:
    for number in range(20):
        sign_up(Client(), f"orang{number}@example.com", password="pendek")

    refused = sign_up(Client(), "orang20@example.com")

    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_email",
        "mfa_index",
        "account_logout",
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_account_pages_are_in_the_readers_language(
    client: Client, make_user: MakeUser, name: str, language: str
) -> None:
    if name in {"account_email", "mfa_index", "account_logout"}:
        sign_in(client, make_user())
    prefix = "/en" if language == "en" else ""

    page = client.get(prefix + reverse(name))

    assert page.status_code == HTTPStatus.OK
    assert f'<html lang="{language}"' in page.content.decode()


def sign_up(client: Client, email: str, *, password: str = PASSWORD, **more: str) -> HttpResponse:
    data = {"email": email, "password1": password, "password2": password, **more}
    return client.post(reverse("account_signup"), data)


def set_password(client: Client, link: str, password: str) -> None:
    """Follow a reset link to its form and send it."""
    form = client.get(link, follow=True).redirect_chain
    if form:
        client.post(form[-1][0], {"password1": password, "password2": password})


def link_in(mail: EmailMessage) -> str:
    """The path of the link in a mail's text."""
    found = re.search(r"https?://[^/\s]+(/\S+)", str(mail.body))
    assert found, mail.body
    return found[1]


def visible(answer: HttpResponse) -> tuple[int, str, str]:
    """What a stranger sees of an answer: status, address, and the text without this visit's token."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return answer.status_code, answer.headers.get("Location", ""), text
