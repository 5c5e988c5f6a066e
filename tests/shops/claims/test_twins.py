"""The same certificate number at two shops: flagged for both, however written and whoever comes last."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from catalogue.claims.services import verify_claim
from catalogue.factories import ClaimFactory, ClaimKindFactory
from catalogue.models import Claim, ClaimKind
from shops.factories import ShopFactory

pytestmark = pytest.mark.django_db
QUEUE = "/cms/kurasi/?jenis=claim"
Submitted = Callable[..., Claim]


@pytest.fixture
def halal() -> ClaimKind:
    found: ClaimKind = ClaimKindFactory(code="izin", applies_to="shop")
    return found


@pytest.fixture
def submitted(halal: ClaimKind) -> Submitted:
    """A claim of a shop of its own that waits."""

    def make(number: str, *, shop: Any = None, **fields: Any) -> Claim:
        claim: Claim = ClaimFactory(
            **{
                "kind": halal,
                "product": None,
                "state": "submitted",
                "submitted_at": timezone.now(),
                **fields,
            },
            shop=shop or ShopFactory(),
            number=halal.clean_number(number),
        )
        return claim

    return make


@pytest.fixture
def desk(curator: Any, client_of: Callable[[Any], Client]) -> Client:
    return client_of(curator)


def flagged(desk: Client) -> set[int]:
    with translation.override("id"):
        words = translation.gettext("Same number elsewhere")
    return {entry.key for entry in desk.get(QUEUE).context["page"] if words in entry.note}


def page_of(claim: Claim) -> str:
    return reverse("wagtailsnippets_catalogue_claim:edit", args=[claim.pk])


@pytest.mark.parametrize(
    "other",
    [
        "ID 3511/12-A",
        "id3511/12-a",
        "ID.3511.12.A",
        "I D 3 5 1 1 1 2 A",
        "ＩＤ３５１１／１２－Ａ",
        "ID 3511–12—A",
    ],
)
def test_a_number_is_one_however_it_is_written(submitted: Submitted, desk: Client, other: str) -> None:
    first, second = submitted("ID3511/12-A"), submitted(other)

    assert flagged(desk) == {first.pk, second.pk}
    assert second.shop.name in desk.get(page_of(first)).text
    assert first.shop.name in desk.get(page_of(second)).text


def test_other_numbers_kinds_and_shops_claims_of_its_own_are_no_twins(
    submitted: Submitted, desk: Client
) -> None:
    first = submitted("A-1")
    submitted("A-2")
    submitted("A-1", shop=first.shop)
    submitted("A-1", kind=ClaimKindFactory(code="lain", applies_to="shop"))
    submitted("A-1", state="draft", submitted_at=None)
    submitted(""), submitted("")

    assert flagged(desk) == set()


def test_the_flag_follows_what_is_stored_whoever_came_first(submitted: Submitted, desk: Client) -> None:
    """Nothing is noted when a claim comes in, so nothing can be missed between two that come in at once."""
    first, second = submitted("A-1"), submitted("A-1")
    verify_claim(claim=first, by=None)
    after_the_decision = flagged(desk), second.shop.name in desk.get(page_of(first)).text

    Claim.objects.filter(pk=first.pk).update(number="B-9")

    assert after_the_decision == ({second.pk}, True)
    assert flagged(desk) == set()
