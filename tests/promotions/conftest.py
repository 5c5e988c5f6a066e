"""Campaigns stand below the home page of a site set up."""

import pytest

from pages.models import HomePage
from pages.services import setup_site


@pytest.fixture
def home(db: None) -> HomePage:
    setup_site()
    return HomePage.objects.get(locale__language_code="id")
