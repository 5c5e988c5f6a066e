"""What a picture shows, in few bytes: its colour, and a fingerprint that pictures that look alike share."""

from collections.abc import Iterable

from PIL import Image as Pillow

#: Hexadecimal digits of a fingerprint.
LENGTH = 16
#: Fingerprints that differ in at most so many of their 64 bits belong to pictures that look alike.
ALIKE = 6
#: A fingerprint with fewer bits set or unset tells nothing: a blank wall resembles every blank wall.
LEAST_DETAIL = 8
_SIDE = 8


def fingerprint(picture: Pillow.Image) -> str:
    """Sixteen hexadecimal digits: for each of 8 × 8 places, whether the picture is brighter to the left.

    Scaling, another format or another quality change few of them.
    """
    grey = picture.convert("L").resize((_SIDE + 1, _SIDE), Pillow.Resampling.BOX, reducing_gap=2.0)
    values = grey.tobytes()
    bits = 0
    for row in range(_SIDE):
        for column in range(_SIDE):
            at = row * (_SIDE + 1) + column
            bits = bits << 1 | (values[at] > values[at + 1])
    return f"{bits:0{LENGTH}x}"


def mean_colour(picture: Pillow.Image) -> str:
    """As `#rrggbb`; empty for a picture that can be seen through, behind which a colour would show."""
    if picture.mode == "RGBA":
        return ""
    return "#" + picture.resize((1, 1), Pillow.Resampling.BOX, reducing_gap=2.0).tobytes().hex()


def nearest(mark: str, others: Iterable[tuple[int, str]]) -> int | None:
    """The key of the picture that looks most like the one with fingerprint `mark`; None when none is alike.

    `others` are pairs of key and fingerprint; empty fingerprints are passed over.
    """
    if not mark or not LEAST_DETAIL <= int(mark, 16).bit_count() <= 64 - LEAST_DETAIL:
        return None
    bits = int(mark, 16)
    ranked = (((bits ^ int(other, 16)).bit_count(), key) for key, other in others if other)
    distance, found = min(ranked, default=(ALIKE + 1, 0))
    return found if distance <= ALIKE else None
