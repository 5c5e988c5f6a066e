"""An index of its own, the pages of a new site, and a clock that can be set."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from tests.pages.conftest import home
from tests.storefront.conftest import indexed

__all__ = ["home", "indexed"]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the clock to a moment in ISO form."""

    def set_clock(moment: str) -> None:
        now = dt.datetime.fromisoformat(moment)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return set_clock
