"""One of everything the public can see, and the addresses it is seen at."""

from typing import Any

from catalogue.factories import CategoryFactory, ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Product
from media.factories import ImageFactory
from pages.models import ArticleIndexPage, ArticlePage, HomePage, ListingPage
from pages.services import setup_site
from shops.factories import ShopFactory

FAQ = [{"question": "Apakah klaim diperiksa?", "answer": "<p>Ya, oleh kurator dinas.</p>"}]


def one_product(**fields: Any) -> Product:
    """A product with picture, claim and a shop that has logo, cover and story."""
    shop = fields.pop("shop", None) or ShopFactory(
        name="Dapur Bu Sri",
        story="Keluarga kami menggoreng keripik sejak 1987.",
        story_en="Our family has fried chips since 1987.",
        logo=ImageFactory(),
        cover=ImageFactory(),
    )
    values = {
        "title": "Keripik Tempe Sagu",
        "title_en": "Sago Tempe Chips",
        "description": "Tempe tipis berbalut sagu, digoreng dua kali.",
        "description_en": "Thin tempe in sago batter, fried twice.",
    }
    if "category" not in fields:
        fields["category"] = CategoryFactory(name="Makanan", name_en="Food")
    product: Product = ProductFactory(**{**values, **fields}, shop=shop, image=True)
    ClaimFactory(product=product, kind=ClaimKindFactory(tkdn=True), value=41)
    return product


def editors_pages() -> dict[str, Any]:
    """A page of each type below the Indonesian home page, by the type's name."""
    setup_site()
    home = HomePage.objects.get(locale__language_code="id")
    index = home.add_child(instance=ArticleIndexPage(title="Cerita", introduction="Kisah dari dapur."))
    source = [{"type": "filter", "value": {"category": "", "region": "", "claims": []}}]
    return {
        "home": home,
        "articles": index,
        "article": index.add_child(
            instance=ArticlePage(
                title="Brem dari Madiun",
                introduction="Cara brem dibuat.",
                picture=ImageFactory(),
                body=[{"type": "faq", "value": FAQ}],
            )
        ),
        "landing": home.add_child(
            instance=ListingPage(
                title="Oleh-oleh", introduction="Untuk dibawa pulang.", products=source, slug="oleh-oleh"
            )
        ),
    }


def public_addresses() -> dict[str, str]:
    """Makes one of each and names the path of every kind of public page.

    Views come in both languages, editors' pages in theirs. Indexing is left to the caller.
    """
    product = one_product()
    pages = editors_pages()
    both = {
        "home": "/",
        "product": product.get_absolute_url(),
        "shop": product.shop.get_absolute_url(),
        "category": product.category.get_absolute_url(),
        "shops": "/toko/",
        "shops of a region": "/toko/?wilayah=33.74",
        "regions": "/wilayah/",
        "region": product.shop.regency.get_absolute_url(),
        "search": "/cari/?q=keripik",
        "filtered search": "/cari/?q=keripik&kategori=makanan",
        "suggestions": "/cari/saran/?q=ker",
    }
    paths = {**both, **{f"{kind} (en)": f"/en{path}" for kind, path in both.items()}}
    paths |= {kind: page.get_url() for kind, page in pages.items() if kind != "home"}
    return paths | {
        "robots": "/robots.txt",
        "site map": "/sitemap.xml",
    }
