"""The pictures of the sample region: drawn once into the media storage, then known to the database."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage, default_storage
from django.db.models import QuerySet
from wagtail.models import Collection

from demo.samples import SampleProduct, SampleShop
from media.artwork import PALETTES, Drawn, Job, drawing
from media.artwork.batch import Kind
from media.artwork.covers import COVER, LOGO
from media.artwork.light import Size
from media.models import Image
from media.rendering import Order
from media.services.batches import keep_first
from media.services.renditions import orders_for
from media.shapes import Format
from media.shapes import Size as Shown

#: What was drawn, with its file's name in the storage.
Drawing = tuple[str, Drawn]

COLLECTION = "Gambar contoh"
FOLDER = "original_images/contoh"
#: Three views, as readiness asks for, at the smallest size it accepts: drawing is most of the loading time.
VIEWS = 3
PRODUCT: Size = (1200, 900)
CAMPAIGN: Size = (1440, 540)
CREDIT = "Etalase"
LABEL_LENGTH = 22

#: What each view shows, after the product's name.
VIEW_WORDS = (
    ("tampak utuh", "seen whole"),
    ("beberapa sekaligus", "several together"),
    ("dilihat dari dekat", "seen from near"),
)


@dataclass(frozen=True)
class SamplePicture:
    """One picture: its file name in the storage, what it shows in both languages, and how to draw it."""

    name: str
    title: str
    alt_text: str
    alt_text_en: str
    size: Size
    palette: str
    kind: Kind
    subject: str
    motif: str
    seed: str
    view: int = 0
    label: str | None = None
    archetypes: tuple[str, ...] = ()

    def job(self, path: Path, orders: tuple[Order, ...] = ()) -> Job:
        """The same as an order for `media.artwork`, to be written to `path`, with its renditions."""
        return Job(
            path=path,
            kind=self.kind,
            palette=self.palette,
            seed=self.seed,
            motif=self.motif,
            subject=self.subject,
            view=self.view,
            label=self.label,
            archetypes=self.archetypes,
            size=self.size,
            orders=orders,
        )


def pictures_of_product(shop: SampleShop, product: SampleProduct) -> list[SamplePicture]:
    """The product's views, the first of which stands for it."""
    return [
        SamplePicture(
            name=f"{FOLDER}/{shop.code}/{product.sku.lower()}-{view + 1}.jpg",
            title=f"{product.title} ({view + 1})",
            alt_text=f"Gambar {product.title}, {words}",
            alt_text_en=f"Drawing of {product.title_en}, {words_en}",
            size=PRODUCT,
            palette=shop.palette,
            kind="product",
            subject=product.archetype,
            motif=product.motif,
            seed=product.sku,
            view=view,
            label=_label(product.title),
        )
        for view, (words, words_en) in enumerate(VIEW_WORDS[:VIEWS])
    ]


def cover_of(shop: SampleShop) -> SamplePicture:
    """The wide picture at the head of the shop's page, with what it sells."""
    goods = tuple(dict.fromkeys(product.archetype for product in shop.products))
    return SamplePicture(
        name=f"{FOLDER}/{shop.code}/sampul.jpg",
        title=f"Sampul {shop.name}",
        alt_text=f"Gambar barang dagangan {shop.name}",
        alt_text_en=f"Drawing of what {shop.name} sells",
        size=COVER,
        palette=shop.palette,
        kind="cover",
        subject="",
        motif=shop.motif,
        seed=shop.code,
        archetypes=goods[:3],
    )


def logo_of(shop: SampleShop) -> SamplePicture:
    """The shop's round mark."""
    return SamplePicture(
        name=f"{FOLDER}/{shop.code}/logo.png",
        title=f"Logo {shop.name}",
        alt_text=f"Logo {shop.name}",
        alt_text_en=f"Logo of {shop.name}",
        size=LOGO,
        palette=shop.palette,
        kind="logo",
        subject=shop.name,
        motif=shop.motif,
        seed=shop.code,
    )


def header_of(words: Mapping[str, Any]) -> SamplePicture:
    """The wide picture of a campaign from `data/pages.toml`."""
    return SamplePicture(
        name=f"{FOLDER}/kampanye/{words['slug']}.jpg",
        title=f"Kampanye {words['title']}",
        alt_text=f"Gambar kampanye {words['title']}",
        alt_text_en=f"Drawing for the campaign {words['title_en']}",
        size=CAMPAIGN,
        palette=words["palette"],
        kind="campaign",
        subject="",
        motif=words["motif"],
        seed=words["slug"],
        archetypes=tuple(words["goods"]),
    )


def missing_pictures(pictures: Iterable[SamplePicture]) -> list[SamplePicture]:
    """The pictures whose files the storage lacks."""
    return [picture for picture in pictures if not default_storage.exists(picture.name)]


