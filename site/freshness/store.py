"""Whole pages in the cache: under what key, in what form, and whether one still holds."""

import gzip
import hashlib
import math
from dataclasses import dataclass
from functools import cached_property

import brotli
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.http import parse_etags

from config.release import release
from freshness.queries import mark_together, today, together
from freshness.recent import Recent
from freshness.services import KEPT_FOR

_LONGEST_ADDRESS = 500
#: Asked by machines that want to know how things stand now, or for signed-in people only.
_NEVER_KEPT = ("/healthz", "/readyz", "/metrics", "/cms/")
_BROTLI_QUALITY = 5
#: What a page's response depends on besides its address, as WSGI spells it.
_REQUEST_HEADERS = ("HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_BOOSTED")
#: Every page may be another for htmx, and comes in several forms.
_VARY = ("Accept-Encoding", "HX-Request")
#: Made anew for each answer.
_OWN_HEADERS = frozenset({"content-length", "content-encoding", "vary", "etag", "cache-control"})


@dataclass(frozen=True)
class KeptPage:
    """One page as visitors get it.

    `marks` are those of what it shows, by subject, as it was made; `until` is in seconds of the epoch.
    """

    marks: dict[str, str]
    day: str
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
            day=today(),
            headers={name: value for name, value in response.items() if name.lower() not in _OWN_HEADERS},
            language=translation.get_language(),
            digest=hashlib.blake2b(body, digest_size=12).hexdigest(),
            until=min(until, timezone.now().timestamp() + KEPT_FOR.total_seconds()),
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
        is_of_now = self.day == today() and timezone.now().timestamp() < self.until
        return is_of_now and mark_together(self.marks) == self._mark

    @cached_property
    def _mark(self) -> str:
        return together(self.marks.values())

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page in the best form the visitor takes, or 304 when they have it already."""
        encoding, body = self._form_for(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        known = request.META.get("HTTP_IF_NONE_MATCH")
        if known and self._etag(encoding) in parse_etags(known):
            response = HttpResponse(status=304, headers=self._identity_of(encoding))
            del response["Content-Type"]
            return response
        return HttpResponse(body, headers=self._headers_of(encoding, len(body)))

    def _etag(self, encoding: str) -> str:
        return f'"{self.digest}-{encoding}"'

    def _identity_of(self, encoding: str) -> dict[str, str]:
        """What is said of the page whether or not it is sent."""
        return {
            "ETag": self._etag(encoding),
            "Cache-Control": "public, max-age=0, must-revalidate",
            "Vary": ", ".join(_VARY),
        }

    def _headers_of(self, encoding: str, length: int) -> dict[str, str]:
        headers = self.headers | self._identity_of(encoding) | {"Content-Length": str(length)}
        return headers if encoding == "identity" else headers | {"Content-Encoding": encoding}

    def _form_for(self, accepted: str) -> tuple[str, bytes]:
        offered = {part.partition(";")[0].strip() for part in accepted.split(",") if "q=0" not in part}
        if "br" in offered:
            return "br", self.brotli
        if "gzip" in offered:
            return "gzip", self.gzip
        return "identity", self.identity


def key_of(request: HttpRequest) -> str | None:
    """The key of the page at this address; None when such a page is never kept."""
    if not settings.KEEP_PAGES or request.method not in {"GET", "HEAD"}:
        return None
    address = request.get_full_path()
    if len(address) > _LONGEST_ADDRESS or address.startswith(_NEVER_KEPT):
        return None
    parts = [request.scheme or "", request.get_host(), address]
    parts += [request.META.get(name, "") for name in _REQUEST_HEADERS]
    digest = hashlib.blake2b("\n".join(parts).encode(errors="replace"), digest_size=16).hexdigest()
    return f"page:{release()}:{digest}"


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
