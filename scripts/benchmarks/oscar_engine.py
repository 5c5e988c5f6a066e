"""A search engine for stock Oscar's lists, better than the one it comes with.

Since 4.2 Oscar's list of products and its categories ask haystack for products by `is_public` and
`structure`, and haystack's simple engine, which looks for these words in texts, finds nothing: the pages are
empty. This one reads the page's rows by the ORM, all of them together and with what Oscar's own manager
prefetches, so that what is measured is the least that stock Oscar does. Words it leaves to the simple engine.
"""

from typing import Any

from haystack.backends import SearchNode
from haystack.backends.simple_backend import SimpleEngine, SimpleSearchBackend, SimpleSearchQuery
from haystack.models import SearchResult

EVERYTHING = "every public product"


class Query(SimpleSearchQuery):
    """Without words, asks for every product or those of some categories."""

    def build_query(self) -> str:
        asked = dict(_leaves(self.query_filter))
        if "content" in asked:
            words: str = super().build_query()
            return words
        categories = asked.get("category", ())
        return " ".join([EVERYTHING, *map(str, categories)])


class Backend(SimpleSearchBackend):
    """Answers what `Query` asks."""

    def search(self, query_string: str, **asked: Any) -> dict[str, Any]:
        if not query_string.startswith(EVERYTHING):
            found: dict[str, Any] = super().search(query_string, **asked)
            return found
        from oscar.apps.catalogue.models import Product

        products = Product.objects.browsable()
        if categories := query_string.removeprefix(EVERYTHING).split():
            products = products.filter(categories__in=[int(pk) for pk in categories])
        page = products.base_queryset()[asked.get("start_offset", 0) : asked.get("end_offset")]
        return {"results": [_result(product) for product in page], "hits": products.count()}


class Engine(SimpleEngine):
    """Named in the settings."""

    backend = Backend
    query = Query


def _leaves(node: SearchNode) -> list[tuple[str, Any]]:
    """Field and value of each condition."""
    found = []
    for child in node.children:
        if isinstance(child, SearchNode):
            found += _leaves(child)
        else:
            found.append((child[0].partition("__")[0], child[1]))
    return found


def _result(product: Any) -> SearchResult:
    result = SearchResult("catalogue", "product", product.pk, 0)
    result._model, result._object = type(product), product
    return result
