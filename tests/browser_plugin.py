"""One Chromium for the whole suite: a second one in the same thread is refused by Playwright."""

import os
from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Browser, expect, sync_playwright

#: Milliseconds that a page may take for what is expected of it: two lanes keep both cores busy.
expect.set_options(timeout=20_000)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser(chromium_path: str, django_db_setup: None) -> Iterator[Browser]:
    """The browser itself; every test opens contexts or pages of its own."""
    # Playwright's loop runs in the thread of the tests. Django takes that for asynchronous code: it would
    # refuse queries, and open connections of its own that know nothing of the test database's set-up.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    opened = {alias: connections[alias] for alias in connections}
    with sync_playwright() as playwright:
        for alias, connection in opened.items():
            connections[alias] = connection
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
