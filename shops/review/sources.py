"""What stands in the queue: products in curation, claims, shops and complaints."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Case as Choice
from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import Claim
from shops.claims.queries import claims_waiting
from shops.claims.queries import in_place as claims_in_place
from shops.curation.scope import EVERY_KIND, Grant, Scope
from shops.models import Partner
from shops.review.kinds import Kind
from shops.review.models import Case, Complaint
from shops.review.queue import (
    COLUMNS,
    RAISED,
    USUAL,
    Entry,
    Filters,
    Source,
    narrowed,
    register_source,
    with_taker,
)
from shops.standing.queries import in_place as shops_in_place
from shops.standing.queries import shops_waiting

LOOKED_AT_SINGLY = (
    Q(batch=None)
    | Q(is_sample=True)
    | Q(batch__stopped_at__isnull=False)
    | Q(batch__approved_at__isnull=False)
)


def as_rows(
    found: QuerySet[Any, Any], kind: Kind, *, key: str, since: str, rank: Any = None
) -> QuerySet[Any, Any]:
    """The columns that every kind has in common."""
    columns = {
        "entry_kind": Value(kind.value, CharField()),
        "entry_key": F(key),
        "entry_rank": Value(USUAL, IntegerField()) if rank is None else rank,
        "entry_since": F(since),
    }
    return found.order_by().annotate(**columns).values_list(*COLUMNS)


def here(scope: Scope, filters: Filters, path: str) -> Q:
    """In the curator's regions, and in the one that the filter names."""
    if not filters.region:
        return scope.q(path)
    return scope.q(path) & Scope(frozenset([Grant(filters.region, EVERY_KIND)])).q(path)


def named(filters: Filters, *paths: str) -> Q:
    """Whose shop or title has the words."""
    condition = Q()
    for path in paths:
        condition |= Q(**{f"{path}__icontains": filters.words})
    return condition if filters.words else Q()


def products_entries(scope: Scope, filters: Filters) -> QuerySet[Any, Any]:
    """Products in curation, in the place of their first submission; of an import its sample alone, until the
    import is decided on or stopped."""
    cases = Case.objects.filter(
        LOOKED_AT_SINGLY,
        here(scope, filters, "shop__region_id"),
        named(filters, "shop__name", "product__title"),
        state=Case.State.WAITING,
    )
    free = narrowed(cases, Kind.PRODUCT, filters, "product_id")
    return as_rows(free, Kind.PRODUCT, key="product_id", since="opened_at")


def products_shown(keys: Sequence[int]) -> Iterable[Entry]:
    cases = Case.objects.filter(product__in=keys, state=Case.State.WAITING)
    related = cases.select_related("product__latest_revision", "shop__regency", "batch")
    for case in with_taker(related, Kind.PRODUCT, "product_id"):
        revision = case.product.latest_revision
        yield Entry(
            kind=Kind.PRODUCT,
            taker_id=case.taker_id,
            taker=case.taker or "",
            key=case.product_id,
            since=case.opened_at,
            title=(revision and revision.object_str) or case.product.title,
            shop=case.shop.name,
            region=case.shop.regency.name,
            url=reverse("curation:product", args=[case.product_id]),
            note=_product_note(case),
        )


def _product_note(case: Case) -> str:
    if case.batch:
        return _("from the import “%(source)s”") % {"source": case.batch.source}
    if case.waiting_since > case.opened_at:
        return _("mended and submitted again")
    return _("an edit of a live product") if case.product.live else ""


def claims_entries(scope: Scope, filters: Filters) -> QuerySet[Any, Any]:
    """Claims that were submitted, in the place that a refusal does not take away."""
    claims = claims_waiting(scope).filter(
        here(scope, filters, "shop__region_id"), named(filters, "shop__name", "number")
    )
    return as_rows(narrowed(claims, Kind.CLAIM, filters), Kind.CLAIM, key="pk", since="queued_at")


def claims_shown(keys: Sequence[int]) -> Iterable[Entry]:
    related = Claim.objects.select_related("kind", "shop__regency", "product").with_twins()
    claims = claims_in_place(related.filter(pk__in=keys))
    for claim in with_taker(claims, Kind.CLAIM):
        yield Entry(
            kind=Kind.CLAIM,
            taker_id=claim.taker_id,
            taker=claim.taker or "",
            key=claim.pk,
            since=claim.queued_at,
            title=f"{claim.kind} {claim.number}".strip(),
            shop=claim.shop.name,
            region=claim.shop.regency.name,
            url=reverse("wagtailsnippets_catalogue_claim:edit", args=[claim.pk]),
            note=_claim_note(claim),
        )


def _claim_note(claim: Any) -> str:
    """What the claim is about, and whether another shop has handed in the same number."""
    twin = _("Same number elsewhere") if claim.has_twin else ""
    return " · ".join(filter(None, [claim.product.title if claim.product else "", twin]))


def shops_entries(scope: Scope, filters: Filters) -> QuerySet[Any, Any]:
    """Shops that were submitted for approval, in the place of their first submission."""
    shops = shops_waiting(scope).filter(here(scope, filters, "region_id"), named(filters, "name"))
    return as_rows(narrowed(shops, Kind.SHOP, filters), Kind.SHOP, key="pk", since="queued_at")


def shops_shown(keys: Sequence[int]) -> Iterable[Entry]:
    shops = Partner.objects.filter(pk__in=keys).select_related("regency")
    for shop in with_taker(shops_in_place(shops), Kind.SHOP):
        yield Entry(
            kind=Kind.SHOP,
            taker_id=shop.taker_id,
            taker=shop.taker or "",
            key=shop.pk,
            since=shop.queued_at,
            title=shop.name,
            shop=shop.name,
            region=shop.regency.name,
            url=reverse("shop_decision", args=[shop.pk]),
            note=shop.get_sector_display(),
        )


def complaints_entries(scope: Scope, filters: Filters) -> QuerySet[Any, Any]:
    """Reports by shoppers; three people bring one to the top."""
    complaints = Complaint.objects.filter(
        here(scope, filters, "shop__region_id"),
        named(filters, "shop__name", "product__title"),
        closed_at=None,
    )
    many = When(people__gte=Complaint.RAISED_AT, then=Value(RAISED))
    rank = Choice(many, default=Value(USUAL), output_field=IntegerField())
    free = narrowed(complaints, Kind.REPORT, filters)
    return as_rows(free, Kind.REPORT, key="pk", since="opened_at", rank=rank)


def complaints_shown(keys: Sequence[int]) -> Iterable[Entry]:
    complaints = Complaint.objects.filter(pk__in=keys).select_related("product", "shop__regency")
    for complaint in with_taker(complaints, Kind.REPORT):
        yield Entry(
            kind=Kind.REPORT,
            taker_id=complaint.taker_id,
            taker=complaint.taker or "",
            key=complaint.pk,
            since=complaint.opened_at,
            title=str(complaint),
            shop=complaint.shop.name,
            region=complaint.shop.regency.name,
            url=reverse("curation:complaint", args=[complaint.pk]),
            note=ngettext("%(count)d person reports it", "%(count)d people report it", complaint.people)
            % {"count": complaint.people},
        )


def register_sources() -> None:
    """Put the four kinds into the queue."""
    for source in (
        Source(Kind.PRODUCT, products_entries, products_shown),
        Source(Kind.SHOP, shops_entries, shops_shown),
        Source(Kind.CLAIM, claims_entries, claims_shown),
        Source(Kind.REPORT, complaints_entries, complaints_shown),
    ):
        register_source(source)
