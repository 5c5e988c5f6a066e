"""What people do over and over on the way to a public page, as they do it in a browser."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from media.factories import picture_file
from tests.e2e.conftest import PHONE

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guides" / "gambar"
#: A busy machine is slow; a step that never comes still fails.
PATIENCE = 45_000
STATE = "main [data-state]"


def shown(page: Page, name: str) -> None:
    """The page fits on a phone; with GUIDE_PICTURES set, it is kept for the guides as `name`."""
    assert page.evaluate("document.documentElement.scrollWidth") <= (page.viewport_size or PHONE)["width"]
    if os.environ.get("GUIDE_PICTURES"):
        GUIDES.mkdir(exist_ok=True)
        page.screenshot(path=GUIDES / f"{name}.png")


def send(page: Page, button: str | Locator) -> None:
    """Press a button that sends a form, and wait for the page that answers."""
    with page.expect_navigation(timeout=PATIENCE):
        (page.locator(button) if isinstance(button, str) else button).click()


def in_state(page: Page, state: str) -> None:
    """The seller reads this state at the head of the page."""
    expect(page.locator(STATE).first).to_have_attribute("data-state", state, timeout=PATIENCE)


def photos(*names: str) -> list[dict[str, Any]]:
    """Photos of different colours, large enough for readiness, as a file chooser takes them."""
    return [
        {
            "name": f"{name}.jpg",
            "mimeType": "image/jpeg",
            "buffer": picture_file(size=(1400, 1050), colour=f"#{120 + 30 * place:02x}4b1f").read(),
        }
        for place, name in enumerate(names)
    ]


def add_photos(page: Page, words: Sequence[str]) -> None:
    """Put one photo for each sentence into the product's form."""
    for place, (photo, sentence) in enumerate(zip(photos(*map(str, range(len(words)))), words, strict=True)):
        page.set_input_files(f"[name=pictures-{place}-file]", photo)
        page.fill(f"[name=pictures-{place}-alt]", sentence)


def open_entry(page: Page, title: str) -> None:
    """The curator finds what waits in the queue and opens it."""
    page.goto("/cms/kurasi/")
    link = page.locator("[data-entry] a[data-open]", has_text=title)
    expect(link).to_have_count(1, timeout=PATIENCE)
    page.goto(link.get_attribute("href") or "")
