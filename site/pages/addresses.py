"""The addresses of one page in each language: canonical, alternates for machines, the switch for readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation

from search.contract import Filters

#: Parameters that make another page, not another view of the same one.
CANONICAL_PARAMS = ("q", "halaman")
#: Those that narrow or order a list: its pages are then not the pages of the whole.
NARROWING = frozenset({*Filters.__dataclass_fields__, "urut"})
NAMES = {"id": "Bahasa Indonesia", "en": "English"}


@dataclass(frozen=True, slots=True)
class Language:
    """A page in one language: `code` as in hreflang, `name` in that language itself."""

    code: str
    name: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Addresses:
    """`canonical` and `alternates` are absolute, `languages` relative and complete: one for each language."""

    canonical: str
    alternates: tuple[Language, ...]
    languages: tuple[Language, ...]


def addresses_of_request(request: HttpRequest) -> Addresses:
    """For a view that exists under the same name in every language."""
    paths = {code: _translated(request.path, code) for code, _name in settings.LANGUAGES}
    query = request.GET.urlencode()
    shown = {code: f"{path}?{query}" if query else path for code, path in paths.items()}
    return _addresses(request, written=paths, shown=shown)


@lru_cache(maxsize=4_096)
def _translated(path: str, code: str) -> str:
    """The same page's path in a language. Finding out what a path names takes longer than remembering it."""
    return translate_url(path, code)


def addresses_of_translations(request: HttpRequest, paths: Mapping[str, str]) -> Addresses:
    """For a page that editors translate; `paths` by language, the missing ones lead to the home page."""
    shown = {code: paths.get(code) or home_address(code) for code, _name in settings.LANGUAGES}
    return _addresses(request, written=paths, shown=shown)


def home_address(code: str) -> str:
    """The path of the home page in a language."""
    with translation.override(code):
        return reverse("wagtail_serve", args=[""])


def _addresses(request: HttpRequest, *, written: Mapping[str, str], shown: Mapping[str, str]) -> Addresses:
    params = request.GET.copy()
    kept = ("q",) if NARROWING & set(params) else CANONICAL_PARAMS
    for name in set(params) - set(kept):
        del params[name]
    tail = f"?{params.urlencode()}" if params else ""
    alternates = [
        Language(code, NAMES[code], f"{settings.BASE_URL}{path}{tail}") for code, path in written.items()
    ]
    default = written.get(settings.LANGUAGE_CODE)
    if default and len(alternates) > 1:
        alternates.append(Language("x-default", "", f"{settings.BASE_URL}{default}{tail}"))
    current = translation.get_language()
    return Addresses(
        canonical=f"{settings.BASE_URL}{request.path}{tail}",
        alternates=tuple(alternates),
        languages=tuple(Language(code, NAMES[code], url, code == current) for code, url in shown.items()),
    )
