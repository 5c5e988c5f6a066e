"""Pictures that look alike are found, and only those."""

from io import BytesIO

import pytest
from PIL import Image as Pillow
from PIL import ImageOps

from media.factories import ImageFactory
from media.fingerprints import fingerprint, nearest
from media.queries import lookalike_of


def scene(shift: int = 0) -> Pillow.Image:
    ground = Pillow.radial_gradient("L").resize((640, 480)).convert("RGB")
    ground.paste("#8a4b1f", (100 + shift, 80, 300 + shift, 400))
    return ground


def again(picture: Pillow.Image, kind: str, quality: int) -> Pillow.Image:
    buffer = BytesIO()
    picture.save(buffer, kind, quality=quality)
    return Pillow.open(buffer)


def test_other_size_format_and_quality_look_alike() -> None:
    mark = fingerprint(scene())

    others = [again(scene().resize((300, 225)), "JPEG", 40), again(scene(), "WEBP", 30), scene().convert("L")]

    assert [nearest(mark, [(1, fingerprint(other))]) for other in others] == [1, 1, 1]


def test_other_pictures_do_not_look_alike() -> None:
    mark = fingerprint(scene())

    others = [scene(220), ImageOps.invert(scene()), ImageOps.mirror(scene()), Pillow.linear_gradient("L")]

    assert [nearest(mark, [(1, fingerprint(other))]) for other in others] == [None] * 4


def test_blank_pictures_are_like_no_other() -> None:
    blank = fingerprint(Pillow.new("RGB", (640, 480), "#8a4b1f"))

    assert nearest(blank, [(1, blank)]) is None


@pytest.mark.django_db
def test_nearest_of_several_is_named() -> None:
    image = ImageFactory(fingerprint="00ff00ff00ff00ff")
    ImageFactory(fingerprint="00ff00ff00ff00f0")
    same = ImageFactory(fingerprint="00ff00ff00ff00ff")

    assert lookalike_of(image) == same
