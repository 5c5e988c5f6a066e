"""What people do over and over on the way from registration to search, as they do it in a browser."""

import os
import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.mail import EmailMessage
from PIL import Image as PictureFile
from playwright.sync_api import Locator, Page, expect

from media.factories import picture_file
from tests.e2e.conftest import PASSWORD, PHONE

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guides" / "gambar"
#: A busy machine is slow; a step that never comes still fails.
PATIENCE = 45_000
STATE = "main [data-state]"


def shown(page: Page, name: str) -> None:
    """The page fits on a phone; with GUIDE_PICTURES set, it is kept for the guides as `name`."""
    assert page.evaluate("document.documentElement.scrollWidth") <= (page.viewport_size or PHONE)["width"]
    if os.environ.get("GUIDE_PICTURES"):
        GUIDES.mkdir(exist_ok=True)
        with PictureFile.open(BytesIO(page.screenshot(animations="disabled"))) as picture:
            picture.save(GUIDES / f"{name}.webp", quality=70, method=6)


def send(page: Page, button: str | Locator) -> None:
    """Press a button that sends a form, and wait for the page that answers."""
    with page.expect_navigation(timeout=PATIENCE):
        (page.locator(button) if isinstance(button, str) else button).click()


def in_state(page: Page, state: str) -> None:
    """The seller reads this state at the head of the page."""
    expect(page.locator(STATE).first).to_have_attribute("data-state", state, timeout=PATIENCE)


def link_in(letter: EmailMessage) -> str:
    """The path of the first address in a letter."""
    found = re.search(r"https?://[^/\s]+(/\S+)", str(letter.body))
    assert found, letter.body
    return found.group(1)


def letter_to(outbox: Sequence[EmailMessage], address: str) -> EmailMessage:
    """The latest letter to an address."""
    return next(letter for letter in reversed(outbox) if address in letter.to)


def sign_up(page: Page, email: str, outbox: Sequence[EmailMessage]) -> None:
    """From the form that asks for an address to being signed in, with the address confirmed."""
    page.fill("[name=email]", email)
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=password2]", PASSWORD)
    send(page, "main form:has([name=password1]) [type=submit]")
    page.goto(link_in(letter_to(outbox, email)))
    send(page, "main form [type=submit]")
    if page.locator("[name=login]").count():
        page.fill("[name=login]", email)
        page.fill("[name=password]", PASSWORD)
        send(page, "main form:has([name=password]) [type=submit]")


def answer(page: Page, **fields: str) -> None:
    """Answer the question on the screen and go on; a radio button is named by its value."""
    for name, value in fields.items():
        field = page.locator(f"main form[method=post] [name={name}]").first
        if field.get_attribute("type") == "radio":
            page.check(f"main form[method=post] [name={name}][value='{value}']")
        else:
            field.fill(value)
    send(page, "main form[method=post] button:not([name=more], [formaction])")


def look_up(page: Page, words: str, wanted: str) -> None:
    """Type words in a field that suggests, and take the suggestion that says what is wanted."""
    page.locator("main form[role=search] [name=q]").press_sequentially(words)
    option = page.locator("main [role=option]", has_text=wanted).first
    expect(option).to_be_visible(timeout=PATIENCE)
    send(page, option)


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
    """Choose one photo for each sentence, wait until all are kept, and say what they show."""
    page.set_input_files("#id_photos", photos(*map(str, range(len(words)))))
    expect(page.locator("[data-photo-list] [data-photo] img")).to_have_count(len(words), timeout=PATIENCE)
    for place, sentence in enumerate(words):
        page.fill(f"[name=pictures-{place}-alt]", sentence)


def open_entry(page: Page, title: str) -> None:
    """The curator finds what waits in the queue and opens it."""
    page.goto("/cms/kurasi/")
    link = page.locator("[data-entry] a[data-open]", has_text=title)
    expect(link).to_have_count(1, timeout=PATIENCE)
    page.goto(link.get_attribute("href") or "")
