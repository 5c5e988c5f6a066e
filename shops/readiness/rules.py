"""The computed rules: each looks at one thing of a shop or a product and says how far it is.

A rule never answers lower when something is added: more photos, more words, more products.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shops.readiness.facts import ProductFacts, ShopFacts

if TYPE_CHECKING:
    from shops.readiness.evaluation import Criterion

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


class Subject(models.TextChoices):
    """What is looked at."""

    SHOP = "shop", _("shop")
    PRODUCT = "product", _("product")


class Place(models.TextChoices):
    """Where the seller mends it."""

    PROFILE = "profile", _("shop profile")
    PRODUCT = "product", _("product editor")
    OFFER = "offer", _("price and stock")
    PRODUCTS = "products", _("products")
    CLAIMS = "claims", _("claims")
    READINESS = "readiness", _("readiness")


@dataclass(frozen=True, slots=True)
class Finding:
    """How many there are and how many are wanted. `have` None: nothing to measure yet, so nothing counts."""

    have: int | None
    want: int

    @property
    def is_met(self) -> bool:
        return self.have is not None and self.have >= self.want


NOT_YET_MEASURABLE = Finding(None, 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """One named rule: what it looks at, what staff read of it, where a seller mends it, and the code.

    `anchor` is the id of the field, or of the part of the page, at that place.
    """

    code: str
    subject: Subject
    label: str | Promise
    place: Place
    look: Callable[[Any, "Criterion"], Finding]
    anchor: str = ""


RULES: dict[str, Rule] = {}


def rule_choices() -> list[tuple[str, Any]]:
    """For the field of the model: a function, so that a new rule needs no migration."""
    return [(rule.code, rule.label) for rule in RULES.values()]


def _rule(
    code: str, subject: Subject, label: str | Promise, place: Place, anchor: str = ""
) -> Callable[[Callable[[Any, "Criterion"], Finding]], Callable[[Any, "Criterion"], Finding]]:
    def register(look: Callable[[Any, "Criterion"], Finding]) -> Callable[[Any, "Criterion"], Finding]:
        RULES[code] = Rule(code, subject, label, place, look, anchor)
        return look

    return register


def words_of(text: str) -> list[str]:
    """The words, in lower case."""
    return WORD.findall(text.lower())


def _yes(value: object) -> Finding:
    return Finding(1 if value else 0, 1)


@_rule("photos", Subject.PRODUCT, _("photos that are large enough"), Place.PRODUCT, "photos")
def photos(product: ProductFacts, asked: "Criterion") -> Finding:
    """The longer side counts: a phone held upright takes as good a photo."""
    large = sum(1 for photo in product.photos if max(photo.width, photo.height) >= asked.each_at_least)
    return Finding(large, asked.at_least)


@_rule("photo_words", Subject.PRODUCT, _("photos that say what they show"), Place.PRODUCT, "photos")
def photo_words(product: ProductFacts, asked: "Criterion") -> Finding:
    """At least so many photos with words, and none beyond them is asked for."""
    return Finding(sum(1 for photo in product.photos if photo.has_words), asked.at_least)


@_rule(
    "description",
    Subject.PRODUCT,
    _("words of the description beyond the title"),
    Place.PRODUCT,
    "id_description",
)
def description(product: ProductFacts, asked: "Criterion") -> Finding:
    """Enough words, half as many of them different ones that are not in the title.

    So neither the title again and again nor one word forty times is a description.
    """
    words = words_of(product.description)
    of_its_own = len(set(words) - set(words_of(product.title)))
    return Finding(min(len(words), of_its_own * 2), asked.at_least)


@_rule("english", Subject.PRODUCT, _("title and description in English"), Place.PRODUCT, "id_title_en")
def english(product: ProductFacts, asked: "Criterion") -> Finding:
    return Finding(bool(product.title_en.strip()) + bool(product.description_en.strip()), 2)


@_rule("attributes", Subject.PRODUCT, _("attributes that its class requires"), Place.PRODUCT, "details")
def attributes(product: ProductFacts, asked: "Criterion") -> Finding:
    return _yes(not product.missing_attributes)


@_rule("price", Subject.PRODUCT, _("price"), Place.OFFER, "id_price")
def price(product: ProductFacts, asked: "Criterion") -> Finding:
    return _yes(product.price)


@_rule("weight", Subject.PRODUCT, _("weight with packing"), Place.PRODUCT, "id_weight_grams")
def weight(product: ProductFacts, asked: "Criterion") -> Finding:
    return _yes(product.weight_grams)


@_rule("lead_time", Subject.PRODUCT, _("stock, or days until it is made"), Place.PRODUCT, "id_stock")
def lead_time(product: ProductFacts, asked: "Criterion") -> Finding:
    """Made to order: how many days. Ready to send: a counted stock, or how many days it takes."""
    return _yes(product.lead_time_days or (not product.is_made_to_order and product.stock is not None))


@_rule("capacity", Subject.PRODUCT, _("capacity a month"), Place.PRODUCT, "id_capacity_per_month")
def capacity(product: ProductFacts, asked: "Criterion") -> Finding:
    return Finding(product.capacity_per_month or 0, asked.at_least)


@_rule("story", Subject.SHOP, _("words of the story"), Place.PROFILE, "id_story")
def story(shop: ShopFacts, asked: "Criterion") -> Finding:
    words = words_of(shop.story)
    return Finding(min(len(words), len(set(words)) * 2), asked.at_least)


@_rule("address", Subject.SHOP, _("address"), Place.PROFILE, "id_address")
def address(shop: ShopFacts, asked: "Criterion") -> Finding:
    return _yes(shop.address.strip())


@_rule("logo", Subject.SHOP, _("logo"), Place.PROFILE, "id_logo_file")
def logo(shop: ShopFacts, asked: "Criterion") -> Finding:
    return _yes(shop.has_logo)


@_rule("cover", Subject.SHOP, _("cover picture"), Place.PROFILE, "id_cover_file")
def cover(shop: ShopFacts, asked: "Criterion") -> Finding:
    return _yes(shop.has_cover)


@_rule("contacts", Subject.SHOP, _("ways to reach the shop"), Place.PROFILE, "contacts")
def contacts(shop: ShopFacts, asked: "Criterion") -> Finding:
    return Finding(shop.contacts, asked.at_least)


@_rule("website", Subject.SHOP, _("web site or social media"), Place.PROFILE, "id_website")
def website(shop: ShopFacts, asked: "Criterion") -> Finding:
    return _yes(shop.website.strip())


@_rule("employees", Subject.SHOP, _("number of employees"), Place.PROFILE, "id_employees")
def employees(shop: ShopFacts, asked: "Criterion") -> Finding:
    return _yes(shop.employees)


@_rule("public_products", Subject.SHOP, _("products that the public sees"), Place.PRODUCTS)
def public_products(shop: ShopFacts, asked: "Criterion") -> Finding:
    return Finding(shop.public_products, asked.at_least)


@_rule("ready_products", Subject.SHOP, _("products that miss nothing needed"), Place.PRODUCTS)
def ready_products(shop: ShopFacts, asked: "Criterion") -> Finding:
    return Finding(shop.ready_products, asked.at_least)


@_rule("complete_products", Subject.SHOP, _("products that are complete in this dimension"), Place.PRODUCTS)
def complete_products(shop: ShopFacts, asked: "Criterion") -> Finding:
    return Finding(shop.complete_products.get(asked.dimension.code, 0), asked.at_least)


@_rule("answers_in_time", Subject.SHOP, _("orders answered in time, in percent"), Place.PRODUCTS)
def answers_in_time(shop: ShopFacts, asked: "Criterion") -> Finding:
    """Nothing to measure before the first order: that counts neither for the shop nor against it."""
    if shop.answered_in_time is None:
        return NOT_YET_MEASURABLE
    return Finding(shop.answered_in_time, asked.at_least)
