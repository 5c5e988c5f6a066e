import datetime as dt
import json
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.factories import UserFactory
from catalogue.claims.exceptions import ClaimNotSubmitted, RefusalNeedsReason
from catalogue.claims.expiry import expire_claims
from catalogue.claims.services import refuse_claim, submit_claim, verify_claim
from catalogue.factories import ClaimFactory, ClaimKindFactory, ProductFactory, RefusalReasonFactory
from catalogue.models import Claim, ClaimKind
from catalogue.signals import products_changed
from shops.factories import ShopFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 21)
DECIDED = {"verified", "refused"}


@pytest.fixture
def changes():
    """The product keys of every change told during the test."""
    told: list[int] = []

    def listen(sender, product_ids, **kwargs):
        told.extend(product_ids)

    products_changed.connect(listen)
    yield told
    products_changed.disconnect(listen)


def claim_in(state: str, **fields) -> Claim:
    reviewed = timezone.now() if state in DECIDED else None
    reason = "Nomor tidak terbaca." if state == "refused" else ""
    return ClaimFactory(state=state, reviewed_at=reviewed, refusal_reason=reason, **fields)


@pytest.mark.parametrize("state", [state for state in Claim.State.values if state != "verified"])
def test_only_a_verified_claim_counts(state):
    claim_in(state, expires_on=None)

    counted = Claim.objects.verified(TODAY)

    assert list(counted) == []


@pytest.mark.parametrize(
    ("expires_on", "counts"),
    [(None, True), (TODAY, True), (TODAY + dt.timedelta(1), True), (TODAY - dt.timedelta(1), False)],
)
def test_a_verified_claim_counts_to_the_end_of_its_last_day(expires_on, counts):
    claim_in("verified", expires_on=expires_on)

    counted = Claim.objects.verified(TODAY).exists()

    assert counted is counts


def test_a_claim_of_a_kind_out_of_use_does_not_count():
    claim_in("verified", kind=ClaimKindFactory(is_active=False), expires_on=None)

    assert not Claim.objects.verified(TODAY).exists()


def test_a_kind_that_goes_out_of_use_is_told_for_all_it_stood_on_and_new_words_are_not(changes):
    shop = ShopFactory()
    products = [ProductFactory(), ProductFactory(shop=shop)]
    kinds = [ClaimKindFactory(), ClaimKindFactory(nib=True)]
    ClaimFactory(kind=kinds[0], product=products[0])
    ClaimFactory(kind=kinds[1], product=None, shop=shop)
    ProductFactory()
    changes.clear()

    for kind in kinds:
        kind.name = "Lain"
        kind.save()
    quiet = list(changes)
    for kind in kinds:
        kind.is_active = False
        kind.save()

    assert quiet == []
    assert changes == [product.pk for product in products]


def test_a_number_must_fit_its_kind():
    kind = ClaimKindFactory(number_pattern=r"\d{13}", number_example="1234567890123", applies_to="shop")
    claim = ClaimFactory(kind=kind, shop=ShopFactory(), product=None, number="12345", state="draft")

    with pytest.raises(ValidationError) as caught:
        submit_claim(claim=claim)

    assert "1234567890123" in str(caught.value)
    assert Claim.objects.get(pk=claim.pk).state == "draft"


@pytest.mark.parametrize(("value", "fits"), [("0", True), ("100", True), ("100.01", False), (None, False)])
def test_a_value_must_lie_in_its_kinds_range(value, fits):
    kind = ClaimKindFactory(
        has_value=True, value_min=0, value_max=100, value_unit="%", number_pattern="", applies_to="product"
    )
    product = ProductFactory()
    claim = ClaimFactory(
        kind=kind, shop=product.shop, product=product, value=value and Decimal(value), state="draft"
    )

    try:
        claim.full_clean()
        accepted = True
    except ValidationError as error:
        accepted = False
        assert "value" in error.message_dict

    assert accepted is fits


def test_a_claim_cannot_be_about_another_shops_product():
    kind = ClaimKindFactory(applies_to="product", number_pattern="")
    claim = ClaimFactory(kind=kind, shop=ShopFactory(), product=ProductFactory(), state="draft")

    with pytest.raises(ValidationError) as caught:
        claim.full_clean()

    assert "product" in caught.value.message_dict


