"""Pictures that people hand in: judged by their content, turned upright, and stripped of what they tell.

The file is always written anew, so neither a place, a camera's serial number nor anything hidden behind the
picture reaches the public.
"""

import struct
import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.text import slugify
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError
from wagtail.models import Collection

from media.exceptions import PictureBroken, PictureOfUnknownKind, PictureTooHeavy, PictureTooLarge
from media.models import Image

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
KINDS = ("JPEG", "PNG", "WEBP", "AVIF")
COLLECTION = "Foto produk"

#: What Pillow raises when a file breaks off or lies about itself.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)


@dataclass(frozen=True)
class CleanPicture:
    """A picture written anew. `extension` without a dot; `colour` is its mean as `#rrggbb`."""

    data: bytes
    extension: str
    colour: str


@transaction.atomic
def store_picture(*, upload: File, title: str, alt_text: str, by: Any) -> Image:
    """Keep a picture that someone handed in; raises a PictureRefused that names the file and the remedy."""
    clean = clean_picture(upload)
    image = Image(
        title=title[:255],
        alt_text=alt_text[:255],
        uploaded_by_user=by,
        collection=_collection(),
        dominant_colour=clean.colour,
        file=ContentFile(clean.data, name=f"{slugify(title)[:60] or 'foto'}.{clean.extension}"),
        file_size=len(clean.data),
    )
    image.save()
    return image


def clean_picture(upload: File) -> CleanPicture:
    """The upright picture without metadata; its colour profile stays. Raises a PictureRefused."""
    name = PurePath(upload.name or "").name
    if upload.size > MAX_BYTES:
        raise PictureTooHeavy(name)
    with warnings.catch_warnings():
        # Pillow warns of much that it then mends; only a size that means harm matters, and is judged below.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Pillow.DecompressionBombWarning)
        try:
            return _written_anew(upload, name)
        except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError) as error:
            raise PictureTooLarge(name) from error
        except UnidentifiedImageError as error:
            raise PictureOfUnknownKind(name) from error
        except _BROKEN as error:
            raise PictureBroken(name) from error


def _written_anew(upload: File, name: str) -> CleanPicture:
    upload.seek(0)
    with Pillow.open(upload, formats=KINDS) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise PictureTooLarge(name)
        kind = picture.format
        profile = picture.info.get("icc_profile") if picture.mode in {"RGB", "RGBA"} else None
        upright = ImageOps.exif_transpose(picture)
    has_alpha = upright.has_transparency_data
    plain = upright.convert("RGBA" if has_alpha else "RGB")
    buffer = BytesIO()
    extension = _write(plain, buffer, kind=kind, has_alpha=has_alpha, profile=profile)
    return CleanPicture(buffer.getvalue(), extension, _mean_colour(plain))


def _write(
    picture: Pillow.Image, buffer: BytesIO, *, kind: str | None, has_alpha: bool, profile: bytes | None
) -> str:
    """Write in the kind that fits and return its extension. AVIF takes seconds to write: it becomes WebP."""
    picture.info.clear()
    if kind == "PNG":
        picture.save(buffer, "PNG", icc_profile=profile)
        return "png"
    if kind in {"WEBP", "AVIF"} or has_alpha:
        picture.save(buffer, "WEBP", quality=90, method=2, icc_profile=profile)
        return "webp"
    picture.save(buffer, "JPEG", quality=90, optimize=True, progressive=True, icc_profile=profile)
    return "jpg"


def _mean_colour(picture: Pillow.Image) -> str:
    ground = Pillow.new("RGB", (1, 1), "white")
    pixel = picture.resize((1, 1), Pillow.Resampling.BOX, reducing_gap=2.0)
    ground.paste(pixel, mask=pixel if pixel.mode == "RGBA" else None)
    return "#" + ground.tobytes().hex()


def _collection() -> Collection:
    """The collection for sellers' pictures, made on first use."""
    found = Collection.objects.filter(name=COLLECTION, depth=2).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)
