"""Reasons and notices in words, in the reader's language. The one place that knows every code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from search.contract import Reason, Sort

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

REASONS: dict[str, StrPromise] = {
    "phrase": _("holds exactly “%(words)s”"),
    "title": _("in the name: %(words)s"),
    "names": _("in the shop, category or region: %(words)s"),
    "description": _("in the description: %(words)s"),
    "synonym": _("“%(found)s” means the same as “%(word)s”"),
    "slang": _("“%(word)s” stands for “%(found)s”"),
    "spelling": _("“%(found)s” is spelled almost like “%(word)s”"),
    "claim-word": _("holds the verified claim “%(word)s”"),
    "missing": _("without: %(words)s"),
    "claims": _("verified: %(claims)s"),
    "region": _("from the region you buy for: %(region)s"),
    "sort": _("in the order chosen: %(sort)s"),
    "newest": _("newest first, as nothing was asked for by words"),
}
"""Why a product is where it is."""

NOTICES: dict[str, StrPromise] = {
    "other-spellings": _("No product holds these words as you typed them, so similar spellings are shown."),
    "some-words": _("No product holds all of your words, so products with some of them are shown."),
    "words-cut": _("Your question is long; only its first words were used."),
}
"""What was done to a question before it was answered."""

SORTS: dict[Sort, StrPromise] = {
    Sort.RELEVANCE: _("most relevant"),
    Sort.PRICE_UP: _("lowest price"),
    Sort.PRICE_DOWN: _("highest price"),
    Sort.NEWEST: _("newest"),
    Sort.TKDN: _("highest TKDN"),
}


def explain(reason: Reason) -> str:
    """Return a reason or notice in words; KeyError for a code that nobody gave words to."""
    template = REASONS.get(reason.code) or NOTICES[reason.code]
    params = dict(reason.params)
    if reason.code == "sort":
        params["sort"] = str(SORTS[Sort(params["sort"])])
    return str(template) % params
