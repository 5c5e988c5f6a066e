"""Lists of products found by search: what category, region, landing and search pages have in common."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from freshness.parts import kept_with_frame, remembered_with_frame
from freshness.showing import mark_of, shows
from freshness.subjects import INDEX, SHOPS
from search.contract import Filters, SearchRequest, SearchResult, Sort
from search.labels import Labels, labels_of
from search.links import FilterLinks, at_page, query_string, sorted_by, spelled, unfiltered
from search.queries import FacetView, SearchView, facet_views, parse, search
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

    @property
    def chosen(self) -> int:
        """How many of its choices narrow the list; said beside its name, also when it is folded."""
        return sum(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrows a list, which all its pages share: the facets as found, as links, and those as HTML."""

    views: tuple[FacetView, ...]
    blocks: tuple[FacetBlock, ...]
    chips: tuple[Choice, ...]
    html: SafeString


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of products with everything around it. `clear_url` lifts the filters.

    `facets_html` is `facets` rendered; empty where it was not done yet. `ways_on` is there when nothing was
    found.
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
    facets_html: SafeString | str = ""


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
    addresses = Addresses(path, fixed, request)
    narrowings: list[Narrowing] = []

    def views_of(request: SearchRequest, result: SearchResult) -> tuple[FacetView, ...]:
        narrowings.append(_kept_narrowing(request, result, addresses))
        return narrowings[0].views

    view = search(request, views_of=views_of)
    return _listing(view, addresses, narrowings[0]), view


def _kept_narrowing(request: SearchRequest, result: SearchResult, addresses: Addresses) -> Narrowing:
    """A hundred links, more than half of what it costs to make a page; they hold until the index changes.

    What the page shows is said before this, so the mark is older than the answer.
    """
    question = addresses.of(at_page(request, 1))
    return remembered_with_frame(
        f"narrowing:{mark_of(INDEX)}:{mark_of(SHOPS)}:{question}",
        lambda: _narrowing(request, result, addresses),
    )


def _narrowing(request: SearchRequest, result: SearchResult, addresses: Addresses) -> Narrowing:
    views = facet_views(request, result, is_folded=True, labels_of=_kept_labels)
    blocks = tuple(_facet_blocks(views, addresses))
    return Narrowing(
        views=views,
        blocks=blocks,
        chips=tuple(_chips(views, addresses)),
        html=render_to_string("components/facets.html", {"facets": blocks}),
    )


def _kept_labels(values: Mapping[str, Collection[str]]) -> Labels:
    """The labels of facets' values, kept until a category, a kind of claim or a shop changes."""
    told = "\n".join(f"{name} {' '.join(sorted(values[name]))}" for name in sorted(values))
    digest = blake2b(told.encode(errors="replace"), digest_size=16).hexdigest()
    return kept_with_frame(f"labels:{mark_of(SHOPS)}:{digest}", lambda: labels_of(values))


def _listing(view: SearchView, addresses: Addresses, narrowing: Narrowing) -> Listing:
    request, result = view.request, view.result
    reasons = {hit.id: [explain(reason) for reason in hit.reasons] for hit in result.hits}
    suggestion = None
    if result.suggestion:
        suggestion = Choice(result.suggestion, addresses.of(spelled(request, result.suggestion)))
    return Listing(
        words=request.words,
        cards=product_cards(view.product_ids, reasons),
        total=result.total,
        facets=narrowing.blocks,
        facets_html=narrowing.html,
        chips=narrowing.chips,
        sorts=tuple(
            Choice(str(label), addresses.of(sorted_by(request, sort)), is_chosen=sort is request.sort)
            for sort, label in SORTS.items()
        ),
        pager=pager(result.page, result.pages, lambda page: addresses.of(at_page(request, page))),
        clear_url=addresses.of(unfiltered(request)),
        suggestion=suggestion,
        notices=[explain(notice) for notice in result.notices],
        kept=list(_kept(request, addresses)),
        ways_on=None if result.total else ways_on(request),
    )


def _facet_blocks(views: Iterable[FacetView], addresses: Addresses) -> Iterator[FacetBlock]:
    is_first = True
    for facet in views:
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


def _chips(views: Iterable[FacetView], addresses: Addresses) -> Iterator[Choice]:
    for facet in views:
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
