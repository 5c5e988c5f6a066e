"""What every response tells the browser, and what it must not depend on."""

from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import gettext
from pytest_django import Settings

from accounts.factories import UserFactory
from config.headers import CSP, SafetyHeaders
from pages.models import HomePage
from pages.services import setup_site
from search.services import rebuild_index
from tests.one_of_each import public_addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(settings: Settings, tmp_path: Path) -> dict[str, str]:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    made = public_addresses()
    rebuild_index(engine="embedded")
    return made


def _policy(response: HttpResponse) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response.headers[CSP].split(";"))
    return {name: sources for name, _blank, sources in parts}


def test_every_public_page_is_safe_by_its_headers(client: Client, addresses: dict[str, str]) -> None:
    responses = {kind: client.get(path) for kind, path in addresses.items()}

    for kind, response in responses.items():
        policy = _policy(response)
        assert response.status_code == 200, kind
        assert "unsafe" not in str(policy), kind
        assert policy["script-src"] == policy["style-src"] == policy["default-src"] == "'self'", kind
        assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'", kind
        assert policy["form-action"] == "'self'", kind
        assert response["X-Content-Type-Options"] == "nosniff", kind
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin", kind
        assert response["Cross-Origin-Opener-Policy"] == "same-origin", kind
        assert response["Cross-Origin-Resource-Policy"] in {"same-origin", "cross-origin"}, kind
        assert "camera=()" in response["Permissions-Policy"], kind
        assert response["X-Frame-Options"] == "DENY", kind


def test_no_public_page_has_cookies_or_anything_inline_or_varies_by_who_asks(
    client: Client, addresses: dict[str, str]
) -> None:
    responses = {
        kind: client.get(path, headers={"Accept-Language": "en-GB,en"}) for kind, path in addresses.items()
    }

    for kind, response in responses.items():
        assert not response.cookies, kind
        assert "Cookie" not in response.get("Vary", ""), kind
        assert "Accept-Language" not in response.get("Vary", ""), kind
        for inline in ("csrf", "<style", ' style="', "<script>", "javascript:"):
            assert inline not in response.text.lower(), (kind, inline)


def test_visitors_language_header_and_cookie_change_nothing(client: Client) -> None:
    plain = client.get("/toko/")
    client.cookies["django_language"] = "en"

    foreign = client.get("/toko/", headers={"Accept-Language": "en"})

    assert foreign.content == plain.content
    assert foreign["Content-Language"] == "id"


def test_errors_and_personal_pages_carry_the_policy_too(client: Client) -> None:
    paths = ["/tidak/ada/", "/akun/login/", "/akun/signup/", "/penjual/"]

    policies = {path: _policy(client.get(path)) for path in paths}

    assert {policy["script-src"] for policy in policies.values()} == {"'self'"}


def test_cms_allows_wagtails_inline_scripts_and_no_code_from_strings(admin_client: Client) -> None:
    policy = _policy(admin_client.get("/cms/"))

    assert policy["script-src"] == "'self' 'unsafe-inline'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"


def test_preview_is_framed_by_the_cms_alone_and_keeps_the_public_policy(admin_client: Client) -> None:
    setup_site()
    home = HomePage.objects.first()
    assert home is not None

    response = admin_client.get(f"/cms/pages/{home.pk}/view_draft/")
    preview = admin_client.get(f"/cms/pages/{home.pk}/edit/preview/?mode=")

    assert _policy(response)["script-src"] == "'self'"
    assert _policy(preview)["frame-ancestors"] == "'self'"


def test_policy_of_a_view_stays_as_the_view_wrote_it(rf: RequestFactory) -> None:
    def stern(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={CSP: "default-src 'none'"})

    response = SafetyHeaders(stern)(rf.get("/dokumen/1/bukti.pdf"))

    assert response.headers[CSP] == "default-src 'none'"


def test_uploads_on_another_host_may_be_shown(rf: RequestFactory, settings: Settings) -> None:
    settings.MEDIA_URL = "https://berkas.example/etalase/"

    response = SafetyHeaders(lambda _request: HttpResponse())(rf.get("/"))

    assert _policy(response)["img-src"] == "'self' data: https://berkas.example"


@pytest.mark.parametrize("seconds", [31_536_000])
def test_browsers_are_told_to_stay_with_https(client: Client, settings: Settings, seconds: int) -> None:
    settings.SECURE_HSTS_SECONDS = seconds
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True

    response = Client().get("/toko/", secure=True)

    assert response["Strict-Transport-Security"] == f"max-age={seconds}; includeSubDomains"


def test_cms_speaks_indonesian(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    setup_site()
    home = HomePage.objects.get(locale__language_code="id")

    text = client.get(f"/cms/pages/{home.pk}/edit/").text

    assert "Publikasi" in text
    assert "Batal Publikasi" in text


def test_our_own_indonesian_words_win_over_wagtails() -> None:

    ours, theirs = gettext("Save draft"), gettext("Unpublish")

    assert ours == "Simpan draf"
    assert theirs == "Batal Publikasi"
