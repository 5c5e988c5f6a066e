"""Where a product stands between draft and public, read in the query that lists it.

Wagtail keeps this in three places (the row's `live`, `has_unpublished_changes`, and the open workflow); one
annotation and one function bring them together, so that a list costs no query per row.
"""

import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from catalogue.models import Product

WAITING, RETURNED = WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES


class ProductState(TextChoices):
    """What a seller and a curator want to know at a glance."""

    DRAFT = "draft", _("draft")
    WAITING = "waiting", _("waiting for curation")
    RETURNED = "returned", _("returned: please mend")
    LIVE = "live", _("live")
    LIVE_DRAFT = "live-draft", _("live, with an edit not submitted yet")
    LIVE_WAITING = "live-waiting", _("live, with an edit waiting for curation")
    LIVE_RETURNED = "live-returned", _("live, with an edit returned")


#: A curator has sent it back: it is its seller's turn.
TO_MEND = (ProductState.RETURNED, ProductState.LIVE_RETURNED)


def with_state(products: QuerySet[Product]) -> QuerySet[Product]:
    """Add `curation` (status of the open workflow or None) and `curator_comment` (the last step's words)."""
    workflow = _open_workflows().filter(object_id=Cast(OuterRef("pk"), CharField()))
    stated: QuerySet[Product] = products.annotate(
        curation=Subquery(workflow.values("status")[:1]),
        curator_comment=Subquery(workflow.values("current_task_state__comment")[:1]),
    )
    return stated


def last_submitted(products: QuerySet[Product], most: int) -> dict[int, dt.datetime]:
    """Which of these products are in curation, and when each was last handed to the curators.

    The latest first, `most` at most. One query that looks for the open workflows of all of them together.
    """
    keys = products.order_by().annotate(key=Cast("pk", CharField())).values("key")
    workflows = _open_workflows().filter(object_id__in=keys, current_task_state__isnull=False)
    latest = workflows.order_by("-current_task_state__started_at", "-pk")[:most]
    return {int(key): at for key, at in latest.values_list("object_id", "current_task_state__started_at")}


def _open_workflows() -> QuerySet[WorkflowState]:
    workflows: QuerySet[WorkflowState] = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Product)
    )
    return workflows


def state_of(product: Product) -> ProductState:
    """The state of a product that came through `with_state`."""
    return state_from(product.live, product.has_unpublished_changes, product.curation)


def state_from(live: bool, has_unpublished_changes: bool, curation: str | None) -> ProductState:
    """The state that these three columns of `with_state` mean."""
    if curation == WAITING:
        return ProductState.LIVE_WAITING if live else ProductState.WAITING
    if curation == RETURNED:
        return ProductState.LIVE_RETURNED if live else ProductState.RETURNED
    if not live:
        return ProductState.DRAFT
    return ProductState.LIVE_DRAFT if has_unpublished_changes else ProductState.LIVE


#: Each state as a condition over `with_state`'s annotation; a test holds it against `state_of`.
CONDITIONS: dict[str, Q] = {
    ProductState.DRAFT: Q(live=False, curation=None),
    ProductState.WAITING: Q(live=False, curation=WAITING),
    ProductState.RETURNED: Q(live=False, curation=RETURNED),
    ProductState.LIVE: Q(live=True, curation=None, has_unpublished_changes=False),
    ProductState.LIVE_DRAFT: Q(live=True, curation=None, has_unpublished_changes=True),
    ProductState.LIVE_WAITING: Q(live=True, curation=WAITING),
    ProductState.LIVE_RETURNED: Q(live=True, curation=RETURNED),
}
