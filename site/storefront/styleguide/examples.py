"""What the style guide shows: each component in its states. A new component needs a line here."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from storefront.styleguide import goods, places, samples

Values = Mapping[str, Any]
#: Attributes that hold ids: the dark twin of an example has ids of its own.
IDS = re.compile(r'\b(id|for|popovertarget|aria-labelledby|aria-describedby|aria-controls)="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Example:
    """One state of one component; `values` is called when the page is asked for, in the reader's language."""

    component: str
    state: str
    values: Callable[[], Values]

    @property
    def template(self) -> str:
        return f"components/{self.component}.html"


@dataclass(frozen=True, slots=True)
class Shown:
    """A component with its states as HTML, once for each theme."""

    name: str
    states: Sequence[tuple[str, SafeString, SafeString]]


def _of(component: str, state: str, /, **values: Any) -> Example:
    """Values that are functions are called for each request."""
    return Example(
        component,
        state,
        lambda: {key: value() if callable(value) else value for key, value in values.items()},
    )


EXAMPLES: tuple[Example, ...] = (
    _of("icon", "", name="store", size="large"),
    _of("kawung", ""),
    _of("notice", "", text="Bandeng presto dari Semarang sudah tersedia lagi.", url="#", link="Lihat"),
    _of("notice", "success", text="Produk tersimpan.", kind="success"),
    _of("notice", "warning", text="Sertifikat berakhir dalam 14 hari.", kind="warning"),
    _of("notice", "with somebody's words", text="Toko ini sedang libur.", note="Kami mudik dulu."),
    _of("notice", "error", text="Foto terlalu besar: 12 MB. Pilih foto di bawah 10 MB.", kind="error"),
    _of("messages", "", messages=("Terima kasih, alamat e-mail Anda sudah dikonfirmasi.",)),
    _of("section_head", "", title="Baru di etalase", url="#", link="Lihat semua", eyebrow="Kota Madiun"),
    _of("section_head", "long", title=samples.LONG),
    _of("section_head", "named", title="Sering dicari", id="contoh-judul"),
    _of("product_card", "", card=samples.product_card),
    _of("product_card", "empty", card=samples.bare_card),
    _of("product_card", "kept", card=samples.kept_card),
    _of("product_grid", "", cards=lambda: [samples.product_card(), samples.bare_card()]),
    _of("product_grid", "row", cards=lambda: [samples.product_card()] * 6, row=True),
    _of("shop_card", "", card=samples.shop_card),
    _of("shop_card", "empty", card=samples.bare_shop_card),
    _of("shop_grid", "", cards=lambda: [samples.shop_card(), samples.bare_shop_card()]),
    _of("article_card", "", title="Tempe yang naik kelas", url="#", introduction="Dari dapur ke kantor.",
        date=goods.DAY, picture=samples.picture),
    _of("article_card", "empty", title=samples.LONG, url="#", date=goods.DAY),
    _of("picture", "", picture=samples.picture),
    _of("picture", "still loading", picture=samples.full_picture),
    _of("picture", "empty"),
    _of("chips", "", chips=lambda: samples.choices(3), clear_url="#"),
    _of("chips", "empty", chips=list, clear_url="#"),
    _of("links", "", links=samples.choices, label="Makanan"),
    _of("links", "uncounted", links=samples.uncounted, label="Minuman"),
    _of("sorts", "", sorts=lambda: samples.choices(3)),
    _of("why_order", "", sorts=lambda: samples.choices(3), words="keripik"),
    _of("why_order", "without words", sorts=lambda: samples.choices(3)),
    _of("facets", "", facets=samples.facets),
    _of("listing", "", listing=samples.listing),
    _of("listing", "empty", listing=samples.nothing_listing),
    _of("listing", "plain", listing=samples.plain_listing),
    _of("nothing_found", "", words="kripik", chips=lambda: samples.choices(2), clear_url="#",
        suggestion=lambda: samples.choices()[0], ways=samples.ways_on),
    _of("nothing_found", "empty"),
    _of("nothing_found", "words", words="kripik"),
    _of("nothing_found", "filters", chips=lambda: samples.choices(2), clear_url="#"),
    _of("pager", "", pager=samples.some_pager),
    _of("pager", "first", pager=lambda: samples.some_pager(1)),
    _of("pager", "last", pager=lambda: samples.some_pager(20)),
    _of("pager", "one page", pager=lambda: samples.some_pager(1, 1)),
    _of("breadcrumbs", "", crumbs=samples.crumbs),
    _of("search_form", "", id="contoh-cari"),
    _of("search_form", "large", id="contoh-cari-besar", size="large", words="keripik tempe"),
    _of("search_form", "of a list", id="contoh-cari-daftar", action="#", kept=[("urut", "harga")]),
    _of("level", "", label="Siap"),
    _of("level", "with its meaning", label="Unggul", meaning="Hampir semua syarat naik kelas terpenuhi."),
    _of("level", "long", label=samples.LONG, meaning=samples.LONG),
    _of("claims", "", claims=samples.claims),
    _of("claims", "empty", claims=lambda: [samples.bare_claim()]),
    _of("seller", "", shop=samples.seller),
    _of("seller", "empty", shop=samples.bare_seller),
    _of("gallery", "", slides=goods.slides),
    _of("gallery", "one", slides=lambda: goods.slides(1)),
    _of("gallery", "without small pictures", slides=goods.bare_slides),
    _of("gallery", "empty", slides=list),
    _of("product_head", "", product=goods.product),
    _of("product_head", "empty", product=goods.bare_product),
    _of("product_head", "made to order", product=lambda: goods.product_in("order")),
    _of("product_head", "sold out", product=lambda: goods.product_in("out")),
    _of("product_actions", "", product=goods.product),
    _of("product_actions", "whom one can write to", product=goods.asked_product),
    _of("share", "", share=goods.share, title="Keripik Tempe"),
    _of("specification", "", rows=goods.specification),
    _of("proof", "", proof=goods.proof, as_of=goods.DAY),
    _of("proof", "empty", proof=goods.no_proof, as_of=goods.DAY),
    _of("proof", "nothing missing", proof=goods.bare_proof, as_of=goods.DAY),
    _of("proof_claim", "", claim=lambda: samples.claims()[0]),
    _of("proof_claim", "empty", claim=samples.bare_claim),
    _of("evaluation", "", evaluation=goods.evaluation, unit="pak"),
    _of("evaluation", "below the floor", evaluation=lambda: goods.evaluation("20"), unit="pak"),
    _of("comparison", "", comparison=goods.comparison),
    _of("comparison", "one", comparison=goods.lonely_comparison),
    _of("compare_tray", ""),
    _of("recently_seen", ""),
    _of("print_foot", "", address=goods.ADDRESS, as_of=goods.DAY),
    _of("print_foot", "with a code", address=goods.ADDRESS, as_of=goods.DAY, qr=samples.mark),
    _of("campaign_card", "", card=places.campaign),
    _of("campaign_card", "empty", card=places.bare_campaign),
    _of("campaign_grid", "", cards=places.campaigns),
    _of("campaign_grid", "top of a page", cards=places.campaigns, eager=True),
    _of("running_campaigns", "", cards=lambda: [places.campaign()]),
    _of("campaign_state", "", state="upcoming", label="Segera"),
    _of("region_map", "", map=places.region_map),
    _of("region_list", "", map=places.region_map),
    _of("region_list", "while search is away", map=places.uncounted_map),
    _of("locator", "", locator=places.locator),
    _of("locator", "a whole province", locator=places.wide_locator),
    _of("locator", "empty"),
    _of("shop_filter", "", directory=places.directory),
    _of("shop_filter", "narrowed", directory=places.narrowed_directory),
    _of("needs", "", needs=samples.needs),
    _of("figures", "", figures=samples.figures),
    _of("shop_window", "", cards=lambda: [samples.product_card()] * 3),
    _of("shop_window", "empty", cards=list),
    _of("field", "", field=lambda: samples.form()["name"]),
    _of("field", "error", field=lambda: samples.form()["email"]),
    _of("field", "text", field=lambda: samples.form()["story"]),
    _of("field", "choice", field=lambda: samples.form()["kind"]),
    _of("field", "box", field=lambda: samples.form()["agreed"]),
    _of("field", "remark", field=lambda: samples.field_with(remark="Tulis nama seperti pada kemasan.")),
    _of("field", "note", field=lambda: samples.field_with(note="Sri Lestari")),
    _of("field", "hidden", field=lambda: samples.form()["token"]),
    _of("problem", "", what="Halaman ini tidak ada", why="Mungkin alamatnya keliru.", icon="map",
        url="#", link="Beranda"),
    _of("problem", "full", what=samples.LONG, why="Alamatnya keliru.", remedy="Periksa ejaannya.", icon="map",
        url="#", link="Beranda", other_url="#", other_link="Cari produk"),
    _of("problem", "empty", what="Sedang dirapikan"),
    _of("problem", "another way only", what="Sedang dirapikan", other_url="#", other_link="Cari produk"),
    _of("account_menu", ""),
    _of("account_menu", "signed in", menu=samples.account),
    _of("account_menu", "empty basket", menu=lambda: replace(samples.account(), basket_lines=0)),
    _of("category_menu", "", menu=samples.menu, address=samples.addresses),
    _of("header", "", menu=samples.menu, address=samples.addresses, searches_itself=True),
    _of("footer", "", contact=samples.contact, pages=samples.pages, address=samples.addresses),
    _of("footer", "empty", address=samples.addresses),
    _of("footer", "telephone", contact=lambda: samples.one_contact("phone"), address=samples.addresses),
    _of("footer", "address", contact=lambda: samples.one_contact("address"), address=samples.addresses),
    _of("pager_links", "", pager=samples.some_pager),
    _of("pager_links", "one page", pager=lambda: samples.some_pager(1, 1)),
)  # fmt: skip


def shown_examples() -> list[Shown]:
    """Every component with its states, in the order of the list above; no queries."""
    found: dict[str, list[tuple[str, SafeString, SafeString]]] = {}
    for number, example in enumerate(EXAMPLES):
        html = render_to_string(example.template, dict(example.values()))
        light, dark = _with_ids(html, f"t{number}"), _with_ids(html, f"g{number}")
        found.setdefault(example.component, []).append((example.state, light, dark))
    return [Shown(name, states) for name, states in found.items()]


def _with_ids(html: str, mark: str) -> SafeString:
    """The same HTML with ids of its own. It comes from our templates, which escape what is not theirs."""
    return mark_safe(IDS.sub(rf'\1="\2-{mark}"', html))
