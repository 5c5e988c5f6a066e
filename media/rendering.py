"""From one picture to all its renditions: decoded once, shrunk in steps, written in every format asked for.

Nothing here touches the database or a storage, so that it can run in a thread.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageOps

from media.fingerprints import fingerprint, mean_colour
from media.reading import in_bands, to_srgb
from media.shapes import QUALITY, Format, Size

#: Pixels that the shorter side keeps when a picture is decoded: as many as the widest rendition needs.
DECODED = 1280
#: AVIF at Pillow's own speed takes seconds a picture.
AVIF_SPEED = 9
_STEP = 640
#: A third of Lanczos's time, and as sharp as bicubic: it is made for shrinking.
_SHRINKING = Pillow.Resampling.HAMMING


@dataclass(frozen=True, slots=True)
class Order:
    """One rendition to make. `cut` is left, top, right, bottom in pixels of the whole picture."""

    size: Size
    kind: Format
    specification: str
    focal_key: str
    cut: tuple[float, float, float, float]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """One rendition made: what was ordered, and the file's bytes."""

    order: Order
    data: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """The renditions of one picture, with its mean colour and its fingerprint."""

    rendered: Sequence[Rendered]
    colour: str
    fingerprint: str


def render(data: bytes, orders: Sequence[Order]) -> Made:
    """The renditions of the picture in `data`; raises what Pillow raises for a broken one."""
    levels, scale = _levels(data)
    return _made(levels, scale, orders)


def render_drawn(picture: Pillow.Image, orders: Sequence[Order]) -> Made:
    """The renditions of a picture that is in memory already, upright and in sRGB."""
    return _made(_with_smaller(picture), 1.0, orders)


def _made(levels: Sequence[Pillow.Image], scale: float, orders: Sequence[Order]) -> Made:
    made: dict[tuple[tuple[float, ...], int, int], Pillow.Image] = {}
    rendered = []
    for order in sorted(orders, key=lambda order: -order.width):
        key = (order.cut, order.width, order.height)
        made[key] = made.get(key) or _resized(levels, scale, order)
        rendered.append(Rendered(order, _written(made[key], order.kind)))
    return Made(rendered, mean_colour(levels[-1]), fingerprint(levels[-1]))


def _levels(data: bytes) -> tuple[list[Pillow.Image], float]:
    """The picture as decoded and once more smaller, and by how much decoding shrank it."""
    with Pillow.open(BytesIO(data)) as picture:
        whole = picture.width
        picture.draft(picture.mode, (DECODED, DECODED))
        picture.load()
        profile = picture.info.get("icc_profile")
        scale = picture.width / whole
        factor = max(1, min(picture.size) // DECODED)
        upright = ImageOps.exif_transpose(picture) if picture.getexif().get(0x0112, 1) != 1 else picture
        base = to_srgb(in_bands(upright, factor), profile)
    return _with_smaller(base), scale / factor


def _with_smaller(base: Pillow.Image) -> list[Pillow.Image]:
    """The picture and, of a large one, a smaller copy: small renditions are quicker made of that."""
    levels = [base]
    if max(base.size) > 2 * _STEP:
        smaller = base.copy()
        smaller.thumbnail((_STEP, _STEP), _SHRINKING, reducing_gap=2.0)
        levels.append(smaller)
    return levels


def _resized(levels: Iterable[Pillow.Image], scale: float, order: Order) -> Pillow.Image:
    """From the smallest level that still has more pixels than the rendition."""
    first, *rest = levels
    source, cut = first, [edge * scale for edge in order.cut]
    for level in rest:
        ratio = level.width / first.width
        smaller = [edge * scale * ratio for edge in order.cut]
        if smaller[2] - smaller[0] >= 1.5 * order.width and smaller[3] - smaller[1] >= 1.5 * order.height:
            source, cut = level, smaller
    left, top = max(0.0, min(cut[0], source.width - 1)), max(0.0, min(cut[1], source.height - 1))
    box = (left, top, max(left + 1, min(cut[2], source.width)), max(top + 1, min(cut[3], source.height)))
    return source.resize((order.width, order.height), _SHRINKING, box=box, reducing_gap=2.0)


def _written(picture: Pillow.Image, kind: Format) -> bytes:
    buffer = BytesIO()
    if kind == Format.JPEG:
        opaque = _on_white(picture)
        opaque.save(buffer, "JPEG", quality=QUALITY[kind], optimize=True)
    elif kind == Format.WEBP:
        picture.save(buffer, "WEBP", quality=QUALITY[kind], method=2)
    else:
        picture.save(buffer, "AVIF", quality=QUALITY[kind], speed=AVIF_SPEED, max_threads=1)
    return buffer.getvalue()


def _on_white(picture: Pillow.Image) -> Pillow.Image:
    if picture.mode != "RGBA":
        return picture
    ground = Pillow.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture)
    return ground
