"""Addresses as other sites need them."""

from urllib.parse import urljoin

from django.conf import settings


def absolute(path: str) -> str:
    """The whole address of a path of this site; an address that is whole already stays as it is."""
    if path.startswith("/") and not path.startswith("//"):
        return f"{settings.BASE_URL}{path}"  # what nearly all are; a list has thirty of them
    return urljoin(f"{settings.BASE_URL}/", path)
