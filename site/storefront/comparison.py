"""Up to four products side by side: what an address asks for, and the table that answers it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from catalogue.models import PreferenceRule, Product
from catalogue.templatetags.money import rupiah
from storefront.cards import ProductCard, cards_of, price_of
from storefront.neighbours import Example, neighbour_ids
from storefront.proof import ClaimLine, claim_lines, evaluation_of, tkdn_of
from storefront.sharing import absolute
from storefront.specification import availability, capacity_in_words, specifications

MOST = 4
#: What an address is read for; a longer list is a mistake or a joke.
MOST_READ = 50
_NUMBER = re.compile(r"[0-9]{1,18}")
#: The address of a product's page ends in its number.
_ADDRESS = re.compile(r"-([0-9]{1,18})/?(?:[?#].*)?$")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: the first four products, those beyond, and what is no product's number."""

    ids: Sequence[int] = ()
    beyond: Sequence[int] = ()
    odd: Sequence[str] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was asked, as on a first visit."""
        return not (self.ids or self.odd)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; a cell is empty where a product says nothing."""

    label: str
    cells: Sequence[str]

    @property
    def differs(self) -> bool:
        """Whether the products differ in it."""
        return len(set(self.cells)) > 1


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Lines that belong together."""

    label: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Column:
    """One product at the head of the table; `without_url` is the comparison without it."""

    card: ProductCard
    without_url: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A product that could join; `url` is the comparison with it."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The page: columns and rows in step, what went wrong in words, and what could join."""

    columns: Sequence[Column] = ()
    groups: Sequence[RowGroup] = ()
    problems: Sequence[str] = ()
    additions: Sequence[Addition] = ()
    ids: Sequence[int] = field(default=())

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another."""
        return len(self.columns) >= MOST

    @property
    def address(self) -> str:
        """Where this comparison stands, complete, for the foot of a printed sheet."""
        return absolute(comparison_url(self.ids))

    @property
    def as_of(self) -> date:
        """The day for which it is true."""
        return timezone.localdate()

    @property
    def produk(self) -> str:
        """The products as the address names them."""
        return ",".join(map(str, self.ids))


def comparison_url(ids: Sequence[int]) -> str:
    """The address that compares these products, in this order."""
    address = reverse("storefront:compare")
    return f"{address}?produk={','.join(map(str, ids))}" if ids else address


def asked_for(params: QueryDict) -> Asked:
    """Read `produk=12,34` (repeated or not) and `tambah`, which may also be a product's whole address."""
    written = [part.strip() for value in params.getlist("produk") for part in value.split(",")]
    added = [_number_in(value.strip()) for value in params.getlist("tambah")]
    parts = [part for part in (*written, *added) if part][:MOST_READ]
    numbers = list(dict.fromkeys(int(part) for part in parts if _is_number(part)))
    odd = list(dict.fromkeys(part[:40] for part in parts if not _is_number(part)))
    return Asked(numbers[:MOST], numbers[MOST:], odd)


def compare(asked: Asked) -> Comparison:
    """The products that the public may see, in the order asked for, with nothing hidden among them.

    At most nine queries: six for the products, one for the rule of price preference, one for each kind of
    neighbours' names.
    """
    rows = Product.objects.browsable().filter(pk__in=asked.ids).for_comparison() if asked.ids else []
    found = {product.pk: product for product in rows}
    products = [found[pk] for pk in asked.ids if pk in found]
    ids = [product.pk for product in products]
    return Comparison(
        columns=[
            Column(card, comparison_url([pk for pk in ids if pk != card.id])) for card in cards_of(products)
        ],
        groups=[group for group in _groups(products) if group.rows],
        problems=list(_problems(asked, len(products))),
        additions=list(_additions(products)),
        ids=ids,
    )


def _is_number(part: str) -> bool:
    return part.isascii() and _NUMBER.fullmatch(part) is not None


def _number_in(value: str) -> str:
    found = _ADDRESS.search(value)
    return found[1] if found else value


