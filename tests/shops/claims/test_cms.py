"""The curator's decision: the claim beside its evidence, its history, and the same number elsewhere."""

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.factories import UserFactory
from catalogue.claims.evidence.services import add_evidence
from catalogue.claims.exceptions import ClaimNotSubmitted, ClaimRunOut
from catalogue.claims.services import refuse_claim, submit_claim, verify_claim, withdraw_claim
from catalogue.factories import ClaimFactory, ProductFactory, RefusalReasonFactory
from catalogue.models import Claim, RefusalReason
from shops.claims.queries import claims_waiting
from shops.curation.scope import EVERYWHERE, scope_of
from shops.factories import RegionFactory, ShopFactory
from tests.catalogue.claims.files import pdf, upload
from tests.races import at_once, errors_among


def decision(claim: Claim) -> str:
    return reverse("wagtailsnippets_catalogue_claim:edit", args=[claim.pk])


def seen_on(page: str) -> str:
    """What the form carries to say which state of the claim it shows."""
    (field,) = re.findall(r'<input[^>]*name="seen"[^>]*>', page)
    return field.partition('value="')[2].partition('"')[0]


@pytest.fixture
def desk(curator: Any, client_of: Callable[[Any], Client]) -> Client:
    return client_of(curator)


def test_page_shows_facts_evidence_history_and_the_same_number_elsewhere(
    desk: Client, waiting: Claim
) -> None:
    twin = ClaimFactory(
        kind=waiting.kind, product=None, shop=ShopFactory(name="Toko Kembar"), number=waiting.number
    )

    page = desk.get(decision(waiting)).content.decode()

    for words in (waiting.number, f"/bukti/{waiting.evidence.get().pk}/", "sertifikat.pdf", twin.shop.name):
        assert words in page


def test_page_says_nothing_where_nothing_was_said(desk: Client, waiting: Claim) -> None:
    Claim.objects.filter(pk=waiting.pk).update(value=None, issued_on=None, expires_on=None)

    page = desk.get(reverse("wagtailsnippets_catalogue_claim:edit", args=[waiting.pk])).text

    assert ">None<" not in "".join(page.split())
    assert "–" in page


def test_list_flags_the_same_number_at_two_shops(desk: Client, waiting: Claim) -> None:
    ClaimFactory(
        kind=waiting.kind, product=None, shop=ShopFactory(), number=waiting.number, state="submitted"
    )

    rows = desk.get(reverse("wagtailsnippets_catalogue_claim:list")).context["object_list"]

    assert [claim.has_twin for claim in rows] == [True, True]


def test_page_costs_the_same_for_two_and_for_twenty(desk: Client, draft_claim: Claim, owner: Any) -> None:
    # 1 session, 2 user, 3–4 rights, 5 profile, 6 scope, 7 claim, 8 files, 9 events with people and reasons,
    # 10 the same number elsewhere, 11 reasons, 12 locales, 13–14 pages and collections of the menu
    counts, reason = [], RefusalReasonFactory()
    for more in (1, 6):
        for _number in range(more):
            add_evidence(claim=draft_claim, upload=upload(pdf()), by=owner)
            submit_claim(claim=draft_claim, by=owner)
            refuse_claim(claim=draft_claim, by=UserFactory(), reason=reason)
            twin = {"kind": draft_claim.kind, "number": draft_claim.number, "product": None}
            ClaimFactory(**twin, shop=ShopFactory(), state="submitted")
            RefusalReasonFactory()
        submit_claim(claim=draft_claim, by=owner)
        desk.get(decision(draft_claim))
        with CaptureQueriesContext(connection) as queries:
            desk.get(decision(draft_claim))
        counts.append(len(queries))
        withdraw_claim(claim=draft_claim, by=owner)

    assert counts == [14, 14]


def test_waiting_claims_of_a_scope_come_oldest_first_in_one_query(
    waiting: Claim, curator_of: Callable[..., Any], django_assert_num_queries: Any
) -> None:
    later = ClaimFactory(shop=waiting.shop, product=ProductFactory(shop=waiting.shop), state="submitted")
    Claim.objects.filter(pk=later.pk).update(submitted_at=waiting.submitted_at.replace(year=2030))
    madiun = ShopFactory(region=RegionFactory(code="35.77"))
    ClaimFactory(
        shop=madiun, product=ProductFactory(shop=madiun), state="submitted", submitted_at=timezone.now()
    )

    with django_assert_num_queries(1):
        rows = [claim.pk for claim in claims_waiting(EVERYWHERE.of("claim"))]
    here = set(claims_waiting(scope_of(curator_of("33.74"))))
    nothing = set(claims_waiting(scope_of(curator_of("33.74", "product"))))

    assert rows[0] == waiting.pk and len(rows) == 3
    assert here == {waiting, later} and nothing == set()


