"""Keys that come with a request, and so may be anything."""

#: A longer number than any key.
MOST_DIGITS = 19


def key_in(written: str) -> int | None:
    """The key that an address or a form carries; None where it carries none."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < MOST_DIGITS else None