def _problems(asked: Asked, shown: int) -> Iterator[str]:
    """What went wrong, why, and what to do."""
    if asked.beyond:
        yield ngettext(
            "Four products fit side by side. %(count)s more was left out: remove one to make room.",
            "Four products fit side by side. %(count)s more were left out: remove some to make room.",
            len(asked.beyond),
        ) % {"count": len(asked.beyond)}
    gone = len(asked.ids) - shown
    if gone:
        yield ngettext(
            "%(count)s product is not shown: it is no longer on sale, or the address is wrong.",
            "%(count)s products are not shown: they are no longer on sale, or the address is wrong.",
            gone,
        ) % {"count": gone}
    for part in asked.odd:
        yield gettext(
            "“%(part)s” is not a product. Paste the address of a product's page, or open the product and "
            "choose “Compare”."
        ) % {"part": part}


def _additions(products: Sequence[Product]) -> Iterator[Addition]:
    """Neighbours of the first product, while there is room."""
    if not products or len(products) >= MOST:
        return
    ids = [product.pk for product in products]
    first = Example.of(products[0], price=price_of(products[0]))
    nearest = [pk for pk in neighbour_ids(first) if pk not in ids]
    rows = Product.objects.browsable().filter(pk__in=nearest).only("title", "title_en")
    names = {row.pk: row.name for row in rows}
    for pk in nearest:
        if pk in names:
            yield Addition(names[pk], comparison_url([*ids, pk]))


def _groups(products: Sequence[Product]) -> Iterator[RowGroup]:
    if not products:
        return
    claims = [claim_lines(product.verified_claims) for product in products]
    yield RowGroup(gettext("Price and order"), list(_order_rows(products)))
    yield RowGroup(gettext("Verified claims"), list(_claim_rows(products, claims)))
    yield RowGroup(gettext("Shop"), list(_shop_rows(products)))
    yield RowGroup(gettext("Specification"), list(_specification_rows(products)))


def _order_rows(products: Sequence[Product]) -> Iterator[Row]:
    yield _row(gettext("Price"), products, _price_in_words)
    yield _row(
        gettext("Minimum order"),
        products,
        lambda each: f"{localize(each.min_order)} {each.get_unit_display()}",
    )
    yield _row(gettext("Availability"), products, availability)
    capacities = _row(gettext("Capacity a month"), products, capacity_in_words)
    if any(capacities.cells):
        yield capacities


def _price_in_words(product: Product) -> str:
    price = price_of(product)
    if price is None:
        return gettext("Price on request")
    return f"{rupiah(price)} / {product.get_unit_display()}"


def _claim_rows(products: Sequence[Product], claims: Sequence[Sequence[ClaimLine]]) -> Iterator[Row]:
    """One line for every kind that any of them has verified; the evaluated price where there is a TKDN."""
    labels = {line.code: line.mark for lines in claims for line in lines}
    for code, label in labels.items():
        yield Row(label, [_claim_in_words(code, lines) for lines in claims])
    if any(tkdn_of(product.verified_claims) is not None for product in products):
        rule = PreferenceRule.objects.in_force()
        yield _row(
            gettext("Evaluated price (HEA), simulation"), products, lambda each: _evaluated(each, rule)
        )


def _claim_in_words(code: str, lines: Sequence[ClaimLine]) -> str:
    line = next((line for line in lines if line.code == code), None)
    if line is None:
        return ""
    until = ""
    if line.expires_on:
        until = gettext("until %(day)s") % {"day": date_format(line.expires_on, "DATE_FORMAT")}
    return ", ".join(filter(None, [line.value or gettext("Verified"), until]))


def _evaluated(product: Product, rule: PreferenceRule | None) -> str:
    found = evaluation_of(product, rule)
    return rupiah(found.evaluated) if found and found.is_preferred else ""


def _shop_rows(products: Sequence[Product]) -> Iterator[Row]:
    yield _row(gettext("Name"), products, lambda each: each.shop.name)
    yield _row(gettext("Regency or city"), products, lambda each: each.shop.regency.name)
    yield _row(gettext("Size class"), products, lambda each: capfirst(each.shop.get_size_class_display()))


def _specification_rows(products: Sequence[Product]) -> Iterator[Row]:
    """One line for every label that any of them has, in the order in which they are met."""
    facts = [dict(specifications(product)) for product in products]
    labels = dict.fromkeys(label for each in facts for label in each)
    for label in labels:
        yield Row(label, [each.get(label, "") for each in facts])


def _row(label: str, products: Sequence[Product], cell: Callable[[Product], str]) -> Row:
    return Row(label, [cell(product) for product in products])
