"""Reads of the curators' desk: guarded ways to one thing, its history, and what the seller is told."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from wagtail.permissions import policy_registry

from catalogue.models import Claim, Product, ProductImage
from shops.curation.scope import scope_of
from shops.review.batches import BatchQuerySet
from shops.review.kinds import Kind
from shops.review.models import Batch, Case, Complaint, Remark, Step


def get_product_for_curator(user: Any, pk: int) -> Product:
    """The product with its shop, for a curator in charge of it; anyone else gets Http404."""
    in_charge = scope_of(user).of(Kind.PRODUCT)
    product: Product | None = (
        Product.objects.filter(in_charge.q("shop__region_id"), pk=pk)
        .select_related("shop__regency", "latest_revision", "category", "product_class")
        .first()
    )
    if product is None:
        raise Http404("No such product in the person's regions.")
    return product


def get_complaint_for(user: Any, pk: int) -> Complaint:
    """The complaint for a curator in charge of reports where its shop is; anyone else gets Http404."""
    in_charge = scope_of(user).of(Kind.REPORT)
    complaint = (
        Complaint.objects.filter(in_charge.q("shop__region_id"), pk=pk)
        .select_related("product", "shop__regency", "closed_by")
        .first()
    )
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


def open_case(product: Product) -> Case | None:
    """The product's case that is not closed, with its import."""
    cases = Case.objects.exclude(state=Case.State.CLOSED)
    return cases.filter(product=product).select_related("batch").first()


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


def last_return(product: Product) -> Step | None:
    """The return that the seller has to answer, with its reasons; None unless one is open."""
    return (
        Step.objects.filter(case__product=product, case__state=Case.State.RETURNED, what=Step.What.RETURNED)
        .prefetch_related("reasons")
        .order_by("-at", "-pk")
        .first()
    )


def claims_beside(product: Product) -> QuerySet[Claim]:
    """The claims about the product and about its shop that were handed in, with evidence: two queries."""
    claims = Claim.objects.filter(Q(product=product) | Q(product=None), shop=product.shop_id)
    handed_in = claims.exclude(state=Claim.State.DRAFT).select_related("kind").prefetch_related("evidence")
    return handed_in.order_by("product", "kind__display_order", "pk")


def live_version(product: Product) -> Product | None:
    """The row that the public sees, with pictures and attributes; None when it has never been public."""
    if not product.live:
        return None
    pictures = ProductImage.objects.select_related("image").order_by("display_order", "pk")
    live: Product = (
        Product.objects.select_related("category")
        .prefetch_related(Prefetch("images", pictures), "attribute_values__attribute")
        .get(pk=product.pk)
    )
    return live
