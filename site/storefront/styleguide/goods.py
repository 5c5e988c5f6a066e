"""Invented values for the style guide: a product's page and the comparison, full and empty."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from catalogue.preference import Evaluation, Rule, evaluate
from storefront.comparison import Column, Comparison, Row, RowGroup
from storefront.product_page import ProductPage, Proof, Slide
from storefront.sharing import Share
from storefront.styleguide import samples

DAY = dt.date(2026, 11, 21)
ADDRESS = "http://localhost:8000/produk/keripik-1/"


def slides(number: int = 3) -> list[Slide]:
    return [Slide(samples.picture(), samples.picture() if number > 1 else None) for _number in range(number)]


def bare_slides() -> list[Slide]:
    return [Slide(samples.picture(), None) for _number in range(2)]


def share() -> Share:
    return Share(ADDRESS, samples.NOWHERE, "")


def proof() -> Proof:
    return Proof(samples.claims(), samples.claims()[1:], [])


def no_proof() -> Proof:
    return Proof([], [], ["Halal", "SNI", "TKDN"])


def bare_proof() -> Proof:
    return Proof([], [], [])


def evaluation(tkdn: str = "41.20") -> Evaluation:
    rule = Rule(Decimal(25), Decimal(25), Decimal(1_000_000_000), "Perpres 16/2018")
    return evaluate(price=Decimal(18_500), tkdn=Decimal(tkdn), rule=rule)


def specification() -> list[tuple[str, str]]:
    return [("Komposisi", "kedelai, tepung beras"), ("Masa simpan", "90 hari"), (samples.LONG, samples.LONG)]


def product() -> ProductPage:
    return ProductPage(
        id=1,
        title="Keripik Tempe Sagu Original 200 g",
        url=samples.NOWHERE,
        description="Tempe tipis berbalut sagu.",
        slides=slides(),
        price=Decimal(18_500),
        unit="pak",
        min_order=12,
        min_order_price=Decimal(222_000),
        availability=_("Available"),
        stock_state="ready",
        capacity="3.000 pak",
        mark="TKDN 41,20%",
        shop=samples.seller(),
        proof=proof(),
        evaluation=evaluation(),
        specifications=specification(),
        share=share(),
        compare_url=samples.NOWHERE,
        as_of=DAY,
    )


def bare_product() -> ProductPage:
    """Nothing known but its name, which fits nowhere."""
    return replace(
        product(),
        title=f"{samples.LONG} {samples.LONG}",
        price=None,
        min_order=1,
        min_order_price=None,
        stock_state="ask",
        availability=_("Ask the shop about stock"),
        capacity="",
        proof=no_proof(),
    )


def product_in(stock_state: str) -> ProductPage:
    words = {"order": _("Made to order"), "out": _("Sold out")}
    return replace(product(), stock_state=stock_state, availability=words[stock_state])


def asked_product() -> ProductPage:
    return replace(product(), shop=replace(samples.seller(), whatsapp=samples.NOWHERE))


def comparison() -> Comparison:
    cards = [samples.product_card(), samples.bare_card()]
    return Comparison(
        columns=[Column(card, samples.NOWHERE) for card in cards],
        groups=[
            RowGroup(_("Price and order"), [Row(_("Price"), ["Rp 18.500 / pak", ""])]),
            RowGroup(_("Shop"), [Row(_("Regency or city"), ["Kota Malang", "Kota Malang"])]),
        ],
        ids=[1, 2],
    )


def lonely_comparison() -> Comparison:
    """One product, which cannot differ from any other."""
    whole = comparison()
    groups = [
        RowGroup(group.label, [Row(row.label, row.cells[:1]) for row in group.rows]) for group in whole.groups
    ]
    return Comparison(columns=whole.columns[:1], groups=groups, ids=whole.ids[:1])
