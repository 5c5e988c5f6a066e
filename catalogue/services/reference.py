"""The reference data that is shipped: categories, product classes, claims' kinds and reasons, preference."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from catalogue.models import (
    Category,
    ClaimKind,
    PreferenceRule,
    ProductAttribute,
    ProductClass,
    RefusalReason,
)

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True, slots=True)
class ReferenceReport:
    """How many rows a load added; what was there already is left as staff have it."""

    categories: int
    product_classes: int
    attributes: int
    claim_kinds: int
    preference_rules: int
    refusal_reasons: int


@transaction.atomic
def load_reference_data() -> ReferenceReport:
    """Add what is missing from the shipped files; never changes or removes a row. Safe to call again."""
    classes, attributes = _add_product_classes(_read("product_classes"))
    return ReferenceReport(
        categories=_add_categories(_read("categories")),
        product_classes=classes,
        attributes=attributes,
        claim_kinds=_add_claim_kinds(_read("claim_kinds")),
        preference_rules=_add_preference_rules(_read("preference_rules")),
        refusal_reasons=_add_refusal_reasons(_read("refusal_reasons")),
    )


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def _add_categories(nodes: Iterable[Mapping[str, Any]]) -> int:
    """Add the missing nodes, all of them in one write; a node is known by its path of slugs."""
    planting = _Planting()
    planting.add(nodes)
    Category.objects.bulk_create(planting.fresh)
    for category in planting.grown.values():
        category.save()  # writes how many are below, and tells those who listen for changes of the tree
    return len(planting.fresh)


class _Planting:
    """New categories with their places in the tree, which is read once."""

    def __init__(self) -> None:
        rows = list(Category.objects.order_by("path"))
        self.fresh: list[Category] = []
        #: New roots, and those that were there and have new children, by their paths of slugs.
        self.grown: dict[str, Category] = {}
        self._known = {category.full_slug: category for category in rows}
        #: The last child by the parent's place; roots lie below nothing.
        self._last = {category.path[: -Category.steplen]: category for category in rows}

    def add(self, nodes: Iterable[Mapping[str, Any]], parent: Category | None = None) -> None:
        for node in nodes:
            full_slug = f"{parent.full_slug}/{node['slug']}" if parent else node["slug"]
            category = self._known.get(full_slug) or self._plant(node, full_slug, parent)
            self.add(node.get("children", ()), category)

    def _plant(self, node: Mapping[str, Any], full_slug: str, parent: Category | None) -> Category:
        fields = {key: node.get(key, "") for key in ("slug", "name", "name_en", "description")}
        category = Category(**fields, full_slug=full_slug, depth=parent.depth + 1 if parent else 1)
        above = parent.path if parent else ""
        last = self._last.get(above)
        category.path = last._inc_path() if last else Category._get_path(above, category.depth, 1)
        self._last[above] = category
        if parent:
            parent.numchild += 1
            category.ancestors_are_public = parent.is_public and parent.ancestors_are_public
        self.fresh.append(category)
        if not parent or parent.pk:
            top = parent or category
            self.grown[top.full_slug] = top
        return category


def _add_product_classes(rows: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Add missing classes and missing attributes of each; returns how many of both."""
    known = set(ProductAttribute.objects.values_list("product_class__slug", "code"))
    classes, missing = 0, []
    for row in rows:
        product_class, fresh = ProductClass.objects.get_or_create(
            slug=row["slug"], defaults={"name": row["name"], "name_en": row["name_en"]}
        )
        classes += fresh
        missing += [
            ProductAttribute(product_class=product_class, **attribute)
            for attribute in row["attributes"]
            if (row["slug"], attribute["code"]) not in known
        ]
    return classes, len(ProductAttribute.objects.bulk_create(missing))


def _add_claim_kinds(rows: Iterable[dict[str, Any]]) -> int:
    added = 0
    for position, row in enumerate(rows):
        fields = {**row, "display_order": position}
        _kind, fresh = ClaimKind.objects.get_or_create(code=fields.pop("code"), defaults=fields)
        added += fresh
    return added


def _add_preference_rules(rows: Iterable[dict[str, Any]]) -> int:
    added = 0
    for row in rows:
        fields = {**row}
        day = fields.pop("in_force_from")
        _rule, fresh = PreferenceRule.objects.get_or_create(in_force_from=day, defaults=fields)
        added += fresh
    return added


def _add_refusal_reasons(rows: Iterable[dict[str, Any]]) -> int:
    added = 0
    for position, row in enumerate(rows):
        fields = {**row, "display_order": position}
        _reason, fresh = RefusalReason.objects.get_or_create(code=fields.pop("code"), defaults=fields)
        added += fresh
    return added
