"""Every hostile line through what owners attest and staff ask for: refused in words, or shown escaped."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.factories import UserFactory
from catalogue.models import Product
from shops.factories import MembershipFactory, ShopFactory
from shops.readiness.exceptions import NotAttestable
from shops.readiness.models import Attestation, Dimension, Level, Requirement
from shops.readiness.services.attestations import attest, withdraw_attestation
from tests.hostile_text import hostile_lines, wrongly_shown

pytestmark = pytest.mark.django_db
LINES = hostile_lines()
CODES = ("code", "subject", "kind", "rule")


@pytest.fixture
def owner(rules: None) -> Any:
    return MembershipFactory(shop=ShopFactory()).user


@pytest.fixture
def seller(owner: Any) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def test_no_line_can_be_attested_or_taken_back(owner: Any, seller: Client) -> None:
    shop = owner.shop_memberships.get().shop
    for line in LINES:
        with pytest.raises(NotAttestable):
            attest(code=line, shop=shop, by=UserFactory.build(pk=1))
        assert withdraw_attestation(code=line, shop=shop, by=owner) is False

    statuses = {
        seller.post(f"/penjual/{shop.slug}/kesiapan/", {name: line}).status_code
        for line in LINES[::25]
        for name in ("attest", "withdraw")
    }

    assert statuses == {302} and not Attestation.objects.exists()


def test_what_staff_ask_for_is_shown_escaped(owner: Any, seller: Client) -> None:
    shop, dimension = owner.shop_memberships.get().shop, Dimension.objects.all()[0]
    Requirement.objects.bulk_create(
        Requirement(
            dimension=dimension,
            code=f"h-{number}",
            subject="shop",
            kind="attested",
            name=line[:120],
            name_en=line[:120],
            help=line,
            help_en=line,
            example=line,
            example_en=line,
        )
        for number, line in enumerate(LINES)
    )
    Dimension.objects.filter(pk=dimension.pk).update(name=LINES[-1][:60], name_en=LINES[-1][:60])
    Level.objects.update(name=LINES[-2][:40], meaning=LINES[-3][:200])

    pages = [seller.get(f"{prefix}/penjual/{shop.slug}/kesiapan/").text for prefix in ("", "/en")]

    for page in pages:
        assert wrongly_shown(page, LINES) == []


@pytest.mark.parametrize("model", [Requirement, Dimension, Level])
def test_hostile_fields_are_refused_by_name(rules: None, model: type[Any]) -> None:
    names = {
        field.name
        for field in model._meta.fields
        if field.get_internal_type() in {"CharField", "SlugField", "TextField"}
    }

    for line in LINES:
        row = model(**dict.fromkeys(names, line))
        try:
            row.full_clean()
        except ValidationError as refused:
            assert set(refused.message_dict) & {*CODES, *names, "minimum", "dimension"}


def test_products_of_hostile_words_are_measured(rules: None) -> None:
    from catalogue.factories import ProductFactory
    from shops.readiness.services.recompute import recompute

    made: list[Product] = [ProductFactory(title=line[:255], description=line) for line in LINES[::25]]

    report = recompute(product_ids=[product.pk for product in made])

    assert report.products == len(made)
