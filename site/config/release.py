"""Which code is running: what older code left in a cache must not be read by newer code."""

import hashlib
from functools import cache

from config.settings.environment import ROOT

_ROOMS = ("media", "catalogue", "shops", "promotions", "search", "site")
_KINDS = {".py", ".html", ".mo", ".css", ".js"}


@cache
def release() -> str:
    """A short digest of the code, templates, words and styles; the same on every host that has the same."""
    digest = hashlib.blake2b(digest_size=6)
    for room in _ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in _KINDS and path.is_file():
                digest.update(str(path.relative_to(ROOT)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
