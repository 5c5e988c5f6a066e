"""The search engine that lives in the process: tantivy over files on disk, no service needed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from search.contract import (
    DEPTH_LIMIT,
    SUGGESTION_LIMIT,
    Hit,
    IndexState,
    IndexStatus,
    Reason,
    SearchRequest,
    SearchResult,
    Suggestion,
)
from search.documents import ClaimsDocument, ProductDocument, hours_since_epoch
from search.engines.embedded import writing
from search.engines.embedded.asking import Found, ask, ids_of
from search.engines.embedded.query import Breadth, Plan, lapsed
from search.engines.embedded.ranking import fetch_page
from search.engines.embedded.reading import Reader, Snapshot, damage_named
from search.engines.embedded.schema import read_card
from search.engines.embedded.showing import Shower
from search.engines.embedded.spelling import better_spelling, known_part
from search.engines.embedded.storage import Storage
from search.engines.embedded.suggesting import suggestions
from search.exceptions import IndexDamaged, IndexMissing, IndexOutdated, PageNotFound, PageTooDeep
from search.words import analyse

_MOST_LAPSED = 10_000
_NOTICES = {Breadth.OTHER_SPELLINGS: "other-spellings", Breadth.SOME_WORDS: "some-words"}


def _utc_now() -> datetime:
    """Now, also where no settings say what time zone people live in."""
    return datetime.now(UTC)


class EmbeddedEngine:
    """Searches the index in a folder. One instance serves all threads of a process.

    `now` gives the moment at which claims must hold; a writer waits `patience` seconds for another.
    """

    name = "embedded"

    def __init__(self, root: Path, *, now: Callable[[], datetime] = _utc_now, patience: float = 10.0) -> None:
        self._storage = Storage(root)
        self._reader = Reader(self._storage)
        self._now = now
        self._patience = patience

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a request; see the contract."""
        started = time.perf_counter()
        if (request.page - 1) * request.page_size >= DEPTH_LIMIT:
            raise self._out_of_reach(request)
        snapshot, hour = self._reader.snapshot(), self._hour()
        with damage_named():
            answer = snapshot.answer((request, hour), lambda: self._answer(snapshot, request, hour))
        return replace(answer, took_ms=round((time.perf_counter() - started) * 1000, 2))

    def _out_of_reach(self, request: SearchRequest) -> PageNotFound:
        """Why a page beyond the limit cannot be given: the result goes on, or it has ended before."""
        first = self.search(replace(request, page=1))
        if first.total > DEPTH_LIMIT:
            return PageTooDeep(page=request.page, pages=first.pages, limit=DEPTH_LIMIT)
        return PageNotFound(page=request.page, pages=first.pages)

    def _answer(self, snapshot: Snapshot, request: SearchRequest, hour: int) -> SearchResult:
        plan, page = self._settle(snapshot, request, hour)
        pages = max(1, -(-min(page.total, DEPTH_LIMIT) // request.page_size))
        if request.page > pages:
            raise PageNotFound(page=request.page, pages=pages)
        return SearchResult(
            engine=self.name,
            total=page.total,
            suggestion=better_spelling(snapshot, plan, request.words, page.total),
            hits=_hits(snapshot, plan, request, page, hour),
            facets=snapshot.facets(plan),
            page=request.page,
            pages=pages,
            notices=_notices(plan),
            took_ms=0.0,
        )

    def suggest(self, prefix: str, limit: int = SUGGESTION_LIMIT) -> tuple[Suggestion, ...]:
        """Return completions of the last word and products that hold it; see the contract."""
        snapshot = self._reader.snapshot()
        with damage_named():
            return suggestions(snapshot.searcher, prefix, limit)

    def update(
        self,
        documents: Iterable[ProductDocument],
        removed_ids: Iterable[int] = (),
        claims: Iterable[ClaimsDocument] = (),
    ) -> None:
        """Replace, remove and amend documents at once; IndexBusy when another process keeps writing."""
        writing.update(self._storage, documents, removed_ids, claims, self._patience)

    def rebuild(self, documents: Iterable[ProductDocument]) -> int:
        """Build a new generation aside and switch to it; searches are answered throughout."""
        return writing.rebuild(self._storage, documents, self._patience)

    def lapsed(self) -> tuple[int, ...]:
        """Return ids of products whose entry holds a lapsed claim (at most 10,000 at a time)."""
        snapshot = self._reader.snapshot()
        with damage_named():
            found = ask(snapshot.searcher, lapsed(self._hour()), _MOST_LAPSED)
            return tuple(sorted(ids_of(snapshot.searcher, [address for _score, address in found.hits])))

    def status(self) -> IndexStatus:
        """Say whether the index can answer, and what it holds."""
        try:
            snapshot, folder = self._reader.snapshot(), self._storage.current()
        except IndexMissing as error:
            return IndexStatus(self.name, IndexState.MISSING, message=error.message)
        except IndexOutdated as error:
            return IndexStatus(self.name, IndexState.OUTDATED, message=error.message)
        except IndexDamaged as error:
            return IndexStatus(self.name, IndexState.DAMAGED, message=error.message)
        return IndexStatus(self.name, IndexState.READY, snapshot.searcher.num_docs, folder.name)

    def _hour(self) -> int:
        return hours_since_epoch(self._now())

    def _settle(self, snapshot: Snapshot, request: SearchRequest, hour: int) -> tuple[Plan, Found]:
        """Take the words as closely as finds anything: all of them, then misspelled, then some of them."""
        query, unknown = known_part(snapshot.searcher, analyse(request.words))
        plan = Plan(
            query=query,
            filters=request.filters,
            unknown=unknown,
            hour=hour if snapshot.has_lapsed(hour) else None,
            viewer_region=request.viewer_region,
        )
        page = fetch_page(snapshot.searcher, plan, request)
        for breadth in _wider(plan):
            if page.total:
                break
            wider = replace(plan, breadth=breadth)
            page = fetch_page(snapshot.searcher, wider, request)
            plan = wider if page.total else plan
        return plan, page


def _wider(plan: Plan) -> list[Breadth]:
    """Return the breadths worth trying when all words as typed find nothing."""
    breadths = []
    if plan.unknown:
        breadths.append(Breadth.OTHER_SPELLINGS)
    if len(plan.query.words) > 1:
        breadths.append(Breadth.SOME_WORDS)
    return breadths


def _notices(plan: Plan) -> tuple[Reason, ...]:
    notices = [Reason(code) for breadth, code in _NOTICES.items() if breadth is plan.breadth]
    if plan.query.is_cut:
        notices.append(Reason("words-cut"))
    return tuple(notices)


def _hits(snapshot: Snapshot, plan: Plan, request: SearchRequest, page: Found, hour: int) -> tuple[Hit, ...]:
    cards = [read_card(snapshot.searcher.doc(address)) for _score, address in page.hits]
    shower = Shower(snapshot.searcher, plan, request, [card.id for card in cards], hour)
    return tuple(shower.hit(card, score) for card, (score, _address) in zip(cards, page.hits, strict=True))
