"""Products that change are indexed again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from catalogue.models import Claim
from catalogue.signals import products_changed
from search.services import index_products


@receiver(products_changed)
def index_changed_products(sender: type, product_ids: Sequence[int], **kwargs: Any) -> None:
    """Note the change in the sender's transaction; who speaks for claims says that nothing else changed."""
    index_products(product_ids=product_ids, only_claims=sender is Claim)
