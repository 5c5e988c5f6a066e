"""The migration that enters the claims of shops which stated their NIB before a claim came with it."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from accounts.factories import UserFactory
from catalogue.claims.services import refuse_claim, revoke_claim, verify_claim
from catalogue.claims.stated import submit_stated_number
from catalogue.factories import ClaimKindFactory, RefusalReasonFactory
from catalogue.models import Claim, ClaimKind
from shops.claims.queries import claims_waiting
from shops.curation.scope import EVERYWHERE
from shops.factories import MembershipFactory, ShopFactory
from shops.models import Partner
from shops.standing.services import submit_shop

pytestmark = pytest.mark.django_db
migration = import_module("shops.claims.migrations.0004_claims_of_stated_nibs")
HANDED_IN = ("submitted", "approved", "returned", "suspended")


@pytest.fixture
def kind() -> ClaimKind:
    found: ClaimKind = ClaimKindFactory(
        nib=True, number_pattern=r"\d{13}", number_example="0000123456789", needs_evidence=True
    )
    return found


def old_shop(number: int, **fields: Any) -> Partner:
    shop: Partner = ShopFactory(nib=f"{number:013d}", **fields)
    return shop


def enter() -> None:
    migration.enter(apps, None)


def take_back() -> None:
    migration.take_back(apps, None)


def as_registered(shop: Partner) -> dict[str, Any]:
    """The claim of a shop as a registration of today leaves it, without keys, moments and people."""
    claim = Claim.objects.get(shop=shop)
    assert claim.submitted_at is not None
    names = ("kind_id", "product_id", "issuer", "value", "issued_on", "expires_on", "state", "refusal_reason")
    events = list(claim.events.values_list("action", "words"))
    return {"is_its_nib": claim.number == shop.nib, "events": events} | {
        name: getattr(claim, name) for name in names
    }


@pytest.mark.parametrize("state", HANDED_IN)
def test_an_old_shop_gets_the_claim_that_a_new_one_has(kind: ClaimKind, state: str) -> None:
    old, new = old_shop(1, state=state), old_shop(2, state="draft")
    submit_shop(shop=new, by=UserFactory())

    enter()

    assert as_registered(old) == as_registered(new)
    assert set(claims_waiting(EVERYWHERE)) == set(Claim.objects.all())
    assert not Claim.objects.verified().exists()


def test_who_handed_nothing_in_has_closed_or_has_no_number_gets_none(kind: ClaimKind) -> None:
    old_shop(1, state="draft"), old_shop(2, state="closed"), ShopFactory(nib="")
    Partner.objects.filter(pk=old_shop(3).pk).update(nib="12")

    enter()

    assert not Claim.objects.exists()


@pytest.mark.parametrize("became", ["waits", "verified", "refused", "revoked"])
def test_what_was_entered_or_decided_stays_as_it_is(kind: ClaimKind, became: str) -> None:
    shop = old_shop(1)
    claim = submit_stated_number(shop=shop, code="nib", number="9999999999999", by=UserFactory())
    if became in ("verified", "revoked"):
        verify_claim(claim=claim, by=UserFactory())
    if became == "revoked":
        revoke_claim(claim=claim, by=UserFactory(), reason=RefusalReasonFactory())
    if became == "refused":
        refuse_claim(claim=claim, by=UserFactory(), reason=RefusalReasonFactory())
    before = list(Claim.objects.values())

    enter()
    take_back()

    assert list(Claim.objects.values()) == before


def test_it_goes_batch_by_batch_and_a_second_run_finds_nothing(
    kind: ClaimKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migration, "BATCH", 2)
    shops = [old_shop(number) for number in range(5)]
    Partner.objects.filter(pk=shops[2].pk).update(nib="12")

    enter()
    first = list(Claim.objects.order_by("pk").values_list("pk", "shop"))
    enter()

    assert [shop for _key, shop in first] == [shop.pk for shop in shops if shop != shops[2]]
    assert list(Claim.objects.order_by("pk").values_list("pk", "shop")) == first


def test_it_takes_back_what_it_entered_and_nobody_has_touched(
    kind: ClaimKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migration, "BATCH", 2)
    untouched, decided = [old_shop(number) for number in range(3)], old_shop(7)
    own = submit_stated_number(shop=old_shop(8), code="nib", number="0000000000008", by=UserFactory())
    enter()
    verify_claim(claim=Claim.objects.get(shop=decided), by=UserFactory())

    take_back()

    assert not Claim.objects.filter(shop__in=untouched).exists()
    assert set(Claim.objects.all()) == {own, Claim.objects.get(shop=decided, state="verified")}
    enter()
    assert Claim.objects.filter(shop__in=untouched, state="submitted").count() == len(untouched)


@pytest.mark.parametrize("missing", ["kind", "use"])
def test_without_the_kind_in_use_nothing_is_entered(missing: str) -> None:
    if missing == "use":
        ClaimKindFactory(nib=True, is_active=False)
    old_shop(1)

    enter()

    assert not Claim.objects.exists()


def test_a_returned_shop_that_is_handed_in_unchanged_states_its_number_too(kind: ClaimKind) -> None:
    shop, client = old_shop(1, state="returned"), Client()
    client.force_login(MembershipFactory(shop=shop).user)

    client.post(f"/penjual/{shop.slug}/pengajuan/ajukan/")

    claim = Claim.objects.get()
    assert (claim.shop, claim.number, claim.state) == (shop, shop.nib, "submitted")
