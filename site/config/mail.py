"""Mail that waits its turn: nothing is sent inside a request, and a mail server that is down breaks no page.

Wagtail, allauth and our own notices all use Django's mail functions; the backend below turns each message
into a task after the transaction commits, and the task hands it to the real backend named by `EMAIL_URL`.
"""

import base64
import logging
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django_tasks import task

logger = logging.getLogger(__name__)


class QueuedEmailBackend(BaseEmailBackend):
    """Queues every message; `send_messages` returns how many were queued."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            transaction.on_commit(partial(deliver.enqueue, packed=pack(message)))
        return len(email_messages)


@task(queue_name="mail")
def deliver(packed: dict[str, Any]) -> int:
    """Send one packed message through the real backend; returns 1, or raises what the mail server raised."""
    message = unpack(packed)
    connection = get_connection(
        settings.SMTP_EMAIL_BACKEND,
        host=getattr(settings, "SMTP_EMAIL_HOST", None) or None,
        port=getattr(settings, "SMTP_EMAIL_PORT", None) or None,
        username=getattr(settings, "SMTP_EMAIL_HOST_USER", None) or None,
        password=getattr(settings, "SMTP_EMAIL_HOST_PASSWORD", None) or None,
        use_tls=getattr(settings, "SMTP_EMAIL_USE_TLS", False),
        use_ssl=getattr(settings, "SMTP_EMAIL_USE_SSL", False),
        timeout=20,
    )
    message.connection = connection
    sent = message.send()
    logger.info("mail sent", extra={"recipients": len(message.recipients())})
    return sent


def pack(message: EmailMessage) -> dict[str, Any]:
    """The message as JSON values, so that it can lie in a task table."""
    return {
        "subject": str(message.subject),
        "body": str(message.body),
        "from_email": message.from_email,
        "to": list(message.to),
        "cc": list(message.cc),
        "bcc": list(message.bcc),
        "reply_to": list(message.reply_to),
        "headers": {name: str(value) for name, value in message.extra_headers.items()},
        "alternatives": [list(part) for part in getattr(message, "alternatives", [])],
        "attachments": [_pack_attachment(*part) for part in message.attachments],
    }


def unpack(packed: dict[str, Any]) -> EmailMessage:
    """The message that `pack` made JSON of."""
    fields = dict(packed)
    alternatives, attachments = fields.pop("alternatives"), fields.pop("attachments")
    message = EmailMultiAlternatives(**fields)
    for content, mimetype in alternatives:
        message.attach_alternative(content, mimetype)
    for name, content, mimetype in attachments:
        message.attach(name, base64.b64decode(content), mimetype)
    return message


def _pack_attachment(name: str, content: str | bytes, mimetype: str) -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    return [name, base64.b64encode(data).decode(), mimetype]
