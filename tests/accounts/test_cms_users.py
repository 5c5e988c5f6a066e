"""Users without a user name in Wagtail's user management, and the model's own rules."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.signing_in import PASSWORD, is_signed_in, sign_in

MakeUser = Callable[..., User]


@pytest.fixture
def admin(client: Client, make_user: MakeUser) -> User:
    user = make_user("admin@example.com", is_superuser=True)
    sign_in(client, user)
    return user


def test_admin_makes_a_user_with_one_name(client: Client, admin: User) -> None:
    answer = client.post(reverse("wagtailusers_users:add"), form(email="Kurnia@Example.com"))

    assert answer.headers["Location"] == reverse("wagtailusers_users:index")
    made = User.objects.get(email="kurnia@example.com")
    assert (made.first_name, made.last_name) == ("Kurnia", "")
    assert made.check_password(PASSWORD)


def test_user_made_in_the_cms_confirms_the_address_at_first_sign_in(client: Client, admin: User) -> None:
    client.post(reverse("wagtailusers_users:add"), form(email="kurnia@example.com"))
    newcomer = Client()

    answer = sign_in(newcomer, User.objects.get(email="kurnia@example.com"))

    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    assert not is_signed_in(newcomer)


@pytest.mark.parametrize("typed", ["sari@example.com", "SARI@EXAMPLE.COM"])
def test_second_user_with_an_address_is_refused_in_any_case(
    client: Client, admin: User, make_user: MakeUser, typed: str
) -> None:
    make_user("sari@example.com")

    answer = client.post(reverse("wagtailusers_users:add"), form(email=typed))

    assert "email" in answer.context["form"].errors
    assert User.objects.filter(email__iexact=typed).count() == 1


def test_admin_edits_a_user_and_the_password_stays(client: Client, admin: User, make_user: MakeUser) -> None:
    user = make_user("sari@example.com")
    data = form(email=user.email, first_name="Sari Dewi", password1="", password2="")

    client.post(reverse("wagtailusers_users:edit", args=[user.pk]), data)

    user.refresh_from_db()
    assert user.first_name == "Sari Dewi"
    assert user.check_password(PASSWORD)


def test_address_changed_by_an_admin_replaces_the_old_one(
    client: Client, admin: User, make_user: MakeUser
) -> None:
    user = make_user("lama@example.com")
    data = form(email="Baru@example.com", password1="", password2="")

    client.post(reverse("wagtailusers_users:edit", args=[user.pk]), data)
    with_old, with_new = Client(), Client()
    with_old.post(reverse("account_login"), {"login": "lama@example.com", "password": PASSWORD})
    answer = with_new.post(reverse("account_login"), {"login": "baru@example.com", "password": PASSWORD})

    assert not is_signed_in(with_old)
    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    assert [row.email for row in EmailAddress.objects.filter(user=user)] == ["baru@example.com"]


def test_address_of_another_is_refused_when_editing(client: Client, admin: User, make_user: MakeUser) -> None:
    user = make_user("sari@example.com")

    answer = client.post(reverse("wagtailusers_users:edit", args=[user.pk]), form(email="ADMIN@example.com"))

    assert "email" in answer.context["form"].errors


def test_user_list_is_searched_by_address(client: Client, admin: User, make_user: MakeUser) -> None:
    make_user("sari@example.com", first_name="Sari")
    make_user("tono@example.com", first_name="Tono")

    page = client.get(reverse("wagtailusers_users:index"), {"q": "sari@"}).content.decode()

    assert "sari@example.com" in page
    assert "tono@example.com" not in page


def test_one_address_has_one_account_in_any_case(make_user: MakeUser) -> None:
    make_user("a@x.id")

    with pytest.raises(IntegrityError):
        User.objects.bulk_create([User(email="A@x.id")])


def test_model_form_keeps_the_address_in_lower_case(db: None) -> None:
    user = User(email="Sari@Example.COM", password="x")

    user.full_clean()

    assert user.email == "sari@example.com"


def test_user_needs_an_address(db: None) -> None:
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("")


def test_second_account_for_an_address_is_refused_with_words(make_user: MakeUser) -> None:
    make_user("a@x.id")

    with pytest.raises(ValidationError) as refused:
        User(email="A@X.id", password="x").full_clean()

    assert "email" in refused.value.message_dict


def form(**changes: str) -> dict[str, str]:
    """What the CMS's user form sends."""
    names = {"first_name": "Kurnia", "last_name": "", "is_active": "on"}
    return names | {"password1": PASSWORD, "password2": PASSWORD} | changes
