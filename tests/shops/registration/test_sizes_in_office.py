"""The office sets another size class than the one that follows from what the owner stated."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts.factories import UserFactory
from shops.factories import RegionFactory, ShopFactory
from shops.models import Partner
from shops.registration.models import SizeRule
from shops.registration.services import answers_of
from tests.shops.claims.test_statements import save

pytestmark = pytest.mark.django_db
DROPPED = "rentang itu dihapus. Bila kelas yang Anda pilih keliru"


@pytest.fixture
def shop() -> Partner:
    found: Partner = ShopFactory(
        region=RegionFactory(code="33.74"),
        size_class="small",
        size_basis="capital",
        size_over=Decimal(1_000_000_000),
        size_rule=SizeRule.objects.first(),
    )
    return found


@pytest.fixture
def office() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def saved(office: Client, shop: Partner, **changed: Any) -> tuple[Partner, str]:
    """The shop as it is then, and the page that the office comes to."""
    answer = office.get(save(office, shop, **changed)["Location"])
    return Partner.objects.get(pk=shop.pk), answer.text


def test_a_range_that_says_another_class_is_dropped_and_the_office_is_told(
    office: Client, shop: Partner
) -> None:
    changed, page = saved(office, shop, size_class="medium")

    assert (changed.size_class, changed.size_basis, changed.size_over) == ("medium", "", None)
    assert changed.size_rule is None and "ukuran" not in answers_of(changed)
    assert DROPPED in page
    logged = ModelLogEntry.objects.for_instance(changed).get(action="wagtail.edit")
    assert logged.data["dropped"] == {"size_basis": "capital", "size_over": "1000000000"}


def test_a_range_that_says_the_same_class_stays(office: Client, shop: Partner) -> None:
    Partner.objects.filter(pk=shop.pk).update(size_class="medium")
    shop.refresh_from_db()

    changed, page = saved(office, shop, size_class="small")

    assert changed.size_over == shop.size_over and DROPPED not in page


def test_a_change_of_something_else_leaves_the_range(office: Client, shop: Partner) -> None:
    changed, page = saved(office, shop, address="Jalan Baru 1")

    assert changed.size_over == shop.size_over and DROPPED not in page
