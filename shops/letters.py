"""Letters to people: rendered in the site's language, sent after commit by the queued backend."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

_are_withheld: ContextVar[bool] = ContextVar("letters_are_withheld", default=False)


@contextmanager
def letters_withheld() -> Iterator[None]:
    """Write to nobody meanwhile: for sample people, whose addresses reach nobody, and
    where one letter speaks for many things."""
    token = _are_withheld.set(True)
    try:
        yield
    finally:
        _are_withheld.reset(token)


def are_letters_withheld() -> bool:
    """Whether nobody is written to now."""
    return _are_withheld.get()


def send_letter(*, name: str, to: Iterable[str], context: Mapping[str, Any]) -> None:
    """Send the letter `shops/letters/<name>.txt` to each address by itself: nobody learns the others'.

    Whoever reads it is not here to be asked for a language, so it is the site's.
    """
    if _are_withheld.get():
        return
    with translation.override(settings.LANGUAGE_CODE):
        told = {**context, "base_url": settings.BASE_URL}
        subject = render_to_string(f"shops/letters/{name}_subject.txt", told)
        body = render_to_string(f"shops/letters/{name}.txt", told)
    for address in to:
        send_mail(" ".join(subject.split()), body, None, [address])
