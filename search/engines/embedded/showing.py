"""From an entry of the index to a hit with its reasons."""

from __future__ import annotations

from functools import partial

import tantivy
from tantivy import Occur, Query

from search.contract import Hit, SearchRequest
from search.engines.embedded.asking import ask, ids_of
from search.engines.embedded.query import Breadth, Plan, allowed_edits
from search.engines.embedded.schema import Card, schema, stems_of
from search.explaining import Described, Taken, Wording, reasons_for
from search.words import QueryWord


class Shower:
    """Makes the hits of one page."""

    def __init__(
        self, searcher: tantivy.Searcher, plan: Plan, request: SearchRequest, ids: list[int], hour: int
    ) -> None:
        self._searcher = searcher
        self._plan = plan
        self._request = request
        self._ids = ids
        self._hour = hour
        self._described_by: dict[str, frozenset[int]] = {}
        self._taken = Taken(query=plan.query, edits=self._edits, may_miss=plan.breadth is Breadth.SOME_WORDS)

    def hit(self, card: Card, score: float) -> Hit:
        """Return the hit for one entry."""
        described = Described(
            title=Wording(*card.title_forms),
            names=Wording(*card.names_forms),
            claims=tuple(card.claims) if card.lapses_on >= self._hour else (),
            region=tuple(card.region),
            region_label=card.region_label,
        )
        return Hit(
            id=card.id,
            title=card.title,
            shop=card.shop,
            region=card.region_label,
            price=card.price,
            score=round(score, 4),
            reasons=reasons_for(
                described, self._taken, self._request, partial(self._is_described_by, card.id)
            ),
        )

    def _edits(self, word: str) -> int:
        is_open = self._plan.breadth >= Breadth.OTHER_SPELLINGS and word in self._plan.unknown
        return allowed_edits(word) if is_open else 0

    def _is_described_by(self, product_id: int, word: QueryWord) -> bool:
        """Whether the word stands in the product's description; asked once per word for the whole page."""
        if word.text not in self._described_by:
            self._described_by[word.text] = self._on_page_described_by(word)
        return product_id in self._described_by[word.text]

    def _on_page_described_by(self, word: QueryWord) -> frozenset[int]:
        forms = [(Occur.Should, Query.term_query(schema(), "body", word.text))]
        if word.stem:
            forms.append((Occur.Should, Query.term_query(schema(), stems_of("body"), word.stem)))
        for alternative in word.alternatives:
            if len(alternative.words) == 1:
                forms.append((Occur.Should, Query.term_query(schema(), "body", alternative.words[0])))
        on_page = Query.term_set_query(schema(), "id", self._ids)
        query = Query.boolean_query([(Occur.Must, on_page), (Occur.Must, Query.boolean_query(forms))])
        found = ask(self._searcher, query, len(self._ids))
        return frozenset(ids_of(self._searcher, [address for _score, address in found.hits]))
