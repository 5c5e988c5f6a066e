"""Fetching one page of hits in an order without ties."""

from __future__ import annotations

import tantivy

from search.contract import DEPTH_LIMIT, SearchRequest, Sort
from search.engines.embedded.asking import Found, Hits, ask, ids_of
from search.engines.embedded.query import Plan, build, lapsed, without_lapsed
from search.engines.embedded.schema import SORT_FIELDS
from search.engines.embedded.scoring import build_ranked

_FARTHEST = DEPTH_LIMIT + 2_000
"""Hits looked at to put equal scores in order of id."""


def fetch_page(searcher: tantivy.Searcher, plan: Plan, request: SearchRequest) -> Found:
    """Return the page that the request asks for; a page past the end is empty."""
    offset = (request.page - 1) * request.page_size
    sort = request.sort
    if sort is Sort.RELEVANCE:
        if not plan.query.is_empty:
            return _by_score(searcher, build_ranked(plan), offset, request.page_size)
        sort = Sort.NEWEST
    if sort is Sort.TKDN and plan.hour is not None:
        return _by_tkdn_without_lapsed(searcher, plan, plan.hour, offset, request.page_size)
    return _by_column(searcher, build(plan), SORT_FIELDS[sort], offset, request.page_size)


def _by_column(
    searcher: tantivy.Searcher, query: tantivy.Query, column: str, offset: int, size: int
) -> Found:
    found = ask(searcher, query, size, offset, column)
    return Found(found.total, [(0.0, address) for _key, address in found.hits])


def _by_tkdn_without_lapsed(
    searcher: tantivy.Searcher, plan: Plan, hour: int, offset: int, size: int
) -> Found:
    """Sort by TKDN while lapsed claims are in the index: the products holding one come last, by id."""
    query = build(plan)
    column = SORT_FIELDS[Sort.TKDN]
    holding = _by_column(searcher, without_lapsed(query, hour), column, offset, size)
    lapsing = tantivy.Query.boolean_query([
        (tantivy.Occur.Must, query), (tantivy.Occur.Must, lapsed(hour)),
    ])  # fmt: skip
    missing = size - len(holding.hits)
    rest = _by_column(searcher, lapsing, "id", max(0, offset - holding.total), max(1, missing))
    return Found(holding.total + rest.total, holding.hits + rest.hits[:missing])


def _by_score(searcher: tantivy.Searcher, query: tantivy.Query, offset: int, size: int) -> Found:
    """Fetch by score, ties by id.

    The library breaks ties by place in the index. In an index of one segment that is by id, as segments are
    sorted by it; with more segments hits are fetched until the score changes after the page's last one, and
    each group of equal scores is put in order of id. A group that reaches past the farthest hit fetched keeps
    the library's order on all its pages.
    """
    needed = offset + size
    limit = needed + 1
    while True:
        total, hits = ask(searcher, query, limit)
        ends_in_tie = len(hits) == limit and hits[needed - 1][0] == hits[-1][0]
        if not ends_in_tie or searcher.num_segments == 1 or limit >= _FARTHEST:
            break
        limit = min(limit * 8, _FARTHEST)
    page = hits[offset:needed]
    if not page or ends_in_tie:
        return Found(total, page)
    return Found(total, _by_id_within_scores(searcher, hits, page, offset))


def _by_id_within_scores(searcher: tantivy.Searcher, hits: Hits, page: Hits, offset: int) -> Hits:
    best, worst = page[0][0], page[-1][0]
    touched = [hit for hit in hits if worst <= hit[0] <= best]
    before = sum(hit[0] > best for hit in hits)
    ids = ids_of(searcher, [address for _score, address in touched])
    ordered = sorted(zip(touched, ids, strict=True), key=lambda item: (-item[0][0], item[1]))
    return [hit for hit, _id in ordered][offset - before :][: len(page)]
