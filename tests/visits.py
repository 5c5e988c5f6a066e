"""Visiting pages as tests do."""

from django.test import Client


def settle(client: Client, path: str) -> None:
    """Visit a page until nothing is left to make: the first visit makes renditions, which changes it."""
    for _visit in range(2):
        client.get(path)
