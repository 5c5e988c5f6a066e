"""Counting what each choice of each facet would show."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any, TypeAlias

import tantivy

from search.bands import LEAD_TIMES, PRICE_BANDS, TKDN_BANDS, lead_time_counts
from search.contract import FACET_NAMES, Facet, FacetValue
from search.engines.embedded.asking import count_hits
from search.engines.embedded.query import Plan, build, filter_clause, without_lapsed
from search.engines.embedded.schema import BAND_FIELDS, SET_FIELDS, SET_SEPARATOR, whole_set

MOST_SHOPS = 30
"""Shops offered in a result; a chosen shop is always among them."""

_ALL_BUCKETS = 1_000_000
_BANDS = {"harga": PRICE_BANDS, "tkdn": TKDN_BANDS, "waktu": LEAD_TIMES}
_COUNTED_IN_PART = frozenset({"wilayah", "toko", "harga"})
"""Facets that do not count all their filter takes: districts, shops with few products, free price ranges."""

Counted: TypeAlias = dict[tuple[Plan, str], Counter[str]]
"""The values of a facet, by what they were counted on and the facet's name."""

_ON_CLAIMS = frozenset({"klaim", "tkdn"})


def count_facets(searcher: tantivy.Searcher, plan: Plan, known: Counted) -> tuple[Facet, ...]:
    """Return every facet, each counted with all filters but its own.

    Facets without a chosen value share one pass over the result; each chosen one takes a pass of its own,
    with its filter lifted. What such a pass finds is what the facet showed before its value was chosen, so
    passes are looked up in `known`, and added to it. While lapsed claims are in the index, the facets on
    claims are counted apart, without the products that hold one.
    """
    counts: dict[str, Counter[str]] = {}
    for names, lifted in _passes(plan):
        found = {name: values for name in names if (values := known.get((lifted, name))) is not None}
        if missing := [name for name in names if name not in found]:
            counted = _count(searcher, _query(lifted, missing), missing)
            known.update({(lifted, name): values for name, values in counted.items()})
            found |= counted
        for name, values in found.items():
            counts[name] = _with_chosen(searcher, lifted, name, values, plan)
    return tuple(_facet(name, counts[name], plan.filters.values_of(name)) for name in FACET_NAMES)


def _passes(plan: Plan) -> list[tuple[list[str], Plan]]:
    """Names of the facets to count together, with what to count them on."""
    chosen = plan.filters.active()
    passes = [([name], replace(plan, filters=plan.filters.without(name))) for name in chosen]
    passes.append(([name for name in FACET_NAMES if name not in chosen], plan))
    result: list[tuple[list[str], Plan]] = []
    for names, lifted in passes:
        on_claims = [name for name in names if _is_on_claims(name, plan)]
        others = [name for name in names if name not in on_claims]
        result += [(some, lifted) for some in (others, on_claims) if some]
    return result


def _is_on_claims(name: str, plan: Plan) -> bool:
    return name in _ON_CLAIMS and plan.hour is not None


def _query(lifted: Plan, names: list[str]) -> tantivy.Query:
    query = build(lifted)
    return without_lapsed(query, lifted.hour) if _is_on_claims(names[0], lifted) else query


def _with_chosen(
    searcher: tantivy.Searcher, lifted: Plan, name: str, counts: Counter[str], plan: Plan
) -> Counter[str]:
    """The counts, with those of chosen values that the facet does not count of itself."""
    uncounted = [value for value in plan.filters.values_of(name) if value not in counts]
    if not uncounted or name not in _COUNTED_IN_PART:
        return counts
    query = _query(lifted, [name])
    return counts + Counter({value: _count_one(searcher, query, name, value) for value in uncounted})


def _count(searcher: tantivy.Searcher, query: tantivy.Query, names: list[str]) -> dict[str, Counter[str]]:
    answer = searcher.aggregate(query, {name: {"terms": _buckets(name)} for name in names})
    return {name: _unfold(name, answer[name]["buckets"]) for name in names}


def _buckets(name: str) -> dict[str, Any]:
    """Return what to count: every value, of the shops those with the most products."""
    return {
        "field": name if name in BAND_FIELDS else whole_set(name),
        "size": MOST_SHOPS if name == "toko" else _ALL_BUCKETS,
        "segment_size": _ALL_BUCKETS,
    }


def _count_one(searcher: tantivy.Searcher, query: tantivy.Query, name: str, value: str) -> int:
    narrowed = [(tantivy.Occur.Must, query), (tantivy.Occur.Must, filter_clause(name, (value,)))]
    return count_hits(searcher, tantivy.Query.boolean_query(narrowed))


def _unfold(name: str, buckets: list[dict[str, Any]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for bucket in buckets:
        values = bucket["key"].split(SET_SEPARATOR) if name in SET_FIELDS else (bucket["key"],)
        for value in values:
            if value:
                counts[value] += bucket["doc_count"]
    return counts


def _facet(name: str, counts: Counter[str], chosen: tuple[str, ...]) -> Facet:
    if name in _BANDS:
        found = lead_time_counts(counts) if name == "waktu" else counts
        order = [value for value in _BANDS[name] if found.get(value) or value in chosen]
        order += [value for value in chosen if value not in order]
        return Facet(name, tuple(FacetValue(value, found.get(value, 0)) for value in order))
    shown = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    for value in chosen:
        shown.setdefault(value, 0)
    return Facet(name, tuple(FacetValue(value, count) for value, count in shown.items()))
