"""Lists of products found by search: what category, region, landing and search pages have in common."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from django.http import QueryDict

from freshness.parts import kept_with_frame
from freshness.showing import mark_of, shows
from freshness.subjects import INDEX, SHOPS
from search.contract import Filters, SearchRequest, Sort
from search.labels import Labels, labels_of
from search.links import FilterLinks, at_page, query_string, sorted_by, spelled, unfiltered
from search.queries import SearchView, parse, search
from search.reasons import SORTS, explain
from storefront.cards import ProductCard, product_cards
from storefront.choices import Choice
from storefront.paging import Pager, pager
from storefront.ways_on import WaysOn, ways_on


@dataclass(frozen=True, slots=True)
class FacetBlock:
    """One facet with the choices worth showing now."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of products with everything around it. `clear_url` lifts the filters.

    `ways_on` is there when nothing was found.
    """

    words: str
    cards: Sequence[ProductCard]
    total: int
    facets: Sequence[FacetBlock]
    chips: Sequence[Choice]
    sorts: Sequence[Choice]
    pager: Pager
    clear_url: str
    suggestion: Choice | None
    notices: Sequence[str]
    kept: Sequence[tuple[str, str]]
    ways_on: WaysOn | None = None


class Addresses:
    """The addresses of one list: its path, and the question without what the path itself says."""

    def __init__(self, path: str, fixed: Mapping[str, tuple[str, ...]], request: SearchRequest) -> None:
        self.path = path
        self.fixed = fixed
        self._filters = FilterLinks(request, fixed=fixed)

    def of(self, request: SearchRequest) -> str:
        """The address that asks this question on this page."""
        return f"{self.path}{self.query(request)}"

    def toggling(self, name: str, value: str) -> str:
        """The address with one filter value chosen, or let go when it is."""
        return f"{self.path}{self._filters.toggling(name, value)}"

    def query(self, request: SearchRequest) -> str:
        """The question as the part of an address from "?" on, without the fixed filters."""
        free = replace(request.filters, **dict.fromkeys(self.fixed, ()))
        return query_string(replace(request, filters=free))


def product_listing(
    params: QueryDict, path: str, *, fixed: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Listing, SearchView]:
    """The list that the address asks for, narrowed to `fixed` filters whatever the address says.

    Two queries when all parts are kept, and at most seven: marks, labels, and the cards' five; two more when
    nothing is found. Raises the children of SearchError that `search.queries` names.
    The view is handed back for pages that link on from facet values.
    """
    shows(INDEX)
    asked = parse(params)
    fixed = fixed or {}
    request = replace(asked, filters=replace(asked.filters, **fixed))
    view = search(request, is_folded=True, labels_of=_kept_labels)
    return _listing(view, Addresses(path, fixed, request)), view


def _kept_labels(values: Mapping[str, Collection[str]]) -> Labels:
    """The labels of facets' values, kept until a category, a kind of claim or a shop changes."""
    told = "\n".join(f"{name} {' '.join(sorted(values[name]))}" for name in sorted(values))
    digest = blake2b(told.encode(errors="replace"), digest_size=16).hexdigest()
    return kept_with_frame(f"labels:{mark_of(SHOPS)}:{digest}", lambda: labels_of(values))


def _listing(view: SearchView, addresses: Addresses) -> Listing:
    request, result = view.request, view.result
    reasons = {hit.id: [explain(reason) for reason in hit.reasons] for hit in result.hits}
    suggestion = None
    if result.suggestion:
        suggestion = Choice(result.suggestion, addresses.of(spelled(request, result.suggestion)))
    return Listing(
        words=request.words,
        cards=product_cards(view.product_ids, reasons),
        total=result.total,
        facets=list(_facet_blocks(view, addresses)),
        chips=list(_chips(view, addresses)),
        sorts=[
            Choice(str(label), addresses.of(sorted_by(request, sort)), is_chosen=sort is request.sort)
            for sort, label in SORTS.items()
        ],
        pager=pager(result.page, result.pages, lambda page: addresses.of(at_page(request, page))),
        clear_url=addresses.of(unfiltered(request)),
        suggestion=suggestion,
        notices=[explain(notice) for notice in result.notices],
        kept=list(_kept(request, addresses)),
        ways_on=None if result.total else ways_on(request),
    )


def _facet_blocks(view: SearchView, addresses: Addresses) -> Iterator[FacetBlock]:
    is_first = True
    for facet in view.facets:
        if facet.name in addresses.fixed or not facet.choices:
            continue
        choices = tuple(
            Choice(
                label=choice.label,
                url=addresses.toggling(facet.name, choice.value),
                count=choice.count,
                is_chosen=choice.is_chosen,
                depth=choice.depth,
            )
            for choice in facet.choices
        )
        yield FacetBlock(facet.name, facet.label, choices, bool(facet.chosen) or is_first)
        is_first = False


def _chips(view: SearchView, addresses: Addresses) -> Iterator[Choice]:
    for facet in view.facets:
        if facet.name in addresses.fixed:
            continue
        for choice in facet.chosen:
            url = addresses.toggling(facet.name, choice.value)
            yield Choice(f"{facet.label}: {choice.label}", url, is_chosen=True)


def _kept(request: SearchRequest, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """The filters and the order, as hidden fields of a form that asks with other words."""
    for name in Filters.__dataclass_fields__:
        if name not in addresses.fixed:
            yield from ((name, value) for value in request.filters.values_of(name))
    if request.sort is not Sort.RELEVANCE:
        yield "urut", request.sort.value
