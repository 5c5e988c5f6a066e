"""Pictures made to do harm or to confuse, by name; each function answers a file's name and bytes."""

import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageCms

Maker = Callable[[], tuple[str, bytes]]


def saved(kind: str, picture: Pillow.Image | None = None, **options: object) -> bytes:
    buffer = BytesIO()
    (picture or Pillow.radial_gradient("L").convert("RGB")).save(buffer, kind, **options)
    return buffer.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(
    width: int, height: int, *, depth: int = 8, colour: int = 2, body: bytes = b"", extra: bytes = b""
) -> bytes:
    """A PNG whose header says what we like."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(body, 9))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + data + chunk(b"IEND", b"")


def rows(width: int, height: int, bytes_per_pixel: int) -> bytes:
    return (b"\0" + b"\x55" * width * bytes_per_pixel) * height


def resized_webp(width: int, height: int) -> bytes:
    """A WebP whose header claims another size than its picture."""
    data = bytearray(
        saved("WEBP", Pillow.new("RGBA", (8, 8), "#11223344"), exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0")
    )
    at = data.index(b"VP8X") + 12
    data[at : at + 6] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(data)


def resized_jpeg(width: int, height: int) -> bytes:
    data = bytearray(saved("JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def many_scans(times: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again: each costs a walk over all its pixels."""
    data = saved("JPEG", Pillow.new("RGB", (4000, 3000), "#8a4b1f"), progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * times + b"\xff\xd9"


def animated(kind: str) -> bytes:
    first, *others = (Pillow.new("RGB", (60, 40), colour) for colour in ("#ff0000", "#00ff00", "#0000ff"))
    return saved(kind, first, save_all=True, append_images=others, duration=50)


def swapped_profile() -> bytes:
    """The profile of sRGB with red and blue changed over."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"tmpX").replace(b"bXYZ", b"rXYZ").replace(b"tmpX", b"bXYZ")


def exif(**tags: object) -> Pillow.Exif:
    made = Pillow.Exif()
    for tag, value in tags.items():
        made[int(tag.removeprefix("tag_"))] = value
    return made


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BIG = (7300, 5470)  # just below 40 megapixels


def refused() -> Iterator[tuple[str, str, Maker]]:
    """Name, the error's name, and the maker of each picture that must be refused."""
    yield "png of four gigapixels", "PictureTooLarge", lambda: ("a.png", png(65_000, 65_000))
    yield (
        "png of 41 megapixels",
        "PictureTooLarge",
        lambda: ("a.png", png(8200, 5000, body=rows(8200, 10, 3))),
    )
    yield "png without rows", "PictureBroken", lambda: ("a.png", png(2000, 2000, body=b""))
    yield "png of no width", "PictureRefused", lambda: ("a.png", png(0, 10))
    yield (
        "png whose text inflates",
        "PictureBroken",
        lambda: (
            "a.png",
            png(
                8, 8, body=rows(8, 8, 3), extra=chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 80_000_000, 9))
            ),
        ),
    )
    yield "png cut in the middle", "PictureBroken", lambda: ("a.png", saved("PNG")[:-2000])
    yield "jpeg cut in the middle", "PictureBroken", lambda: ("a.jpg", saved("JPEG")[:1500])
    yield "jpeg of 4 gigapixels", "PictureTooLarge", lambda: ("a.jpg", resized_jpeg(65_000, 65_000))
    yield "jpeg of thousands of scans", "PictureBroken", lambda: ("a.jpg", many_scans(3000))
    yield "jpeg of headers only", "PictureRefused", lambda: ("a.jpg", saved("JPEG")[:20])
    yield "webp canvas of 268 megapixels", "PictureTooLarge", lambda: ("a.webp", resized_webp(16_383, 16_383))
    yield (
        "webp of 13 megapixels",
        "PictureTooLarge",
        lambda: (
            "a.webp",
            saved("WEBP", Pillow.new("RGB", (4200, 3150), "#8a4b1f"), method=0),
        ),
    )
    yield "webp cut in the middle", "PictureRefused", lambda: ("a.webp", saved("WEBP")[:-600])
    yield "avif cut in the middle", "PictureRefused", lambda: ("a.avif", saved("AVIF", speed=10)[:-200])
    yield "svg with a script called jpg", "PictureOfUnknownKind", lambda: ("a.jpg", SVG)
    yield "html called png", "PictureOfUnknownKind", lambda: ("a.png", b"<html><script>alert(1)</script>")
    yield "gif called jpg", "PictureOfUnknownKind", lambda: ("a.jpg", saved("GIF"))
    yield "tiff called jpg", "PictureOfUnknownKind", lambda: ("a.jpg", saved("TIFF"))
    yield "bmp called png", "PictureOfUnknownKind", lambda: ("a.png", saved("BMP"))
    yield "photo of an iPhone", "PictureIsHeic", lambda: ("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 500)
    yield "zip called webp", "PictureOfUnknownKind", lambda: ("a.webp", b"PK\x03\x04" + b"\0" * 500)
    yield "empty file", "PictureOfUnknownKind", lambda: ("a.jpg", b"")
    yield "zeros", "PictureOfUnknownKind", lambda: ("a.jpg", b"\0" * 100_000)
    yield "eleven megabytes", "PictureTooHeavy", lambda: ("a.jpg", saved("JPEG") + b"\0" * 11_000_000)


def taken() -> Iterator[tuple[str, Maker]]:
    """Name and maker of each odd picture that must be taken."""
    yield "jpeg of 40 megapixels", lambda: ("a.jpg", saved("JPEG", Pillow.new("RGB", BIG, "#8a4b1f")))
    yield "png of 40 megapixels with transparency", lambda: ("a.png", png(*BIG, colour=6, body=rows(*BIG, 4)))
    yield "png of 40 megapixels in two tones", lambda: ("a.png", saved("PNG", Pillow.new("1", BIG, 1)))
    yield (
        "webp of 12 megapixels",
        lambda: (
            "a.webp",
            saved("WEBP", Pillow.new("RGBA", (4000, 3000), "#8a4b1f80"), method=0),
        ),
    )
    yield (
        "avif of 28 megapixels",
        lambda: (
            "a.avif",
            saved("AVIF", Pillow.new("RGB", (6100, 4570), "#8a4b1f"), speed=10),
        ),
    )
    yield "png of 16 bits grey", lambda: ("a.png", saved("PNG", Pillow.new("I;16", (60, 40), 40_000)))
    yield (
        "png of 16 bits a channel",
        lambda: (
            "a.png",
            png(40, 30, depth=16, body=(b"\0" + b"\x80\x00" * 3 * 40) * 30),
        ),
    )
    yield (
        "png with a palette and transparency",
        lambda: (
            "a.png",
            saved("PNG", Pillow.new("P", (60, 40), 1), transparency=0),
        ),
    )
    yield "jpeg in cmyk", lambda: ("a.jpg", saved("JPEG", Pillow.new("CMYK", (60, 40), (0, 200, 200, 0))))
    yield "jpeg that claims more than it has", lambda: ("a.jpg", resized_jpeg(5000, 5000))
    yield "jpeg called png", lambda: ("a.png", saved("JPEG"))
    yield "png without an ending", lambda: ("foto", saved("PNG"))
    yield "jpeg with another behind it", lambda: ("a.jpg", saved("JPEG") + saved("PNG"))
    yield "jpeg with an unusable profile", lambda: ("a.jpg", saved("JPEG", icc_profile=b"not a profile"))
    yield "jpeg with impossible exif", lambda: ("a.jpg", saved("JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff"))
    yield "jpeg turned the ninth way", lambda: ("a.jpg", saved("JPEG", exif=exif(tag_274=9)))
    yield "animated webp", lambda: ("a.webp", animated("WEBP"))
    yield "animated png", lambda: ("a.png", animated("PNG"))
    yield "animated avif", lambda: ("a.avif", animated("AVIF"))
    yield "one pixel", lambda: ("a.png", saved("PNG", Pillow.new("RGB", (1, 1))))
    yield "one pixel high", lambda: ("a.png", saved("PNG", Pillow.new("RGB", (20_000, 1), "#8a4b1f")))
    yield "name of a path", lambda: ("../../etc/passwd.jpg", saved("JPEG"))
    yield "name with markup", lambda: ('"><script>.jpg', saved("JPEG"))
