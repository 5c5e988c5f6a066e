"""Who may read a private document. Rooms above register a guard for the documents that are theirs."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from media.models import Document

DocumentGuard = Callable[[Document, AbstractBaseUser | AnonymousUser], bool]

_guards: list[DocumentGuard] = []


def register_document_guard(guard: DocumentGuard) -> DocumentGuard:
    """Add a guard: a function that answers whether this user may read this private document.

    One guard's yes is enough; a guard that knows nothing of the document answers no. Usable as a decorator.
    """
    _guards.append(guard)
    return guard


def may_read(document: Document, user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether `user` may read `document`: a private one only superusers and those whom a guard lets in."""
    if not document.is_private:
        return True
    if not user.is_authenticated:
        return False
    return bool(getattr(user, "is_superuser", False)) or any(guard(document, user) for guard in _guards)
