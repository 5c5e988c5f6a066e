"""Wagtail's API of the CMS names pictures and documents to who may choose them, and to nobody else."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client

from accounts.factories import UserFactory
from media.factories import ImageFactory
from media.models import Document

pytestmark = pytest.mark.django_db
API = "/cms/api/main"


@pytest.fixture
def kept() -> list[str]:
    """The addresses of one picture and one document, and of their lists."""
    picture = ImageFactory(title="Foto rahasia")
    paper = Document.objects.create(title="Kertas rahasia", file=ContentFile(b"%PDF-1.4", "kertas.pdf"))
    paper.file.close()
    return [
        f"{API}/images/",
        f"{API}/documents/",
        f"{API}/images/{picture.pk}/",
        f"{API}/documents/{paper.pk}/",
    ]


def asked(person: Any, addresses: list[str]) -> list[tuple[int, bool]]:
    client = Client()
    client.force_login(person)
    answers = [client.get(address) for address in addresses]
    return [(answer.status_code, "rahasia" in answer.content.decode()) for answer in answers]


def test_staff_without_rights_on_files_are_named_none(kept: list[str]) -> None:
    staff = UserFactory()
    staff.user_permissions.add(Permission.objects.get(codename="access_admin"))

    assert asked(staff, kept) == [(200, False), (200, False), (404, False), (404, False)]


def test_an_editor_is_named_what_they_may_choose(kept: list[str]) -> None:
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))

    assert asked(editor, kept) == [(200, True)] * 4
