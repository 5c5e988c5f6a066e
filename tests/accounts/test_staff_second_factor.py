"""The door of the CMS: who is sent where, and what counts as a second factor."""

import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext
from pytest_django import Settings

from accounts.models import User
from media.models import Document
from tests.accounts.signing_in import (
    PASSWORD,
    code_of,
    confirm_password,
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

CMS = "/cms/"
#: One address of each kind below /cms/: a list, a form, an API, a preview, a script, nothing at all.
BELOW_CMS = [
    "/cms/pages/",
    "/cms/users/new/",
    "/cms/api/main/pages/",
    "/cms/pages/1/edit/preview/",
    "/cms/pages/1/view_draft/",
    "/cms/jsi18n/",
    "/cms/no-such-thing/",
]


@pytest.fixture(autouse=True)
def two_factors_required(settings: Settings) -> Iterator[None]:
    """As in production."""
    settings.STAFF_MFA_REQUIRED = True
    yield


def test_the_anonymous_are_sent_to_sign_in_and_back(client: Client, db: None) -> None:
    answer = client.get("/cms/pages/?p=2")

    assert answer.headers["Location"] == "/akun/login/?next=/cms/pages/%3Fp%3D2"


@pytest.mark.parametrize("address", [CMS, *BELOW_CMS])
def test_staff_without_a_factor_are_sent_to_set_one_up(client: Client, curator: User, address: str) -> None:
    sign_in(client, curator)

    answer = client.get(address)

    assert answer.headers["Location"] == reverse("mfa_index")
    assert is_signed_in(client)


def test_set_up_says_why(client: Client, curator: User) -> None:
    sign_in(client, curator)

    client.get(CMS)
    page = client.get(reverse("mfa_index"))

    said = [message.message for message in page.context["messages"]]
    assert gettext("Staff need a second factor. Set up an authenticator app or a passkey first.") in said


@pytest.mark.parametrize("address", [CMS, *BELOW_CMS])
def test_session_without_the_factor_is_ended_and_comes_back(
    client: Client, curator: User, address: str
) -> None:
    sign_in(client, curator)
    give_totp(curator)

    answer = client.get(f"{address}?p=2")

    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert not is_signed_in(client)
    assert query_of(answer)["next"] == f"{address}?p=2"


def test_way_back_is_kept_through_the_whole_sign_in(client: Client, curator: User) -> None:
    sign_in(client, curator)
    secret = give_totp(curator)
    stopped = client.get("/cms/pages/?p=2")

    answer = sign_in_with_code(client, curator, code_of(secret), next_url=query_of(stopped)["next"])

    assert answer.headers["Location"] == "/cms/pages/?p=2"


@pytest.mark.parametrize(("steps", "is_let_in"), [(-2, False), (-1, True), (0, True), (2, False)])
def test_code_of_the_step_before_is_taken_and_no_older_one(
    client: Client, curator: User, steps: int, is_let_in: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, middle = give_totp(curator), 1_800_000_015
    monkeypatch.setattr(time, "time", lambda: middle)
    code = code_of(secret, at=middle + 30 * steps)

    answer = sign_in_with_code(client, curator, code)

    assert (answer.status_code == HTTPStatus.FOUND) is is_let_in


def test_form_sent_without_the_factor_changes_nothing_and_leads_home(
    client: Client, curator: User, make_user: MakeUser
) -> None:
    other = make_user("tono@example.com", first_name="Tono")
    admin = make_user("admin@example.com", is_superuser=True)
    sign_in(client, admin)
    give_totp(admin)

    answer = client.post(reverse("wagtailusers_users:edit", args=[other.pk]), {"first_name": "Diubah"})

    other.refresh_from_db()
    assert other.first_name == "Tono"
    assert query_of(answer)["next"] == CMS


def test_script_without_the_factor_gets_403(client: Client, curator: User) -> None:
    sign_in(client, curator)

    answer = client.get("/cms/pages/", headers={"x-requested-with": "XMLHttpRequest"})

    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_app_code_opens_the_cms(client: Client, curator: User) -> None:
    sign_in_with_code(client, curator, code_of(give_totp(curator)))

    assert client.get(CMS).status_code == HTTPStatus.OK


def test_recovery_code_opens_the_cms(client: Client, curator: User) -> None:
    give_totp(curator)
    sign_in_with_code(client, curator, give_recovery_codes(curator)[0])

    assert client.get(CMS).status_code == HTTPStatus.OK


def test_passkey_alone_opens_the_cms(client: Client, curator: User) -> None:
    passkey = SoftPasskey()
    register_passkey(client, curator, passkey)
    client.post(reverse("account_logout"))
    sign_in_with_passkey(client, curator, passkey)

    assert client.get(CMS).status_code == HTTPStatus.OK


def test_giving_the_password_again_is_no_second_factor(client: Client, curator: User) -> None:
    sign_in(client, curator)
    confirm_password(client)

    answer = client.get(CMS)

    assert answer.headers["Location"] == reverse("mfa_index")


def test_setting_up_a_factor_is_not_using_it(client: Client, curator: User) -> None:
    register_passkey(client, curator, SoftPasskey())

    answer = client.get(CMS)

    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert not is_signed_in(client)


def test_factor_used_by_the_one_before_does_not_count_for_the_next(
    client: Client, curator: User, make_user: MakeUser
) -> None:
    admin = make_user("admin@example.com", is_superuser=True)
    sign_in_with_code(client, curator, code_of(give_totp(curator)))
    client.post(reverse("account_logout"))
    sign_in(client, admin)

    answer = client.get(CMS)

    assert answer.headers["Location"] == reverse("mfa_index")


def test_superuser_is_no_exception(client: Client, make_user: MakeUser) -> None:
    sign_in(client, make_user("admin@example.com", is_superuser=True, is_staff=True))

    answer = client.get(CMS)

    assert answer.headers["Location"] == reverse("mfa_index")


def test_one_who_loses_the_right_is_refused_though_the_factor_was_used(client: Client, curator: User) -> None:
    sign_in_with_code(client, curator, code_of(give_totp(curator)))
    curator.groups.clear()

    assert client.get(CMS).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("address", ["/", "/penjual/", "/akun/email/", "/en/"])
def test_seller_is_never_asked_for_a_factor(client: Client, make_user: MakeUser, address: str) -> None:
    seller = make_user()
    sign_in(client, seller)
    give_totp(seller)

    answer = client.get(address)

    assert not answer.headers.get("Location", "").startswith(("/akun/2fa/", "/akun/login/"))
    assert is_signed_in(client)


@pytest.mark.parametrize("required", [True, False])
def test_seller_in_the_cms_is_refused_and_stays_signed_in(
    client: Client, make_user: MakeUser, settings: Settings, required: bool
) -> None:
    settings.STAFF_MFA_REQUIRED = required
    sign_in(client, make_user())

    answer = client.get(CMS)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert is_signed_in(client)


def test_django_staff_mark_alone_does_not_open_the_cms(client: Client, make_user: MakeUser) -> None:
    sign_in(client, make_user(is_staff=True))

    assert client.get(CMS).status_code == HTTPStatus.FORBIDDEN


def test_without_the_requirement_a_password_opens_the_cms(
    client: Client, curator: User, settings: Settings
) -> None:
    settings.STAFF_MFA_REQUIRED = False
    sign_in(client, curator)

    assert client.get(CMS).status_code == HTTPStatus.OK


@pytest.mark.parametrize("address", ["/en/cms/", "/id/cms/", "/CMS/", "/en/cms/pages/"])
def test_the_cms_has_no_second_address(client: Client, curator: User, address: str) -> None:
    sign_in(client, curator)

    answer = client.get(address)

    assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("address", ["/cms", "/cms/pages", "/cms%2F"])
def test_address_written_otherwise_leads_only_to_the_guarded_one(
    client: Client, curator: User, address: str
) -> None:
    sign_in(client, curator)

    answer = client.get(address, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("mfa_index")


def test_english_sign_in_opens_the_cms_too(client: Client, curator: User) -> None:
    secret = give_totp(curator)
    client.post("/en/akun/login/", {"login": curator.email, "password": PASSWORD, "next": "/cms/"})

    answer = client.post("/en/akun/2fa/authenticate/", {"code": code_of(secret)})

    assert answer.headers["Location"] == "/cms/"
    assert client.get(CMS).status_code == HTTPStatus.OK


def test_staff_need_the_factor_for_documents_and_others_do_not(
    client: Client, curator: User, make_user: MakeUser
) -> None:
    document = Document.objects.create(title="Panduan", file=ContentFile(b"isi", name="panduan.txt"))
    seller_client = Client()
    sign_in(seller_client, make_user())
    sign_in(client, curator)

    for_staff, for_seller = client.get(document.url), seller_client.get(document.url)
    for_seller.close()

    assert for_staff.headers["Location"] == reverse("mfa_index")
    assert for_seller.status_code == HTTPStatus.OK


@pytest.mark.parametrize("address", ["/cms/password_reset/", "/cms/password_reset/complete/"])
def test_wagtails_password_reset_is_off(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_wagtails_account_page_changes_neither_password_nor_address(client: Client, curator: User) -> None:
    sign_in_with_code(client, curator, code_of(give_totp(curator)))

    page = client.get(reverse("wagtailadmin_account")).content.decode()

    assert 'type="password"' not in page
    assert 'type="email"' not in page


def query_of(answer: HttpResponse) -> dict[str, str]:
    """The parameters of the address that an answer leads to."""
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
