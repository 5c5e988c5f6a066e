"""The shipped reference data arrives whole, once, and leaves alone what staff have changed."""

import re

import pytest

from catalogue.models import Category, ClaimKind, ProductClass
from catalogue.reference import ReferenceReport, load_reference_data, read_reference

pytestmark = pytest.mark.django_db


def test_the_first_load_adds_everything() -> None:
    report = load_reference_data()

    assert report.categories == Category.objects.count() >= 90
    assert report.classes == ProductClass.objects.count() == 8
    assert report.kinds == ClaimKind.objects.count() == 13
    assert report.attributes > 30


def test_the_second_load_adds_nothing() -> None:
    load_reference_data()

    report = load_reference_data()

    assert report == ReferenceReport(categories=0, classes=0, attributes=0, kinds=0)


def test_a_kind_that_staff_edited_keeps_their_words() -> None:
    load_reference_data()
    ClaimKind.objects.filter(code="tkdn").update(validity_years=3, mark="Isi lokal")

    load_reference_data()

    tkdn = ClaimKind.objects.get(code="tkdn")
    assert (tkdn.validity_years, tkdn.mark) == (3, "Isi lokal")


def test_a_deleted_leaf_comes_back_in_its_place() -> None:
    load_reference_data()
    Category.objects.get(full_slug="makanan/camilan/keripik").delete()

    report = load_reference_data()

    assert report.categories == 1
    assert Category.objects.get(full_slug="makanan/camilan/keripik").get_parent().slug == "camilan"


def test_categories_are_named_in_both_languages_and_at_most_three_deep() -> None:
    load_reference_data()

    assert not Category.objects.filter(name_en="").exists()
    assert Category.objects.filter(depth__gt=3).count() == 0
    assert 12 <= Category.objects.filter(depth=1).count() <= 14


def test_every_kind_has_a_source_a_meaning_and_an_example_that_fits() -> None:
    load_reference_data()

    for kind in ClaimKind.objects.all():
        kind.full_clean(exclude=["id"])
        assert kind.source and kind.meaning and kind.meaning_en, kind.code
        assert re.fullmatch(kind.number_pattern, kind.number_example), kind.code


def test_the_kinds_keep_the_order_of_the_file() -> None:
    load_reference_data()

    codes = list(ClaimKind.objects.values_list("code", flat=True))

    assert codes == [entry["code"] for entry in read_reference("claim_kinds")]
