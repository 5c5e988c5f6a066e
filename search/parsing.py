"""From an address's or a command's parameters to a search request, with an answer to everything odd."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from search.bands import LEAD_TIMES, TKDN_BANDS, parse_price_range
from search.contract import DEFAULT_PAGE_SIZE, FACET_NAMES, Filters, SearchRequest, Sort
from search.exceptions import BadPage, QueryTooLong, TooManyFilterValues, UnknownFilterValue

LONGEST_QUERY_BYTES = 100_000
"""A longer text is no question; 413 is the answer to it. What is shorter is cut to its first words."""

MOST_VALUES = 50
"""Values taken for one filter."""

PAGE = "halaman"
"""The word of an address that names the page of any list."""

_PAGE = re.compile(r"[1-9][0-9]{0,8}")
_CHOICES: dict[str, tuple[str, ...]] = {"tkdn": TKDN_BANDS, "waktu": LEAD_TIMES}


def parse(
    params: QueryDict | Mapping[str, Any],
    *,
    viewer_region: str | None = None,
    page_size: int = DEFAULT_PAGE_SIZE,
) -> SearchRequest:
    """Read `q`, the filters, `urut` and `halaman`; filters may be repeated, other parameters are left alone.

    Raises QueryTooLong, UnknownFilterValue, TooManyFilterValues and BadPage. Whether a category, region,
    shop or claim kind exists is known only to the database and checked by `queries.search`.
    """
    return SearchRequest(
        words=clean_words(_last(params, "q")),
        filters=Filters(**{name: _filter_values(name, _all(params, name)) for name in FACET_NAMES}),
        sort=_sort(_last(params, "urut")),
        page=page_number(_last(params, PAGE)),
        page_size=page_size,
        viewer_region=viewer_region,
    )


def clean_words(text: str) -> str:
    """Return a question without control characters and needless blanks; QueryTooLong from 100 KB."""
    if len(text) >= LONGEST_QUERY_BYTES or len(text.encode(errors="replace")) >= LONGEST_QUERY_BYTES:
        raise QueryTooLong(limit=LONGEST_QUERY_BYTES)
    return " ".join("".join(" " if unicodedata.category(char)[0] == "C" else char for char in text).split())


def _all(params: QueryDict | Mapping[str, Any], name: str) -> Sequence[str]:
    if isinstance(params, QueryDict):
        return [str(value) for value in params.getlist(name)]
    value = params.get(name)
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, (list, tuple)) else [str(value)]


def _last(params: QueryDict | Mapping[str, Any], name: str) -> str:
    values = _all(params, name)
    return values[-1] if values else ""


def _filter_values(name: str, raw: Sequence[str]) -> tuple[str, ...]:
    values = list(dict.fromkeys(value.strip().strip("/") for value in raw if value.strip()))
    if len(values) > MOST_VALUES:
        raise TooManyFilterValues(name=name, limit=MOST_VALUES)
    for value in values:
        _check_printable(name, value)
    if name == "harga":
        return tuple(_price(value) for value in values)
    if name in _CHOICES:
        for value in values:
            _check_choice(name, value, _CHOICES[name])
    return tuple(values)


def _check_printable(name: str, value: str) -> None:
    """Refuse what no stored value holds before a database does: PostgreSQL takes no NUL in a text."""
    if not value.isprintable():
        remedy = _("Remove the invisible characters from it.")
        raise UnknownFilterValue(name=name, value=ascii(value), remedy=remedy)


def _price(value: str) -> str:
    try:
        return parse_price_range(value).value
    except ValueError:
        remedy = _("Write a range of whole rupiah such as 10000-50000, 10000- or -50000.")
        raise UnknownFilterValue(name="harga", value=value, remedy=remedy) from None


def _check_choice(name: str, value: str, choices: Sequence[str]) -> None:
    if value not in choices:
        remedy = _("Choose one of: %(choices)s.") % {"choices": ", ".join(choices)}
        raise UnknownFilterValue(name=name, value=value, remedy=remedy)


def _sort(value: str) -> Sort:
    if value:
        _check_choice("urut", value, tuple(Sort))
    return Sort(value) if value else Sort.RELEVANCE


def page_number(value: str) -> int:
    """The page that an address names, 1 where it names none; raises BadPage."""
    if not value:
        return 1
    if not _PAGE.fullmatch(value):
        raise BadPage(value)
    return int(value)
