"""What waits in the curators' queue of the sample region, brought there as a seller would bring it."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from accounts.models import User
from catalogue.models import Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import save_draft
from shops.curation.services import return_product
from shops.models import Partner

FILE = Path(__file__).parent / "data" / "curation.toml"


@cache
def curation_plan() -> Mapping[str, Any]:
    """`drafts` and `submitted` as lists of article numbers, `returned` and `edits` with their words."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def kept_back() -> frozenset[str]:
    """The article numbers of the products that are not live."""
    plan = curation_plan()
    return frozenset([*plan["drafts"], *plan["submitted"], *plan["returned"]])


def play_curation(
    products: Mapping[str, Product], contents: Mapping[str, ProductContent], curator: User
) -> None:
    """Submit, return and edit as the plan says.

    `products` are this run's new ones and `contents` what they say, both by article number.
    """
    plan = curation_plan()
    for sku in plan["submitted"]:
        if sku in products:
            submit_product(product=products[sku], by=owner_of(products[sku].shop))
    for sku, comment in plan["returned"].items():
        if sku in products:
            submit_product(product=products[sku], by=owner_of(products[sku].shop))
            return_product(product=Product.objects.get(pk=products[sku].pk), by=curator, comment=comment)
    for sku, title in plan["edits"].items():
        if sku in products:
            _submit_edit(products[sku], replace(contents[sku], title=title))


def owner_of(shop: Partner) -> User:
    """The first owner in the shop's team; raises User.DoesNotExist when nobody owns it."""
    return User.objects.filter(shop_memberships__shop=shop, shop_memberships__role="owner").earliest("pk")


def _submit_edit(product: Product, content: ProductContent) -> None:
    owner = owner_of(product.shop)
    save_draft(product=product, content=content, by=owner)
    submit_product(product=Product.objects.get(pk=product.pk), by=owner)