def test_a_curator_verifies_and_the_name_and_time_are_kept():
    curator = UserFactory()
    claim = claim_in("submitted")

    decided = verify_claim(claim=claim, by=curator)

    assert (decided.state, decided.reviewed_by) == ("verified", curator)
    assert decided.reviewed_at is not None


def test_a_reason_that_says_too_little_needs_words():
    claim = claim_in("submitted")

    with pytest.raises(RefusalNeedsReason):
        refuse_claim(claim=claim, by=UserFactory(), reason=RefusalReasonFactory(needs_words=True), words="  ")

    assert Claim.objects.get(pk=claim.pk).state == "submitted"


def test_the_second_of_two_decisions_is_told_that_it_came_late():
    claim = claim_in("submitted")
    verify_claim(claim=claim, by=UserFactory())

    with pytest.raises(ClaimNotSubmitted):
        refuse_claim(claim=claim, by=UserFactory(), reason=RefusalReasonFactory())

    assert Claim.objects.get(pk=claim.pk).state == "verified"


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "refused", "refusal_reason": "", "reviewed_at": timezone.now()},
        {"state": "verified", "reviewed_at": None},
        {"issued_on": TODAY, "expires_on": TODAY - dt.timedelta(1)},
    ],
)
def test_the_database_refuses_a_claim_that_contradicts_itself(broken):
    claim = claim_in("submitted")

    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**broken)

    assert Claim.objects.get(pk=claim.pk).state == "submitted"


def test_expiry_closes_what_has_passed_and_tells_of_its_products(changes):
    product = ProductFactory()
    sibling = ProductFactory(shop=product.shop)
    past = TODAY - dt.timedelta(1)
    own = claim_in("verified", shop=product.shop, product=product, expires_on=past)
    of_shop = claim_in("verified", shop=product.shop, product=None, expires_on=past)
    lasting = claim_in("verified", shop=product.shop, product=product, expires_on=TODAY)
    changes.clear()

    closed = expire_claims(on=TODAY)

    states = {claim.pk: Claim.objects.get(pk=claim.pk).state for claim in (own, of_shop, lasting)}
    assert states == {own.pk: "expired", of_shop.pk: "expired", lasting.pk: "verified"}
    assert closed == 2
    assert set(changes) == {product.pk, sibling.pk}


def test_the_command_says_how_many_it_closed(capsys):
    claim_in("verified", expires_on=TODAY - dt.timedelta(1))

    call_command("expire_claims", on=TODAY)
    call_command("expire_claims", on=TODAY)

    assert capsys.readouterr().out.splitlines() == ["Claims expired: 1.", "Claims expired: 0."]


def test_the_command_reports_in_json_and_says_how_a_day_is_written(capsys):
    claim_in("verified", expires_on=TODAY - dt.timedelta(1))

    call_command("expire_claims", "--json", "--on", TODAY.isoformat())
    with pytest.raises(CommandError, match="YYYY-MM-DD"):
        call_command("expire_claims", "--on", "2026-13-01")

    assert json.loads(capsys.readouterr().out) == {"expired": 1}


@pytest.mark.parametrize(
    ("field", "other"), [("code", "sni"), ("applies_to", "shop"), ("has_value", True), ("value_unit", "%")]
)
def test_what_claims_of_a_kind_were_verified_as_cannot_change_under_them(
    db: None, field: str, other: object
) -> None:
    kind = ClaimKindFactory(value_min=0, value_max=1)
    setattr(kind, field, other)
    kind.full_clean()

    ClaimFactory(kind=ClaimKind.objects.get())
    with pytest.raises(ValidationError) as refused:
        kind.full_clean()

    assert list(refused.value.message_dict) == [field]


def test_words_pattern_and_validity_of_a_kind_stay_open_to_staff(db: None) -> None:
    kind = ClaimFactory().kind
    kind.name, kind.mark, kind.validity_years, kind.is_active = "Halal", "Halal", 4, False
    kind.number_pattern, kind.number_example = r"ID\d+", "ID1"

    kind.full_clean()
    kind.save()

    kept = ClaimKind.objects.get()
    assert (kept.name, kept.validity_years, kept.is_active, kept.number_pattern) == (
        "Halal",
        4,
        False,
        r"ID\d+",
    )
