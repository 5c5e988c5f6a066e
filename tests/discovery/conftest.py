"""Pages find products through an index of their own."""

from tests.storefront.conftest import indexed

__all__ = ["indexed"]
