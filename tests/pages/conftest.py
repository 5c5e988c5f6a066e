"""Pages find products through an index of their own."""

import pytest

from pages.models import HomePage
from pages.services import setup_site
from tests.storefront.conftest import indexed

__all__ = ["indexed"]


@pytest.fixture
def home(db: None) -> HomePage:
    """The home page of a site set up."""
    setup_site()
    return HomePage.objects.get(locale__language_code="id")
