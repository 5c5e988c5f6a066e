"""The sign-in pages speak as the rest of the site does."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import gettext, override

from accounts.wording import OURS


@pytest.mark.parametrize("text", OURS)
def test_our_words_take_the_place_of_the_packages(text: str) -> None:
    with override("id"):
        said = gettext(text)

    assert said != text
    assert "anda" not in said and "unci" not in said


@pytest.mark.django_db
def test_the_sign_in_page_asks_for_the_password_in_plain_words(client: Client) -> None:
    page = client.get("/akun/login/").content.decode()

    assert "Kata sandi" in page
    assert "Kata Kunci" not in page
    assert "Surel" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/akun/login/", "/en/akun/login/", "/akun/signup/", "/akun/password/reset/"]
)
def test_a_label_is_said_once_above_its_field_and_without_a_colon(client: Client, path: str) -> None:
    page = BeautifulSoup(client.get(path).text, "html.parser")

    fields = page.select("main input:not([type=hidden])")
    labels = {field["id"]: page.select_one(f'main label[for="{field["id"]}"]') for field in fields}

    assert labels
    assert {
        name for name, label in labels.items() if label is None or label.text.strip()[-1] in ":："
    } == set()
    assert page.select("main [placeholder]") == []
