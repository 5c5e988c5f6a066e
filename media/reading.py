"""Reading a picture that a stranger handed in: judged by its content, brought upright, to sRGB and to a size.

Memory is what a hostile picture attacks. So the header is judged before anything is decoded, JPEG is decoded
at the scale that is needed, and everything else is shrunk and converted in bands, never as a whole.
"""

import math
import struct
import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django.core.files.base import File
from PIL import Image as Pillow
from PIL import ImageCms, UnidentifiedImageError

from media.exceptions import (
    PictureBroken,
    PictureIsHeic,
    PictureOfUnknownKind,
    PictureTooHeavy,
    PictureTooLarge,
)

MAX_BYTES = 10 * 1024 * 1024
MAX_MEGAPIXELS = 40
#: Kinds whose decoders hold the picture several times over (16 and 9 bytes a pixel) may have fewer pixels, so
#: that reading one stays below 300 MB.
FEWER_MEGAPIXELS = {"WEBP": 12, "AVIF": 28}
KINDS = ("JPEG", "PNG", "WEBP", "AVIF")
#: How HEIC begins, four bytes in. An AVIF may begin so too, and has been read before anybody looks here.
HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1")
#: Pixels of the longer side that are kept: enough for the width of an A4 page at 300 dots an inch.
LONGEST = 2560
#: A progressive JPEG is decoded once per scan; the product of its scans and pixels is its cost. Cameras and
#: programs write about ten scans; a file of thousands would keep a processor busy for an hour.
MAX_SCAN_PIXELS = 1_500_000_000
_START_OF_SCAN = b"\xff\xda"
_BAND_ROWS = 256

#: What Pillow raises when a file breaks off or lies about itself.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, struct.error, zlib.error)

_ORIENTATION = 0x0112
_TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}


def read_picture(upload: File) -> tuple[Pillow.Image, str]:
    """The picture upright, in sRGB, as RGB or RGBA, at most `LONGEST` pixels long, and the kind of its file.

    An animated picture gives its first frame. Raises a PictureRefused that names the file.
    """
    name = PurePath(upload.name or "").name
    if upload.size > MAX_BYTES:
        raise PictureTooHeavy(name)
    upload.seek(0)
    data = upload.read()
    with warnings.catch_warnings():
        # Pillow warns of much that it then mends; only a size that means harm matters, and is judged below.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Pillow.DecompressionBombWarning)
        try:
            return _read(data, name)
        except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError, MemoryError) as error:
            raise PictureTooLarge(name, MAX_MEGAPIXELS) from error
        except UnidentifiedImageError as error:
            kind = PictureIsHeic if data[4:12] in HEIC else PictureOfUnknownKind
            raise kind(name) from error
        except BROKEN as error:
            raise PictureBroken(name) from error


@dataclass(frozen=True, slots=True)
class _Decoded:
    """A picture small enough to work on, and what its file said of colours and of where is up."""

    picture: Pillow.Image
    kind: str
    profile: bytes | None
    turn: Pillow.Transpose | None


def _read(data: bytes, name: str) -> tuple[Pillow.Image, str]:
    decoded = _decode(data, name)
    if max(decoded.picture.size) > LONGEST:
        decoded.picture.thumbnail((LONGEST, LONGEST), Pillow.Resampling.BICUBIC)
    plain = to_srgb(decoded.picture, decoded.profile)
    return (plain.transpose(decoded.turn) if decoded.turn is not None else plain), decoded.kind


def _decode(data: bytes, name: str) -> _Decoded:
    """In a function of its own: the decoder's memory is free again before anything else is made."""
    with Pillow.open(BytesIO(data), formats=KINDS) as picture:
        kind = picture.format or ""
        _judge(picture, kind, data, name)
        picture.draft(picture.mode, (LONGEST, LONGEST))
        picture.load()
        turn = _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
        return _Decoded(in_bands(picture, _factor(picture)), kind, picture.info.get("icc_profile"), turn)


def _factor(picture: Pillow.Image) -> int:
    """By which whole number to shrink: a large picture to a little less than is kept, which saves a step."""
    ratio = max(picture.size) / LONGEST
    return math.ceil(ratio) if ratio > 2 else 1


def _judge(picture: Pillow.Image, kind: str, data: bytes, name: str) -> None:
    most = FEWER_MEGAPIXELS.get(kind, MAX_MEGAPIXELS)
    pixels = picture.width * picture.height
    if pixels > most * 1_000_000:
        raise PictureTooLarge(name, most)
    if kind in {"JPEG", "MPO"} and data.count(_START_OF_SCAN) * pixels > MAX_SCAN_PIXELS:
        raise PictureBroken(name)


def in_bands(picture: Pillow.Image, factor: int) -> Pillow.Image:
    """A copy in RGB, RGBA, L or CMYK, its sides divided by the whole number `factor`.

    Pillow copies a picture with transparency or a palette before it shrinks it; of bands, copies are small.
    """
    width, height = -(-picture.width // factor), -(-picture.height // factor)
    copy: Pillow.Image | None = None
    for top in range(0, picture.height, _BAND_ROWS * factor):
        rows = picture.crop((0, top, picture.width, min(top + _BAND_ROWS * factor, picture.height)))
        band = _plain(rows)
        if factor > 1:
            band = band.reduce(factor)
        copy = copy or Pillow.new(band.mode, (width, height))
        copy.paste(band, (0, top // factor))
    if copy is None:
        raise ValueError("A picture without rows.")
    return copy


def _plain(picture: Pillow.Image) -> Pillow.Image:
    """In a mode that can be shrunk and managed: palettes resolved, 16 bits to 8, bilevel to grey."""
    if picture.mode in {"RGB", "RGBA", "CMYK"}:
        return picture
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    return picture.convert("L" if picture.mode in {"1", "L"} else "RGB")


def to_srgb(picture: Pillow.Image, profile: bytes | None) -> Pillow.Image:
    """In RGB or RGBA with the colours of sRGB; a profile that cannot be used counts as none."""
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    opaque = picture.convert("RGB") if alpha else picture
    managed = _managed(opaque, profile) if profile else None
    plain = managed or opaque.convert("RGB")
    if alpha:
        plain.putalpha(alpha)
    plain.info.clear()
    return plain


def _managed(picture: Pillow.Image, profile: bytes) -> Pillow.Image | None:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        managed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, *BROKEN):
        return None
    return managed
