"""Mail: queued after the commit, sent by a task, and never the reason that a page breaks."""

import json
from collections.abc import Callable
from email.message import Message
from email.mime.application import MIMEApplication
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django_tasks import task_backends
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from config.mail import pack, unpack

QUEUED = "config.mail.QueuedEmailBackend"


class BrokenServer(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError("mail server is down")


@pytest.fixture(autouse=True)
def queued(settings: Settings) -> None:
    """pytest-django puts Django's own test backend in place; these tests want ours."""
    settings.EMAIL_BACKEND = QUEUED


@pytest.fixture
def broken(settings: Settings) -> None:
    settings.MAIL_SERVER = {"EMAIL_BACKEND": f"{__name__}.BrokenServer"}


@pytest.fixture
def tasks_in_database(settings: Settings) -> None:
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}
    }
    task_backends.__dict__.pop("settings", None)


def letter(**changes: Any) -> EmailMultiAlternatives:
    fields: dict[str, Any] = {"subject": "Halo", "body": "Isi", "from_email": "toko@example.com"}
    return EmailMultiAlternatives(**fields | {"to": ["sari@example.com"]} | changes)


@pytest.mark.django_db(transaction=True)
def test_mail_leaves_after_the_commit_and_not_before() -> None:
    with transaction.atomic():
        queued_count = letter().send()
        sent_before = len(mail.outbox)

    assert queued_count == 1
    assert sent_before == 0
    assert [message.subject for message in mail.outbox] == ["Halo"]


@pytest.mark.django_db(transaction=True)
def test_rollback_sends_nothing() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        letter().send()
        raise ZeroDivisionError

    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_rolled_back_part_sends_nothing_and_the_rest_does() -> None:
    with transaction.atomic():
        letter(subject="tetap").send()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            letter(subject="batal").send()
            raise ZeroDivisionError

    assert [message.subject for message in mail.outbox] == ["tetap"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("broken")
def test_broken_mail_server_breaks_no_caller(caplog: pytest.LogCaptureFixture) -> None:
    queued_count = letter().send()

    assert queued_count == 1
    assert "mail server is down" in caplog.text


@pytest.mark.usefixtures("broken")
def test_broken_mail_server_breaks_no_page(
    client: Client, db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        data = {"email": "sari@example.com", "password1": "angin-laut-27", "password2": "angin-laut-27"}
        answer = client.post(reverse("account_signup"), data)

    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    assert callbacks


@pytest.mark.usefixtures("broken", "tasks_in_database")
def test_page_only_queues_when_tasks_wait_for_a_worker(
    client: Client, db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": "sari@example.com"})

    waiting = DBTaskResult.objects.get()
    assert waiting.queue_name == "mail"
    assert waiting.args_kwargs["kwargs"]["packed"]["to"] == ["sari@example.com"]


@pytest.mark.django_db(transaction=True)
def test_queue_that_cannot_be_reached_breaks_no_caller(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError("no queue")

    monkeypatch.setattr("config.mail.deliver", type("Task", (), {"enqueue": staticmethod(refuse)}))

    with transaction.atomic():
        letter().send()

    assert "no queue" in caplog.text


def test_packed_letter_is_json_and_comes_back_as_it_was() -> None:
    original = letter(
        subject=gettext_lazy("Sign In"),
        body="Rp 1.250.000 — untuk Anda ✓",
        cc=["cc@example.com"],
        bcc=["bcc@example.com"],
        reply_to=["jawab@example.com"],
        headers={"X-Kampanye": "pameran-2026", "List-Unsubscribe": "<https://example.com/berhenti>"},
    )
    original.attach_alternative("<p>Rp 1.250.000</p>", "text/html")
    original.attach("daftar.csv", "nama,harga\ntempe,1000\n", "text/csv")
    original.attach("gambar.png", bytes(range(256)), "image/png")

    copy = through_json(original)

    assert parts_of(copy) == parts_of(original)
    assert copy.recipients() == original.recipients()


def test_html_letter_stays_html() -> None:
    original = EmailMessage("Halo", "<p>Isi</p>", "toko@example.com", ["sari@example.com"])
    original.content_subtype = "html"

    copy = through_json(original)

    assert copy.message().get_content_type() == "text/html"


@pytest.mark.parametrize(
    "attach",
    [
        lambda message: message.attach("surat.eml", letter(subject="Terlampir"), "message/rfc822"),
        lambda message: message.attach(named(MIMEApplication(b"\x00\x01", "pdf"), "surat.pdf")),
        lambda message: message.attach("tanpa-jenis.bin", b"\x00\xff"),
    ],
)
def test_attachment_of_any_make_comes_back(attach: Callable[[EmailMessage], None]) -> None:
    original = letter()
    attach(original)

    copy = through_json(original)

    assert [part.get_payload(decode=True) for part in copy.message().walk()] == [
        part.get_payload(decode=True) for part in original.message().walk()
    ]


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80)


@given(subject=TEXT, body=TEXT, attachment=st.binary(max_size=200))
def test_any_text_and_bytes_survive_the_queue(subject: str, body: str, attachment: bytes) -> None:
    original = letter(subject=subject, body=body)
    original.attach("berkas.bin", attachment, "application/octet-stream")

    copy = through_json(original)

    assert (copy.subject, copy.body) == (subject, body)
    assert copy.attachments == original.attachments


def through_json(message: EmailMessage) -> EmailMultiAlternatives:
    return unpack(json.loads(json.dumps(pack(message))))


def parts_of(message: EmailMessage) -> list[tuple[str, str | None, Any]]:
    """Type, file name and content of every part, and the headers that do not depend on the moment."""
    made = message.message()
    passing = {"Date", "Message-ID", "Content-Type"}
    kept = [(name, None, value) for name, value in made.items() if name not in passing]
    return kept + [(p.get_content_type(), p.get_filename(), p.get_payload(decode=True)) for p in made.walk()]


def named(part: Message, filename: str) -> Message:
    part.add_header("Content-Disposition", "attachment", filename=filename)
    return part
