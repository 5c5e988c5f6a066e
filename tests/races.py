"""Acts of several people at the same moment, each in a thread with a database connection of its own.

A race is run with its guard, and without it to show that the race is one. With the guard, an error that
nobody expects fails the test; without it, anything may happen: `may_raise=Exception`.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

import pytest
from django.db import connection, connections

#: Seconds that a test waits for the others: long enough for a busy machine, and shorter than a test may take.
PATIENCE = 60.0

Act = Callable[[], Any]
Errors = type[Exception] | tuple[type[Exception], ...]


def skip_without_two_writers() -> None:
    """Skip the test on SQLite, which lets one writer in at a time: there is no race to show."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time: there is no race to show")


def begin(act: Act) -> Future[Any]:
    """Start an act beside the test; its `result(PATIENCE)` is what it returns or raises."""
    begun: Future[Any] = Future()

    def run() -> None:
        try:
            tell = partial(begun.set_result, act())
        except BaseException as error:  # the test hears of it from the future, whatever it was
            tell = partial(begun.set_exception, error)
        finally:
            connections.close_all()
        tell()

    threading.Thread(target=run, daemon=True).start()
    return begun


def at_once(*acts: Act, may_raise: Errors = ()) -> list[Any]:
    """What each act returned, or which error of `may_raise` it raised, in the order of the acts.

    Other errors are raised here, all together.
    """
    start = threading.Barrier(len(acts), timeout=PATIENCE)

    def after_the_start(act: Act) -> Any:
        start.wait()
        return act()

    begun = [begin(partial(after_the_start, act)) for act in acts]
    errors = [future.exception(PATIENCE) for future in begun]
    unexpected = [error for error in errors if error and not isinstance(error, may_raise)]
    if unexpected:
        raise BaseExceptionGroup("errors of acts done at once", unexpected)
    return [error or future.result() for error, future in zip(errors, begun, strict=True)]


def errors_among(outcomes: list[Any]) -> list[Exception]:
    """Those of what `at_once` answers that were raised."""
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]
