"""A site on which everybody who may write has written an attack, in every field there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.factories import UserFactory
from catalogue.factories import (
    CategoryFactory,
    ClaimFactory,
    ClaimKindFactory,
    ProductClassFactory,
    ProductFactory,
)
from catalogue.models import Category, Product, ProductAttribute, ProductAttributeValue, ProductImage
from media.factories import ImageFactory
from pages.models import ArticleIndexPage, ArticlePage, HomePage, ListingPage, SiteSettings
from pages.services import setup_site
from shops.factories import MembershipFactory, RegionFactory, ShopFactory
from shops.models import Partner, StockRecord
from tests.e2e.hostile_desk import desk_paths, fill_the_desk, hang_out, poison


@dataclass(frozen=True, slots=True)
class Hostile:
    """The public addresses that show it all, and those for somebody signed in."""

    paths: list[str]
    personal_paths: list[str]
    superuser: Any


def make_hostile_site(payloads: Sequence[str]) -> Hostile:
    """Put every payload into every field: long fields hold all of them, short ones one each."""
    everything = "\n".join(payloads)
    shop = _shop(payloads, everything)
    product = _product(shop, payloads, everything)
    _many(shop, product, payloads)
    pages = _pages(payloads, everything)
    superuser = UserFactory(is_superuser=True, is_staff=True)
    MembershipFactory(user=superuser, shop=shop)
    fill_the_desk(shop=shop, product=product, user=superuser, payloads=payloads)
    pages += hang_out(shop=shop, product=product, payloads=payloads)
    poison(payloads)
    numbers = range(1, -(-len(payloads) // 24) + 1)
    lists = [f"{path}?halaman={number}" for path in ("/toko/", shop.get_absolute_url()) for number in numbers]
    both = [product.get_absolute_url(), shop.get_absolute_url(), "/", "/wilayah/", "/cari/"]
    return Hostile(
        paths=[
            *both,
            *lists,
            *pages,
            product.category.get_absolute_url(),
            shop.regency.get_absolute_url(),
            "/cari/?q=%3Cscript%3Ealert(1)%3C/script%3E",
            "/cari/saran/?q=alert",
            "/tidak/%3Cscript%3Ealert(1)%3C/script%3E/",
            "/sitemap.xml",
            *(f"/en{path}" for path in both),
        ],
        personal_paths=desk_paths(shop=shop, product=product),
        superuser=superuser,
    )


def _shop(payloads: Sequence[str], everything: str) -> Partner:
    shop: Partner = ShopFactory(
        name=payloads[0],
        slug="toko-jahat",
        story=everything,
        story_en=everything,
        address="".join(payloads)[:255],
        website="javascript:alert(1)",
        email="a@example.com",
        region=RegionFactory(name=payloads[1][:100], slug="jahat"),
        logo=ImageFactory(alt_text=payloads[2], alt_text_en=payloads[2]),
        cover=ImageFactory(alt_text=payloads[3], alt_text_en=payloads[3], title=payloads[3]),
    )
    kind = ClaimKindFactory(nib=True, name=payloads[4][:100], mark=payloads[5][:40])
    for payload in payloads[:20]:
        ClaimFactory(kind=kind, product=None, shop=shop, number=payload[:100], issuer=payload[:200])
    return shop


def _product(shop: Partner, payloads: Sequence[str], everything: str) -> Product:
    kind = ProductClassFactory(name=payloads[6][:128], name_en=payloads[6][:128])
    product: Product = ProductFactory(
        title=payloads[7],
        title_en=payloads[7],
        description=everything,
        description_en=everything,
        shop=shop,
        product_class=kind,
        category=CategoryFactory(name=payloads[8], name_en=payloads[8], slug="jahat", description=everything),
    )
    claim = ClaimKindFactory(tkdn=True, name=payloads[9], name_en=payloads[9], mark=payloads[10][:40])
    pictures = [ImageFactory(), ImageFactory()]
    for number, payload in enumerate(payloads):
        words = {"number": payload[:100], "issuer": payload[:200]}
        ClaimFactory(kind=claim, product=product, value=Decimal(40), **words)
        attribute = ProductAttribute.objects.create(
            product_class=kind, code=f"a{number}", type="text", name=payload[:128], unit=payload[:20]
        )
        ProductAttributeValue.objects.create(product=product, attribute=attribute, value_text=payload)
        if number % 6 == 0:
            ProductImage.objects.create(
                product=product, image=pictures[number % 2], caption=payload[:200], display_order=number
            )
    return product


def _many(shop: Partner, like: Product, payloads: Sequence[str]) -> None:
    """A product, a shop and a root category of each name."""
    products = Product.objects.bulk_create(
        Product(
            title=payload,
            title_en=payload,
            slug=f"jahat-{number}",
            shop=shop,
            category=like.category,
            product_class=like.product_class,
            live=True,
            first_published_at=like.first_published_at,
        )
        for number, payload in enumerate(payloads)
    )
    StockRecord.objects.bulk_create(
        StockRecord(product=product, partner=shop, partner_sku=f"J{product.pk}", price=Decimal(1000))
        for product in products
    )
    Partner.objects.bulk_create(
        Partner(
            name=payload[:128],
            code=f"jahat-{number}",
            slug=f"jahat-{number}",
            region=shop.region,
            regency=shop.regency,
            sector=shop.sector,
            state="approved",
        )
        for number, payload in enumerate(payloads)
    )
    for number, payload in enumerate(payloads[:30]):
        Category.add_root(name=payload[:255], name_en=payload[:255], slug=f"jahat-{number}")


def _pages(payloads: Sequence[str], everything: str) -> list[str]:
    """Editors' pages with every payload in every kind of block; their paths."""
    setup_site()
    SiteSettings.objects.create(
        footer_text=everything, footer_text_en=everything, contact_address="".join(payloads)[:255],
        contact_phone='"><script>alert(1)</script>',
    )  # fmt: skip
    home = HomePage.objects.get(locale__language_code="id")
    home.headline, home.introduction = payloads[11], everything
    home.examples = ", ".join(payloads[:4])[:255]
    home.seo_title, home.search_description = payloads[12], everything
    home.body = _body(payloads, everything)
    home.save()
    index = home.add_child(
        instance=ArticleIndexPage(title=payloads[13], slug="cerita", introduction=everything)
    )
    body = _body(payloads, everything)
    articles = [
        index.add_child(
            instance=ArticlePage(title=payload, slug=f"c{number}", introduction=everything[:500], body=body)
        )
        for number, payload in enumerate(payloads[:11])
    ]
    source = [{"type": "filter", "value": {"category": "", "region": "", "claims": []}}]
    landing = home.add_child(
        instance=ListingPage(
            title=payloads[14], slug="jahat", introduction=everything, products=source, body=body
        )
    )
    return [index.get_url(), articles[0].get_url(), landing.get_url()]


def _body(payloads: Sequence[str], everything: str) -> list[dict[str, Any]]:
    rich = "".join(f"<p>{payload}</p>" for payload in payloads)
    return [
        {"type": "text", "value": rich},
        {
            "type": "faq",
            "value": [{"question": payload, "answer": f"<p>{payload}</p>"} for payload in payloads],
        },
        *({"type": "heading", "value": payload} for payload in payloads),
        {"type": "quote", "value": {"text": everything, "who": everything}},
        {
            "type": "picture",
            "value": {"image": ImageFactory().pk, "alt_text": payloads[15], "caption": everything},
        },
        {"type": "button", "value": {"text": payloads[16], "page": None, "address": "javascript:alert(1)"}},
    ]
