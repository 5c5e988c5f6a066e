"""Invented values for the style guide: ordinary ones, and as long, as empty and as full as can be."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from django import forms
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _

from accounts.queries import AccountLink, AccountMenu
from media.renditions import Picture, Source
from pages.addresses import Addresses, Language
from pages.figures import Figure
from pages.frame import CategoryItem, Contact, MenuItem
from storefront.breadcrumbs import Crumb
from storefront.cards import ProductCard, ShopCard
from storefront.choices import Choice
from storefront.listings import FacetBlock, Listing
from storefront.paging import Pager, pager
from storefront.product_page import ClaimLine, ShopSummary
from storefront.ways_on import AskedShop, WaysOn

#: As long as a name without a blank may be.
LONG = "Kerajinananyamanrotandanmendongpandanpalangkarayatengah"
NOWHERE = "#"


def picture() -> Picture:
    """A picture that is always there: the site's own mark."""
    return Picture(static("img/icon-512.png"), 512, 512, _("The mark of the site"))


def mark() -> str:
    return static("img/icon-512.png")


def full_picture() -> Picture:
    """A picture in several widths and formats, whose colour stands for it until it is here."""
    widths = f"{static('img/icon-192.png')} 192w, {mark()} 512w"
    formats = (Source("image/png", widths),)
    return replace(picture(), srcset=widths, sizes="12rem", sources=formats, tone="tone-321")


def product_card() -> ProductCard:
    return ProductCard(
        id=1,
        title="Keripik Tempe Sagu Original 200 g",
        url=NOWHERE,
        picture=picture(),
        price=Decimal(18_500),
        unit="pak",
        shop="Dapur Bu Sri",
        regency="Kota Malang",
        mark="TKDN 41,20%",
        lead_time_days=3,
        reasons=("di nama: keripik",),
    )


def bare_card() -> ProductCard:
    """No picture, no price, no mark, and words that fit nowhere."""
    return replace(
        product_card(),
        title=f"{LONG} {LONG}",
        picture=None,
        price=None,
        shop=LONG,
        regency="Kabupaten Kepulauan Siau Tagulandang Biaro",
        mark="",
        lead_time_days=0,
        reasons=(),
    )


def kept_card() -> ProductCard:
    """As it comes out of the cache: its face is HTML already."""
    face = render_to_string("components/product_card_face.html", {"card": product_card()})
    return replace(product_card(), face=face, reasons=())


def shop_card() -> ShopCard:
    return ShopCard(
        *("Dapur Bu Sri", NOWHERE, picture(), "Kota Malang", "makanan", "usaha mikro", 12, True, "Siap"),
        marks=["NIB", "NPWP"],
    )


def bare_shop_card() -> ShopCard:
    return replace(shop_card(), name=LONG, logo=None, product_count=0, is_sample=False, level="", marks=[])


def choices(number: int = 4) -> list[Choice]:
    names = ["Makanan", "Minuman", "Kerajinan", "Fesyen & Batik", LONG]
    return [Choice(names[place % 5], NOWHERE, 1_250 - place, is_chosen=place == 1) for place in range(number)]


def uncounted() -> list[Choice]:
    return [replace(choice, count=None) for choice in choices()]


def facets() -> list[FacetBlock]:
    return [
        FacetBlock("kategori", _("Category"), tuple(choices(12)), True),
        FacetBlock("toko", _("Shop"), tuple(replace(each, is_chosen=False) for each in choices()), False),
    ]


def some_pager(page: int = 4, pages: int = 20) -> Pager:
    return pager(page, pages, lambda number: f"?halaman={number}")


def listing() -> Listing:
    return Listing(
        words="keripik",
        cards=[product_card(), bare_card()],
        total=1_250,
        facets=facets(),
        chips=choices(2),
        sorts=tuple(choices(3)),
        pager=some_pager(),
        clear_url=NOWHERE,
        suggestion=Choice("keripik tempe", NOWHERE),
        notices=["Tidak ada yang memuat semua kata Anda."],
        kept=[],
    )


def nothing_listing() -> Listing:
    return replace(listing(), cards=[], total=0, notices=[], ways_on=ways_on())


def plain_listing() -> Listing:
    """Nothing chosen, nothing misspelt, all on one page, the filters as they were kept."""
    html = render_to_string("components/facets.html", {"facets": facets()})
    return replace(
        listing(), words="", chips=[], notices=[], suggestion=None, pager=some_pager(1, 1), facets_html=html
    )


