"""An editor changes the home page in the CMS and everyone sees it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from pages.models import HomePage
from pages.services import EDITORS, setup_site
from tests.e2e.conftest import SignIn


@pytest.fixture
def editor(transactional_db: None, person: Callable[..., Any]) -> Any:
    setup_site()
    user = person(email="editor@example.com")
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


def test_editor_changes_the_home_page_and_everyone_sees_it(
    editor: Any, sign_in: SignIn, visit: Callable[..., Page]
) -> None:
    home = HomePage.objects.get(locale__language_code="id")
    shopper = visit("/")
    before = shopper.locator("h1").text_content()
    desk = sign_in(editor)

    desk.goto(f"/cms/pages/{home.pk}/edit/")
    desk.fill("[name=headline]", "Pasar rakyat di layar Anda")
    desk.click("footer [data-w-dropdown-target='toggle']")
    with desk.expect_navigation():
        desk.click("[name=action-publish]")
    shopper.reload()

    assert before != "Pasar rakyat di layar Anda"
    expect(shopper.locator("h1")).to_have_text("Pasar rakyat di layar Anda")
