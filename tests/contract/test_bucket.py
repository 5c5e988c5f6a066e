"""Public pictures in a bucket, on a real S3 server; private documents never go there."""

import urllib.request
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import boto3
import pytest
from django.conf import settings as configured
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from pytest_django import Settings

from config.settings.environment import Environment
from media.factories import DocumentFactory, ImageFactory, picture_file
from media.models import Image
from media.renditions import Size, picture
from media.services.renditions import make_renditions
from media.shapes import AT_ONCE, LATER

pytestmark = [pytest.mark.django_db, pytest.mark.services]

PUBLIC = """{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
"Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"}]}"""


def entry_for(url: str) -> dict[str, Any]:
    environment = Environment()
    environment.ENVIRON = {"STORAGE_URL": url}
    entry = environment.storage_url("STORAGE_URL")
    assert environment.problems == []
    return entry


@pytest.fixture
def bucket(s3_url: str, settings: Settings) -> Iterator[Any]:
    """An empty bucket that everybody may read, as the site's storage of public uploads."""
    name = f"etalase-{uuid4().hex[:12]}"
    endpoint = s3_url.partition("endpoint=")[2]
    url = s3_url.replace("@etalase?", f"@{name}?") + f"&public={endpoint}/{name}"
    entry = entry_for(url)
    keys = {
        "aws_access_key_id": entry["OPTIONS"]["access_key"],
        "aws_secret_access_key": entry["OPTIONS"]["secret_key"],
    }
    server = boto3.resource("s3", endpoint_url=endpoint, region_name="us-east-1", **keys)
    made = server.create_bucket(Bucket=name, ObjectOwnership="BucketOwnerEnforced")
    server.meta.client.put_bucket_policy(Bucket=name, Policy=PUBLIC % name)
    settings.STORAGES = {**configured.STORAGES, "default": entry}
    yield made
    made.objects.all().delete()
    made.delete()
    server.meta.client.close()
    storages["default"].connection.meta.client.close()


def fetched(url: str) -> tuple[bytes, dict[str, str]]:
    with urllib.request.urlopen(url, timeout=10) as response:
        return response.read(), dict(response.headers)


def test_pictures_and_renditions_lie_in_the_bucket_and_everybody_reads_them(bucket: Any) -> None:
    image = ImageFactory(file=picture_file(size=(1600, 1200)))

    make_renditions(image_id=image.pk, kinds=(*AT_ONCE, *LATER))

    shown = picture(Image.objects.get(), Size.CARD)
    assert shown is not None
    urls = [part.split(" ")[0] for source in shown.sources for part in source.srcset.split(", ")]
    assert len(urls) == 4
    for url in (shown.url, *urls):
        content, headers = fetched(url)
        assert len(content) > 100
        assert "immutable" in headers["Cache-Control"]
    assert image.file.name in {item.key for item in bucket.objects.all()}


def test_first_picture_of_a_page_is_made_in_the_bucket_as_well(bucket: Any) -> None:
    image = ImageFactory()

    shown = picture(image, Size.CARD)

    assert shown is not None
    assert fetched(shown.url)[0][:2] == b"\xff\xd8"


def test_private_documents_stay_out_of_the_bucket_and_behind_the_check(bucket: Any, client: Any) -> None:
    document = DocumentFactory(file=ContentFile(b"rahasia", name="bukti.txt"))

    keys = [item.key for item in bucket.objects.all()]

    assert keys == []
    with pytest.raises(NotImplementedError):
        _ = document.file.url
    with document.open_file() as file:
        assert file.read() == b"rahasia"
