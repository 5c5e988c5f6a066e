"""Uploads as the demo hands them out."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings


def test_upload_is_handed_out(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "a.txt").write_text("isi")

    answer = client.get("/media/a.txt")

    assert b"".join(answer) == b"isi"
    answer.close()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["not-there.jpg", "a" * 3_000, "%00", "a/" * 1_000])
def test_path_of_no_file_is_not_there(client: Client, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404