def ways_on() -> WaysOn:
    return WaysOn(
        wider=Choice("Jawa Timur", NOWHERE, 12),
        near=[product_card(), bare_card()],
        near_label=_("From the same category"),
        shops=[
            AskedShop("Dapur Bu Sri", NOWHERE, "Kota Malang", NOWHERE),
            AskedShop(LONG, NOWHERE, "Kabupaten Kepulauan Siau Tagulandang Biaro", ""),
        ],
    )


def claims() -> list[ClaimLine]:
    today = dt.date(2026, 11, 21)
    return [
        ClaimLine(
            code="tkdn",
            kind="Sertifikat TKDN",
            mark="TKDN",
            meaning="Persentase nilai produk yang berasal dari dalam negeri.",
            use="Dipakai untuk memilih produk yang wajib didahulukan.",
            value="41,20%",
            number="123/SJ-IND.8/TKDN/1/2026",
            issuer="Kementerian Perindustrian",
            issued_on=today,
            expires_on=today,
        ),
        ClaimLine("halal", "Halal", "Halal", "", "", "", "ID35110000012345678", "BPJPH", today, None),
    ]


def bare_claim() -> ClaimLine:
    """Nothing written on it but what it is."""
    return replace(claims()[1], value="", number="", issuer="", issued_on=None, expires_on=None)


def seller() -> ShopSummary:
    return ShopSummary(
        "Dapur Bu Sri",
        NOWHERE,
        picture(),
        "Kota Malang",
        "Jawa Timur",
        NOWHERE,
        "usaha mikro",
        True,
        "",
        None,
    )


def bare_seller() -> ShopSummary:
    return replace(seller(), name=LONG, logo=None, province="", is_sample=False)


def crumbs() -> list[Crumb]:
    return [Crumb(_("Home"), NOWHERE), Crumb("Makanan", NOWHERE), Crumb(LONG)]


def addresses() -> Addresses:
    languages = (Language("id", "Bahasa Indonesia", NOWHERE, True), Language("en", "English", NOWHERE))
    return Addresses(NOWHERE, languages, languages)


def menu() -> list[CategoryItem]:
    return [CategoryItem(choice.label, choice.url, "", "makanan", 1, True) for choice in choices(5)]


def account() -> AccountMenu:
    links = (AccountLink(_("My shops"), NOWHERE, "store"), AccountLink(_("Sign out"), NOWHERE, "log-out"))
    return AccountMenu("Sri", links, 3)


def contact() -> Contact:
    return Contact(
        "Dikelola dinas koperasi dan usaha kecil.", "halo@example.com", "+62 341 000000", "Jalan Contoh 1"
    )


def one_contact(kind: str) -> Contact:
    """A footer whose editors filled in one field only."""
    return replace(Contact("", "", "", ""), **{kind: getattr(contact(), kind)})


def pages() -> list[MenuItem]:
    return [MenuItem("Tanya jawab", NOWHERE), MenuItem("Kampanye dan pameran daerah", NOWHERE)]


def figures() -> list[Figure]:
    return [
        Figure(1_250, _("products on show"), NOWHERE),
        Figure(48, _("small businesses"), NOWHERE),
        Figure(30, _("regencies and cities"), NOWHERE),
    ]


def needs() -> list[dict[str, str]]:
    icons = ("cup-soda", "shirt", "gift", "armchair")
    return [
        {"title": choice.label, "icon": icon, "url": NOWHERE}
        for choice, icon in zip(choices(), icons, strict=True)
    ]


class SampleForm(forms.Form):
    """One field of each kind, one of them refused."""

    name = forms.CharField(label="Nama", help_text="Seperti tertulis di label.")
    email = forms.EmailField(label=_("E-mail address"))
    story = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label=_("Category"), choices=[("a", "Makanan"), ("b", "Minuman")])
    agreed = forms.BooleanField(label="Ingat saya")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def form() -> SampleForm:
    return SampleForm({"name": "Sri", "email": "sri", "story": "", "kind": "a"}, auto_id="contoh-%s")


def field_with(**words: str) -> forms.BoundField:
    """The first field of it, with what others said: a curator's `remark` or a colleague's `note`."""
    field = form()["name"]
    for name, value in words.items():
        setattr(field, name, value)
    return field
