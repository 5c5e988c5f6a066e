"""Makes pictures and documents for tests."""

from io import BytesIO

import factory
from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.models import Collection

from media.models import Document, Image


def picture_file(
    name: str = "gambar.jpg", *, size: tuple[int, int] = (640, 480), colour: str = "#8a4b1f"
) -> ContentFile[bytes]:
    """A JPEG of one colour; `size` in pixels."""
    buffer = BytesIO()
    Picture.new("RGB", size, colour).save(buffer, "JPEG", quality=70)
    return ContentFile(buffer.getvalue(), name=name)


def root_collection() -> Collection:
    """Wagtail's root collection, made when a test's database has none."""
    root: Collection | None = Collection.get_first_root_node()
    return root or Collection.add_root(name="Root")


class ImageFactory(factory.django.DjangoModelFactory[Image]):
    """A picture with alternative text in both languages and a real JPEG file."""

    class Meta:
        model = Image

    title = factory.Sequence(lambda n: f"Gambar {n}")
    alt_text = factory.LazyAttribute(lambda image: f"Foto {image.title}")
    alt_text_en = factory.LazyAttribute(lambda image: f"Photo of {image.title}")
    file = factory.LazyFunction(picture_file)
    dominant_colour = "#8a4b1f"
    collection = factory.LazyFunction(root_collection)


class DocumentFactory(factory.django.DjangoModelFactory[Document]):
    """A small text document."""

    class Meta:
        model = Document

    title = factory.Sequence(lambda n: f"Dokumen {n}")
    file = factory.LazyFunction(lambda: ContentFile(b"bukti", name="bukti.txt"))
    collection = factory.LazyFunction(root_collection)
