"""Taking a claim, a shop or a complaint: what one curator holds, no colleague decides on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.claims.services import submit_claim
from catalogue.factories import ClaimFactory, ClaimKindFactory
from catalogue.models import Claim
from shops.factories import RegionFactory, ShopFactory
from shops.models import Partner
from shops.review.exceptions import NotInCharge, NotTaken, TakenByColleague
from shops.review.kinds import Kind
from shops.review.models import Complaint, ReportReason, Step, Taking
from shops.review.queries import colleagues_for
from shops.review.services.complaints import report
from shops.review.services.takings import hand_over, release, take
from shops.standing.services import submit_shop

HERE, ELSEWHERE = "33.74", "35.77"
KINDS = [Kind.CLAIM, Kind.SHOP, Kind.REPORT]

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("kind", KINDS)]


def submitted_claim(seller: Any) -> Claim:
    kind = ClaimKindFactory(needs_evidence=False, has_value=False, number_pattern="", applies_to="shop")
    shop = ShopFactory(region=RegionFactory(code=HERE))
    return submit_claim(claim=ClaimFactory(shop=shop, product=None, kind=kind, state="draft"), by=seller)


def submitted_shop(seller: Any) -> Partner:
    return submit_shop(shop=ShopFactory(region=RegionFactory(code=HERE), state="draft"), by=seller)


def complaint(seller: Any) -> Complaint:
    shop, reason = ShopFactory(region=RegionFactory(code=HERE)), ReportReason.objects.get(code="palsu")
    return report(shop=shop, reason=reason, words="Tiruan.", person="p")


MAKERS: dict[str, Callable[[Any], Any]] = {
    Kind.CLAIM: submitted_claim,
    Kind.SHOP: submitted_shop,
    Kind.REPORT: complaint,
}


@pytest.fixture
def entry(kind: Kind, curator: Any, seller: Any) -> Any:
    """One thing that waits; the curator of the fixture sees to it that there are reasons."""
    return MAKERS[kind](seller)


def state_of(entry: Any) -> str:
    entry.refresh_from_db()
    return str(getattr(entry, "state", "") or ("closed" if entry.closed_at else "open"))


def page_of(kind: Kind, entry: Any) -> str:
    """Where a curator decides on the entry."""
    name = {
        Kind.CLAIM: "wagtailsnippets_catalogue_claim:edit",
        Kind.SHOP: "shop_decision",
        Kind.REPORT: "curation:complaint",
    }[kind]
    return reverse(name, args=[entry.pk])


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def post(kind: Kind, entry: Any, person: Any) -> Any:
    """Decide on the page of the entry, and follow where that leads."""
    sent = {
        Kind.CLAIM: {"decision": "verify", "reason": "", "words": ""},
        Kind.SHOP: {"move": "approve", "reason": ""},
        Kind.REPORT: {"outcome": "unfounded", "words": "Asli."},
    }[kind]
    return signed_in(person).post(page_of(kind, entry), sent, follow=True)


def decide(kind: Kind, entry: Any, person: Any) -> str:
    """What the page after a decision says."""
    text: str = post(kind, entry, person).text
    return text


def taker_of(kind: Kind, entry: Any) -> Any:
    taking = Taking.objects.filter(kind=kind, object_id=entry.pk).first()
    return taking and taking.by


def test_what_a_colleague_has_taken_is_not_decided(
    kind: Kind, entry: Any, curator: Any, curator_of: Callable[..., Any]
) -> None:
    taker, before = curator_of(HERE), state_of(entry)
    take(kind=kind, key=entry.pk, by=taker)

    with pytest.raises(TakenByColleague) as told:
        take(kind=kind, key=entry.pk, by=curator)
    page = decide(kind, entry, curator)

    assert told.value.colleague == taker == taker_of(kind, entry)
    assert "sudah mengambilnya" in page
    assert state_of(entry) == before


def test_its_taker_decides_and_nobody_has_it_any_more(kind: Kind, entry: Any, curator: Any) -> None:
    before = state_of(entry)
    take(kind=kind, key=entry.pk, by=curator)
    take(kind=kind, key=entry.pk, by=curator)  # again: nothing changes

    decide(kind, entry, curator)

    assert state_of(entry) != before
    assert taker_of(kind, entry) is None
    assert not Step.objects.exists()  # a product's history alone says who had it


def test_put_back_it_is_free(kind: Kind, entry: Any, curator: Any, curator_of: Callable[..., Any]) -> None:
    taker, before = curator_of(HERE), state_of(entry)
    take(kind=kind, key=entry.pk, by=taker)

    with pytest.raises(NotTaken):
        release(kind=kind, key=entry.pk, by=curator)
    release(kind=kind, key=entry.pk, by=taker)
    decide(kind, entry, curator)

    assert state_of(entry) != before


def test_it_is_handed_over_to_who_decides_on_its_kind_in_its_region_alone(
    kind: Kind, entry: Any, curator: Any, curator_of: Callable[..., Any]
) -> None:
    take(kind=kind, key=entry.pk, by=curator)
    others = [one.value for one in Kind if one != kind]
    colleague, given = curator_of(HERE, kind.value), {"kind": kind, "key": entry.pk, "by": curator}

    for stranger in (curator_of(ELSEWHERE), curator_of(HERE, *others)):
        with pytest.raises(NotInCharge):
            hand_over(**given, to=stranger, colleagues=colleagues_for(entry))
    hand_over(**given, to=colleague, colleagues=colleagues_for(entry))
    with pytest.raises(NotTaken):
        hand_over(**given, to=colleague, colleagues=colleagues_for(entry))

    assert taker_of(kind, entry) == colleague


def test_page_to_hand_over_offers_who_may_decide(
    kind: Kind, entry: Any, curator: Any, curator_of: Callable[..., Any]
) -> None:
    colleague, stranger = curator_of(HERE, kind.value), curator_of(ELSEWHERE)
    take(kind=kind, key=entry.pk, by=curator)
    client, address = signed_in(curator), reverse("curation:hand_over", args=[kind.value, entry.pk])

    offered = client.get(address).context["form"].fields["to"].queryset
    refused = client.post(address, {"to": stranger.pk})

    assert list(offered) == [colleague]
    assert refused.status_code == 422
    assert taker_of(kind, entry) == curator


def test_page_says_who_has_it_and_offers_what_its_reader_can_do(
    kind: Kind, entry: Any, curator: Any, curator_of: Callable[..., Any]
) -> None:
    taker, page = curator_of(HERE), page_of(kind, entry)
    ways = [
        reverse(f"curation:{way}", args=[kind.value, entry.pk]) for way in ("take", "release", "hand_over")
    ]

    free = signed_in(curator).get(page).text
    take(kind=kind, key=entry.pk, by=taker)
    own, others = signed_in(taker).get(page).text, signed_in(curator).get(page).text

    assert [way in free for way in ways] == [True, False, False]
    assert [way in own for way in ways] == [False, True, True]
    assert [way in others for way in ways] == [False, False, False]
    assert f"{taker.get_full_name() or taker.email} sudah mengambilnya" in others


def test_decision_leads_to_the_oldest_that_no_colleague_has(
    kind: Kind, entry: Any, curator: Any, seller: Any, curator_of: Callable[..., Any]
) -> None:
    taken, free = MAKERS[kind](seller), MAKERS[kind](seller)
    take(kind=kind, key=taken.pk, by=curator_of(HERE))

    answer, last = post(kind, entry, curator), post(kind, free, curator)

    assert answer.redirect_chain[0][0] == page_of(kind, free)
    assert last.redirect_chain[0][0] == reverse("curation:queue")
