"""Reads of the curators' desk: guarded ways to one thing, its history, and what the seller is told."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import (
    CharField,
    F,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Cast
from django.http import Http404
from wagtail.models import WorkflowState
from wagtail.permissions import policy_registry

from catalogue.claims.queries import ClaimQuerySet
from catalogue.models import Claim, Product, ProductAttributeValue, ProductImage
from shops.curation.scope import scope_of
from shops.models import Partner
from shops.review.batches import BatchQuerySet
from shops.review.kinds import Kind
from shops.review.models import Batch, Case, Complaint, Remark, ReturnReason, Step
from shops.review.queue import with_taker

KEPT, KEPT_SECONDS = "curation-reasons", 60


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a decision is about: a revision's key, and its content by the names of the product's columns."""

    key: int
    content: dict[str, Any]


def get_product_for_curator(user: Any, pk: int) -> Product:
    """The product with all that the screen says of where it stands; anyone but its curators gets Http404.

    One query. `open_case` is its case that is not closed, with the import, or None; `taker_id` and `taker`
    name who has taken it; `older_id` and `older_content` are those of the revision that was handed in, where
    it is not the latest; its offer is named as `shops.queries.get_product_for` names it.
    """
    in_charge = scope_of(user).of(Kind.PRODUCT)
    is_open = Q(cases__state__in=[Case.State.WAITING, Case.State.RETURNED])
    older = _handed_in().exclude(current_task_state__revision=OuterRef("latest_revision"))
    products = Product.objects.filter(in_charge.q("shop__region_id"), pk=pk).annotate(
        open_case=FilteredRelation("cases", condition=is_open),
        older_id=Subquery(older.values("current_task_state__revision")[:1]),
        older_content=Subquery(older.values("current_task_state__revision__content")[:1]),
        offer_price=F("stockrecords__price"),
        offer_stock=F("stockrecords__num_in_stock"),
    )
    related = ("shop__regency", "latest_revision", "category", "product_class", "open_case__batch")
    product: Product | None = with_taker(products, Kind.PRODUCT).select_related(*related).first()
    if product is None:
        raise Http404("No such product in the person's regions.")
    product.open_case = getattr(product, "open_case", None)  # Django leaves it out where there is none
    return product


def get_complaint_for(user: Any, pk: int) -> Complaint:
    """The complaint and its taker, for who decides on reports where its shop is; anyone else gets Http404."""
    in_charge = scope_of(user).of(Kind.REPORT)
    found = Complaint.objects.filter(in_charge.q("shop__region_id"), pk=pk)
    related = ("product", "shop__regency", "closed_by")
    complaint: Complaint | None = with_taker(found, Kind.REPORT).select_related(*related).first()
    if complaint is None:
        raise Http404("No such complaint in the person's regions.")
    return complaint


def get_batch_for(user: Any, pk: int) -> Batch:
    """The import for a curator in charge of products where its shop is; anyone else gets Http404."""
    batch = imports_for(user).filter(pk=pk).select_related("shop__regency", "submitted_by").first()
    if batch is None:
        raise Http404("No such import in the person's regions.")
    return batch


def imports_for(user: Any) -> BatchQuerySet:
    """The imports of the shops where the person decides on products."""
    return Batch.objects.filter(scope_of(user).of(Kind.PRODUCT).q("shop__region_id"))


def colleagues_for(instance: Any) -> QuerySet[Any]:
    """The people who may decide on this: to whom it can be handed over."""
    policy = policy_registry.get_by_type(type(instance))
    able: QuerySet[Any] = policy.users_with_any_permission_for_instance(["view", "change"], instance)
    return able.order_by("first_name", "last_name", "pk")


def handed_in(product: Product) -> HandedIn | None:
    """What an approval publishes: the version that was handed in, whatever was written after it.

    Of a product of `get_product_for_curator`; no query. None where no version was ever kept.
    """
    if product.older_id is not None:
        return HandedIn(product.older_id, product.older_content)
    latest = product.latest_revision
    return HandedIn(latest.pk, latest.content) if latest else None


def history_of(product: Product) -> QuerySet[Step]:
    """Everything that was done with the product at the curators' desk, the latest first: three queries."""
    steps = Step.objects.filter(case__product=product).select_related("by", "to")
    return steps.prefetch_related("reasons", "remarks").order_by("-at", "-pk")


def remarks_for(product: Product) -> dict[str, str]:
    """What the curator said about each field when the product came back last, by the field's name.

    The names are those of `shops.review.fields`; empty unless the product is with its seller for mending.
    """
    returned = Step.objects.filter(
        case__product=product, case__state=Case.State.RETURNED, what=Step.What.RETURNED
    ).order_by("-at", "-pk")
    remarks = Remark.objects.filter(step__in=returned.values("pk")[:1])
    return dict(remarks.values_list("field", "words"))


def claims_beside(product: Product) -> QuerySet[Claim]:
    """The claims about the product and about its shop that were handed in, with evidence: two queries."""
    return _with_evidence(Claim.objects.filter(Q(product=product) | Q(product=None), shop=product.shop_id))


def claims_about(shop: Partner) -> QuerySet[Claim]:
    """The claims about the shop itself that were handed in, with evidence: two queries."""
    return _with_evidence(Claim.objects.filter(shop=shop, product=None))


def _with_evidence(claims: ClaimQuerySet) -> QuerySet[Claim]:
    """With `has_twin`, what a product is about first."""
    shown = claims.exclude(state=Claim.State.DRAFT).with_twins().select_related("kind")
    return shown.prefetch_related("evidence").order_by("product", "kind__display_order", "pk")


def live_version(product: Product) -> Product | None:
    """The row that the public sees, with pictures and attributes; None when it has never been public.

    Two queries: the product itself is that row.
    """
    if not product.live:
        return None
    live = copy(product)
    pictures = ProductImage.objects.select_related("image").order_by("display_order", "pk")
    values = ProductAttributeValue.objects.select_related("attribute")
    prefetch_related_objects([live], Prefetch("images", pictures), Prefetch("attribute_values", values))
    return live


def kept_reasons() -> list[ReturnReason]:
    """The reasons in use from the cache: seldom changed, often asked. A change empties it at once."""
    kept: list[ReturnReason] | None = cache.get(KEPT)
    if kept is None:
        kept = list(ReturnReason.objects.filter(is_active=True))
        cache.set(KEPT, kept, KEPT_SECONDS)
    return kept


def _handed_in() -> QuerySet[WorkflowState]:
    """The workflow of a product, as a condition of its query; it stands at what was handed in."""
    under_way: QuerySet[WorkflowState] = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Product),
        object_id=Cast(OuterRef("pk"), CharField()),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return under_way
