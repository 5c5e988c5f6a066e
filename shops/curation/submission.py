"""A seller's way to the curators: open when nothing that blocks is missing, by the curators' own rules."""

from typing import Any

from django.db import transaction
from wagtail.models import WorkflowState

from catalogue.models import Product
from catalogue.services.curation import submit_product
from catalogue.services.drafts import lock_product
from shops.curation.exceptions import NotReady
from shops.readiness.queries import readiness_of_product


@transaction.atomic
def submit_when_ready(*, product: Product, by: Any) -> WorkflowState:
    """Hand the latest draft to the curators when its to-do list holds nothing that blocks.

    Imports submit with the catalogue's own `submit_products`: their curator samples, and sees what is
    missing. Raises NotReady with the list, and what `submit_product` raises.
    """
    lock_product(product)
    readiness = readiness_of_product(product)
    if not readiness.may_submit:
        raise NotReady(readiness.blocking)
    return submit_product(product=product, by=by)
