"""Staff read Indonesian: nothing said on the pages of the CMS that they use most is left in English."""

from collections.abc import Iterator
from gettext import NullTranslations
from typing import Any

import polib
import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.translation import trans_real

from accounts.factories import UserFactory
from catalogue.models import Product
from catalogue.services.curation import submit_product
from config.languages import UNSAID_BY_WAGTAIL
from media.factories import DocumentFactory, ImageFactory
from pages.models import ArticleIndexPage, HomePage
from pages.services import setup_site
from tests.project.translations import PLACEHOLDER, not_our_words, words_of

EDITORS = (
    *("", "pages/", "pages/{home}/", "pages/{home}/edit/", "pages/{home}/history/", "pages/{home}/usage/"),
    *("pages/{home}/add_subpage/", "pages/add/pages/articlepage/{stories}/", "pages/search/"),
    *("images/", "images/add/", "images/multiple/add/", "images/{image}/", "images/chooser/"),
    *("documents/", "documents/add/", "documents/edit/{document}/", "documents/chooser/"),
    *("choose-page/", "choose-external-link/", "account/"),
    *("reports/workflow/", "reports/workflow_tasks/", "reports/aging-pages/"),
)
CURATORS = (
    *("", "kurasi/", "kesiapan/", "snippets/partner/partner/", "snippets/catalogue/claim/"),
    *("snippets/catalogue/product/", "snippets/catalogue/product/edit/{product}/"),
    *("snippets/catalogue/product/history/{product}/", "snippets/catalogue/product/usage/{product}/"),
    *("snippets/catalogue/product/workflow_history/{product}/", "account/"),
)


class Unsaid(NullTranslations):
    """Asked last: whatever comes here nobody has words for."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self.page = ""

    def gettext(self, message: str) -> str:
        self.texts.setdefault(message, self.page)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1)


@pytest.fixture
def unsaid() -> Iterator[Unsaid]:
    last, found = trans_real.translation("id"), Unsaid()
    while last._fallback is not None:
        last = last._fallback
    last.add_fallback(found)
    yield found
    last._fallback = None


def test_what_staff_read_is_in_indonesian(draft: Product, seller: Any, curator: Any, unsaid: Unsaid) -> None:
    setup_site()
    submit_product(product=draft, by=seller)
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    home = HomePage.objects.get(locale__language_code="id")
    words = {
        "home": home.pk,
        "stories": home.add_child(instance=ArticleIndexPage(title="Kisah", slug="kisah")).pk,
        "image": ImageFactory(uploaded_by_user=editor).pk,
        "document": DocumentFactory(uploaded_by_user=editor).pk,
        "product": draft.pk,
    }

    answered = {}
    for person, pages in ((editor, EDITORS), (curator, CURATORS)):
        client = Client()
        client.force_login(person)
        for page in pages:
            unsaid.page = page
            answered |= {page: client.get("/cms/" + page.format(**words)).status_code}

    assert {page: status for page, status in answered.items() if status != 200} == {}
    assert unsaid.texts == {}


def test_scripts_of_the_cms_speak_indonesian(curator: Any) -> None:
    client = Client()
    client.force_login(curator)

    said = client.get("/cms/jsi18n/").text

    assert '"Collapse all": "Ciutkan semua"' in said


def test_our_catalogue_for_wagtail_is_whole_and_says_things_as_the_rooms_do() -> None:
    entries = polib.pofile(str(UNSAID_BY_WAGTAIL / "id" / "LC_MESSAGES" / "django.po"))

    uneven = [
        entry.msgid
        for entry in entries
        if sorted(PLACEHOLDER.findall(words_of(entry)[0]))
        != sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]

    assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy] == []
    assert uneven == []
    assert not_our_words(entries) == {}
