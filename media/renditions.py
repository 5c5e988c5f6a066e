"""Pictures ready for a page: addresses in every format and width, size and words, from the row alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from media.models import Image
from media.ready import Entry, address_of, entries_of, has_failed
from media.services.renditions import first_rendition
from media.shapes import SHAPES, Format, Size
from media.tones import tone_of

__all__ = ["Picture", "Preload", "Size", "Source", "picture"]


@dataclass(frozen=True, slots=True)
class Source:
    """A `<source>`: the same picture in one format, in several widths."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Preload:
    """What a `<link rel="preload" as="image">` needs for the format that most browsers will choose."""

    href: str
    type: str
    srcset: str
    sizes: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What a `<picture>` needs. `width` and `height` are pixels; with them a page does not move as it loads.

    `url` is for browsers that choose nothing; `srcset` its widths; `sources` better formats, best first.
    `tone` is the class of css/tones.css that is shown while the picture loads.
    """

    url: str
    width: int
    height: int
    alt: str
    srcset: str = ""
    sizes: str = ""
    sources: tuple[Source, ...] = ()
    tone: str = ""

    @property
    def preload(self) -> Preload:
        """For the head of a page whose first picture this is; a browser without the format passes it over."""
        if self.sources:
            best = self.sources[0]
            return Preload(self.url, best.type, best.srcset, self.sizes)
        return Preload(self.url, "", self.srcset, self.sizes)


def picture(image: Image | None, size: Size, *, alt: str = "", sizes: str = "") -> Picture | None:
    """The picture as `size`, or None when there is none or its file cannot be read.

    Costs no query, no cache and no storage call once renditions are ready. Before that one JPEG is made (all
    of this size where no worker follows), by the first who asks; whoever asks meanwhile gets the upload.
    `alt` stands in when nobody has written an alternative text; `sizes` takes the place of the attribute that
    goes with `size`.
    """
    if image is None or has_failed(image):
        return None
    entries = entries_of(image, size)
    if not entries:
        first = first_rendition(image, size)
        if first is None:
            return None
        entries = entries_of(image, size) or {Format.JPEG: [first]}
    return _picture(image, size, entries, alt=image.default_alt_text or alt, sizes=sizes)


def _picture(image: Image, size: Size, entries: dict[str, list[Entry]], *, alt: str, sizes: str) -> Picture:
    plain = entries.get(Format.JPEG) or entries.get(Format.WEBP) or next(iter(entries.values()))
    width, height, name = _nearest(plain, SHAPES[size].usual[0])
    better = (kind for kind in (Format.AVIF, Format.WEBP) if entries.get(kind) and entries[kind] is not plain)
    return Picture(
        url=address_of(name),
        width=width,
        height=height,
        alt=alt,
        srcset=_srcset(plain) if len(plain) > 1 else "",
        sizes=sizes or SHAPES[size].sizes,
        sources=tuple(Source(f"image/{kind}", _srcset(entries[kind])) for kind in better),
        tone="" if size is Size.LOGO else tone_of(image.dominant_colour),
    )


def _srcset(entries: Iterable[Entry]) -> str:
    return ", ".join(f"{address_of(name)} {width}w" for width, _height, name in entries)


def _nearest(entries: Iterable[Entry], width: int) -> Entry:
    return min(entries, key=lambda entry: abs(entry[0] - width))
