"""A made-up request to the CMS is answered, and is no error of the site's."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from wagtail.models import Page, Workflow

from accounts.factories import UserFactory
from catalogue.models import Product
from catalogue.services.content import ProductContent
from catalogue.services.drafts import create_product
from config.forged import is_about_a_key
from pages.models import HomePage
from pages.services import setup_site
from tests.house.addresses import addresses
from tests.shops.access.test_table import BELOW
from tests.shops.test_cms import editor_data, page

pytestmark = pytest.mark.django_db
PARAMETER = re.compile(r"<[a-z]+:[a-z_]+>")
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


#: Method, address and fields of what Wagtail does not expect, and what is answered.
MADE_UP = (
    ("post", "pages/1/move/1/confirm/", {}, 404),
    ("post", "pages/1/set_position/", {}, 404),
    ("post", "pages/1/lock/", {}, 404),
    ("post", "pages/1/unlock/", {}, 404),
    ("get", "choose-page/chosen-multiple/", {"id": "1"}, 404),
    ("post", "pages/{home}/copy/", {}, 400),
    ("post", "pages/{home}/copy/", {"new_parent_page": "987654321"}, 404),
    ("post", "pages/{home}/copy/", {"new_parent_page": "9" * 25}, 404),
    ("post", "pages/{home}/edit/", {}, 400),
    ("post", "pages/{home}/lock/", {"next": "tidak-ada"}, 404),
    ("post", "choose-external-link/", {}, 400),
    ("get", "choose-email-link/", {"parent_page_id": "abc"}, 404),
    ("post", "workflows/add/", {"workflow_tasks-INITIAL_FORMS": "1", "workflow_tasks-TOTAL_FORMS": "1"}, 400),
    ("get", "workflows/edit/{workflow}/", {"p": "abc"}, 404),
    ("get", "workflows/edit/{workflow}/", {"p": "-1"}, 404),
    ("get", "workflows/task_chooser/", {"create_model": "abc"}, 404),
    ("post", "redirects/import/process/", {}, 400),
    ("post", "snippets/choose/partner/cluster/create/", {}, 404),
    ("get", "failwhale/", {}, 404),
    ("post", "images/multiple/{image}/delete/", {}, 400),
    ("get", "images/chooser/", {"q": "abc", "tag": "abc"}, 200),
    ("get", "snippets/choose/catalogue/claim/", {"q": "abc"}, 200),
    ("get", "snippets/choose/shop_claims/claimproposal/", {"q": "abc"}, 200),
)


@pytest.mark.parametrize(("method", "address", "fields", "status"), MADE_UP)
def test_what_no_page_sends_is_answered(
    desk: Client, draft: Product, method: str, address: str, fields: dict[str, str], status: int
) -> None:
    setup_site()
    workflow, image = Workflow.objects.first(), draft.images.get().image
    words = {"home": HomePage.objects.first().pk, "workflow": workflow.pk, "image": image.pk}

    answer = getattr(desk, method)("/cms/" + address.format(**words), fields)

    assert answer.status_code == status
    assert not Page.objects.get(depth=1).locked


def test_the_root_of_all_pages_lists_the_homes(desk: Client) -> None:
    setup_site()

    assert "Beranda" in desk.get("/cms/pages/").text


@pytest.mark.timeout(300)  # three hundred addresses
def test_no_address_of_the_cms_fails_when_somebody_posts_nothing(desk: Client, draft: Product) -> None:
    """What lies behind the addresses of `tests/shops/access` is asked there, by every role."""
    setup_site()
    failed = {}

    for route in addresses("cms/"):
        address = "/" + PARAMETER.sub("1", route)
        if route.startswith(BELOW) or "^" in route:
            continue
        with transaction.atomic():
            status = desk.post(address, {"next": "tidak-ada"}).status_code
            transaction.set_rollback(True)
        if status >= 500:
            failed[route] = status

    assert failed == {}


@pytest.mark.parametrize("rows", ["attribute_values", "images"])
def test_a_row_of_another_product_is_no_row_of_this_one(
    desk: Client, draft: Product, content: ProductContent, seller: Any, rows: str
) -> None:
    other = create_product(shop=draft.shop, content=content, price=Decimal(9_000), stock=1, by=seller)
    foreign = getattr(other, rows).first()
    data = editor_data(draft, title="Keripik Baru", **{f"{rows}-0-id": foreign.pk})

    answer = desk.post(page("edit", draft.pk), data)

    assert "Buka lagi produknya dan ulangi perubahan Anda" in answer.text
    assert Product.objects.get(pk=draft.pk).get_latest_revision_as_object().title == draft.title
    assert getattr(other, rows).first() == foreign
