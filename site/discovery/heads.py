"""The head of each kind of page: title, description, share picture, and what it says to machines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from wagtail.models import Page

from catalogue.models import Product
from catalogue.templatetags.money import rupiah
from discovery import structured
from discovery.links import absolute
from discovery.sharing.cards import (
    SharePicture,
    page_card,
    product_card,
    share_picture,
    shop_card,
    site_card,
)
from discovery.texts import DESCRIPTION, TITLE, cut, without_markup
from shops.models import Partner

if TYPE_CHECKING:
    from storefront.breadcrumbs import Crumb
    from storefront.product_page import ProductPage

SITE = "Etalase"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in a page's head. `kind` is Open Graph's word; `data` is what schema.org calls things."""

    title: str
    description: str
    picture: SharePicture
    kind: str = "website"
    data: Sequence[Mapping[str, Any]] = ()

    @property
    def picture_url(self) -> str:
        """The whole address: those who fetch it do not know where it stands."""
        return absolute(self.picture.url)

    @property
    def locale(self) -> str:
        """The language as Open Graph writes it."""
        return "en_GB" if get_language() == "en" else "id_ID"


def product_head(product: Product, page: "ProductPage", crumbs: Sequence["Crumb"]) -> Head:
    """From a product that came from `for_page()`, and its page; asks the database nothing."""
    url = product.get_absolute_url()
    card = product_card(product)
    price = "" if page.price is None else f"{rupiah(page.price)} / {page.unit}"
    place = gettext("From %(shop)s, %(regency)s") % {"shop": page.shop.name, "regency": page.shop.regency}
    pictures = [picture.url for picture in page.pictures] or [card.url]
    seller = {"@type": "Organization", "name": page.shop.name, "url": absolute(page.shop.url)}
    offer = None
    if page.price is not None:
        offer = structured.offer(
            url=url, price=page.price, availability=_availability(product), seller=seller
        )
    data = structured.product(
        url=url,
        name=page.title,
        description=page.description,
        pictures=pictures,
        seller=seller,
        category=product.category.label,
        sku=str(product.pk),
        price=offer,
        properties=page.specifications,
        proofs=page.proof.about_product,
    )
    return Head(
        title=f"{cut(page.title, TITLE)} – {cut(page.shop.name, TITLE)}",
        description=cut(_sentences(place, price, page.description), DESCRIPTION),
        picture=share_picture(card),
        kind="product",
        data=[data, structured.breadcrumbs(crumbs, url)],
    )


def shop_head(
    shop: Partner,
    crumbs: Sequence["Crumb"],
    *,
    products: int,
    pictures: Iterable[str] = (),
    items: Iterable[tuple[str, str]] = (),
    first: int = 1,
    page: int = 1,
) -> Head:
    """From a shop that came from `for_page()`; `items` are names and paths of the products on this page."""
    url = shop.get_absolute_url()
    card = shop_card(shop)
    count = ngettext("%(number)d product", "%(number)d products", products) % {"number": products}
    place = f"{shop.regency.name}: {shop.get_sector_display()}, {count}"
    data = structured.shop(
        url=url,
        name=shop.name,
        regency=shop.regency.name,
        province=shop.regency.parent.name if shop.regency.parent else "",
        description=shop.text,
        street=shop.address,
        pictures=list(pictures) or [card.url],
        telephone=str(shop.phone.as_e164) if shop.phone else "",
        email=shop.email,
        website=shop.website if shop.website.startswith(("http://", "https://")) else "",
        founded=shop.founded_year,
    )
    return Head(
        title=numbered(f"{cut(shop.name, TITLE)} – {shop.regency.name}", page),
        description=cut(_sentences(place, shop.text), DESCRIPTION),
        picture=share_picture(card),
        kind="profile",
        data=[data, structured.breadcrumbs(crumbs, url), structured.item_list(shop.name, items, first=first)],
    )


def list_head(
    title: str,
    description: str,
    url: str,
    crumbs: Sequence["Crumb"],
    items: Iterable[tuple[str, str]] = (),
    *,
    first: int = 1,
    page: int = 1,
) -> Head:
    """For lists of products, shops and regions; `items` are names and paths, from place `first` on."""
    return Head(
        title=numbered(cut(title, TITLE), page),
        description=cut(description, DESCRIPTION),
        picture=share_picture(site_card()),
        data=[
            structured.breadcrumbs(crumbs, url),
            structured.item_list(title, items, first=first),
        ],
    )


def page_head(page: Page, crumbs: Sequence["Crumb"], *data: structured.Data, kind: str = "website") -> Head:
    """For an editor's page: the words written for search engines, else title and introduction."""
    title = page.seo_title or getattr(page, "headline", "") or page.title
    words = page.search_description or _sentences(title, getattr(page, "introduction", ""))
    trail = [structured.breadcrumbs(crumbs, page.get_url() or "/")] if crumbs else []
    return Head(
        title=cut(title, TITLE),
        description=cut(words, DESCRIPTION),
        picture=share_picture(page_card(page)),
        kind=kind,
        data=[*data, *trail],
    )


def site_data(email: str = "", telephone: str = "") -> list[structured.Data]:
    """What the home page says of the site: who runs it, and how it is searched."""
    home = reverse("wagtail_serve", args=[""])
    logo = static("img/kawung.svg")
    return [
        structured.organization(name=SITE, url="/", logo=logo, email=email, telephone=telephone),
        structured.website(
            name=SITE,
            url=home,
            search=reverse("storefront:search"),
            language=get_language() or settings.LANGUAGE_CODE,
        ),
    ]


def faq_data(body: Iterable[Any]) -> list[structured.Data]:
    """The questions and answers in a page's body, if any."""
    blocks = [block for block in body if block.block_type == "faq"]
    return questions_data(
        [(item["question"], str(item["answer"])) for block in blocks for item in block.value]
    )


def questions_data(questions: Iterable[tuple[str, str]]) -> list[structured.Data]:
    """Questions with their answers as markup; nothing when there are none."""
    pairs = [(question, without_markup(answer)) for question, answer in questions]
    return [structured.faq(pairs)] if pairs else []


def numbered(title: str, page: int) -> str:
    """The title of one page of a list; the first has no number."""
    if page == 1:
        return title
    return gettext("%(title)s, page %(number)d") % {"title": title, "number": page}


def _availability(product: Product) -> str:
    if product.is_made_to_order:
        return structured.TO_ORDER
    records = product.stockrecords.all()
    has_none = bool(records) and records[0].num_in_stock is not None and records[0].net_stock_level <= 0
    return structured.SOLD_OUT if has_none else structured.IN_STOCK


def _sentences(*parts: str) -> str:
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())
