"""A line of the log says to whom or what something happened, and stays one line."""

import logging

import pytest
from django.conf import settings
from django.test import RequestFactory

from config.logs import LineWithFacts

LINE = LineWithFacts("{levelname} {message}", style="{")


def line(message: str, **extra: object) -> str:
    logger = logging.getLogger("test")
    record = logger.makeRecord("test", logging.INFO, "x", 1, message, (), None, extra=extra)
    return LINE.format(record)


def test_facts_stand_behind_the_message() -> None:
    assert line("products imported", shop=12, added=3) == "INFO products imported shop=12 added=3"


def test_message_without_facts_is_as_it_was() -> None:
    assert line("it lives") == "INFO it lives"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("embedded", "embedded"),
        ("2026-11-21/id", "2026-11-21/id"),
        ("not built yet", '"not built yet"'),
        ("", '""'),
        ("satu\nERROR dua", '"satu\\nERROR dua"'),
        (None, "None"),
        (True, "True"),
    ],
)
def test_each_fact_is_one_word_and_cannot_end_the_line(value: object, written: str) -> None:
    assert line("seen", fact=value) == f"INFO seen fact={written}"


def test_objects_are_left_out() -> None:
    request = RequestFactory().get("/akun/?kode=rahasia")

    assert line("Not Found", request=request, status_code=404) == "INFO Not Found status_code=404"


def test_trace_of_an_exception_stands_below() -> None:
    try:
        raise ValueError("broken")
    except ValueError as error:
        caught = (type(error), error, error.__traceback__)
    record = logging.makeLogRecord(
        {"msg": "failed", "levelname": "ERROR", "exc_info": caught, "check": "cache"}
    )

    first, *rest = LINE.format(record).splitlines()

    assert first == "ERROR failed check=cache"
    assert rest[-1] == "ValueError: broken"


def test_the_site_logs_this_way() -> None:
    assert settings.LOGGING["formatters"]["line"]["()"] == "config.logs.LineWithFacts"
