"""Search from the command line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search.contract import FACET_NAMES, Sort
from search.exceptions import SearchError
from search.labels import rupiah
from search.queries import SearchView, parse, search
from search.reasons import explain


class Command(BaseCommand):
    help = "Find products as the site does and print them with the reasons why they were found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("words", nargs="?", default="", help="What to look for; nothing shows all.")
        parser.add_argument("--json", action="store_true", help="Print the whole answer as JSON.")
        parser.add_argument(
            "--filter",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help=f"Narrow the result; may be repeated. Names: {', '.join(FACET_NAMES)}.",
        )
        parser.add_argument("--sort", default="", help=f"One of: {', '.join(Sort)}.")
        parser.add_argument("--page", default="", help="Which page, from 1.")
        parser.add_argument("--engine", help="Which engine to ask (default: the one in the settings).")

    def handle(self, *args: Any, **options: Any) -> None:
        params: dict[str, Any] = {
            "q": options["words"],
            "urut": options["sort"],
            "halaman": options["page"],
            **_filters(options["filter"]),
        }
        try:
            view = search(parse(params), engine=options["engine"])
        except SearchError as error:
            raise CommandError(error.message) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(view), ensure_ascii=False))
        else:
            self._print(view)

    def _print(self, view: SearchView) -> None:
        result = view.result
        self.stdout.write(
            _("%(total)s products, %(took)s ms (%(engine)s)")
            % {"total": result.total, "took": result.took_ms, "engine": result.engine}
        )
        for notice in result.notices:
            self.stdout.write(explain(notice))
        if result.suggestion:
            self.stdout.write(_("Did you mean “%(words)s”?") % {"words": result.suggestion})
        for hit in result.hits:
            price = _("price on request") if hit.price is None else rupiah(hit.price)
            self.stdout.write(f"{hit.id:>8}  {hit.title} · {price} · {hit.shop} · {hit.region}")
            self.stdout.write("          " + "; ".join(explain(reason) for reason in hit.reasons))


def _filters(pairs: list[str]) -> dict[str, list[str]]:
    filters: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or name not in FACET_NAMES:
            raise CommandError(
                _("“%(pair)s” is no filter. Write NAME=VALUE with one of these names: %(names)s.")
                % {"pair": pair, "names": ", ".join(FACET_NAMES)}
            )
        filters.setdefault(name, []).append(value)
    return filters


def as_json(view: SearchView) -> dict[str, Any]:
    """Return an answer as plain values, the form that scripts rely on."""
    result = view.result
    return {
        "engine": result.engine,
        "total": result.total,
        "took_ms": result.took_ms,
        "suggestion": result.suggestion,
        "notices": [explain(notice) for notice in result.notices],
        "page": result.page,
        "pages": result.pages,
        "hits": [
            {
                "id": hit.id,
                "title": hit.title,
                "shop": hit.shop,
                "region": hit.region,
                "price": hit.price,
                "score": hit.score,
                "reasons": [explain(reason) for reason in hit.reasons],
            }
            for hit in result.hits
        ],
        "facets": {
            facet.name: [
                {"value": choice.value, "label": choice.label, "count": choice.count}
                for choice in facet.choices
            ]
            for facet in view.facets
        },
    }
