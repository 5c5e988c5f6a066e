"""A shop that says something else of itself: no claim stays public that nobody has compared with it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.factories import UserFactory
from catalogue.claims.services import verify_claim
from catalogue.claims.stated import submit_stated_number
from catalogue.factories import ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Claim, ClaimKind
from shops.claims.queries import claims_waiting
from shops.claims.statements import MOVED, RENAMED
from shops.curation.scope import EVERYWHERE
from shops.factories import MembershipFactory, RegionFactory, ShopFactory
from shops.models import Partner
from shops.profiles.exceptions import NibTaken
from shops.profiles.office import edit_shop
from shops.standing.services import suspend_shop

pytestmark = pytest.mark.django_db
OLD, NEW = "1234567890123", "9998887776665"


@pytest.fixture
def shop(nib: ClaimKind) -> Partner:
    found: Partner = ShopFactory(name="Brem Jaya", nib=OLD, region=RegionFactory(code="33.74"))
    return found


@pytest.fixture
def verified(shop: Partner) -> Claim:
    claim = submit_stated_number(shop=shop, code="nib", number=OLD, by=UserFactory())
    assert claim is not None
    return verify_claim(claim=claim, by=UserFactory())


@pytest.fixture
def office(client_of: Callable[[Any], Client]) -> Client:
    return client_of(UserFactory(is_superuser=True, is_staff=True))


def form_of(shop: Partner, **changed: Any) -> dict[str, Any]:
    """What the CMS form sends when nothing but `changed` was touched."""
    names = (
        "name",
        "kind",
        "nib",
        "sector",
        "size_class",
        "address",
        "story",
        "story_en",
        "email",
        "website",
    )
    sent = {name: getattr(shop, name) for name in names}
    return {**sent, "region": shop.region_id, **changed}


def save(office: Client, shop: Partner, **changed: Any) -> Any:
    address = reverse("wagtailsnippets_partner_partner:edit", args=[shop.pk])
    return office.post(address, form_of(shop, **changed))


def test_another_nib_by_the_office_ends_the_verified_one_and_waits_itself(
    office: Client,
    shop: Partner,
    verified: Claim,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    owner = MembershipFactory(shop=shop).user

    with django_capture_on_commit_callbacks(execute=True):
        saved = save(office, shop, nib=NEW)

    old, new = Claim.objects.order_by("pk")
    assert saved.status_code == 302 and not Claim.objects.verified().exists()
    assert (old.state, new.state, new.number) == ("revoked", "submitted", NEW)
    assert NEW in old.refusal_in_words and old.events.last().action == "revoked"
    assert list(claims_waiting(EVERYWHERE)) == [new]
    assert [letter.to for letter in mailoutbox] == [[owner.email]]


def test_an_nib_taken_away_leaves_no_claim_that_counts_or_waits(shop: Partner, verified: Claim) -> None:
    waiting = ClaimFactory(shop=shop, product=None, kind=verified.kind, number=NEW, state="submitted")
    shop.nib = ""

    edit_shop(shop=shop, fields=["nib"], by=UserFactory())

    verified.refresh_from_db()
    waiting.refresh_from_db()
    assert (verified.state, waiting.state) == ("revoked", "draft")
    assert verified.refusal_in_words


@pytest.mark.parametrize("state", ["draft", "returned", "closed"])
def test_the_number_of_a_shop_that_is_not_handed_in_waits_until_it_is(
    shop: Partner, verified: Claim, state: str
) -> None:
    Partner.objects.filter(pk=shop.pk).update(state=state)
    shop.nib = NEW

    edit_shop(shop=shop, fields=["nib"], by=UserFactory())

    assert list(Claim.objects.values_list("number", "state")) == [(OLD, "revoked")]


def test_what_waits_takes_the_number_that_the_office_corrects(office: Client, shop: Partner) -> None:
    waiting = submit_stated_number(shop=shop, code="nib", number=OLD, by=UserFactory())
    assert waiting is not None

    save(office, shop, nib=NEW)

    claim = Claim.objects.get()
    assert (claim.pk, claim.number, claim.state) == (waiting.pk, NEW, "submitted")
    assert claim.submitted_at == waiting.submitted_at


def test_an_owner_who_mends_a_returned_shop_with_another_nib_ends_the_verified_one(
    shop: Partner, verified: Claim
) -> None:
    from shops.registration.services import begin_mending, finish, keep_answer

    owner = MembershipFactory(shop=shop).user
    Partner.objects.filter(pk=shop.pk).update(state="returned")
    registration = begin_mending(shop=shop, user=owner)
    for key, answer in _answers().items():
        registration = keep_answer(registration=registration, key=key, answer=answer)

    finish(registration=registration)

    states = list(Claim.objects.order_by("pk").values_list("number", "state"))
    assert states == [(OLD, "revoked"), (NEW, "submitted")]


def _answers() -> dict[str, dict[str, Any]]:
    return {
        "nib": {"nib": NEW},
        "alamat": {"address": "Jalan 1", "whatsapp": "", "email": ""},
        "kbli": {"codes": ["10794"], "main": "10794"},
        "ukuran": {"size": "capital-0", "basis": "capital", "over": "0"},
        "pekerja": {"employees": 2},
        "tim": {"invited": []},
    }


@pytest.mark.parametrize("changed", [{"name": "Tenun Lestari"}, {"kind": "pt"}])
def test_another_name_or_legal_form_brings_verified_claims_about_the_shop_back_to_the_queue(
    office: Client, shop: Partner, verified: Claim, changed: dict[str, str]
) -> None:
    of_product = ClaimFactory(product=ProductFactory(shop=shop))

    save(office, shop, **changed)

    claim = Claim.objects.get(pk=verified.pk)
    assert (claim.state, claim.events.last().action) == ("submitted", "submitted")
    assert claim.events.last().words == str(RENAMED)
    assert list(claims_waiting(EVERYWHERE)) == [claim]
    assert list(Claim.objects.verified()) == [of_product]


def test_spaces_and_capitals_of_a_name_tell_nothing(office: Client, shop: Partner, verified: Claim) -> None:
    save(office, shop, name="BREM  Jaya")

    assert list(Claim.objects.verified()) == [verified]


def test_a_move_to_another_regency_brings_back_what_says_where_products_come_from(
    office: Client, shop: Partner, verified: Claim
) -> None:
    product = ProductFactory(shop=shop)
    origin = ClaimFactory(product=product, kind=ClaimKindFactory(code="asal"))
    halal = ClaimFactory(product=product)
    nearby, far = RegionFactory(code="33.74.01"), RegionFactory(code="35.77")

    save(office, shop, region=nearby.code)
    after_a_street = set(Claim.objects.verified())
    save(office, Partner.objects.get(pk=shop.pk), region=far.code)

    assert after_a_street == {verified, origin, halal}
    assert set(Claim.objects.verified()) == {verified, halal}
    assert origin.events.last().words == str(MOVED)


def test_the_office_keeps_what_it_changed_and_nothing_else(shop: Partner) -> None:
    as_opened = Partner.objects.get(pk=shop.pk)
    suspend_shop(shop=shop, by=UserFactory(), reason="Diperiksa.")
    Partner.objects.filter(pk=shop.pk).update(story="Ditulis pemiliknya.")
    as_opened.address = "Jalan Baru 1"

    edit_shop(shop=as_opened, fields=["address"], by=UserFactory())

    shop.refresh_from_db()
    assert (shop.state, shop.story, shop.address) == ("suspended", "Ditulis pemiliknya.", "Jalan Baru 1")


def test_an_nib_that_another_shop_took_meanwhile_is_told_at_its_field(
    office: Client, shop: Partner, verified: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Partner, "validate_constraints", lambda *args, **kwargs: None)
    ShopFactory(nib=NEW)

    answer = save(office, shop, nib=NEW)

    assert "nib" in answer.context["form"].errors
    assert list(Claim.objects.verified()) == [verified]
    shop.nib = NEW
    with pytest.raises(NibTaken):
        edit_shop(shop=shop, fields=["nib"], by=UserFactory())
