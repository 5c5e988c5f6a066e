"""Who may read a private document.

What rooms above keep for some people, such as evidence, has a model and an address of its own there.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from media.models import Document


def may_read(document: Document, user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether `user` may read `document`: a private one only superusers."""
    return not document.is_private or bool(user.is_active and getattr(user, "is_superuser", False))
