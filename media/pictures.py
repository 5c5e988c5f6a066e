"""Pictures that people hand in: the one way in, from the seller panel, the CMS and programs.

The file is always written anew, so neither a place, a camera's serial number nor anything hidden behind the
picture reaches the public.
"""

from dataclasses import dataclass
from hashlib import sha1
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.cache import cache
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.text import slugify
from PIL import Image as Pillow
from wagtail.models import Collection

from media.exceptions import TooManyPictures
from media.fingerprints import fingerprint, mean_colour
from media.models import Image
from media.reading import read_picture

COLLECTION = "Foto produk"
#: More colours than this and a PNG is a photo, which takes a fraction of the room as JPEG.
COLOURS_OF_A_DRAWING = 4096
#: Pictures that one person may hand in within a day: a hundred products with all their photos, and more.
A_DAY, MOST_A_DAY = 24 * 3600, 1_000


@dataclass(frozen=True)
class CleanPicture:
    """A picture written anew. `extension` without a dot; `width` and `height` in pixels.

    `colour` is its mean as `#rrggbb`, empty for one that can be seen through.
    """

    data: bytes
    extension: str
    width: int
    height: int
    colour: str
    fingerprint: str

    @property
    def content_type(self) -> str:
        return f"image/{self.extension.replace('jpg', 'jpeg')}"

    def marks(self) -> dict[str, Any]:
        """What an Image keeps of it besides the file."""
        return {
            "dominant_colour": self.colour,
            "fingerprint": self.fingerprint,
            "file_size": len(self.data),
            "file_hash": sha1(self.data, usedforsecurity=False).hexdigest(),
        }


def store_picture(*, upload: File, title: str, alt_text: str, by: Any) -> Image:
    """Keep a picture that someone handed in; raises a PictureRefused that names the file and the remedy."""
    _count(by, upload.name or "")
    clean = clean_picture(upload)  # takes a third of a second: before any row is locked
    return _store(clean, title=title, alt_text=alt_text, by=by)


def _count(by: Any, name: str) -> None:
    """Count the picture, taken or not, against the person's day; raises TooManyPictures."""
    key = f"pictures-of-{by.pk}"
    cache.add(key, 0, A_DAY)
    if cache.incr(key) > MOST_A_DAY:
        raise TooManyPictures(name, MOST_A_DAY)


@transaction.atomic
def _store(clean: CleanPicture, *, title: str, alt_text: str, by: Any) -> Image:
    image = Image(
        title=title[:255],
        alt_text=alt_text[:255],
        uploaded_by_user=by,
        collection=_collection(),
        file=ContentFile(clean.data, name=name_for(f"{title}.", clean)),
        **clean.marks(),
    )
    image.save()
    return image


def name_for(name: str, clean: CleanPicture) -> str:
    """The name it came with, in plain letters and with the ending of what it is now."""
    return f"{slugify(PurePath(name).stem)[:60] or 'foto'}.{clean.extension}"


def clean_picture(upload: File) -> CleanPicture:
    """The picture upright, in sRGB, without metadata, at most 2560 pixels long. Raises a PictureRefused."""
    picture, kind = read_picture(upload)
    data, extension = written(picture, kind)
    return CleanPicture(
        data, extension, picture.width, picture.height, mean_colour(picture), fingerprint(picture)
    )


def written(picture: Pillow.Image, kind: str) -> tuple[bytes, str]:
    """The file and its extension, in the kind that fits. AVIF takes seconds to write: it becomes WebP."""
    buffer = BytesIO()
    if kind == "PNG" and picture.getcolors(COLOURS_OF_A_DRAWING) is not None:
        picture.save(buffer, "PNG", compress_level=6)
        return buffer.getvalue(), "png"
    if kind in {"WEBP", "AVIF"} or picture.mode == "RGBA":
        picture.save(buffer, "WEBP", quality=90, method=0)
        return buffer.getvalue(), "webp"
    picture.save(buffer, "JPEG", quality=90, optimize=True)
    return buffer.getvalue(), "jpg"


def _collection() -> Collection:
    """The collection for sellers' pictures, made on first use."""
    found = Collection.objects.filter(name=COLLECTION, depth=2).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)
