"""Pictures on pages."""

from pathlib import Path

import pytest
from django.utils import translation

from media.factories import ImageFactory
from media.models import Image
from media.renditions import Size, picture

pytestmark = pytest.mark.django_db


def test_picture_has_an_address_a_size_and_words() -> None:
    image = ImageFactory(alt_text="Keripik tempe", alt_text_en="Tempe chips")

    shown = picture(image, Size.CARD)
    with translation.override("en"):
        shown_in_english = picture(image, Size.CARD)

    assert shown is not None
    assert (shown.width, shown.height, shown.alt) == (480, 360, "Keripik tempe")
    assert shown.url.endswith(".webp")
    assert shown_in_english is not None
    assert shown_in_english.alt == "Tempe chips"


def test_picture_without_words_takes_those_given() -> None:
    image = ImageFactory(alt_text="", alt_text_en="")

    shown = picture(image, Size.THUMBNAIL, alt="Brem Madiun")

    assert shown is not None
    assert shown.alt == "Brem Madiun"


def test_lost_or_broken_file_gives_no_picture_instead_of_an_error() -> None:
    lost, broken, whole = ImageFactory(), ImageFactory(), ImageFactory()
    Path(lost.file.path).unlink()
    Path(broken.file.path).write_bytes(b"not a picture")

    shown = [picture(image, Size.CARD) is not None for image in (lost, broken, whole)]

    assert shown == [False, False, True]


def test_prefetched_renditions_cost_no_query(django_assert_num_queries: object) -> None:
    picture(ImageFactory(), Size.CARD)
    image = Image.objects.prefetch_related("renditions").get()

    with django_assert_num_queries(0):  # type: ignore[operator]  # pytest-django's fixture
        shown = picture(image, Size.CARD)

    assert shown is not None
