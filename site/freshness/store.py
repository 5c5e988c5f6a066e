"""Whole pages in the cache: under what key, in what form, and whether one still holds."""

import gzip
import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import brotli
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.http import parse_etags

from config.release import release
from freshness.queries import end_of_today, mark_together, together
from freshness.recent import Recent
from freshness.services import KEPT_FOR

_LONGEST_ADDRESS = 500
#: Asked by machines that want to know how things stand now, or for signed-in people only.
_NEVER_KEPT = ("/healthz", "/readyz", "/metrics", "/cms/", settings.STATIC_URL, settings.MEDIA_URL)
_BROTLI_QUALITY = 5
#: What a page's response depends on besides its address, as WSGI spells it.
_REQUEST_HEADERS = ("HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_BOOSTED")
#: Settings that pages or their headers repeat.
_SAYING = ("SECURE_", "BASE_URL", "MEDIA_URL", "X_FRAME_OPTIONS")
#: Every page may be another for htmx, and comes in several forms.
_VARY = "Accept-Encoding, HX-Request"
IDENTITY = "identity"
#: Made anew for each answer.
_OWN_HEADERS = frozenset({"content-length", "content-encoding", "vary", "etag", "cache-control"})
#: Said of what is sent, and so not where nothing is.
_ABOUT_CONTENT = frozenset({"content-type", "content-language"})


@dataclass(frozen=True)
class KeptPage:
    """One page as visitors get it.

    `marks` are those of what it shows, by subject, as it was made; `until` is when it says something else by
    itself, at a midnight in one of the zones at the latest, in seconds of the epoch.
    """

    marks: dict[str, str]
    headers: dict[str, str]
    language: str
    digest: str
    until: float
    brotli: bytes
    gzip: bytes

    @classmethod
    def of(cls, response: HttpResponse, marks: dict[str, str], until: float = math.inf) -> "KeptPage":
        body = response.content
        return cls(
            marks=marks,
            headers={name: value for name, value in response.items() if name.lower() not in _OWN_HEADERS},
            language=translation.get_language(),
            digest=hashlib.blake2b(body, digest_size=12).hexdigest(),
            until=min(
                until,
                timezone.now().timestamp() + KEPT_FOR.total_seconds(),
                end_of_today().timestamp(),
            ),
            brotli=brotli.compress(body, quality=_BROTLI_QUALITY),
            gzip=gzip.compress(body, compresslevel=6, mtime=0),
        )

    @cached_property
    def identity(self) -> bytes:
        """The page uncompressed, for the few that ask for it so."""
        body: bytes = brotli.decompress(self.brotli)
        return body

    def holds(self) -> bool:
        """Whether nothing that the page shows has changed since; one query."""
        return timezone.now().timestamp() < self.until and mark_together(self.marks) == self._mark

    @cached_property
    def _mark(self) -> str:
        return together(self.marks.values())

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page in the best form the visitor takes, or 304 when they have it already."""
        form = self._form(best_encoding(request.META.get("HTTP_ACCEPT_ENCODING", "")))
        known = request.META.get("HTTP_IF_NONE_MATCH")
        if known and form.always["ETag"] in parse_etags(known):
            response = HttpResponse(status=304, headers=form.always)
            del response["Content-Type"]
            return response
        return HttpResponse(form.body, headers=form.headers)

    @cached_property
    def _forms(self) -> dict[str, "_Form"]:
        """Those that this process has given out, by encoding."""
        return {}

    def _form(self, encoding: str) -> "_Form":
        form = self._forms.get(encoding)
        if form is None:
            body = self.identity if encoding == IDENTITY else self.brotli if encoding == "br" else self.gzip
            always = {
                **{name: value for name, value in self.headers.items() if name.lower() not in _ABOUT_CONTENT},
                "ETag": f'"{self.digest}-{encoding}"',
                "Cache-Control": "public, max-age=0, must-revalidate",
                "Vary": _VARY,
            }
            told = {} if encoding == IDENTITY else {"Content-Encoding": encoding}
            headers = self.headers | always | told | {"Content-Length": str(len(body))}
            form = self._forms[encoding] = _Form(body, headers, always)
        return form


@dataclass(frozen=True, slots=True)
class _Form:
    """A page in one encoding; `always` are the headers that also stand where the page is not sent again."""

    body: bytes
    headers: Mapping[str, str]
    always: Mapping[str, str]


@lru_cache(maxsize=256)
def best_encoding(accepted: str) -> str:
    """The best encoding of those that a visitor takes."""
    offered = {part.partition(";")[0].strip() for part in accepted.split(",") if "q=0" not in part}
    return next((encoding for encoding in ("br", "gzip") if encoding in offered), IDENTITY)


def key_of(request: HttpRequest) -> str | None:
    """The key of the page at this address; None when such a page is never kept."""
    if not settings.KEEP_PAGES or request.method not in {"GET", "HEAD"}:
        return None
    if getattr(request, "is_dummy", False):  # Wagtail shows a draft in a request for the page it may become
        return None
    address = request.get_full_path()
    if len(address) > _LONGEST_ADDRESS or address.startswith(_NEVER_KEPT):
        return None
    parts = [request.scheme or "", request.get_host(), address]
    parts += [request.META.get(name, "") for name in _REQUEST_HEADERS]
    return _digested("\n".join(parts))


@lru_cache(maxsize=1_024)
def _digested(asked: str) -> str:
    digest = hashlib.blake2b(asked.encode(errors="replace"), digest_size=16).hexdigest()
    return f"page:{release()}:{_settings()}:{digest}"


@lru_cache(maxsize=1)
def _settings() -> str:
    """A digest of what the environment decides: headers and pages of a process that was told otherwise."""
    told = [(name, repr(getattr(settings, name))) for name in dir(settings) if name.startswith(_SAYING)]
    return hashlib.blake2b(repr(told).encode(), digest_size=6).hexdigest()


recent: Recent[str, KeptPage] = Recent(most=256)
"""Given out last by this process, about 20 KB each; whether one still holds is asked all the same."""


def read(key: str) -> KeptPage | None:
    """The kept page under this key if it still holds."""
    page = recent.get(key)
    if page is not None and page.holds():
        return page
    page = cache.get(key)
    if not isinstance(page, KeptPage) or not page.holds():
        return None
    recent.put(key, page)
    return page


def write(key: str, page: KeptPage) -> None:
    """Keep the page for all processes."""
    cache.set(key, page, KEPT_FOR.total_seconds())
    recent.put(key, page)
