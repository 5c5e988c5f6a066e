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
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks
from python_calamine import CalamineWorkbook

from accounts.factories import UserFactory
from catalogue.claims.expiry import expire_claims
from catalogue.claims.services import revoke_claim
from catalogue.factories import ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Claim, ClaimKind, Product, RefusalReason
from catalogue.services.reference import DATA
from pages.services import setup_site
from shops.factories import RegionFactory, ShopFactory
from shops.readiness.services.recompute import recompute_everything

pytestmark = pytest.mark.django_db
KINDS = tuple(row["code"] for row in json.loads((DATA / "claim_kinds.json").read_text(encoding="utf-8")))
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
#: Every kind in every state that does not count, and verified until yesterday: all at once.
ALL_OF_THEM = [
    *(((state, None), kind, 45) for kind in KINDS for state in STATES),
    *((("verified", -1), kind, 45) for kind in KINDS),
    (("verified", None), OUT_OF_USE, 45),
]
Leaves = dict[str, Any]
#: Where a product that has every kind of claim looks different.
CLAIMS_SHOW = ("product", "neighbour", "shop", "shops", "comparison", "rank", "facet", "domestic", "find")
#: Where products are counted by their claims: until the index is mended, those whose claims have ended are in
#: no count, not even among those that have none.
COUNTED_ON_CLAIMS = {"region", "category", "search", "domestic", "rank", "find"}
#: The order in which claims rank.
RANKED = "/cari/?q=keranjang&urut=tkdn"


@pytest.fixture
def products() -> list[Product]:
    """Two of others and two of one shop, all alike but for their names; the last has the claims.

    Where nothing tells them apart they stand in this order, so a claim that ranks brings the last one up.
    """
    setup_site()
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
        "home": "/",
        "region": claimed.shop.regency.get_absolute_url(),
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
@example(claims=ALL_OF_THEM)
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


def claim(product: Product, code: str, state: str, days: int | None, value: int) -> Claim:
    kind = ClaimKindFactory(code=code, is_active=code != OUT_OF_USE)
    made: Claim = ClaimFactory(
        kind=kind,
        shop=product.shop,
        product=None if kind.applies_to == ClaimKind.AppliesTo.SHOP else product,
        value=min(Decimal(value), kind.value_max) if kind.has_value else None,
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
    claim_everything(products[-1], days=100)
    recompute_everything()
    indexed()
    unkept()

    after = everything(client, official, products)

    changed = {name for name in before if before[name] != after[name]}
    assert changed >= {"product", "shop", "shops", "search", "facet", "domestic", "comparison", "find"}
    assert changed >= {"in English", "readiness", "rank", "neighbour", "category", "region", "home"}
    assert [names_in_order(found["rank"]) for found in (before, after)] == [
        ["Bambu", "Eceng", "Pandan", "Rotan"],
        ["Rotan", "Bambu", "Eceng", "Pandan"],
    ]


def claim_everything(product: Product, days: int) -> list[Claim]:
    """One verified claim of every kind, which holds for so many days more."""
    return [claim(product, kind, "verified", days, 45) for kind in KINDS]


@pytest.mark.parametrize("ended", ["revoked", "expired"])
def test_what_stops_counting_leaves_every_kept_page_and_every_export_at_the_next_request(
    client: Client,
    official: Client,
    products: list[Product],
    indexed: Callable[[], int],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ended: str,
) -> None:
    recompute_everything()
    indexed()
    never = everything(client, official, products)
    claims = claim_everything(products[-1], days=3)
    recompute_everything()
    indexed()
    shown = everything(client, official, products)

    with django_capture_on_commit_callbacks(execute=True):
        if ended == "expired":
            expire_claims(on=timezone.localdate() + dt.timedelta(days=4))
        for each in claims if ended == "revoked" else ():
            revoke_claim(claim=each, by=None, reason=RefusalReason.objects.first())

    after = everything(client, official, products)
    assert set(CLAIMS_SHOW) <= set(changed(never, shown))
    assert changed(never, after) == []


def test_at_midnight_of_the_shop_all_forgets_what_has_ended_before_any_command_runs(
    client: Client,
    official: Client,
    products: list[Product],
    indexed: Callable[[], int],
    unkept: Callable[[], None],
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def at(hour: int, minute: int, days: int) -> None:
        moment = dt.datetime.combine(day + dt.timedelta(days=days), dt.time(hour, minute))
        monkeypatch.setattr(timezone, "now", lambda: timezone.make_aware(moment))

    day = timezone.localdate()
    at(0, 1, days=1)
    indexed()
    never = everything(client, official, products)
    at(23, 58, days=0)
    unkept()
    settings.KEEP_PAGES = True
    claim_everything(products[-1], days=0)
    indexed()
    shown = everything(client, official, products)

    at(0, 1, days=1)
    with django_capture_on_commit_callbacks(execute=True):  # the first search of a day has the index mended
        first = everything(client, official, products)

    assert set(CLAIMS_SHOW) <= set(changed(never, shown))
    assert [names_in_order(found["rank"]) for found in (first, never)] == [
        ["Bambu", "Eceng", "Pandan", "Rotan"]
    ] * 2
    assert set(changed(never, first)) <= COUNTED_ON_CLAIMS
    assert changed(never, everything(client, official, products)) == []
    assert Claim.objects.filter(state="verified").count() == len(KINDS)


def changed(before: Leaves, after: Leaves) -> list[str]:
    """The names of what is not as it was. What a hit scores hangs on what the index once held."""

    def plain(found: Leaves) -> Leaves:
        hits = [{**hit, "score": None} for hit in found["find"]["hits"]]
        return {**found, "find": {**found["find"], "hits": hits}}

    one, other = plain(before), plain(after)
    return [name for name in one if one[name] != other[name]]


def names_in_order(page: bytes) -> list[str]:
    """The products of a list, each at its first mention."""
    return list(dict.fromkeys(re.findall(r"Keranjang (Bambu|Eceng|Pandan|Rotan)", page.decode())))
