"""Randomness that is the same on every machine and in every process."""

import hashlib
import random

Seed = int | str


def chance(*parts: Seed) -> random.Random:
    """Return a generator seeded by `parts`; equal parts give equal sequences everywhere.

    `hash()` is salted per process, so the seed is taken from SHA-256 of the parts' text.
    """
    text = "\x1f".join(f"{type(part).__name__}:{part}" for part in parts)
    digest = hashlib.sha256(text.encode()).digest()
    return random.Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 - pictures, not secrets