@pytest.mark.parametrize("verdict", ["verify", "refuse"])
def test_the_team_is_told_by_mail(
    waiting: Claim, owner: Any, curator: Any, reason: RefusalReason, verdict: str
) -> None:
    if verdict == "verify":
        verify_claim(claim=waiting, by=curator)
    else:
        refuse_claim(claim=waiting, by=curator, reason=reason, words="Halaman dua hilang & kabur.")

    letter = mail.outbox[-1]
    assert letter.to == [owner.email] and f"/klaim/{waiting.pk}/" in letter.body
    assert ("Halaman dua hilang & kabur." in letter.body) is (verdict == "refuse")


def test_who_hands_a_claim_in_gets_a_receipt_and_its_curators_hear_of_it(
    draft_claim: Claim, owner: Any, curator_of: Callable[..., Any]
) -> None:
    here = curator_of(draft_claim.shop.region_id, "claim")
    curator_of(draft_claim.shop.region_id, "product")

    submit_claim(claim=draft_claim, by=owner)

    told = {letter.to[0]: letter.body for letter in mail.outbox}
    assert set(told) == {owner.email, here.email}
    assert f"/penjual/{draft_claim.shop.slug}/klaim/{draft_claim.pk}/" in told[owner.email]
    assert decision(draft_claim) in told[here.email]


def test_what_ran_out_while_it_waited_is_not_verified(desk: Client, waiting: Claim, curator: Any) -> None:
    Claim.objects.filter(pk=waiting.pk).update(expires_on=timezone.localdate() - dt.timedelta(days=2))

    page = desk.post(decision(waiting), {"decision": "verify"})
    with pytest.raises(ClaimRunOut):
        verify_claim(claim=waiting, by=curator)

    assert "Hari terakhir dokumen ini sudah lewat" in page.content.decode()
    assert Claim.objects.get().state == "submitted"


def test_a_broken_page_of_a_colleague_changes_nothing(desk: Client, waiting: Claim, curator: Any) -> None:
    verify_claim(claim=waiting, by=UserFactory())

    answer = desk.post(
        decision(waiting), {"decision": "refuse", "reason": RefusalReasonFactory().pk}, follow=True
    )

    assert Claim.objects.get(pk=waiting.pk).state == "verified"
    assert answer.status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_curators_at_once_one_decides_and_the_other_is_told(
    waiting: Claim, reason: RefusalReason
) -> None:
    outcomes = at_once(
        partial(verify_claim, claim=waiting, by=UserFactory()),
        partial(refuse_claim, claim=waiting, by=UserFactory(), reason=reason),
        may_raise=ClaimNotSubmitted,
    )

    assert len(errors_among(outcomes)) == 1
    assert waiting.events.filter(action__in=["verified", "refused"]).count() == 1


def test_claim_that_was_changed_after_the_page_was_opened_is_not_decided(
    desk: Client, waiting: Claim, owner: Any
) -> None:
    page = desk.get(decision(waiting)).text
    withdraw_claim(claim=waiting, by=owner)
    add_evidence(claim=waiting, upload=upload(pdf(2), "lain.pdf"), by=owner)
    submit_claim(claim=waiting, by=owner)

    answer = desk.post(decision(waiting), {"decision": "verify", "seen": seen_on(page)}, follow=True)

    waiting.refresh_from_db()
    assert waiting.state == Claim.State.SUBMITTED
    assert "sesudah Anda membuka" in answer.text and "lain.pdf" in answer.text


def test_claim_as_the_page_shows_it_is_decided(desk: Client, waiting: Claim) -> None:
    page = desk.get(decision(waiting)).text

    desk.post(decision(waiting), {"decision": "verify", "seen": seen_on(page)})

    waiting.refresh_from_db()
    assert waiting.state == Claim.State.VERIFIED


def test_a_claim_that_is_decided_asks_for_no_decision(desk: Client, waiting: Claim) -> None:
    asked = desk.get(decision(waiting)).text
    Claim.objects.filter(pk=waiting.pk).update(state="expired")

    page = desk.get(decision(waiting)).text

    for field in ('name="decision"', 'name="reason"', 'name="words"', ">Putuskan<"):
        assert (field in "".join(asked.split("\n")).replace("> ", ">"), field in page) == (True, False), field


def test_who_has_it_is_told_outside_the_form_of_the_decision(desk: Client, waiting: Claim) -> None:
    """Enter in a form presses its first button: that must not be the one that takes."""
    page = desk.get(decision(waiting)).text

    take = reverse("curation:take", args=["claim", waiting.pk])
    assert page.index(f'action="{take}"') < page.index('id="w-editor-form"')


def test_list_says_yes_where_the_number_is_elsewhere_and_no_cross_where_it_is_not(
    desk: Client, waiting: Claim
) -> None:
    address = reverse("wagtailsnippets_catalogue_claim:list")
    alone = desk.get(address).text
    ClaimFactory(kind=waiting.kind, product=None, shop=ShopFactory(), number=waiting.number)

    both = desk.get(address).text

    assert all(
        "icon-cross" not in page.partition("<table")[2].partition("</table>")[0] for page in (alone, both)
    )
    assert re.findall(r"<td[^>]*>\s*ya\s*</td>", alone) == []
    assert len(re.findall(r"<td[^>]*>\s*ya\s*</td>", both)) == 2
