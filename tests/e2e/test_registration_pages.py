"""Registration on the narrowest phone: nothing slides sideways, nobody is shut out, light or dark."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from shops.factories import MembershipFactory, ShopFactory
from shops.models import Invitation
from shops.registration.questions import QUESTIONS
from shops.registration.services import begin
from shops.teams.invitations import digest_of, invite
from tests.e2e.axe import violations
from tests.e2e.conftest import SignIn
from tests.e2e.test_accessibility import SCHEMES
from tests.shops.registration.conftest import SENT

NARROW = {"width": 320, "height": 640}
TOKEN = "undangan-untuk-uji"


@pytest.fixture
def page(transactional_db: None, person: Callable[..., Any], sign_in: SignIn) -> Page:
    """An owner of a returned shop who registers another business."""
    user = person(email="penjual@example.com", first_name="Sri")
    shop = MembershipFactory(user=user, shop=ShopFactory(name="Brem", slug="brem", state="returned")).shop
    MembershipFactory(shop=shop, role="viewer")
    invitation = invite(shop=shop, email="baru@example.com", role="viewer", by=user)
    Invitation.objects.filter(pk=invitation.pk).update(token_digest=digest_of(TOKEN))
    begin(user=user)
    return sign_in(user, NARROW)


def judge(page: Page, path: str) -> list[str]:
    """What is wrong with a page, in words."""
    page.goto(path)
    sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    found = [f"{path} slides sideways"] if sideways else []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{path} {scheme}: {wrong}" for wrong in violations(page)]
    return found


def test_pages_of_registration_and_team_pass_axe_on_the_narrowest_phone(page: Page) -> None:
    paths = [
        "/penjual/daftar/",
        *(f"/penjual/daftar/{each.key}/" for each in QUESTIONS if each.key != "sentra"),
        "/penjual/daftar/wilayah/?q=semarang",
        "/penjual/daftar/kbli/?q=keripik",
        "/penjual/daftar/periksa/",
        "/penjual/brem/pengajuan/",
        "/penjual/brem/tim/",
        f"/penjual/undangan/{TOKEN}/",
        "/penjual/undangan/tidak-ada/",
    ]

    assert [problem for path in paths for problem in judge(page, path)] == []


@pytest.mark.parametrize("key", ["nib", "nama", "jenis", "wilayah", "kbli", "pekerja", "tim"])
def test_refused_answer_is_told_at_its_field_and_passes_axe(page: Page, key: str) -> None:
    page.goto(f"/penjual/daftar/{key}/")
    page.evaluate("document.querySelector('main form[method=post]').noValidate = true")
    for name in SENT[key]:
        field = page.locator(f"main form[method=post] [name={name}]").first
        if field.count() and field.get_attribute("type") in ("text", "email", "number"):
            field.evaluate("(field, words) => { field.type = 'text'; field.value = words; }", "…")

    page.locator("main form[method=post] button").first.click()
    page.locator(".errorlist").first.wait_for()

    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
