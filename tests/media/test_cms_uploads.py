"""Every way into the CMS takes pictures as the seller panel does."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.models import Collection
from wagtail.users.models import UserProfile

from accounts.factories import UserFactory
from accounts.models import User
from media.factories import ImageFactory, root_collection
from media.models import Image
from tests.media import hostile

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor_client(client: Client) -> Client:
    root_collection()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def photo(name: str = "IMG 2031.PNG") -> SimpleUploadedFile:
    """A JPEG with a place in its metadata under the name of a PNG."""
    exif = Pillow.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "S"
    buffer = BytesIO()
    Pillow.radial_gradient("L").resize((90, 60)).convert("RGB").save(buffer, "JPEG", exif=exif)
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/png")


def upload(client: Client, way: str, file: SimpleUploadedFile) -> Any:
    collection = Collection.get_first_root_node().pk
    if way == "one":
        fields = {"title": "Keripik", "file": file, "collection": collection}
        return client.post(reverse("wagtailimages:add"), fields)
    if way == "many":
        fields = {"title": "Keripik", "files[]": file, "collection": collection}
        return client.post(reverse("wagtailimages:add_multiple"), fields)
    prefix = "image-chooser-upload"
    fields = {f"{prefix}-title": "Keripik", f"{prefix}-file": file, f"{prefix}-collection": collection}
    return client.post(reverse("wagtailimages_chooser:create"), fields)


@pytest.mark.parametrize("way", ["one", "many", "chooser"])
def test_upload_is_turned_upright_and_stripped_whatever_its_name(editor_client: Client, way: str) -> None:
    upload(editor_client, way, photo())

    image = Image.objects.get()
    with image.open_file() as file, Pillow.open(file) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (60, 90), {})
    assert image.file.name.endswith(".jpg")
    assert (image.width, image.height) == (60, 90)
    assert image.dominant_colour
    assert image.fingerprint


@pytest.mark.parametrize("way", ["one", "many", "chooser"])
@pytest.mark.parametrize(
    ("language", "words"), [("id", "bukan gambar JPEG, PNG, WebP"), ("en", "is not a JPEG, PNG, WebP")]
)
def test_refused_upload_says_why_in_both_languages(
    editor_client: Client, way: str, language: str, words: str
) -> None:
    UserProfile.objects.create(user=User.objects.get(), preferred_language=language)
    disguised = SimpleUploadedFile("foto.jpg", hostile.SVG, content_type="image/jpeg")

    response = upload(editor_client, way, disguised)

    assert not Image.objects.exists()
    assert "foto.jpg" in response.text
    assert words in response.text


def test_editor_of_a_picture_is_told_of_one_that_looks_alike(editor_client: Client) -> None:
    first = ImageFactory(title="Keripik lama", fingerprint="00ff00ff00ff00ff")
    second = ImageFactory(fingerprint="00ff00ff00ff00fe")
    elsewhere = Collection.get_first_root_node().add_child(name="Lain")
    alone = ImageFactory(fingerprint="00ff00ff00ff00ff", collection=elsewhere)

    told = editor_client.get(reverse("wagtailimages:edit", args=[second.pk])).text
    not_told = editor_client.get(reverse("wagtailimages:edit", args=[alone.pk])).text

    assert f"mirip dengan “{first.title}”" in told
    assert "mirip dengan" not in not_told


def test_editor_sets_words_and_focal_point(editor_client: Client) -> None:
    image = ImageFactory(alt_text="")
    fields = {"title": "Keripik", "alt_text": "Sepiring keripik", "collection": image.collection_id}
    focus = {
        "focal_point_x": 10,
        "focal_point_y": 20,
        "focal_point_width": 5,
        "focal_point_height": 5,
        "licence": "own",
    }

    editor_client.post(reverse("wagtailimages:edit", args=[image.pk]), {**fields, **focus})

    kept = Image.objects.get()
    assert (kept.alt_text, kept.focal_point_x) == ("Sepiring keripik", 10)
