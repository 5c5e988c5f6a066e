"""People for the tests of accounts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.cache import cache

from accounts.models import User
from tests.accounts.signing_in import PASSWORD


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    """Attempts are counted in the cache; each test starts to count at none."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    """Makes a person whose address is confirmed: `make_user("sari@example.com", is_superuser=True)`."""

    def make(email: str = "sari@example.com", *, confirmed: bool = True, **fields: Any) -> User:
        user = User.objects.create_user(email, PASSWORD, **fields)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=confirmed)
        return user

    return make


@pytest.fixture
def curator(make_user: Callable[..., User]) -> User:
    """A member of staff who is no superuser: Wagtail's own group lets her in."""
    user = make_user("kurator@example.com", first_name="Kurnia")
    user.groups.add(Group.objects.get(name="Moderators"))
    return user
