"""The words of an import fit the categories, units and product types that the project ships."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.factories import CategoryFactory, ProductClassFactory
from catalogue.imports.mapping import SHIPPED, load_mapping
from catalogue.imports.words import (
    CLASS_OF_ROOT,
    GENERAL_CLASS,
    UNIT_SPELLINGS,
    current_vocabulary,
    default_classes,
)
from catalogue.models import Product

DATA = Path(__file__).parents[3] / "catalogue" / "data"


def paths_in(nodes: list[dict[str, Any]], above: str = "") -> Iterator[str]:
    for node in nodes:
        path = f"{above}{node['slug']}"
        yield path
        yield from paths_in(node.get("children", []), f"{path}/")


def test_shipped_mappings_translate_into_shipped_categories() -> None:
    shipped = set(paths_in(json.loads((DATA / "categories.json").read_text(encoding="utf-8"))))

    wanted = {
        path
        for mapping in map(load_mapping, SHIPPED.iterdir())
        for path in mapping.translate.get("category", {}).values()
    }

    assert wanted
    assert wanted <= shipped


def test_default_product_types_are_shipped_ones() -> None:
    classes = {row["slug"] for row in json.loads((DATA / "product_classes.json").read_text(encoding="utf-8"))}
    roots = {row["slug"] for row in json.loads((DATA / "categories.json").read_text(encoding="utf-8"))}

    assert {*CLASS_OF_ROOT.values(), GENERAL_CLASS} <= classes
    assert set(CLASS_OF_ROOT) <= roots


def test_every_unit_has_spellings_and_no_two_units_share_one() -> None:
    spellings = [word for code, words in UNIT_SPELLINGS.items() for word in (code, *words)]

    assert set(UNIT_SPELLINGS) == set(Product.Unit.values)
    assert len(spellings) == len(set(spellings))


@pytest.mark.django_db
def test_vocabulary_knows_a_category_by_slug_name_and_path_in_both_languages() -> None:
    food = CategoryFactory(name="Makanan", slug="makanan", name_en="Food")
    snacks = CategoryFactory(name="Camilan", slug="camilan-ringan", name_en="Snacks", parent=food)

    vocabulary = current_vocabulary()

    names = [
        "camilan-ringan",
        "Camilan",
        "Snacks",
        "makanan/camilan-ringan",
        "Makanan > Camilan",
        "Food / Snacks",
    ]
    assert {vocabulary.category(name) for name in names} == {snacks.pk}


@pytest.mark.django_db
def test_product_type_follows_the_root_category_and_is_general_otherwise() -> None:
    food, other = CategoryFactory(slug="makanan"), CategoryFactory(slug="lain")
    of_food = ProductClassFactory(name="Makanan & minuman", slug="makanan-minuman")
    general = ProductClassFactory(name="Umum", slug="umum")

    assert default_classes() == {food.pk: of_food.pk, other.pk: general.pk}
