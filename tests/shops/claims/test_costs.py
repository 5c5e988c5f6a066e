"""What the pages of claims ask the database: the same for two rows and for twenty."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalogue.factories import ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Claim, ClaimEvidence, ClaimKind
from shops.claims.models import ClaimProposal, RegisterImport
from shops.claims.register.matching import WEIGHTS
from shops.models import Partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(curator: Any, client_of: Callable[[Any], Client]) -> Client:
    return client_of(curator)


@contextmanager
def counted(counts: list[int]) -> Iterator[None]:
    with CaptureQueriesContext(connection) as queries:
        yield
    counts.append(len(queries))


def read(client: Client, address: str, counts: list[int]) -> Any:
    """The page's second visit, counted: what stands around it is kept from the first."""
    client.get(address)
    with counted(counts):
        answer = client.get(address)
    assert answer.status_code == 200
    return answer


def test_kinds_to_choose_from_cost_the_same(seller_client: Client, shop: Partner) -> None:
    # 1 session, 2 user, 3 shop with role, 4 kinds in use, 5 mark of the frame
    counts: list[int] = []
    for more in (2, 18):
        for number in range(more):
            ClaimKindFactory(code=f"jenis-{more}-{number}")
        answer = read(seller_client, f"/penjual/{shop.slug}/klaim/baru/", counts)

    assert counts == [5, 5]
    assert len(answer.context["kinds"]) == 20


@pytest.mark.parametrize("renewed", [False, True])
def test_a_new_claim_costs_the_same_however_many_products_and_claims_there_are(
    seller_client: Client, shop: Partner, renewed: bool
) -> None:
    # 1 session, 2 user, 3 shop with role, 4 the kind, 5 products to choose from, 6 mark of the frame;
    # 7 the claim that is renewed
    kind, counts = ClaimKindFactory(tkdn=True), []
    for more in (2, 18):
        for _number in range(more):
            old = ClaimFactory(kind=kind, shop=shop, product=ProductFactory(shop=shop), value=40)
        query = f"?jenis=tkdn&ganti={old.pk}" if renewed else "?jenis=tkdn"
        answer = read(seller_client, f"/penjual/{shop.slug}/klaim/baru/{query}", counts)

    assert counts == ([7, 7] if renewed else [6, 6])
    assert answer.text.count("<option") == 21


@pytest.mark.parametrize("who", ["team", "curator"])
def test_a_file_of_evidence_costs_the_same_however_many_there_are(
    seller_client: Client, desk: Client, waiting: Claim, owner: Any, who: str
) -> None:
    # 1 session, 2 user, 3–4 rights, 5 the file with its claim; a curator's scope before it
    client, counts = seller_client if who == "team" else desk, []
    evidence = waiting.evidence.get()
    for more in (1, 18):
        ClaimEvidence.objects.bulk_create(
            ClaimEvidence(
                claim=waiting,
                shop=waiting.shop,
                file=evidence.file.name,
                name="lain.pdf",
                content_type="application/pdf",
                size=1,
            )
            for _number in range(more)
        )
        with counted(counts):
            answer = client.get(f"/bukti/{evidence.pk}/")
            b"".join(answer.streaming_content)

    assert waiting.evidence.count() == 20
    assert counts == ([5, 5] if who == "team" else [6, 6])


@pytest.fixture
def propose(shop: Partner) -> Callable[[int], list[ClaimProposal]]:
    """Open proposals, each for a product of its own."""
    kind = ClaimKindFactory(tkdn=True)
    source = RegisterImport.objects.create(file_name="tkdn.xls", fingerprint="0" * 64, rows=12)

    def make(count: int) -> list[ClaimProposal]:
        return [
            ClaimProposal.objects.create(
                source=source,
                kind=kind,
                shop=shop,
                product=ProductFactory(shop=shop),
                certificate=f"{timezone.now().timestamp()}-{number}",
                company="PT ROTAN JAYA",
                product_name="Keranjang",
                value=45,
                expires_on=timezone.localdate().replace(year=2030, day=1),
                score="0.900",
                agreement=dict.fromkeys(WEIGHTS, 1),
            )
            for number in range(count)
        ]

    return make


def test_the_list_of_proposals_costs_the_same(
    desk: Client, propose: Callable[[int], list[ClaimProposal]]
) -> None:
    # 1 session, 2 user, 3–4 rights, 5 profile, 6 scope, 7 count, 8 locales, 9–10 pages and collections of the
    # menu, 11 imports to filter by, 12 proposals with shop, product and kind
    counts: list[int] = []
    for more in (2, 18):
        propose(more)
        answer = read(desk, reverse("wagtailsnippets_shop_claims_claimproposal:list"), counts)

    assert counts == [12, 12]
    assert len(answer.context["object_list"]) == 20


def test_one_proposal_costs_the_same_however_many_products_the_shop_has(
    desk: Client, propose: Callable[[int], list[ClaimProposal]]
) -> None:
    # 1 session, 2 user, 3–4 rights, 5 profile, 6 scope, 7 the proposal with shop, product, kind and source,
    # 8 locales, 9–10 pages and collections of the menu, 11–12 products to choose from, checked and shown
    counts: list[int] = []
    for more in (2, 18):
        proposal = propose(more)[0]
        address = reverse("wagtailsnippets_shop_claims_claimproposal:edit", args=[proposal.pk])
        answer = read(desk, address, counts)

    assert counts == [12, 12]
    assert answer.text.count("<option") >= 20


def test_the_list_of_claims_costs_the_same(desk: Client, shop: Partner, nib: ClaimKind) -> None:
    # 1 session, 2 user, 3–4 rights, 5 profile, 6 scope, 7 count, 8 locales, 9–10 pages and collections of the
    # menu, 11 kinds to filter by, 12 claims with shop, product and kind
    counts: list[int] = []
    for more in (2, 18):
        for _number in range(more):
            ClaimFactory(kind=nib, shop=shop, product=None, state="submitted")
        answer = read(desk, reverse("wagtailsnippets_catalogue_claim:list"), counts)

    assert counts == [12, 12]
    assert len(answer.context["object_list"]) == 20
