"""The shipped requirements and kinds of claim, and a product with nothing missing but evidence."""

import pytest

from catalogue.services.reference import load_reference_data
from shops.readiness.reference import load_requirements


@pytest.fixture
def rules(db: None) -> None:
    load_reference_data()
    load_requirements()
