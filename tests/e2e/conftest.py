"""A real browser, and people who sign in with it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Browser, Page

from accounts.factories import UserFactory
from catalogue.factories import CategoryFactory, ProductFactory
from catalogue.models import Product, ProductImage
from media.factories import ImageFactory, picture_file
from shops.factories import RegionFactory
from tests.e2e.demo_site import demo_site, demo_with_a_queue
from tests.one_of_each import public_addresses
from tests.storefront.conftest import indexed

__all__ = ["demo_site", "demo_with_a_queue", "indexed"]

PASSWORD = "rahasia-uji-123"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}

SignIn = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser, and waits for a machine that has other things to do."""
    for item in items:
        if "/e2e/" in str(item.path):
            item.add_marker(pytest.mark.e2e)
            if "demo_site" in item.fixturenames:
                item.add_marker(pytest.mark.demo)
            if not item.get_closest_marker("timeout"):
                item.add_marker(pytest.mark.timeout(300))


@pytest.fixture
def person(db: None) -> Callable[..., Any]:
    """Makes a person whose e-mail address is verified, so that they can sign in."""

    def make(**fields: Any) -> Any:
        user = UserFactory(password=PASSWORD, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    return make


@pytest.fixture
def kinds(transactional_db: None, indexed: Callable[[], int]) -> dict[str, str]:
    """A page of each kind by its name, of a site whose first product has three pictures and company."""
    paths = public_addresses()
    product = Product.objects.get()
    for position in (1, 2):
        ProductImage.objects.create(product=product, image=ImageFactory(), display_order=position)
    RegionFactory(code="35.73")  # in a province without shops
    others = ProductFactory.create_batch(30, category=CategoryFactory(name="Anyaman Uji"))
    indexed()
    left_out = ("suggestions", "robots", "site map")
    return {
        **{
            kind: path for kind, path in paths.items() if not kind.startswith(left_out) and "(en)" not in kind
        },
        "comparison": f"/bandingkan/?produk={product.pk},{others[0].pk}",
        "empty comparison": "/bandingkan/",
        "nothing found": "/cari/?q=qqxzzy",
        "report": f"/lapor/produk/{product.pk}/",
        "sign in": "/akun/login/",
        "sign up": "/akun/signup/",
        "not found": "/tidak/ada/",
        "offline": "/luring/",
        "style guide": "/styleguide/",
    }


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """A page of its own, as another person's browser; `size` is the window's."""
    contexts = []

    def open_page(path: str = "/", size: dict[str, int] = DESK) -> Page:
        context = browser.new_context(base_url=live_server.url, viewport=size, locale="id-ID")
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in(visit: Callable[..., Page]) -> SignIn:
    """Signs a person in through the site's own form and returns their page."""

    def enter(user: Any, size: dict[str, int] = DESK) -> Page:
        page = visit("/akun/login/", size)
        page.fill("[name=login]", user.email)
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.press("[name=password]", "Enter")
        return page

    return enter


@pytest.fixture
def photo() -> dict[str, Any]:
    """A photo as a file chooser takes it."""
    return {"name": "keripik.jpg", "mimeType": "image/jpeg", "buffer": picture_file(size=(1200, 900)).read()}
