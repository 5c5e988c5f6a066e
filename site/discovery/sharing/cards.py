"""What stands on the share picture of each kind of page, and the address it has."""

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from catalogue.models import Product
from catalogue.templatetags.money import rupiah
from discovery.texts import cut
from media.artwork.palettes import PALETTES
from media.models import Image
from shops.models import Partner
from storefront.cards import price_of, tkdn_mark

#: Raised whenever the drawing changes, so that every picture gets a new address.
DESIGN = 1
WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True, slots=True)
class ShareCard:
    """Everything a share picture shows. `photo` is a file of the picture storage, or empty."""

    kind: str
    key: str
    title: str
    above: str = ""
    strong: str = ""
    below: str = ""
    mark: str = ""
    photo: str = ""
    palette: str = "semarang"

    @property
    def version(self) -> str:
        """Changes when anything on the picture does."""
        return hashlib.sha256(f"{DESIGN} {self!r}".encode(errors="replace")).hexdigest()[:16]

    @property
    def url(self) -> str:
        """The picture's path in the active language."""
        language = get_language() or settings.LANGUAGE_CODE
        return reverse("share_picture", args=[self.kind, language, self.key, self.version])


@dataclass(frozen=True, slots=True)
class SharePicture:
    """What a page's head says of its share picture; `url` is a path."""

    url: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def share_picture(card: ShareCard) -> SharePicture:
    """The picture of a card, with the words it shows as its alternative text."""
    words = [cut(part, 120) for part in (card.title, card.strong, card.below) if part]
    return SharePicture(card.url, ", ".join(words))


def product_card(product: Product) -> ShareCard:
    """From a product that came from `for_page()`: name, price, shop and regency."""
    pictures = product.images.all()
    price = price_of(product)
    unit = product.get_unit_display()
    return ShareCard(
        kind="produk",
        key=str(product.pk),
        title=product.name,
        above=product.shop.name,
        strong=gettext("Price on request") if price is None else f"{rupiah(price)} / {unit}",
        below=product.shop.regency.name,
        mark=tkdn_mark(product.verified_claims),
        photo=_photo(pictures[0].image if pictures else None),
        palette=palette_of(product.shop.regency.name),
    )


def shop_card(shop: Partner) -> ShareCard:
    """From a shop with its regency and cover: name, sector and place."""
    province = shop.regency.parent
    place = f"{shop.regency.name}, {province.name}" if province else shop.regency.name
    return ShareCard(
        kind="toko",
        key=str(shop.pk),
        title=shop.name,
        above=capfirst(shop.get_sector_display()),
        below=place,
        photo=_photo(shop.cover or shop.logo),
        palette=palette_of(shop.regency.name),
    )


def page_card(page: Page) -> ShareCard:
    """From an editor's page: its title, its introduction, and its picture where it has one."""
    return ShareCard(
        kind="halaman",
        key=str(page.pk),
        title=getattr(page, "headline", "") or page.title,
        below=cut(getattr(page, "introduction", ""), 120),
        photo=_photo(getattr(page, "picture", None)),
        palette=palette_of(page.title),
    )


def site_card() -> ShareCard:
    """For pages that have no picture of their own."""
    return ShareCard(
        kind="situs",
        key="0",
        title=gettext("Local products of small businesses"),
        below=gettext("With claims that have been checked."),
        palette="yogyakarta",
    )


def palette_of(place: str) -> str:
    """The palette of a regency by its name; a place without one gets always the same other."""
    plain = place.removeprefix("Kota ").removeprefix("Kabupaten ").casefold()
    for code, palette in PALETTES.items():
        if palette.place.casefold() == plain:
            return code
    codes = sorted(PALETTES)
    return codes[zlib.crc32(plain.encode(errors="replace")) % len(codes)]


def find_card(kind: str, key: int) -> ShareCard:
    """The card of a public thing in the active language; raises Http404 for one that is not public."""
    return FINDERS[kind](key)


def _photo(image: Image | None) -> str:
    return image.file.name or "" if image is not None else ""


def _find_product(key: int) -> ShareCard:
    product = Product.objects.browsable().for_page().filter(pk=key).first()
    if product is None:
        raise Http404("No such product.")
    return product_card(product)


def _find_shop(key: int) -> ShareCard:
    shop = (
        Partner.objects.public()
        .select_related("regency", "regency__parent", "cover", "logo")
        .filter(pk=key)
        .first()
    )
    if shop is None:
        raise Http404("No such shop.")
    return shop_card(shop)


def _find_page(key: int) -> ShareCard:
    page = Page.objects.live().public().filter(pk=key, depth__gt=1).first()
    if page is None:
        raise Http404("No such page.")
    return page_card(page.specific)


FINDERS: dict[str, Callable[[int], ShareCard]] = {
    "produk": _find_product,
    "toko": _find_shop,
    "halaman": _find_page,
    "situs": lambda _key: site_card(),
}
