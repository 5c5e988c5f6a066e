"""Many rows by their keys, given to the database as one parameter."""

import pytest

from catalogue.factories import ProductFactory
from catalogue.models import Product

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("collection", [list, tuple, set, frozenset])
def test_rows_whose_key_is_among_those_given_are_found(collection: type) -> None:
    wanted, _other = [ProductFactory(), ProductFactory()], ProductFactory()
    keys = collection(product.pk for product in wanted)

    found = Product.objects.filter(pk__among=keys)

    assert set(found) == set(wanted)


def test_rows_are_found_by_the_keys_of_what_they_belong_to() -> None:
    wanted, _other = ProductFactory(), ProductFactory()

    found = Product.objects.filter(shop__among=[wanted.shop_id])

    assert list(found) == [wanted]


def test_no_row_is_among_none() -> None:
    ProductFactory()

    assert list(Product.objects.filter(pk__among=[])) == []


def test_rows_left_out_by_their_keys_are_the_others() -> None:
    left_out, other = ProductFactory(), ProductFactory()

    assert list(Product.objects.exclude(pk__among=[left_out.pk])) == [other]


def test_any_number_of_keys_is_one_parameter() -> None:
    _sql, parameters = Product.objects.filter(pk__among=range(50_000)).query.sql_with_params()

    assert len(parameters) == 1
