"""Keys that come with a request, and so may be anything."""

from media.texts import whole_number

#: A number of so many digits is a key that every database can hold.
MOST_DIGITS = 18


def key_in(written: str) -> int | None:
    """The key that an address or a form carries; None where it carries none."""
    return whole_number(written, MOST_DIGITS)
