"""What came back and was mended stands where it stood: nobody queues twice for the same thing."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.claims.history import ClaimEvent
from catalogue.claims.services import refuse_claim, submit_claim, verify_claim, withdraw_claim
from catalogue.factories import ClaimFactory, ClaimKindFactory, RefusalReasonFactory
from catalogue.models import Claim
from catalogue.services.curation import submit_product
from shops.curation.services import return_product
from shops.factories import ShopFactory
from shops.models import Partner
from shops.review.kinds import Kind
from shops.review.models import Case, Taking
from shops.review.services.takings import take
from shops.standing.models import ShopStateChange
from shops.standing.services import return_shop, submit_shop
from tests.shops.review.conftest import Waiting, again
from tests.shops.review.test_queue import titles

LONG_AGO = dt.timedelta(days=30)


def submitted_claim(number: str, by: Any) -> Claim:
    kind = ClaimKindFactory(needs_evidence=False, has_value=False, number_pattern="", applies_to="shop")
    claim = ClaimFactory(shop=ShopFactory(), product=None, kind=kind, number=number, state="draft")
    return submit_claim(claim=claim, by=by)


def aged(claim: Claim) -> Claim:
    """As if all that happened to it had happened long ago."""
    for event in claim.events.all():
        ClaimEvent.objects.filter(pk=event.pk).update(at=event.at - LONG_AGO)
    return claim


@pytest.fixture
def bounced(seller: Any, curator: Any, waiting: Waiting) -> dict[str, str]:
    """Of each kind one that was handed in long ago, came back and was handed in again, and a newer one."""
    product = waiting("Lama")
    Case.objects.filter(product=product).update(opened_at=timezone.now() - LONG_AGO)
    waiting("Baru")
    return_product(product=product, by=curator, comment="Belum.")
    submit_product(product=again(product), by=seller)

    shops = [ShopFactory(name=f"Toko {age}", state="draft") for age in ("Lama", "Baru")]
    for shop in shops:
        submit_shop(shop=shop, by=seller)
    ShopStateChange.objects.filter(shop=shops[0]).update(at=timezone.now() - LONG_AGO)
    submit_shop(shop=return_shop(shop=shops[0], by=curator, reason="Belum."), by=seller)

    old, _new = aged(submitted_claim("LAMA", seller)), submitted_claim("BARU", seller)
    submit_claim(claim=refuse_claim(claim=old, by=curator, reason=RefusalReasonFactory()), by=seller)
    return {"product": "Lama", "shop": "Toko Lama", "claim": f"{old.kind} LAMA"}


@pytest.mark.parametrize("kind", ["product", "shop", "claim"])
def test_an_answer_returns_it_to_its_old_place(bounced: dict[str, str], desk: Client, kind: str) -> None:
    first, second = desk.get("/cms/kurasi/", {"jenis": kind}).context["page"]

    assert first.title == bounced[kind]
    assert timezone.now() - first.since > dt.timedelta(days=29)
    assert timezone.now() - second.since < dt.timedelta(minutes=1)


@pytest.mark.parametrize("ended", ["verified", "withdrawn"])
def test_a_claim_whose_round_has_ended_queues_anew(
    seller: Any, curator: Any, desk: Client, ended: str
) -> None:
    old, _new = submitted_claim("LAMA", seller), submitted_claim("BARU", seller)
    if ended == "verified":
        verify_claim(claim=old, by=curator)
        Claim.objects.filter(pk=old.pk).update(state=Claim.State.EXPIRED)
    else:
        withdraw_claim(claim=old, by=seller)
    aged(old)

    submit_claim(claim=old, by=seller)

    assert [title.split()[-1] for title in titles(desk)] == ["BARU", "LAMA"]


def test_what_was_never_written_down_stands_by_its_own_moment(desk: Client, curator: Any) -> None:
    shop = ShopFactory(name="Tanpa Catatan", state="submitted")
    Partner.objects.filter(pk=shop.pk).update(updated_at=timezone.now() - LONG_AGO)
    ClaimFactory(shop=shop, product=None, number="TANPA", state="submitted", submitted_at=timezone.now())

    assert [title.split()[-1] for title in titles(desk)] == ["Catatan", "TANPA"]


def test_a_number_that_another_shop_has_handed_in_is_told_in_the_queue(
    desk: Client, seller: Any, curator: Any
) -> None:
    claim = submitted_claim("123", seller)
    ClaimFactory(kind=claim.kind, shop=ShopFactory(), product=None, number="1 2 3", state="verified")

    (entry,) = desk.get("/cms/kurasi/").context["page"]

    assert entry.note == "Nomor sama di toko lain"


def test_a_claim_that_is_taken_back_is_nobodys_any_more(seller: Any, curator: Any) -> None:
    claim = submitted_claim("BALIK", seller)
    take(kind=Kind.CLAIM, key=claim.pk, by=curator)

    withdraw_claim(claim=claim, by=seller)

    assert not Taking.objects.exists()
