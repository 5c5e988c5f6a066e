"""The shop itself in the panel's list of what is handed in."""

from typing import Any

from django.test import Client

from shops.factories import MembershipFactory, ShopFactory
from shops.standing.services import approve_shop, return_shop, submit_shop


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
