"""Setting the site up, once and again."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale, Page, Site, Workflow

from accounts.factories import UserFactory
from catalogue.models import Category
from pages.models import HomePage
from pages.services import setup_site

pytestmark = pytest.mark.django_db


def test_setup_makes_a_home_page_in_both_languages(client: Client) -> None:
    call_command("setup_site")

    indonesian, english = client.get("/"), client.get("/en/")

    assert Locale.objects.count() == 2
    assert '<html lang="id">' in indonesian.text
    assert "Etalase produk lokal Indonesia" in indonesian.text
    assert '<html lang="en">' in english.text
    assert "Local products from Indonesia" in english.text
    assert Site.objects.get().root_page.specific == HomePage.objects.get(locale__language_code="id")


def test_welcome_page_of_wagtail_is_gone_and_reference_data_is_there() -> None:
    setup_site()

    left = Page.objects.filter(depth=2)

    assert {type(page.specific) for page in left} == {HomePage}
    assert Category.objects.filter(full_slug="makanan/camilan").exists()


def test_groups_and_the_curation_workflow_are_there() -> None:
    setup_site()

    groups = set(Group.objects.values_list("name", flat=True))

    assert {"Editor", "Kurator"} <= groups
    assert Workflow.objects.get(name="Kurasi").active


def test_second_setup_changes_nothing_that_editors_changed() -> None:
    setup_site()
    home = HomePage.objects.get(locale__language_code="id")
    home.headline = "Pasar kita"
    home.save_revision().publish()
    Group.objects.get(name="Editor").permissions.clear()

    report = setup_site()

    home.refresh_from_db()
    assert home.headline == "Pasar kita"
    assert (report.home_pages, report.reference_rows) == (0, 0)
    assert HomePage.objects.count() == 2
    assert not Group.objects.get(name="Editor").permissions.exists()


def test_site_takes_host_and_port_from_the_base_url(settings: object) -> None:
    settings.BASE_URL = "https://etalase.example"  # type: ignore[attr-defined]  # pytest-django's fixture

    setup_site()

    site = Site.objects.get()
    assert (site.hostname, site.port) == ("etalase.example", 443)


def test_editor_may_change_the_home_page_and_nothing_of_the_shops(client: Client) -> None:
    setup_site()
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editor"))
    client.force_login(editor)
    home = HomePage.objects.get(locale__language_code="id")

    edit = client.get(f"/cms/pages/{home.pk}/edit/")
    users = client.get("/cms/users/")

    assert edit.status_code == 200
    assert users.status_code == 302
    assert not editor.has_perm("partner.change_partner")
