"""Mail that waits its turn: nothing is sent inside a request, and a mail server that is down breaks no page.

Wagtail, allauth and our own notices all use Django's mail functions; the backend below turns each message
into a task after the transaction commits, and the task hands it to the real backend named by `EMAIL_URL`.
"""

import base64
import logging
from collections.abc import Sequence
from email.mime.base import MIMEBase
from typing import Any

from django.conf import settings
from django.core.mail import EmailAttachment, EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django_tasks_db import DatabaseBackend

logger = logging.getLogger(__name__)

#: Seconds to wait for the mail server.
TIMEOUT = 20


class QueuedEmailBackend(BaseEmailBackend):
    """Queues every message; `send_messages` returns how many were queued."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            _hand_over(pack(message))
        return len(email_messages)


def _hand_over(packed: dict[str, Any]) -> None:
    """A queue in our database takes the letter in the caller's transaction: both stay, or neither.

    A process that dies right after the commit could otherwise lose a letter that its rows say was sent.
    """
    if isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend):
        deliver.enqueue(packed=packed)
    else:
        _deliver_after_commit(packed)


def _deliver_after_commit(packed: dict[str, Any]) -> None:
    """Queue the letter once its transaction has committed.

    Robust: what was committed stays, and its page is shown, even if the queue cannot be reached. (Django then
    logs the callback's name, so it is a function; a `partial` has none.)
    """

    def enqueue() -> None:
        deliver.enqueue(packed=packed)

    transaction.on_commit(enqueue, robust=True)


@task(queue_name="mail")
def deliver(packed: dict[str, Any]) -> int:
    """Send one packed message through the real backend; returns 1, or raises what the mail server raised."""
    message = unpack(packed)
    message.connection = _mail_server()
    sent = message.send()
    logger.info("mail sent", extra={"recipients": len(message.recipients())})
    return sent


def _mail_server() -> BaseEmailBackend:
    server: dict[str, Any] = settings.MAIL_SERVER
    if server.get("EMAIL_FILE_PATH"):
        return get_connection(server["EMAIL_BACKEND"], file_path=server["EMAIL_FILE_PATH"])
    return get_connection(
        server["EMAIL_BACKEND"],
        host=server.get("EMAIL_HOST"),
        port=server.get("EMAIL_PORT"),
        username=server.get("EMAIL_HOST_USER"),
        password=server.get("EMAIL_HOST_PASSWORD"),
        use_tls=server.get("EMAIL_USE_TLS", False),
        use_ssl=server.get("EMAIL_USE_SSL", False),
        timeout=TIMEOUT,
    )


def pack(message: EmailMessage) -> dict[str, Any]:
    """The message as JSON values, so that it can lie in a task table."""
    return {
        "subject": str(message.subject),
        "body": str(message.body),
        "content_subtype": message.content_subtype,
        "from_email": str(message.from_email),
        "to": [str(address) for address in message.to],
        "cc": [str(address) for address in message.cc],
        "bcc": [str(address) for address in message.bcc],
        "reply_to": [str(address) for address in message.reply_to],
        "headers": {name: str(value) for name, value in message.extra_headers.items()},
        "alternatives": [
            [str(content), mimetype] for content, mimetype in getattr(message, "alternatives", [])
        ],
        "attachments": [_pack_attachment(part) for part in message.attachments],
    }


def unpack(packed: dict[str, Any]) -> EmailMultiAlternatives:
    """The message that `pack` made JSON of."""
    fields = dict(packed)
    alternatives, attachments = fields.pop("alternatives"), fields.pop("attachments")
    content_subtype = fields.pop("content_subtype")
    message = EmailMultiAlternatives(**fields)
    message.content_subtype = content_subtype
    for content, mimetype in alternatives:
        message.attach_alternative(content, mimetype)
    for name, content, mimetype in attachments:
        message.attach(name, base64.b64decode(content), mimetype)
    return message


def _pack_attachment(part: MIMEBase | EmailAttachment) -> list[str | None]:
    """Name, content in base64 and type of one attachment, however it was attached."""
    content: Any
    if isinstance(part, MIMEBase):
        name, content, mimetype = part.get_filename(), part.get_payload(decode=True), part.get_content_type()
    else:
        name, content, mimetype = part
    if isinstance(content, EmailMessage):
        content = content.message().as_bytes()
    data = content.encode() if isinstance(content, str) else bytes(content)
    return [name, base64.b64encode(data).decode(), mimetype]
