"""What every search engine takes and gives: values only, nothing of any one engine.

The names of filters, facets and sorts are the words of the public address (`?kategori=…&urut=harga`),
so that an address, a command line and an engine speak of the same thing by the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Protocol

from search.documents import ClaimsDocument, ProductDocument

DEPTH_LIMIT = 10_000
"""The last hit that can be reached by paging. Deeper pages cost more than anyone reads them for."""

DEFAULT_PAGE_SIZE = 24
SUGGESTION_LIMIT = 8


class Sort(StrEnum):
    """The orders a result can have; each ends with the product's id, so pages never overlap."""

    RELEVANCE = "relevan"
    PRICE_UP = "harga"
    PRICE_DOWN = "harga-turun"
    NEWEST = "terbaru"
    TKDN = "tkdn"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a result is narrowed to.

    Values within one filter are alternatives; different filters must all hold. `kategori` holds full
    slugs ("makanan/camilan"), `wilayah` region codes ("33.74"), `toko` shop slugs, `klaim` claim kinds,
    `harga` rupiah ranges ("10000-50000", either end open), `tkdn` and `waktu` the codes in `search.bands`.
    """

    kategori: tuple[str, ...] = ()
    wilayah: tuple[str, ...] = ()
    toko: tuple[str, ...] = ()
    harga: tuple[str, ...] = ()
    klaim: tuple[str, ...] = ()
    tkdn: tuple[str, ...] = ()
    waktu: tuple[str, ...] = ()

    def values_of(self, name: str) -> tuple[str, ...]:
        """Return the chosen values of one filter."""
        values: tuple[str, ...] = getattr(self, name)
        return values

    def active(self) -> tuple[str, ...]:
        """Return the names of the filters that narrow anything, in facet order."""
        return tuple(name for name in FACET_NAMES if self.values_of(name))

    def without(self, name: str) -> Filters:
        """Return the same filters with one of them lifted."""
        return replace(self, **{name: ()})


TREES: dict[str, str] = {"kategori": "/", "wilayah": "."}
"""Filters whose values form a tree, and what stands between the levels of a value."""

FACET_NAMES: tuple[str, ...] = tuple(item.name for item in fields(Filters))


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question to an engine.

    `words` is what the shopper typed; `steering` names a steering profile and `viewer_region` is the code
    of the region the viewer buys for. `page` counts from 1.
    """

    words: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = DEFAULT_PAGE_SIZE
    steering: str | None = None
    viewer_region: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a hit stands where it does, or what was done to the question: a code with its values.

    `search.reasons` makes words of it in the reader's language.
    """

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """One product found. `shop` is a slug, `region` a name, `price` whole rupiah or None (on request)."""

    id: int
    title: str
    shop: str
    region: str
    price: int | None
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice of a facet and how many products it would show."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a result; its counts hold for all other filters but its own."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """An engine's answer.

    `suggestion` is a better spelling of the words that would find more, `notices` say what was done to the
    question (relaxed, cut), `pages` is the number of pages that can be opened (at least 1).
    """

    engine: str
    total: int
    took_ms: float
    suggestion: str | None
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    page: int
    pages: int
    notices: tuple[Reason, ...] = ()

    def facet(self, name: str) -> Facet:
        """Return the facet of that name; KeyError when the engine gave none."""
        for facet in self.facets:
            if facet.name == name:
                return facet
        raise KeyError(name)


class SuggestionKind(StrEnum):
    """What choosing a suggestion leads to: a search for its words, or a product."""

    WORDS = "kata"
    PRODUCT = "produk"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line under the search box. `count` is how many products the words find, `id` the product's."""

    text: str
    kind: SuggestionKind
    count: int = 0
    id: int | None = None


class IndexState(StrEnum):
    """Whether an engine can answer, and if not, what is wrong."""

    READY = "ready"
    MISSING = "missing"
    DAMAGED = "damaged"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What an engine says of its index, for health checks and commands."""

    engine: str
    state: IndexState
    documents: int = 0
    generation: str = ""
    message: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether searches are answered."""
        return self.state is IndexState.READY


class SearchEngine(Protocol):
    """A search engine. All methods raise children of `search.exceptions.SearchError` and nothing else."""

    name: str

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a request; PageNotFound for a page past the end, PageTooDeep for one past the limit."""

    def suggest(self, prefix: str, limit: int = SUGGESTION_LIMIT) -> tuple[Suggestion, ...]:
        """Return ways to go on from what has been typed so far, best first."""

    def update(
        self,
        documents: Iterable[ProductDocument],
        removed_ids: Iterable[int] = (),
        claims: Iterable[ClaimsDocument] = (),
    ) -> None:
        """Put documents in place of those with the same id and take the removed ones out, at once.

        `claims` change what the documents of those ids say of claims, and leave the rest as it was written
        last; where there is none, nothing is written. An id comes in one of the three only. All are read
        while the right to write is held, one after the other.
        """

    def rebuild(self, documents: Iterable[ProductDocument]) -> int:
        """Build a new index aside and put it in the old one's place; return the number of documents."""

    def lapsed(self) -> tuple[int, ...]:
        """Return ids of documents holding a claim that has expired since they were indexed."""

    def status(self) -> IndexStatus:
        """Say whether the index can answer; never raises for a bad index."""
