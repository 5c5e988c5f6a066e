"""In a real browser: nothing anybody wrote runs, and no page asks for what its policy refuses."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pages.models import HomePage
from pages.services import EDITORS
from tests.e2e.conftest import DESK, SignIn
from tests.e2e.hostile_desk import attacked, words_of_people
from tests.e2e.hostile_site import Hostile, make_hostile_site
from tests.one_of_each import public_addresses
from tests.project.sources import ROOT

PAYLOADS: list[str] = json.loads((ROOT / "tests" / "data" / "xss.json").read_text())
#: Whatever a payload would call leaves a mark; an inline frame's calls reach its parent.
DETECTOR = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print"]) {
  window[name] = (...words) => { (window.top || window).ran.push(name + words); };
}
"""
VIOLATIONS = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
});
"""
#: What would run at a touch, though it has not been touched.
WAITING = """
() => [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]
  .filter(({name, value}) => name.startsWith("on") || name.startsWith("hx-on")
    || (["href", "src", "action", "formaction", "data", "srcdoc"].includes(name)
      && /^\\s*(javascript|vbscript|data:text)/i.test(value)))
  .map(({name, value}) => `${element.tagName} ${name}=${value}`))
"""


@pytest.fixture
def bare_context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A browser that minds no policy, so that a page is safe by what it says and not by what is refused."""
    context = browser.new_context(base_url=live_server.url, viewport=DESK, bypass_csp=True)
    context.set_default_timeout(30_000)
    context.add_init_script(DETECTOR)
    yield context
    context.close()


def _let_it_run(page: Page) -> list[str]:
    """Give the page time for what loads late, open what is folded, and answer what ran or would run."""
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    page.wait_for_timeout(120)
    return [*page.evaluate("window.ran"), *page.evaluate(WAITING)]


def test_every_field_that_people_write_in_holds_an_attack(db: None) -> None:
    make_hostile_site(PAYLOADS)

    untouched = [
        f"{model._meta.label}.{field.name}"
        for model, field in words_of_people()
        if not attacked(model, field)
    ]

    # A new field is attacked by itself where a row of its kind is made; `NOT_WORDS` says what holds none.
    assert untouched == []


@pytest.mark.timeout(900)
def test_nothing_that_sellers_and_editors_write_runs(
    transactional_db: None,
    bare_context: BrowserContext,
    live_server: Any,
    indexed: Callable[[], int],
) -> None:
    hostile = make_hostile_site(PAYLOADS)
    indexed()
    page = bare_context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())

    ran = {}
    for path in hostile.paths:
        page.goto(path)
        assert page.url == f"{live_server.url}{path}"
        ran[path] = _let_it_run(page)
    ran |= _in_personal_pages(page, bare_context, hostile)

    assert {path: found for path, found in ran.items() if found} == {}
    seen = page.request.get(hostile.paths[0]).text()
    assert seen.count("alert(1)") > len(PAYLOADS)  # they were there


def _in_personal_pages(page: Page, context: BrowserContext, hostile: Hostile) -> dict[str, list[str]]:
    """The seller's panel and the CMS, as somebody who may see both."""
    client = Client()
    client.force_login(hostile.superuser)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": page.url.partition("/en/")[0]}]
    )
    ran = {}
    for path in hostile.personal_paths:
        answer = page.goto(path)
        assert answer is not None and answer.status == 200, path
        page.wait_for_timeout(200)
        ran[path] = page.evaluate("window.ran")
    return ran


def test_detector_sees_what_runs(bare_context: BrowserContext) -> None:
    page = bare_context.new_page()
    unsafe = "".join(PAYLOADS)

    page.route("**/bahaya/", lambda route: route.fulfill(content_type="text/html", body=f"<p>{unsafe}</p>"))
    page.goto("/bahaya/")
    ran = _let_it_run(page)

    assert len(ran) >= 20
    assert any(found.startswith("alert") for found in ran)
    assert any("javascript" in found for found in ran)


def test_no_public_page_breaks_its_policy(
    transactional_db: None, visit: Callable[..., Page], indexed: Callable[[], int]
) -> None:
    paths = public_addresses()
    indexed()
    page = visit("/robots.txt")
    page.context.add_init_script(VIOLATIONS)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    refused = {}
    for kind, path in [*paths.items(), ("not there", "/tidak/ada/"), ("sign-in", "/akun/login/")]:
        if path.endswith((".txt", ".xml")):
            continue
        page.goto(path)
        page.wait_for_load_state("networkidle")
        refused[kind] = page.evaluate("window.refused")

    assert {kind: found for kind, found in refused.items() if found} == {}
    assert [text for text in said if "Content Security Policy" in text] == []


def test_editor_works_and_previews_under_the_policy(
    transactional_db: None, sign_in: SignIn, person: Callable[..., Any], indexed: Callable[[], int]
) -> None:
    public_addresses()
    indexed()
    editor = person(email="editor@example.com")
    editor.groups.add(Group.objects.get(name=EDITORS))
    home = HomePage.objects.get(locale__language_code="id")
    desk = sign_in(editor)
    desk.context.add_init_script(VIOLATIONS)
    said: list[str] = []
    desk.on("console", lambda message: said.append(message.text))

    desk.goto(f"/cms/pages/{home.pk}/edit/")
    desk.fill("[name=headline]", "Pratinjau terlihat")
    desk.click("[data-side-panel-toggle='preview']")
    preview = desk.frame_locator("#w-preview-iframe")
    expect(preview.locator("h1")).to_have_text("Pratinjau terlihat", timeout=20_000)
    index = home.get_children().get(slug="cerita")
    desk.goto(f"/cms/pages/add/pages/articlepage/{index.pk}/")
    desk.click("[name=date]")
    expect(desk.locator(".xdsoft_datetimepicker").first).to_be_attached()

    assert desk.evaluate("window.refused") == []
    assert [text for text in said if "Content Security Policy" in text] == []
