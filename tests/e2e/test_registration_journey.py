"""From an unknown business to an approved shop: its owner and a colleague on phones, the office at a desk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from catalogue.services.reference import load_reference_data
from shops.curation.services import ensure_curation_workflow, ensure_regional_curators
from shops.models import Partner
from shops.readiness.reference import load_requirements
from shops.regions.factories import RegionFactory
from tests.e2e.conftest import PHONE, SignIn
from tests.e2e.steps import (
    PATIENCE,
    answer,
    in_state,
    letter_to,
    link_in,
    look_up,
    open_entry,
    send,
    shown,
    sign_up,
)

OWNER, COLLEAGUE, SHOP = "sri@example.com", "gudang@example.com", "Brem Sekar Wilis"


@pytest.fixture
def place(transactional_db: None) -> None:
    """A site that is set up, with one village."""
    load_reference_data()
    load_requirements()
    RegionFactory(code="33.74.01.1001")
    ensure_curation_workflow()


@pytest.fixture
def curator(place: None, person: Callable[..., Any]) -> Any:
    """Who decides in Kota Semarang."""
    user = person(email="kurator@example.com")
    user.groups.add(ensure_regional_curators(region=RegionFactory(code="33.74")))
    return user


def register(page: Page, outbox: list[EmailMessage]) -> None:
    """The owner signs up and answers one question after the other."""
    page.goto("/penjual/daftar/")
    shown(page, "daftar-mulai")
    page.click("main a[href*='signup']")
    sign_up(page, OWNER, outbox)
    page.goto("/penjual/daftar/")
    send(page, "main form[method=post] button")
    answer(page, nib="1234 5678 90123")
    shown(page, "daftar-nama")
    answer(page, name=SHOP)
    answer(page, kind="cv")
    look_up(page, "miroto", "Semarang Tengah")
    shown(page, "daftar-wilayah")
    answer(page)
    answer(page, address="Jalan Pahlawan 7", whatsapp="0812 3456 7890")
    answer(page, sector="makanan")
    look_up(page, "keripik", "eripik")
    answer(page)
    answer(page, size="capital-1000000000")
    answer(page, employees="4")
    answer(page, email_1=COLLEAGUE)
    expect(page.locator("main dl")).to_contain_text(SHOP)
    shown(page, "daftar-periksa")
    send(page, "main form[method=post] button")
    in_state(page, "submitted")


def approve_shop(page: Page) -> None:
    """The office looks at the business and lets it in."""
    open_entry(page, SHOP)
    page.check("[name=move][value=approve]")
    send(page, "form:has([name=move]) [type=submit]")


@pytest.mark.timeout(600)
def test_a_business_comes_in_with_its_team_and_shoppers_see_it(
    curator: Any,
    visit: Callable[..., Page],
    sign_in: SignIn,
    mailoutbox: list[EmailMessage],
) -> None:
    phone, desk = visit("/", PHONE), sign_in(curator)

    register(phone, mailoutbox)
    shop = Partner.objects.get()
    assert SHOP not in visit("/toko/", PHONE).inner_text("main")
    approve_shop(desk)
    phone.reload()
    in_state(phone, "approved")

    colleague = visit(link_in(letter_to(mailoutbox, COLLEAGUE)), PHONE)
    invitation = colleague.url
    colleague.click("main a[href*='signup']")
    sign_up(colleague, COLLEAGUE, mailoutbox)
    colleague.goto(invitation)
    send(colleague, "main form[method=post] button")
    expect(colleague.locator("h1")).to_have_text(SHOP, timeout=PATIENCE)

    phone.goto(f"/penjual/{shop.slug}/kesiapan/")
    expect(phone.locator("main")).to_contain_text("Tampilkan tiga produk")
    shown(phone, "kesiapan-toko")
    phone.goto(f"/penjual/{shop.slug}/")
    phone.click("main a[href$='/produk/baru/']")
    expect(phone.locator("main a[href*='?jenis=makanan-minuman']")).to_be_visible()
    shopper = visit("/toko/", PHONE)
    expect(shopper.locator("main")).to_contain_text(SHOP)
