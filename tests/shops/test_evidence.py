"""Evidence of claims is read by the shop's team and by curators, and by nobody else."""

from typing import Any

import pytest
from django.test import Client

from accounts.factories import UserFactory
from catalogue.factories import ClaimFactory
from media.factories import DocumentFactory
from media.models import Document
from media.services import private_collection
from shops.factories import MembershipFactory, ShopFactory


@pytest.fixture
def evidence(db: None) -> Document:
    document = DocumentFactory(collection=private_collection())
    ClaimFactory(evidence=document)
    return document


def answer(document: Document, person: Any) -> int:
    client = Client()
    if person is not None:
        client.force_login(person)
    response = client.get(document.url)
    if response.streaming:
        b"".join(response.streaming_content)  # reading to its end closes the file
    return response.status_code


def test_team_and_curators_read_the_evidence(evidence: Document, curator: Any) -> None:
    seller = MembershipFactory(shop=evidence.claims.get().shop).user

    answers = [answer(evidence, seller), answer(evidence, curator)]

    assert answers == [200, 200]


def test_others_do_not_learn_that_it_is_there(evidence: Document) -> None:
    other_seller = MembershipFactory(shop=ShopFactory()).user

    answers = [answer(evidence, person) for person in (None, UserFactory(), other_seller)]

    assert answers == [404, 404, 404]


def test_private_document_without_a_claim_is_not_the_curators(curator: Any) -> None:
    document = DocumentFactory(collection=private_collection())

    assert answer(document, curator) == 404
