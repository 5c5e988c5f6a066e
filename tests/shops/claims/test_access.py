"""Who may open and do what with a claim and its evidence: every role at every address with every method."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.factories import UserFactory
from catalogue.claims.services import submit_claim
from catalogue.models import Claim, RefusalReason
from shops.factories import MembershipFactory, RegionFactory, ShopFactory
from shops.models import Partner
from tests.catalogue.claims.files import pdf, upload

TEAM = ["viewer", "stock_keeper", "manager", "owner"]
CURATORS = ["curator elsewhere", "curator here", "curator of the province", "national curator", "admin"]
ROLES = ["anonymous", "shopper", "other seller", *TEAM, *CURATORS]

#: Status per role, in the order of ROLES. 302 after a POST: done; for the anonymous: sign in first.
#: 403 is the gate of the CMS, which says nothing of what lies behind it.
TABLE: list[tuple[str, str, str]] = [
    ("GET", "/penjual/{slug}/klaim/", "302 404 404 200 200 200 200 404 404 404 404 404"),
    ("POST", "/penjual/{slug}/klaim/", "405 405 405 405 405 405 405 405 405 405 405 405"),
    ("GET", "/penjual/{slug}/klaim/baru/", "302 404 404 403 403 200 200 404 404 404 404 404"),
    ("POST", "/penjual/{slug}/klaim/baru/?jenis=nib", "302 404 404 403 403 302 302 404 404 404 404 404"),
    ("GET", "/penjual/{slug}/klaim/{draft}/", "302 404 404 200 200 200 200 404 404 404 404 404"),
    ("POST", "/penjual/{slug}/klaim/{draft}/", "302 404 404 403 403 302 302 404 404 404 404 404"),
    ("POST", "/penjual/{slug}/klaim/{draft}/ajukan/", "302 404 404 403 403 302 302 404 404 404 404 404"),
    ("POST", "/penjual/{slug}/klaim/{waiting}/tarik/", "302 404 404 403 403 302 302 404 404 404 404 404"),
    ("GET", "/penjual/{slug}/klaim/{waiting}/tarik/", "405 405 405 405 405 405 405 405 405 405 405 405"),
    (
        "POST",
        "/penjual/{slug}/klaim/{draft}/bukti/{draft_file}/hapus/",
        "302 404 404 403 403 302 302 404 404 404 404 404",
    ),
    ("GET", "/bukti/{draft_file}/", "404 404 404 200 200 200 200 404 404 404 404 404"),
    ("GET", "/bukti/{waiting_file}/", "404 404 404 200 200 200 200 404 200 200 200 200"),
    ("POST", "/bukti/{waiting_file}/", "405 405 405 405 405 405 405 405 405 405 405 405"),
    ("GET", "{decision}", "302 403 403 403 403 403 403 404 200 200 200 200"),
    ("POST", "{decision}", "302 403 403 403 403 403 403 404 302 302 302 302"),
    ("GET", "{history}", "302 403 403 403 403 403 403 404 200 200 200 200"),
    ("GET", "{usage}", "302 403 403 403 403 403 403 404 200 200 200 200"),
    ("GET", "{draft_decision}", "302 403 403 403 403 403 403 404 404 404 404 404"),
]
CELLS = [
    (method, path, role, int(status))
    for method, path, statuses in TABLE
    for role, status in zip(ROLES, statuses.split(), strict=True)
]


@pytest.fixture
def second(shop: Partner, draft_claim: Claim, owner: Any) -> Claim:
    """Another claim of the shop, handed in."""
    from catalogue.claims.evidence.services import add_evidence
    from catalogue.factories import ClaimFactory

    claim = ClaimFactory(
        shop=shop, product=None, kind=draft_claim.kind, number="9876543210123", state="draft"
    )
    add_evidence(claim=claim, upload=upload(pdf()), by=owner)
    return submit_claim(claim=claim, by=owner)


@pytest.fixture
def person_as(shop: Partner, curator_of: Callable[..., Any], curator: Any) -> Callable[[str], Any]:
    def make(role: str) -> Any:
        if role in TEAM:
            return MembershipFactory(shop=shop, user=UserFactory(), role=role).user
        makers: dict[str, Callable[[], Any]] = {
            "anonymous": lambda: None,
            "shopper": UserFactory,
            "other seller": lambda: MembershipFactory(shop=ShopFactory()).user,
            "curator elsewhere": lambda: curator_of(RegionFactory(code="35.77").code),
            "curator here": lambda: curator_of("33.74"),
            "curator of the province": lambda: curator_of("33"),
            "national curator": lambda: curator,
            "admin": lambda: UserFactory(is_superuser=True, is_staff=True),
        }
        return makers[role]()

    return make


@pytest.mark.parametrize(("method", "path", "role", "status"), CELLS)
def test_every_role_at_every_address(
    draft_claim: Claim,
    second: Claim,
    reason: RefusalReason,
    person_as: Callable[[str], Any],
    client_of: Callable[[Any], Client],
    method: str,
    path: str,
    role: str,
    status: int,
) -> None:
    client = client_of(person_as(role))
    pages = "wagtailsnippets_catalogue_claim"
    address = path.format(
        slug=draft_claim.shop.slug,
        draft=draft_claim.pk,
        waiting=second.pk,
        draft_file=draft_claim.evidence.get().pk,
        waiting_file=second.evidence.get().pk,
        decision=reverse(f"{pages}:edit", args=[second.pk]),
        history=reverse(f"{pages}:history", args=[second.pk]),
        usage=reverse(f"{pages}:usage", args=[second.pk]),
        draft_decision=reverse(f"{pages}:edit", args=[draft_claim.pk]),
    )
    data = {"number": "1112223334445", "decision": "verify"}

    response = client.get(address) if method == "GET" else client.post(address, data)
    if response.streaming:
        b"".join(response.streaming_content)  # reading to its end closes the file

    assert response.status_code == status


def test_who_leaves_the_team_loses_the_evidence(
    waiting: Claim, owner: Any, client_of: Callable[[Any], Client]
) -> None:
    owner.shop_memberships.all().delete()

    answer = client_of(owner).get(f"/bukti/{waiting.evidence.get().pk}/")

    assert answer.status_code == 404


def test_evidence_leaves_as_what_it_is_and_can_do_nothing(waiting: Claim, seller_client: Client) -> None:
    evidence = waiting.evidence.get()

    response = seller_client.get(f"/bukti/{evidence.pk}/")
    body = b"".join(response.streaming_content)

    assert body == pdf()
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="bukti-{waiting.pk}-{evidence.pk}.pdf"'
    )
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].replace(" ", "").split(","))
