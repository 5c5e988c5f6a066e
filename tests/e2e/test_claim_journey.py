"""A claim from its paper to the mark on a page, and off it again."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from catalogue.factories import ProductFactory
from catalogue.models import ClaimKind, Product
from catalogue.services.reference import load_reference_data
from shops.curation.services import ensure_curation_workflow, ensure_regional_curators
from shops.factories import MembershipFactory, ShopFactory
from shops.regions.factories import RegionFactory
from tests.catalogue.claims.files import pdf
from tests.e2e.conftest import PHONE, SignIn
from tests.e2e.steps import PATIENCE, in_state, open_entry, send, shown

PAPER = {"name": "sertifikat.pdf", "mimeType": "application/pdf", "buffer": pdf(2)}


@pytest.fixture
def product(transactional_db: None) -> Product:
    """A public product of a shop in Kota Semarang."""
    load_reference_data()
    ensure_curation_workflow()
    shop = ShopFactory(name="Dapur Bu Sri", region=RegionFactory(code="33.74"))
    made: Product = ProductFactory(shop=shop, title="Keripik Tempe Sagu")
    return made


@pytest.fixture
def seller(product: Product, person: Callable[..., Any]) -> Any:
    user = person(email="penjual@example.com")
    MembershipFactory(user=user, shop=product.shop)
    return user


@pytest.fixture
def curator_in(product: Product, person: Callable[..., Any]) -> Callable[[str], Any]:
    """Who decides in the region of this code."""

    def appoint(code: str) -> Any:
        user = person(email=f"kurator{code}@example.com")
        user.groups.add(ensure_regional_curators(region=RegionFactory(code=code)))
        return user

    return appoint


def enter_claim(page: Page, product: Product, number: str, last_day: dt.date) -> None:
    """The seller chooses a kind, copies what the paper says, adds it and hands it in."""
    page.goto(f"/penjual/{product.shop.slug}/")
    page.click("main a[href$='/klaim/'] >> visible=true")
    page.click("main a[href$='/klaim/baru/']")
    shown(page, "klaim-jenis")
    page.click("main a[href='?jenis=halal']")
    page.select_option("[name=product]", str(product.pk))
    page.fill("[name=number]", number)
    page.fill("[name=expires_on]", last_day.isoformat())
    page.set_input_files("[name=evidence]", PAPER)
    shown(page, "klaim-baru")
    send(page, "button[name=submit]")
    in_state(page, "submitted")


def decide(page: Page, number: str, decision: str, words: str = "") -> None:
    """The curator reads the claim beside its paper and decides."""
    open_entry(page, number)
    expect(page.locator("main")).to_contain_text("sertifikat.pdf")
    shown(page, "kurasi-klaim")
    page.check(f"[name=decision][value={decision}]")
    if words:
        page.select_option("[name=reason]", index=1)
        page.fill("[name=words]", words)
    send(page, "footer button[type=submit], footer [type=submit]")


@pytest.mark.timeout(600)
def test_a_claim_is_refused_mended_verified_shown_and_expires(
    product: Product,
    seller: Any,
    curator_in: Callable[[str], Any],
    sign_in: SignIn,
    visit: Callable[..., Page],
) -> None:
    phone, desk = sign_in(seller, PHONE), sign_in(curator_in("33.74"))
    number = ClaimKind.objects.get(code="halal").number_example
    last_day = timezone.localdate() + dt.timedelta(days=40)
    address = product.get_absolute_url()
    shopper = visit(address, PHONE)
    expect(shopper.locator("main")).not_to_contain_text(number)

    enter_claim(phone, product, number, last_day)
    shopper.reload()
    expect(shopper.locator("main")).not_to_contain_text(number)
    decide(desk, number, "refuse", "Halaman dua tidak terbaca.")
    phone.reload()
    in_state(phone, "refused")
    expect(phone.locator("blockquote").first).to_contain_text("Halaman dua tidak terbaca.")
    shown(phone, "klaim-ditolak")

    phone.set_input_files("[name=evidence]", {**PAPER, "name": "halaman-dua.pdf"})
    send(phone, "button[name=submit]")
    in_state(phone, "submitted")
    decide(desk, number, "verify")
    phone.reload()
    in_state(phone, "verified")
    shopper.reload()
    expect(shopper.locator("#klaim-halal")).to_contain_text(number, timeout=PATIENCE)
    shown(shopper, "klaim-tampil")

    call_command("expire_claims", on=last_day + dt.timedelta(days=1))
    shopper.reload()
    expect(shopper.locator("h1")).to_have_text(product.title)
    expect(shopper.locator("main")).not_to_contain_text(number)
    phone.reload()
    in_state(phone, "expired")


@pytest.mark.timeout(600)
def test_a_curator_of_semarang_does_not_see_what_waits_in_madiun(
    product: Product,
    seller: Any,
    curator_in: Callable[[str], Any],
    sign_in: SignIn,
) -> None:
    product.shop.region = RegionFactory(code="35.77")
    product.shop.save()
    number = ClaimKind.objects.get(code="halal").number_example
    enter_claim(sign_in(seller, PHONE), product, number, timezone.localdate() + dt.timedelta(days=40))
    madiun, semarang = sign_in(curator_in("35.77")), sign_in(curator_in("33.74"))

    open_entry(madiun, number)
    claim = madiun.url
    semarang.goto("/cms/kurasi/")

    expect(semarang.locator("h1")).to_be_visible()
    expect(semarang.locator("main")).not_to_contain_text(number)
    expect(semarang.locator("main")).not_to_contain_text(product.shop.name)
    answer = semarang.goto(claim)
    assert answer is not None and answer.status == 404
