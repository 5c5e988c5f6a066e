"""The shop itself in the panel's list of what is handed in."""

from typing import Any

import pytest
from django.test import Client

from shops.factories import MembershipFactory, ShopFactory
from shops.standing import views
from shops.standing.services import approve_shop, close_shop, return_shop, submit_shop


def test_shop_is_listed_until_the_office_has_approved_it(curator: Any) -> None:
    member = MembershipFactory(shop=ShopFactory(name="Brem Wilis", state="draft"))
    shop, client = member.shop, Client()
    client.force_login(member.user)

    def listed() -> list[tuple[str, str, bool]]:
        rows = client.get(f"/penjual/{shop.slug}/diajukan/").context["submissions"]
        return [(row.url, row.state, row.waits_for_shop) for row in rows]

    draft = listed()
    submit_shop(shop=shop, by=member.user)
    waiting = listed()
    return_shop(shop=shop, by=curator, reason="Nama tidak lengkap.")
    returned = listed()
    submit_shop(shop=shop, by=member.user)
    approve_shop(shop=shop, by=curator)

    address = f"/penjual/{shop.slug}/pengajuan/"
    assert (draft, listed()) == ([], [])
    assert waiting == [(address, "submitted", False)]
    assert returned == [(address, "returned", True)]


def test_closing_a_shop_that_is_closed_in_this_very_moment_is_no_error(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    member, client = MembershipFactory(), Client()
    client.force_login(member.user)

    def after_a_colleague(**words: Any) -> None:
        close_shop(**words)
        close_shop(**words)

    monkeypatch.setattr(views, "close_shop", after_a_colleague)
    answer = client.post(f"/penjual/{member.shop.slug}/pengajuan/tutup/", {"reason": "Pindah."})

    member.shop.refresh_from_db()
    assert (answer.status_code, member.shop.state) == (302, "closed")
