"""Pictures ready for a page: a rendition's address and size with the picture's words."""

import logging
from dataclasses import dataclass
from enum import StrEnum

from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from media.models import Image

logger = logging.getLogger(__name__)


class Size(StrEnum):
    """The sizes in which pages show pictures, as Wagtail's filter specifications (pixels)."""

    CARD = "fill-480x360|format-webp|webpquality-75"
    PAGE = "max-1200x1200|format-webp|webpquality-78"
    THUMBNAIL = "fill-160x120|format-webp|webpquality-70"
    LOGO = "fill-128x128|format-webp|webpquality-75"
    COVER = "fill-1280x480|format-webp|webpquality-75"


@dataclass(frozen=True, slots=True)
class Picture:
    """What an `<img>` needs. `width` and `height` are pixels; with them a page does not move as it loads."""

    url: str
    width: int
    height: int
    alt: str


def picture(image: Image | None, size: Size, *, alt: str = "") -> Picture | None:
    """The picture in that size, or None when there is none or its file cannot be read.

    Costs no query when `image` came with its `renditions` prefetched and this one has been made. `alt` stands
    in when nobody has written an alternative text.
    """
    if image is None:
        return None
    try:
        rendition = image.get_rendition(size.value)
    except (SourceImageIOError, InvalidFilterSpecError, OSError, ValueError):
        # A picture that is lost or broken must not take its page down.
        logger.exception("picture has no rendition", extra={"image": image.pk, "size": size.name})
        return None
    return Picture(rendition.url, rendition.width, rendition.height, image.default_alt_text or alt)
