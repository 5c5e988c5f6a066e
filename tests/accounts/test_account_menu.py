"""The personal part of the header: a fragment, so that every page around it is the same for everyone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from oscar.core.loading import get_model

from accounts.factories import UserFactory
from catalogue.factories import ProductFactory
from shops.factories import MembershipFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_visitor_gets_a_link_that_asks_to_sign_in(client: Client) -> None:
    fragment = client.get("/akun/menu/", headers=HTMX)
    page = client.get("/akun/")

    assert 'href="/akun/"' in fragment.text
    assert page.status_code == 302
    assert page["Location"].startswith("/akun/login/")


def test_fragment_is_never_kept_and_speaks_both_languages(client: Client) -> None:
    client.force_login(UserFactory(first_name="Sri"))

    indonesian, english = (client.get(path, headers=HTMX) for path in ("/akun/menu/", "/en/akun/menu/"))

    assert "no-store" in indonesian["Cache-Control"]
    assert "private" in indonesian["Cache-Control"]
    assert "Keluar" in indonesian.text
    assert "Sign out" in english.text
    assert "<html" not in indonesian.text


def test_fragment_opened_by_itself_leads_to_the_whole_page(client: Client) -> None:
    client.force_login(UserFactory())

    response = client.get("/akun/menu/", follow=True)

    assert response.redirect_chain == [("/akun/", 302)]
    assert "<h1>" in response.text


def test_menu_shows_only_where_this_person_may_go(client: Client) -> None:
    shopper, seller, staff = UserFactory(), UserFactory(), UserFactory()
    MembershipFactory(user=seller)
    group = Group.objects.create(name="Petugas")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    staff.groups.add(group)

    texts = []
    for person in (shopper, seller, staff):
        client.force_login(person)
        texts.append(client.get("/akun/menu/", headers=HTMX).text)

    assert ["/penjual/" in text for text in texts] == [False, True, False]
    assert ["/cms/" in text for text in texts] == [False, False, True]


def test_menu_counts_the_products_of_the_open_basket(client: Client) -> None:
    person = UserFactory(first_name="Sri")
    baskets, lines = get_model("basket", "Basket").objects, get_model("basket", "Line").objects
    for status, number in (("Open", 2), ("Submitted", 1)):
        basket = baskets.create(owner=person)
        for _number in range(number):
            product = ProductFactory()
            record = product.stockrecords.get()
            lines.create(basket=basket, product=product, stockrecord=record, line_reference=str(product.pk))
        baskets.filter(pk=basket.pk).update(status=status)
    client.force_login(person)

    response = client.get("/akun/menu/", headers=HTMX)

    assert "2 produk di keranjang Anda" in " ".join(response.text.split())


def test_menu_shows_names_as_words_not_as_markup(client: Client) -> None:
    client.force_login(UserFactory(first_name="<b>Sri</b>"))

    response = client.get("/akun/menu/", headers=HTMX)

    assert "&lt;b&gt;Sri" in response.text
    assert "<b>Sri" not in response.text


def test_menu_costs_few_queries(client: Client, django_assert_max_num_queries: Callable[..., Any]) -> None:
    client.force_login(UserFactory())

    # 1 session, 2 person, 3 shops, 4 and 5 permissions, 6 basket.
    with django_assert_max_num_queries(6):
        response = client.get("/akun/menu/", headers=HTMX)

    assert response.status_code == 200


def test_every_page_has_the_plain_link_and_where_the_fragment_is(client: Client) -> None:
    indonesian, english = client.get("/toko/"), client.get("/en/toko/")

    assert 'hx-get="/akun/menu/"' in indonesian.text
    assert 'href="/akun/"' in indonesian.text
    assert 'hx-get="/en/akun/menu/"' in english.text
