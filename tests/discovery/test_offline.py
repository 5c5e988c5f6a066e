"""The manifest and the worker as they are served."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from discovery.views import offline

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("path", "language", "start"), [("", "id", "/"), ("/en", "en", "/en/")])
def test_manifest_speaks_the_language_of_its_address(
    client: Client, path: str, language: str, start: str
) -> None:
    response = client.get(f"{path}/manifest.webmanifest")

    body = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert (body["lang"], body["start_url"], body["scope"]) == (language, start, "/")
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in body["icons"])


def test_every_page_names_its_manifest(client: Client) -> None:
    indonesian, english = client.get("/toko/").text, client.get("/en/toko/").text

    assert '<link rel="manifest" href="/manifest.webmanifest" />' in indonesian
    assert '<link rel="manifest" href="/en/manifest.webmanifest" />' in english


def test_worker_is_asked_for_anew_each_time_and_rules_the_whole_site(client: Client) -> None:
    response = client.get("/sw.js")

    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert response["Service-Worker-Allowed"] == "/"
    assert not response.cookies


def test_worker_keeps_what_its_page_names_under_its_served_name() -> None:
    page = '<link href="/static/css/base.0123456789ab.css"><script src="/static/js/a.js"><a href="/x/">'

    assert offline.files_of(page) == ["/static/css/base.0123456789ab.css", "/static/js/a.js"]


def test_worker_has_a_new_version_when_its_page_changes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, again = (_settings(client.get("/sw.js").text) for _time in range(2))
    render = offline.render_to_string
    monkeypatch.setattr(
        offline, "render_to_string", lambda name, *context: f"{render(name, *context)}\n//{len(name)}"
    )

    after = _settings(client.get("/sw.js").text)

    assert len(before["files"]) > 5
    assert before["version"] == again["version"]
    assert after["version"] != before["version"]


def test_every_file_of_the_worker_is_there(client: Client) -> None:
    settings = _settings(client.get("/sw.js").text)

    assert [path for path in settings["files"] if not finders.find(path.removeprefix("/static/"))] == []
    assert {client.get(path).status_code for path in settings["pages"].values()} == {200}


def test_offline_page_asks_the_database_nothing(
    client: Client, django_assert_num_queries: pytest.FixtureDef
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        response = client.get("/luring/")

    assert response.status_code == 200


def _settings(worker: str) -> dict:
    found = re.search(r"const SETTINGS = (\{.*\});", worker)
    assert found is not None
    return json.loads(found[1])
