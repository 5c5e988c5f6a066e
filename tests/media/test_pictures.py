"""Pictures handed in: what is taken, how it is cleaned, what is refused and with which words."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Pillow

from accounts.factories import UserFactory
from media import pictures
from media.exceptions import (
    PictureBroken,
    PictureOfUnknownKind,
    PictureRefused,
    PictureTooHeavy,
    PictureTooLarge,
    TooManyPictures,
)
from media.factories import root_collection
from media.models import Image
from media.pictures import CleanPicture, clean_picture, store_picture

IMAGES = Path(__file__).resolve().parents[1] / "data" / "pictures"
ODD, TURNED = IMAGES / "odd", IMAGES / "exif-orientation"


def file(path: Path) -> ContentFile[bytes]:
    return ContentFile(path.read_bytes(), name=path.name)


def drawn(
    kind: str, *, mode: str = "RGB", size: tuple[int, int] = (60, 40), **options: Any
) -> ContentFile[bytes]:
    buffer = BytesIO()
    colour = "#8a4b1f80" if mode == "RGBA" else "#8a4b1f"
    Pillow.new(mode, size, colour).save(buffer, kind, **options)
    return ContentFile(buffer.getvalue(), name=f"foto.{kind.lower()}")


def opened(clean: CleanPicture) -> Pillow.Image:
    return Pillow.open(BytesIO(clean.data))


@pytest.mark.parametrize(
    ("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "webp")]
)
def test_kinds_that_are_taken(kind: str, extension: str) -> None:
    clean = clean_picture(drawn(kind))

    assert clean.extension == extension
    assert opened(clean).size == (60, 40)
    assert clean.colour.startswith("#8")


@pytest.mark.parametrize("number", [1, 3, 6, 8])
def test_photo_is_turned_upright(number: int) -> None:
    clean = clean_picture(file(TURNED / f"Landscape_{number}.jpg"))

    picture = opened(clean)
    assert picture.width > picture.height
    assert not picture.getexif()


def test_place_of_a_photo_is_dropped() -> None:
    with Pillow.open(ODD / "exif_gps.jpg") as original:
        before = original.getexif().get_ifd(0x8825)

    clean = clean_picture(file(ODD / "exif_gps.jpg"))

    assert before
    assert not opened(clean).getexif()


def test_what_hides_behind_a_picture_is_dropped() -> None:
    upload = drawn("JPEG")
    stuffed = ContentFile(upload.read() + b"<script>alert(1)</script>", name="foto.jpg")

    clean = clean_picture(stuffed)

    assert b"<script>" not in clean.data


def test_transparency_stays() -> None:
    clean = clean_picture(drawn("WEBP", mode="RGBA"))

    assert opened(clean).mode == "RGBA"


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("broken.png", PictureRefused),
        ("broken_data_stream.png", PictureBroken),
        ("truncated_jpeg.jpg", PictureBroken),
        ("chi.gif", PictureOfUnknownKind),
        ("hopper.psd", PictureOfUnknownKind),
        ("crash-2020-10-test.tif", PictureOfUnknownKind),
        ("decompression_bomb.gif", PictureOfUnknownKind),
    ],
)
def test_refused_picture_is_named_with_a_remedy(name: str, error: type[PictureRefused]) -> None:
    with pytest.raises(error) as refusal:
        clean_picture(file(ODD / name))

    assert name in str(refusal.value)


@pytest.mark.parametrize(
    "name",
    ["hopper_bad_exif.jpg", "pil_sample_cmyk.jpg", "hopper_gray.jpg", "transparent.png", "frozenpond.mpo"],
)
def test_odd_but_sound_pictures_are_taken(name: str) -> None:
    clean = clean_picture(file(ODD / name))

    assert opened(clean).mode in {"RGB", "RGBA"}


@pytest.mark.parametrize("size", [(8_000, 5_001), (20_000, 20_000)])
def test_picture_with_too_many_pixels_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    upload = drawn("PNG", mode="1", size=size)

    with pytest.raises(PictureTooLarge):
        clean_picture(upload)


def test_picture_with_too_many_bytes_is_refused_unread() -> None:
    with pytest.raises(PictureTooHeavy):
        clean_picture(ContentFile(b"\0" * (10 * 1024 * 1024 + 1), name="besar.jpg"))


def test_name_of_the_file_decides_nothing() -> None:
    with pytest.raises(PictureOfUnknownKind):
        clean_picture(ContentFile(b"%PDF-1.7 ...", name="foto.jpg"))


def test_stored_picture_has_its_words_size_and_colour(db: None) -> None:
    root_collection()
    uploader = UserFactory()

    image = store_picture(
        upload=drawn("JPEG"), title="IMG 2031 Ibu Sri", alt_text="Sebungkus keripik", by=uploader
    )

    stored = Image.objects.get(pk=image.pk)
    assert (stored.width, stored.height, stored.alt_text) == (60, 40, "Sebungkus keripik")
    assert stored.dominant_colour.startswith("#8")
    assert stored.uploaded_by_user == uploader
    assert stored.file.size == stored.file_size


@pytest.mark.django_db
def test_one_person_hands_in_so_many_pictures_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    root_collection()
    monkeypatch.setattr(pictures, "MOST_A_DAY", 2)
    busy, other = UserFactory(), UserFactory()

    def send(person: Any) -> Image:
        return store_picture(upload=drawn("JPEG"), title="Keripik", alt_text="", by=person)

    for _picture in range(2):
        send(busy)
    with pytest.raises(TooManyPictures, match=r"foto\.jpeg.*2"):
        send(busy)

    assert send(other).pk and Image.objects.count() == 3
