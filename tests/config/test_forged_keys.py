"""A made-up key in an address or a hidden field of the CMS is answered, and is no error of the site's."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.factories import UserFactory
from catalogue.models import Product
from config.forged import is_about_a_key
from tests.shops.test_cms import editor_data, page

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "/cms/images/chooser/chosen/abc/",
    "/cms/documents/chooser/chosen/abc/",
    "/cms/images/chooser/chosen-multiple/?id=abc",
    "/cms/choose-page/chosen-multiple/?id=abc",
    "/cms/snippets/choose/catalogue/category/chosen/abc/",
)


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_key_that_is_no_number_names_nothing(desk: Client, address: str) -> None:
    assert desk.get(address).status_code == 404


def test_a_hidden_key_that_is_no_number_names_nothing(desk: Client, draft: Product) -> None:
    data = editor_data(draft, title="Keripik Baru", **{"images-0-id": "abc"})

    assert desk.post(page("edit", draft.pk), data).status_code == 404
    assert Product.objects.get(pk=draft.pk).get_latest_revision_as_object().title == draft.title


@pytest.mark.parametrize(
    "error",
    [ValueError("Something else."), ValidationError({"title": "Wrong."}), ValidationError("x", code="min")],
)
def test_any_other_error_is_an_error(error: Exception) -> None:
    assert not is_about_a_key(error)
