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


def _add_categories(nodes: Iterable[Mapping[str, Any]], parent: Category | None = None) -> int:
    """Add the missing nodes below `parent`; a node is known by its path of slugs."""
    added = 0
    for node in nodes:
        path = f"{parent.full_slug}/{node['slug']}" if parent else node["slug"]
        category = Category.objects.filter(full_slug=path).first()
        if category is None:
            fields = {key: node.get(key, "") for key in ("slug", "name", "name_en", "description")}
            category = parent.add_child(**fields) if parent else Category.add_root(**fields)
            added += 1
        added += _add_categories(node.get("children", ()), category)
    return added


def _add_product_classes(rows: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Add missing classes and missing attributes of each; returns how many of both."""
    classes = attributes = 0
    for row in rows:
        product_class, fresh = ProductClass.objects.get_or_create(
            slug=row["slug"], defaults={"name": row["name"], "name_en": row["name_en"]}
        )
        classes += fresh
        for attribute in row["attributes"]:
            _attribute, fresh = ProductAttribute.objects.get_or_create(
                product_class=product_class,
                code=attribute["code"],
                defaults={key: value for key, value in attribute.items() if key != "code"},
            )
            attributes += fresh
    return classes, attributes


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
