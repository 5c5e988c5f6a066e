"""What the shipped reference data puts into an empty database, and what it leaves alone."""

from dataclasses import asdict

import pytest

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


def test_every_shipped_kind_of_claim_fits_its_own_rules() -> None:
    load_reference_data()

    for kind in ClaimKind.objects.all():
        kind.full_clean()
        assert kind.clean_number(kind.number_example) == kind.number_example
        assert kind.shown_mark and kind.issuer and kind.source
