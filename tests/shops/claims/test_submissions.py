"""Claims in the panel's list of what is handed in."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalogue.claims.services import refuse_claim, verify_claim
from catalogue.factories import ClaimFactory
from catalogue.models import Claim, ClaimKind, RefusalReason
from shops.models import Partner


def test_claim_is_listed_from_its_submission_until_it_is_verified(
    seller_client: Client, draft_claim: Claim, shop: Partner, curator: object, reason: RefusalReason
) -> None:
    address = f"/penjual/{shop.slug}/diajukan/"

    def listed() -> list[tuple[str, str, bool]]:
        rows = seller_client.get(address).context["submissions"]
        return [(row.title, row.state, row.waits_for_shop) for row in rows]

    draft = listed()
    seller_client.post(f"/penjual/{shop.slug}/klaim/{draft_claim.pk}/ajukan/")
    waiting = listed()
    refuse_claim(claim=draft_claim, by=curator, reason=reason)
    refused = listed()
    seller_client.post(f"/penjual/{shop.slug}/klaim/{draft_claim.pk}/ajukan/")
    verify_claim(claim=draft_claim, by=curator)

    title = str(draft_claim)
    assert (draft, listed()) == ([], [])
    assert waiting == [(title, "submitted", False)]
    assert refused == [(title, "refused", True)]


def test_list_costs_the_same_for_two_claims_and_for_twenty(
    seller_client: Client, shop: Partner, nib: ClaimKind
) -> None:
    # 1 session, 2 user, 3 shop with role, 4 products in curation, 5 claims, 6 mark of the frame
    address, counts = f"/penjual/{shop.slug}/diajukan/", []
    seller_client.get(address)
    for more in (2, 18):
        for _number in range(more):
            ClaimFactory(shop=shop, product=None, kind=nib, state="submitted", submitted_at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            page = seller_client.get(address)
        counts.append(len(queries))

    assert counts == [6, 6]
    assert len(page.context["submissions"]) == 20
