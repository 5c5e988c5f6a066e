import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.factories import UserFactory
from media.models import Document, PrivateCollection
from media.services import private_collection

pytestmark = pytest.mark.django_db


def store(title: str, content: bytes, **fields) -> Document:
    document = Document.objects.create(title=title, file=ContentFile(content, f"{title}.pdf"), **fields)
    document.file.close()
    return document


@pytest.fixture
def private_document():
    return store("sertifikat", b"%PDF-1.4 bukti", collection=private_collection())


@pytest.fixture
def public_document():
    return store("katalog", b"%PDF-1.4 katalog")


def body(response) -> bytes:
    content = b"".join(response.streaming_content)
    response.close()
    return content


def address(document: Document) -> str:
    return reverse("wagtaildocs_serve", args=[document.pk, document.filename])


def test_anyone_reads_a_public_document(client, public_document):
    response = client.get(address(public_document))

    assert response.status_code == 200
    assert body(response) == b"%PDF-1.4 katalog"


def test_a_stranger_finds_no_private_document(client, private_document):
    response = client.get(address(private_document))

    assert response.status_code == 404


@pytest.mark.parametrize("is_staff", [False, True])
def test_a_person_who_signed_in_finds_none_either(client, private_document, is_staff):
    client.force_login(UserFactory(is_staff=is_staff))

    assert client.get(address(private_document)).status_code == 404


def test_a_superuser_reads_a_private_document(client, private_document):
    client.force_login(UserFactory(is_superuser=True))

    response = client.get(address(private_document))

    assert response.status_code == 200
    assert body(response) == b"%PDF-1.4 bukti"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_document_in_a_collection_below_a_private_one_is_private(private_document):
    below = private_document.collection.add_child(name="Bukti TKDN")
    private_document.collection = below

    assert private_document.is_private


def test_no_file_of_a_document_lies_where_the_web_server_looks(private_document, public_document):
    for document in (private_document, public_document):
        assert not document.file.path.startswith(str(settings.MEDIA_ROOT))
        with pytest.raises(NotImplementedError):
            _ = document.file.url


def test_the_private_collection_is_made_once():
    first, second = private_collection(), private_collection()

    assert first == second
    assert PrivateCollection.objects.count() == 1
