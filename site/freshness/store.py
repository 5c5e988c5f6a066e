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
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from config.release import release
from freshness.queries import marks_of, today
from freshness.recent import Recent
from freshness.services import KEPT_FOR

_LONGEST_ADDRESS = 500
#: Asked by machines that want to know how things stand now, or for signed-in people only.
_NEVER_KEPT = ("/healthz", "/readyz", "/metrics", "/cms/")
_BROTLI_QUALITY = 5
#: What a page's response depends on besides its address.
_REQUEST_HEADERS = ("HX-Request", "HX-Target", "HX-Boosted")
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
        return is_of_now and marks_of(list(self.marks)) == self.marks

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page in the best form the visitor takes, or 304 when they have it already."""
        encoding, body = self._form_for(request.headers.get("Accept-Encoding", ""))
        etag = f'"{self.digest}-{encoding}"'
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            response = HttpResponse(status=304)
            del response["Content-Type"]
        else:
            response = HttpResponse(body)
            for name, value in self.headers.items():
                response[name] = value
            response["Content-Length"] = str(len(body))
            if encoding != "identity":
                response["Content-Encoding"] = encoding
        response["ETag"] = etag
        response["Cache-Control"] = "public, max-age=0, must-revalidate"
        patch_vary_headers(response, ("Accept-Encoding", *_REQUEST_HEADERS[:1]))
        return response

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
    parts += [request.headers.get(name, "") for name in _REQUEST_HEADERS]
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
