"""What is claimed and does not count changes nothing that leaves the site: page, hit, file or export."""

import datetime as dt
import json
import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from accounts.factories import UserFactory
from catalogue.claims.expiry import expire_claims
from catalogue.factories import ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Claim, Product
from catalogue.services.reference import load_reference_data
from shops.factories import RegionFactory, ShopFactory
from shops.readiness.reference import load_requirements
from shops.readiness.services.recompute import recompute_everything

pytestmark = pytest.mark.django_db
KINDS = ("tkdn", "halal", "nib")
#: Staff have taken this kind out of use: no claim of it counts, whatever its state.
OUT_OF_USE = "lama"
STATES = [state for state in Claim.State.values if state != "verified"]
#: A state, and the last day from today on; what is verified ended yesterday or before.
UNCOUNTED = st.one_of(
    st.tuples(st.sampled_from(STATES), st.none() | st.integers(min_value=-400, max_value=400)),
    st.tuples(st.just("verified"), st.integers(min_value=-400, max_value=-1)),
)
#: State and last day, kind, and a value.
CLAIMED = st.one_of(
    st.tuples(UNCOUNTED, st.sampled_from(KINDS), st.integers(0, 100)),
    st.tuples(st.just(("verified", None)), st.just(OUT_OF_USE), st.integers(0, 100)),
)
Leaves = dict[str, Any]
#: The order in which claims rank.
RANKED = "/cari/?q=keranjang&urut=tkdn"


@pytest.fixture
def products() -> list[Product]:
    """Two of others and two of one shop, all alike but for their names; the last has the claims.

    Where nothing tells them apart they stand in this order, so a claim that ranks brings the last one up.
    """
    load_reference_data()
    load_requirements()
    RegionFactory(code="33.74")
    others = [ProductFactory(title=f"Keranjang {name}") for name in ("Bambu", "Eceng")]
    shop = ShopFactory()
    return [*others, *(ProductFactory(title=f"Keranjang {name}", shop=shop) for name in ("Pandan", "Rotan"))]


@pytest.fixture
def official(settings: Any) -> Client:
    settings.STAFF_MFA_REQUIRED = False
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def everything(client: Client, official: Client, products: list[Product]) -> Leaves:
    """All that leaves the site about these products, by name."""
    claimed = products[-1]
    compared = ",".join(str(product.pk) for product in products)
    pages = {
        "product": claimed.get_absolute_url(),
        "neighbour": products[-2].get_absolute_url(),
        "shop": claimed.shop.get_absolute_url(),
        "shops": "/toko/",
        "category": claimed.category.get_absolute_url(),
        "search": "/cari/?q=keranjang",
        "facet": "/cari/?q=keranjang&klaim=halal",
        "domestic": "/cari/?q=keranjang&tkdn=40",
        "rank": RANKED,
        "comparison": f"/bandingkan/?produk={compared}",
        "sitemap": "/sitemap.xml",
        "in English": f"/en{claimed.get_absolute_url()}",
    }
    found = {name: client.get(address).content for name, address in pages.items()}
    funnel, rows = (sheet(official, f"/cms/kesiapan/{path}?format=xlsx") for path in ("", "usaha/"))
    return {**found, "find": hits("keranjang"), "readiness": rows, "funnel": funnel}


def sheet(official: Client, address: str) -> list[list[Any]]:
    """The cells of an export."""
    book = CalamineWorkbook.from_filelike(BytesIO(official.get(address).content))
    return book.get_sheet_by_index(0).to_python()


def hits(words: str) -> Leaves:
    """What `find --json` says, without how long it took."""
    out = StringIO()
    call_command("find", words, json=True, stdout=out)
    answer: Leaves = json.loads(out.getvalue())
    return {name: value for name, value in answer.items() if name != "took_ms"}


@given(claims=st.lists(CLAIMED, min_size=1, max_size=5))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_does_not_count_changes_nothing_that_leaves_the_site(
    client: Client,
    official: Client,
    products: list[Product],
    indexed: Callable[[], int],
    unkept: Callable[[], None],
    claims: list[Any],
) -> None:
    def leaves() -> Leaves:
        recompute_everything()
        indexed()
        unkept()
        return everything(client, official, products)

    Claim.objects.all().delete()
    before = leaves()

    for (state, days), kind, value in claims:
        claim(products[-1], kind, state, days, value)

    after = leaves()
    assert [name for name in before if before[name] != after[name]] == []
    expire_claims()
    ended = leaves()
    assert [name for name in before if before[name] != ended[name]] == []


def claim(product: Product, kind: str, state: str, days: int | None, value: int) -> Claim:
    about_shop = kind == "nib"
    made: Claim = ClaimFactory(
        kind=ClaimKindFactory(code=kind, is_active=False)
        if kind == OUT_OF_USE
        else ClaimKindFactory(code=kind),
        shop=product.shop,
        product=None if about_shop else product,
        value=Decimal(value) if kind == "tkdn" else None,
        state=state,
        issued_on=None,
        expires_on=None if days is None else timezone.localdate() + dt.timedelta(days=days),
    )
    return made


def test_what_counts_changes_them(
    client: Client,
    official: Client,
    products: list[Product],
    indexed: Callable[[], int],
    unkept: Callable[[], None],
) -> None:
    """Shows that the test above looks where claims are shown."""
    recompute_everything()
    indexed()
    before = everything(client, official, products)
    for kind in KINDS:
        claim(products[-1], kind, "verified", 100, 45)
    recompute_everything()
    indexed()
    unkept()

    after = everything(client, official, products)

    changed = {name for name in before if before[name] != after[name]}
    assert changed >= {"product", "shop", "shops", "search", "facet", "domestic", "comparison", "find"}
    assert changed >= {"in English", "readiness", "rank"}
    assert [names_in_order(found["rank"]) for found in (before, after)] == [
        ["Bambu", "Eceng", "Pandan", "Rotan"],
        ["Rotan", "Bambu", "Eceng", "Pandan"],
    ]


def names_in_order(page: bytes) -> list[str]:
    """The products of a list, each at its first mention."""
    return list(dict.fromkeys(re.findall(r"Keranjang (Bambu|Eceng|Pandan|Rotan)", page.decode())))
