"""What the shipped reference data puts into an empty database, and what it leaves alone."""

from dataclasses import asdict

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from catalogue.models import (
    Category,
    ClaimKind,
    PreferenceRule,
    ProductAttribute,
    ProductClass,
    RefusalReason,
)
from catalogue.services.reference import load_reference_data

pytestmark = pytest.mark.django_db


def test_load_fills_an_empty_catalogue() -> None:
    report = load_reference_data()

    assert report.categories == Category.objects.count() >= 90
    assert report.product_classes == ProductClass.objects.count() == 8
    assert report.attributes == ProductAttribute.objects.count()
    assert report.claim_kinds == ClaimKind.objects.count() == 13
    assert report.preference_rules == PreferenceRule.objects.count() == 1
    assert report.refusal_reasons == RefusalReason.objects.count() == 10
    assert Category.objects.get(full_slug="makanan/camilan/keripik").name_en == "Chips"


def test_second_load_adds_nothing() -> None:
    load_reference_data()

    again = load_reference_data()

    assert set(asdict(again).values()) == {0}


def test_load_keeps_what_staff_have_changed() -> None:
    load_reference_data()
    Category.objects.filter(full_slug="makanan/camilan").update(name="Cemilan")
    ClaimKind.objects.filter(code="halal").update(validity_years=4, is_active=False)
    Category.objects.get(full_slug="makanan/camilan/kerupuk").delete()

    report = load_reference_data()

    assert Category.objects.get(full_slug="makanan/camilan").name == "Cemilan"
    assert not ClaimKind.objects.get(code="halal").is_active
    assert report.categories == 1


def test_missing_categories_take_their_places_in_a_sound_tree() -> None:
    load_reference_data()
    usual = {category.full_slug: category.depth for category in Category.objects.all()}
    Category.objects.get(full_slug="makanan/camilan").delete()
    Category.objects.get(full_slug="seragam").delete()
    Category.objects.get(full_slug="makanan").add_child(name="Kue Keranjang", slug="kue-keranjang")

    load_reference_data()

    found = {category.full_slug: category.depth for category in Category.objects.all()}
    parents = {slug: Category.objects.get(full_slug=slug).get_parent() for slug in found}
    assert found == {**usual, "makanan/kue-keranjang": 2}
    assert [
        slug
        for slug, parent in parents.items()
        if "/" in slug and parent.full_slug != slug.rpartition("/")[0]
    ] == []
    assert not any(Category.find_problems())


def test_missing_categories_below_a_hidden_one_are_hidden_with_it() -> None:
    load_reference_data()
    Category.objects.get(full_slug="makanan/camilan/kerupuk").delete()
    snacks = Category.objects.get(full_slug="makanan/camilan")
    snacks.is_public = False
    snacks.save()

    load_reference_data()

    assert not Category.objects.get(full_slug="makanan/camilan/kerupuk").ancestors_are_public
    assert not Category.objects.browsable().filter(full_slug__startswith="makanan/camilan").exists()


def test_load_asks_little_of_the_database(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    # For all 130 categories 4; for each of their 13 roots 4: what is below, who is public, what changed;
    # for 8 classes with their attributes 34; for each of 24 kinds of claim, rules and reasons 4 or 5.
    with django_assert_max_num_queries(210):
        load_reference_data()
    # The tree, the attributes, and one for each of the others.
    with django_assert_max_num_queries(40):
        load_reference_data()


@pytest.mark.parametrize(
    ("code", "numbers", "odd"),
    [
        ("nib", ["1234567890123"], ["123456789012", "12345678901234", "123456789012a"]),
        ("npwp", ["123456789012345", "1234567890123456"], ["12345678901234", "12345678901234567"]),
        ("pirt", ["2063571010234-28", "P-IRT 2063571010234-28"], ["2063571010234", "9063571010234-28"]),
        ("bpom-md", ["MD 123456789012"], ["ML 123456789012", "123456789012"]),
        ("halal", ["ID35110000012345678"], ["35110000012345678", "ID123"]),
        ("sni", ["SNI 01-2973-1992", "SNI 2973:2018"], ["2973:2018", "SNI biskuit"]),
        ("merek", ["IDM000123456"], ["IDM123", "000123456"]),
        ("tkdn", ["12/SJ-IND.8/TKDN/1/2026"], ["12/SJ-IND.8/TKDN-IK/1/2026", "12/TKDN"]),
        ("tkdn-ik", ["12/SJ-IND.8/TKDN-IK/1/2026"], ["12/SJ-IND.8/TKDN/1/2026"]),
    ],
)
def test_shipped_kinds_know_their_numbers(code: str, numbers: list[str], odd: list[str]) -> None:
    load_reference_data()
    kind = ClaimKind.objects.get(code=code)

    assert [kind.clean_number(number) for number in numbers] == numbers
    for number in odd:
        with pytest.raises(ValidationError):
            kind.clean_number(number)


def test_shipped_kinds_with_a_value_know_its_range() -> None:
    load_reference_data()

    ranges = ClaimKind.objects.filter(has_value=True).values_list("code", "value_min", "value_max")

    assert {code: (low, high) for code, low, high in ranges} == {
        "tkdn": (0, 100),
        "tkdn-ik": (0, 100),
        "bmp": (0, 15),
    }


def test_every_shipped_kind_of_claim_fits_its_own_rules() -> None:
    load_reference_data()

    for kind in ClaimKind.objects.all():
        kind.full_clean()
        assert kind.clean_number(kind.number_example) == kind.number_example
        assert kind.shown_mark and kind.issuer and kind.source
