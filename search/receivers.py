"""Products that change are indexed again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from catalogue.signals import products_changed
from search.services import index_products


@receiver(products_changed)
def index_changed_products(sender: type, product_ids: Sequence[int], **kwargs: Any) -> None:
    """Note the change in the sender's transaction."""
    index_products(product_ids=product_ids)
