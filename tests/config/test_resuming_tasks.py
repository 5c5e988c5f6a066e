"""What a killed worker left, and what a mail server did not take, is done in the end."""

import datetime as dt
import json
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus, task_backends
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from config.tasks import GIVEN_UP_AFTER, KEPT_FOR, TRIES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def queued(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "config.mail.QueuedEmailBackend"
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}
    }
    task_backends.__dict__.pop("settings", None)


def letter(**changes: Any) -> DBTaskResult:
    """A letter that waits, or what has become of it."""
    send_mail("Halo", "Isi", None, ["sari@example.com"])
    made = DBTaskResult.objects.latest("enqueued_at")
    DBTaskResult.objects.filter(pk=made.pk).update(**changes)
    return made


def resumed() -> dict[str, int]:
    out = StringIO()
    call_command("resume_tasks", "--json", stdout=out)
    report: dict[str, int] = json.loads(out.getvalue())
    return report


def work() -> None:
    call_command("db_worker", "--queue-name", "*", "--batch", "--no-startup-delay", "--no-reload")


def test_a_letter_whose_worker_was_killed_is_sent_by_the_next(settings: Settings) -> None:
    long_ago = timezone.now() - GIVEN_UP_AFTER - dt.timedelta(minutes=1)
    letter(status=TaskResultStatus.RUNNING, started_at=long_ago, worker_ids=["dead"])

    reports = [resumed(), resumed()]
    work()

    assert reports == [{"tasks": 1, "letters": 0}, {"tasks": 0, "letters": 0}]
    assert [sent.subject for sent in mail.outbox] == ["Halo"]


def test_what_runs_just_now_is_left_alone() -> None:
    letter(status=TaskResultStatus.RUNNING, started_at=timezone.now(), worker_ids=["alive"])

    assert resumed() == {"tasks": 0, "letters": 0}


def test_a_letter_that_no_server_took_is_tried_again(settings: Settings) -> None:
    letter()
    real = settings.MAIL_SERVER
    settings.MAIL_SERVER = {"EMAIL_BACKEND": "tests.config.test_mail.BrokenServer"}
    work()
    settings.MAIL_SERVER = real

    report = resumed()
    work()

    assert report == {"tasks": 0, "letters": 1}
    assert [sent.subject for sent in mail.outbox] == ["Halo"]
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


@pytest.mark.parametrize(
    "changes",
    [
        {"worker_ids": ["tried"] * TRIES},
        {"enqueued_at": timezone.now() - KEPT_FOR - dt.timedelta(minutes=1)},
        {"task_path": "search.tasks.index_pending"},
    ],
)
def test_what_failed_too_often_or_too_long_ago_or_is_no_letter_stays(changes: dict[str, Any]) -> None:
    letter(status=TaskResultStatus.FAILED, **changes)

    assert resumed() == {"tasks": 0, "letters": 0}
