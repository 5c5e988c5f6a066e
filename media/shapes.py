"""In which shapes, widths and formats pages show pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

#: Raise when a shape or a quality changes: everything is then made anew, the next time or by the command.
VERSION = 1


class Size(StrEnum):
    """What a picture is shown as."""

    CARD = "card"
    PAGE = "page"
    THUMBNAIL = "thumbnail"
    LOGO = "logo"
    COVER = "cover"


class Format(StrEnum):
    """The formats of renditions, the one that browsers should try first first."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpeg"


#: Made when a picture is uploaded; AVIF follows in a task of its own.
AT_ONCE = (Format.WEBP, Format.JPEG)
#: Formats that take long to write.
LATER = (Format.AVIF,)
#: What every picture is made as; the others when a page first asks.
ALWAYS = (Size.CARD, Size.PAGE, Size.THUMBNAIL)

QUALITY = {Format.AVIF: 55, Format.WEBP: 75, Format.JPEG: 78}


@dataclass(frozen=True, slots=True)
class Shape:
    """`boxes` are widths and heights in pixels, ascending; `sizes` is the attribute of that name in HTML.

    A `fill` shape cuts to the box around the focal point, a `max` shape fits into it; neither enlarges.
    """

    method: str
    boxes: Sequence[tuple[int, int]]
    sizes: str

    @property
    def usual(self) -> tuple[int, int]:
        """The box that serves a browser without a choice."""
        return self.boxes[len(self.boxes) // 2]


#: Widths follow the layout's columns at one, two and three dots a pixel.
SHAPES = {
    Size.CARD: Shape(
        "fill", ((360, 270), (640, 480)), "(min-width: 60rem) 16rem, (min-width: 36rem) 33vw, 50vw"
    ),
    Size.PAGE: Shape("max", ((480, 480), (800, 800), (1200, 1200)), "(min-width: 60rem) 40rem, 100vw"),
    Size.THUMBNAIL: Shape("fill", ((160, 120),), "5rem"),
    Size.LOGO: Shape("fill", ((128, 128),), "4rem"),
    Size.COVER: Shape("fill", ((720, 270), (1280, 480)), "(min-width: 80rem) 80rem, 100vw"),
}


def specification(size: Size, box: tuple[int, int], kind: Format) -> str:
    """The same as Wagtail's filter specification, by which the rendition's row is known."""
    return f"{SHAPES[size].method}-{box[0]}x{box[1]}|format-{kind}|{kind}quality-{QUALITY[kind]}"
