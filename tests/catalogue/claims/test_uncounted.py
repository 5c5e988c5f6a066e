"""What is claimed and not verified changes nothing that anybody sees, filters or ranks by, or takes away."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.claims.expiry import expire_claims
from catalogue.factories import ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Claim, Product
from search.indexing import documents_of

pytestmark = pytest.mark.django_db

#: What does not count: any state but verified, or verified with its last day behind it.
UNCOUNTED = st.one_of(
    st.tuples(
        st.sampled_from([state for state in Claim.State.values if state != "verified"]),
        st.none() | st.integers(min_value=-400, max_value=400),
    ),
    st.tuples(st.just("verified"), st.integers(min_value=-400, max_value=-1)),
)


@pytest.fixture
def product() -> Product:
    found: Product = ProductFactory(title="Keranjang")
    ClaimKindFactory(tkdn=True)
    return found


@given(claims=st.lists(st.tuples(UNCOUNTED, st.booleans(), st.integers(0, 100)), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_does_not_count_changes_no_page_no_facet_no_rank_and_no_export(
    client: Client, product: Product, unkept: Callable[[], None], claims: list
) -> None:
    addresses = [product.get_absolute_url(), product.shop.get_absolute_url()]
    Claim.objects.all().delete()
    unkept()
    pages = [client.get(address).content for address in addresses]
    (document,) = documents_of([product.pk])

    for (state, days), is_of_shop, value in claims:
        last_day = None if days is None else timezone.localdate() + dt.timedelta(days=days)
        ClaimFactory(
            kind=ClaimKindFactory(nib=True) if is_of_shop else ClaimKindFactory(tkdn=True),
            shop=product.shop,
            product=None if is_of_shop else product,
            value=None if is_of_shop else Decimal(value),
            state=state,
            issued_on=None,
            expires_on=last_day,
        )
    unkept()

    assert [client.get(address).content for address in addresses] == pages
    assert list(documents_of([product.pk])) == [document]
    expire_claims()
    assert list(documents_of([product.pk])) == [document]
