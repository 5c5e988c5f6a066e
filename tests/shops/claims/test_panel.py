"""The seller's claims: entering, mending, handing in, and what each state asks for."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalogue.claims.evidence.services import add_evidence
from catalogue.claims.services import refuse_claim, submit_claim, verify_claim
from catalogue.factories import ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Claim, ClaimKind, RefusalReason
from media.factories import picture_file
from shops.claims.todos import claim_todos
from shops.factories import RegionFactory
from shops.models import Partner
from shops.panel.access import RIGHTS, Desk
from tests.catalogue.claims.files import HOSTILE, pdf, upload


def desk_of(shop: Partner) -> Desk:
    return Desk(shop, RIGHTS["owner"])


def test_a_claim_is_entered_with_photos_and_handed_in_at_once(
    seller_client: Client, shop: Partner, nib: ClaimKind
) -> None:
    address = f"/penjual/{shop.slug}/klaim/baru/?jenis=nib"
    files = [upload(pdf(2)), picture_file("halaman dua.jpg")]

    answer = seller_client.post(address, {"number": "1234567890123", "evidence": files, "submit": "1"})

    claim = Claim.objects.get()
    assert (answer.status_code, claim.state, claim.number) == (302, "submitted", "1234567890123")
    assert [file.content_type for file in claim.evidence.all()] == ["application/pdf", "image/jpeg"]


def test_a_new_claim_whose_form_arrives_twice_is_one(
    seller_client: Client, shop: Partner, nib: ClaimKind
) -> None:
    address = f"/penjual/{shop.slug}/klaim/baru/?jenis=nib"

    answers = [
        seller_client.post(address, {"number": "1234567890123", "evidence": upload(pdf()), "submit": "1"})
        for _press in range(2)
    ]

    claim = Claim.objects.get()
    assert [answer.url for answer in answers] == [f"/penjual/{shop.slug}/klaim/{claim.pk}/"] * 2
    assert claim.evidence.count() == 1


def test_a_wrong_number_is_answered_at_its_field_and_nothing_is_kept(
    seller_client: Client, shop: Partner, nib: ClaimKind
) -> None:
    answer = seller_client.post(f"/penjual/{shop.slug}/klaim/baru/?jenis=nib", {"number": "12"})

    assert answer.status_code == 422
    assert "0000123456789" in str(answer.context["form"].errors["number"])
    assert not Claim.objects.exists()


def test_one_bad_file_is_named_and_the_draft_and_the_good_file_stay(
    seller_client: Client, shop: Partner, nib: ClaimKind
) -> None:
    files = [upload(HOSTILE["script"](), "jahat.pdf"), upload(pdf(), "baik.pdf")]

    answer = seller_client.post(
        f"/penjual/{shop.slug}/klaim/baru/?jenis=nib",
        {"number": "1234567890123", "evidence": files, "submit": "1"},
        follow=True,
    )

    claim = Claim.objects.get()
    assert claim.state == "draft"
    assert [file.name for file in claim.evidence.all()] == ["baik.pdf"]
    assert any("jahat.pdf" in str(message) for message in answer.context["messages"])


def test_handing_in_without_the_document_says_what_to_do(
    seller_client: Client, shop: Partner, nib: ClaimKind
) -> None:
    answer = seller_client.post(
        f"/penjual/{shop.slug}/klaim/baru/?jenis=nib",
        {"number": "1234567890123", "submit": "1"},
        follow=True,
    )

    assert Claim.objects.get().state == "draft"
    assert any(message.level_tag == "error" for message in answer.context["messages"])


def test_a_refused_claim_shows_why_and_is_handed_in_again_without_typing_anew(
    seller_client: Client, shop: Partner, waiting: Claim, curator: Any, reason: RefusalReason
) -> None:
    refuse_claim(claim=waiting, by=curator, reason=reason, words="Halaman dua hilang.")
    address = f"/penjual/{shop.slug}/klaim/{waiting.pk}/"

    page = seller_client.get(address).content.decode()
    seller_client.post(f"{address}ajukan/")

    assert reason.text in page and "Halaman dua hilang." in page
    assert Claim.objects.get(pk=waiting.pk).state == "submitted"


def test_a_claim_that_waits_is_read_and_can_be_taken_back(
    seller_client: Client, shop: Partner, waiting: Claim
) -> None:
    address = f"/penjual/{shop.slug}/klaim/{waiting.pk}/"

    page = seller_client.get(address)
    changed = seller_client.post(address, {"number": "9999999999999"})
    seller_client.post(f"{address}tarik/")

    assert page.context["form"] is None and changed.status_code == 302
    fresh = Claim.objects.get(pk=waiting.pk)
    assert (fresh.state, fresh.number) == ("draft", "1234567890123")


def test_an_edit_is_noted_with_its_fields(seller_client: Client, shop: Partner, draft_claim: Claim) -> None:
    seller_client.post(f"/penjual/{shop.slug}/klaim/{draft_claim.pk}/", {"number": "9999999999999"})

    event = draft_claim.events.get(action="edited")
    assert Claim.objects.get(pk=draft_claim.pk).number == "9999999999999"
    assert "number" in event.words


def test_the_usual_end_is_counted_where_none_is_given(seller_client: Client, shop: Partner) -> None:
    ClaimKindFactory(code="pirt", validity_years=5)
    product = ProductFactory(shop=shop)

    seller_client.post(
        f"/penjual/{shop.slug}/klaim/baru/?jenis=pirt",
        {"number": "A-1", "product": product.pk, "issued_on": "2024-02-29"},
    )

    assert Claim.objects.get().expires_on == dt.date(2029, 2, 28)


def test_a_claim_of_another_shops_product_cannot_be_entered(seller_client: Client, shop: Partner) -> None:
    ClaimKindFactory()
    foreign = ProductFactory()

    answer = seller_client.post(
        f"/penjual/{shop.slug}/klaim/baru/?jenis=halal", {"number": "A-1", "product": foreign.pk}
    )

    assert answer.status_code == 422 and not Claim.objects.exists()


def test_a_document_that_has_run_out_is_not_handed_in(
    seller_client: Client, shop: Partner, draft_claim: Claim
) -> None:
    Claim.objects.update(issued_on=None, expires_on=dt.date(2020, 1, 1))

    answer = seller_client.post(f"/penjual/{shop.slug}/klaim/{draft_claim.pk}/ajukan/", follow=True)

    assert Claim.objects.get().state == "draft"
    assert any(message.level_tag == "error" for message in answer.context["messages"])


def test_a_successor_starts_with_the_words_of_the_old_one(
    seller_client: Client, shop: Partner, waiting: Claim, curator: Any
) -> None:
    verify_claim(claim=waiting, by=curator)

    page = seller_client.get(f"/penjual/{shop.slug}/klaim/baru/?jenis=nib&ganti={waiting.pk}")
    odd = seller_client.get(f"/penjual/{shop.slug}/klaim/baru/?jenis=nib&ganti=99999999999999999999")

    assert page.context["form"]["number"].value() == waiting.number
    assert odd.context["form"]["number"].value() is None


def test_refused_and_ending_claims_stand_in_the_to_do_list_until_mended_or_succeeded(
    shop: Partner, waiting: Claim, curator: Any, reason: RefusalReason, owner: Any
) -> None:
    refuse_claim(claim=waiting, by=curator, reason=reason)
    soon = timezone.localdate() + dt.timedelta(days=20)
    ending = ClaimFactory(shop=shop, product=ProductFactory(shop=shop), expires_on=soon)
    ClaimFactory(shop=shop, product=ending.product, expires_on=soon + dt.timedelta(days=90))
    first = [todo.url for todo in claim_todos(desk_of(shop))]

    Claim.objects.filter(product=ending.product).exclude(pk=ending.pk).delete()
    submit_claim(claim=waiting, by=owner)
    second = [todo.url for todo in claim_todos(desk_of(shop))]

    assert first == [f"/penjual/{shop.slug}/klaim/{waiting.pk}/"]
    assert second == [f"/penjual/{shop.slug}/klaim/{ending.pk}/"]


def test_what_has_ended_is_to_be_renewed_until_its_successor_is_handed_in_or_nobody_wants_it(
    shop: Partner,
) -> None:
    today = timezone.localdate()
    ended, _long_ago = (
        ClaimFactory(
            shop=shop,
            product=None,
            state="expired",
            issued_on=None,
            expires_on=today - dt.timedelta(days=days),
        )
        for days in (3, 500)
    )
    todos = claim_todos(desk_of(shop))
    ClaimFactory(shop=shop, product=None, kind=ended.kind, state="submitted", expires_on=None)

    assert [todo.url for todo in todos] == [f"/penjual/{shop.slug}/klaim/{ended.pk}/"]
    assert "sudah berakhir" in todos[0].detail
    assert claim_todos(desk_of(shop)) == []


def test_a_claim_has_ended_in_the_to_do_list_when_its_day_is_over_where_the_shop_is(
    shop: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    ClaimFactory(shop=shop, product=None, issued_on=None, expires_on=dt.date(2026, 12, 31))
    shop.region = RegionFactory(code="91.71")
    half_past_ten = dt.datetime(2026, 12, 31, 22, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    monkeypatch.setattr(timezone, "now", lambda: half_past_ten)  # and the new year has begun in Jayapura

    (todo,) = claim_todos(desk_of(shop))

    assert "sudah berakhir" in todo.detail


@pytest.mark.parametrize("role", ["viewer", "stock_keeper"])
def test_who_may_not_edit_has_nothing_to_do(shop: Partner, role: str) -> None:
    assert claim_todos(Desk(shop, RIGHTS[role])) == []


def test_the_list_costs_the_same_for_two_and_for_twenty(
    seller_client: Client, shop: Partner, nib: ClaimKind
) -> None:
    # 1 session, 2 user, 3 shop with role, 4 count of the page, 5 claims with kind, product, reason,
    # 6 mark of the frame, which is kept from the visit before
    counts = []
    for more in (2, 18):
        for _number in range(more):
            ClaimFactory(shop=shop, product=ProductFactory(shop=shop), state="refused")
        seller_client.get(f"/penjual/{shop.slug}/klaim/")
        with CaptureQueriesContext(connection) as queries:
            answer = seller_client.get(f"/penjual/{shop.slug}/klaim/", {"keadaan": "refused"})
        counts.append(len(queries))
        assert answer.status_code == 200

    assert counts == [6, 6]


def test_one_claim_costs_the_same_however_long_its_history(
    seller_client: Client, shop: Partner, draft_claim: Claim, owner: Any, curator: Any, reason: RefusalReason
) -> None:
    # 1 session, 2 user, 3 shop with role of the desk, 4 shop again, 5 claim, 6 files, 7 events with people
    # and reasons, 8 mark of the frame
    counts = []
    for more in (1, 6):
        for _number in range(more):
            add_evidence(claim=draft_claim, upload=upload(pdf()), by=owner)
            submit_claim(claim=draft_claim, by=owner)
            refuse_claim(claim=draft_claim, by=curator, reason=reason)
        seller_client.get(f"/penjual/{shop.slug}/klaim/{draft_claim.pk}/")
        with CaptureQueriesContext(connection) as queries:
            seller_client.get(f"/penjual/{shop.slug}/klaim/{draft_claim.pk}/")
        counts.append(len(queries))

    assert counts == [8, 8]
