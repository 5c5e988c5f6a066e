"""How evidence leaves, and to whom no more; `tests/shops/access` has every role at every address."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from catalogue.models import Claim
from tests.catalogue.claims.files import pdf


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