def add_images(pictures: Sequence[SamplePicture], undrawn: Iterable[SamplePicture] = ()) -> dict[str, Image]:
    """The rows of all these pictures by file name; those that were missing are added.

    A row of an undrawn picture has no `file_size` yet: `keep_drawn` completes it.
    """
    names, sizeless = [picture.name for picture in pictures], {picture.name for picture in undrawn}
    stored = {image.file.name: image for image in sample_images()}
    collection = _collection()
    fresh = [_image(picture, collection) for picture in pictures if picture.name not in stored]
    for image in fresh:
        if image.file.name not in sizeless:
            image.file_size = default_storage.size(image.file.name)
    stored.update((image.file.name, image) for image in Image.objects.bulk_create(fresh, batch_size=500))
    return {name: stored[name] for name in names}


@contextmanager
def drawing_missing(
    missing: Sequence[SamplePicture], images: Mapping[str, Image], places: Mapping[str, Sequence[Shown]]
) -> Iterator[Iterator[Drawing]]:
    """Begin to draw these pictures beside whatever the caller does, and give what is drawn.

    Of new rows the renditions that lists of goods show are made in the same stroke, while the drawing is in
    memory. Needs no database while it draws.
    """
    with TemporaryDirectory() as folder:
        root = Path(default_storage.path("")) if _is_local(default_storage) else Path(folder)
        paths = {root / picture.name: picture.name for picture in missing}
        jobs = [picture.job(root / picture.name, _orders(images, picture, places)) for picture in missing]
        with drawing(jobs, os.cpu_count() or 1) as drawn:
            yield ((paths[one.path], one) for one in drawn)


def keep_drawn(drawn: Iterable[Drawing], images: Mapping[str, Image]) -> int:
    """Wait for all drawings, store their files and complete the rows; returns how many were drawn."""
    made, count = [], 0
    for name, one in drawn:
        count += 1
        if not _is_local(default_storage):
            with one.path.open("rb") as file:
                default_storage.save(name, File(file))
        if images[name].file_size is None:
            images[name].file_size = one.file_size
            made.append((images[name], one.made))
    keep_first(made=made)
    return count


def _orders(
    images: Mapping[str, Image], picture: SamplePicture, places: Mapping[str, Sequence[Shown]]
) -> tuple[Order, ...]:
    image = images[picture.name]
    sizes = places.get(picture.name, ()) if image.file_size is None else ()
    return tuple(orders_for(image, sizes, [Format.WEBP]))


def all_pictures(shops: Iterable[SampleShop]) -> Iterator[SamplePicture]:
    """Every picture of these shops and of what they sell."""
    for shop in shops:
        yield cover_of(shop)
        yield logo_of(shop)
        for product in shop.products:
            yield from pictures_of_product(shop, product)


def sample_images() -> QuerySet[Image]:
    """The rows of all sample pictures."""
    return Image.objects.filter(file__startswith=f"{FOLDER}/")


def shown_as(shops: Iterable[SampleShop]) -> dict[str, list[Shown]]:
    """As what pages show the pictures that lists are made of, by file name.

    What only a product's own page shows is left to its first visit: the large pictures of all products take
    longer to make than to draw.
    """
    places: dict[str, list[Shown]] = {}
    for shop in shops:
        places[cover_of(shop).name] = [Shown.COVER]
        places[logo_of(shop).name] = [Shown.LOGO]
        for product in shop.products:
            places[pictures_of_product(shop, product)[0].name] = [Shown.CARD, Shown.THUMBNAIL]
    return places


def _image(picture: SamplePicture, collection: Collection) -> Image:
    width, height = picture.size
    # Wide pictures have their goods on the right: narrow cuts should keep them. A cut has the point at the
    # same share of its width as the picture has, so it lies further right than the middle of the goods.
    focus = (width * 29 // 32, height * 2 // 3) if picture.kind in ("cover", "campaign") else (None, None)
    return Image(
        focal_point_x=focus[0],
        focal_point_y=focus[1],
        focal_point_width=height // 2 if focus[0] else None,
        focal_point_height=height // 2 if focus[0] else None,
        title=picture.title,
        file=picture.name,
        width=width,
        height=height,
        alt_text=picture.alt_text,
        alt_text_en=picture.alt_text_en,
        credit=CREDIT,
        licence=Image.Licence.OWN,
        dominant_colour="#{:02x}{:02x}{:02x}".format(*PALETTES[picture.palette].soft),
        collection=collection,
    )


def _collection() -> Collection:
    found = Collection.objects.filter(name=COLLECTION, depth=2).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)


def _label(title: str) -> str:
    """The product's name as far as whole words of it fit on a label."""
    words = title.split()
    while len(words) > 1 and len(" ".join(words)) > LABEL_LENGTH:
        words.pop()
    return " ".join(words)


def _is_local(storage: Storage) -> bool:
    try:
        storage.path(FOLDER)
    except NotImplementedError:
        return False
    return True
