"""The categories, product classes and claim kinds that the project ships, put where staff can edit them.

What staff have changed stays: a load adds the rows that are missing and touches no other. Rules live in
the data files beside their sources; nothing of them is repeated in code.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from catalogue.models import Category, ClaimKind, ProductAttribute, ProductClass

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class ReferenceReport:
    """How many rows a load added."""

    categories: int
    classes: int
    attributes: int
    kinds: int


@transaction.atomic
def load_reference_data() -> ReferenceReport:
    """Add the shipped categories, classes with their attributes, and claim kinds that are not there yet."""
    classes, attributes = _load_classes(read_reference("product_classes"))
    return ReferenceReport(
        categories=_load_categories(read_reference("categories")),
        classes=classes,
        attributes=attributes,
        kinds=_load_kinds(read_reference("claim_kinds")),
    )


def read_reference(name: str) -> list[dict[str, Any]]:
    """The entries of one shipped file: "categories", "product_classes" or "claim_kinds"."""
    entries: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return entries


def _load_categories(nodes: list[dict[str, Any]]) -> int:
    stored = {category.full_slug: category for category in Category.objects.all()}
    return sum(_load_category(node, None, stored) for node in nodes)


def _load_category(node: dict[str, Any], parent: Category | None, stored: dict[str, Category]) -> int:
    path = f"{parent.full_slug}/{node['slug']}" if parent else node["slug"]
    category = stored.get(path)
    added = category is None
    if category is None:
        fresh = Category(name=node["name"], name_en=node["name_en"], slug=node["slug"])
        category = parent.add_child(instance=fresh) if parent else Category.add_root(instance=fresh)
    return added + sum(_load_category(child, category, stored) for child in node.get("children", []))


def _load_classes(entries: list[dict[str, Any]]) -> tuple[int, int]:
    classes = attributes = 0
    for entry in entries:
        product_class, is_new = ProductClass.objects.get_or_create(
            slug=entry["slug"], defaults={"name": entry["name"], "name_en": entry["name_en"]}
        )
        stored = set(product_class.attributes.values_list("code", flat=True))
        fresh = [
            ProductAttribute(product_class=product_class, **row)
            for row in entry["attributes"]
            if row["code"] not in stored
        ]
        ProductAttribute.objects.bulk_create(fresh)
        classes += is_new
        attributes += len(fresh)
    return classes, attributes


def _load_kinds(entries: list[dict[str, Any]]) -> int:
    stored = set(ClaimKind.objects.values_list("code", flat=True))
    fresh = [
        ClaimKind(**entry, display_order=place)
        for place, entry in enumerate(entries)
        if entry["code"] not in stored
    ]
    ClaimKind.objects.bulk_create(fresh)
    return len(fresh)
