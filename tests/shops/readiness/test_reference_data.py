"""The shipped requirements: complete in both languages, and naming only what exists."""

import pytest

from catalogue.models import Category, ClaimKind
from catalogue.services.reference import load_reference_data
from shops.models import Partner
from shops.readiness.models import Dimension, Level, Requirement
from shops.readiness.queries import current_requirements
from shops.readiness.reference import load_requirements, shipped

REQUIREMENTS = shipped("requirements")


@pytest.mark.parametrize("row", REQUIREMENTS, ids=lambda row: row["code"])
def test_requirement_is_said_in_both_languages_with_an_example(row: dict) -> None:
    texts = [row[name] for name in ("name", "name_en", "help", "help_en", "example", "example_en")]

    assert all(text.strip() == text and text for text in texts)


@pytest.mark.django_db
def test_requirements_name_only_what_is_shipped() -> None:
    load_reference_data()
    load_requirements()

    known = {
        "categories": set(Category.objects.values_list("full_slug", flat=True)),
        "claim_kinds": set(ClaimKind.objects.values_list("code", flat=True)),
        "sectors": set(Partner.Sector.values),
    }
    for row in Requirement.objects.all():
        row.full_clean()
        assert set(row.categories) | set(row.except_categories) <= known["categories"]
        assert set(row.claim_kinds) <= known["claim_kinds"]
        assert set(row.sectors) <= known["sectors"]


@pytest.mark.django_db
def test_every_dimension_asks_something_of_shops() -> None:
    load_requirements()

    asked = {criterion.dimension.code for criterion in current_requirements().criteria}
    of_shops = {row["dimension"] for row in REQUIREMENTS if row["subject"] == "shop"}

    assert asked == of_shops == {row["code"] for row in shipped("dimensions")}


@pytest.mark.django_db
def test_loading_again_leaves_what_staff_have_changed() -> None:
    first = load_requirements()
    Requirement.objects.filter(code="product-photos").update(at_least=5, is_active=False)
    Level.objects.filter(code="unggul").delete()
    Dimension.objects.filter(code="capacity").update(name="Daya")

    again = load_requirements()

    assert first.rows == len(REQUIREMENTS) + 8 + 4
    assert again.rows == 0
    assert Requirement.objects.get(code="product-photos").at_least == 5
    assert "product-photos" not in current_requirements().by_code
