"""A line of the log: what happened, and after it the facts that were logged with it, `shop=12 added=3`."""

import json
import logging
import re

#: What every record has; whatever else one carries was given as `extra`.
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
_PLAIN = re.compile(r"[\w.:/+-]+")


class LineWithFacts(logging.Formatter):
    """Writes the plain values of `extra` behind the message; objects, such as a request, are left out."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (the library's name)
        line = super().formatMessage(record)
        return " ".join([line, *(f"{name}={written(value)}" for name, value in facts_of(record).items())])


def facts_of(record: logging.LogRecord) -> dict[str, str | int | float | None]:
    """The plain values that were logged with a message, by name."""
    given = {name: value for name, value in vars(record).items() if name not in _OWN}
    return {name: value for name, value in given.items() if isinstance(value, str | int | float | None)}


def written(value: object) -> str:
    """The value as one word, in quotation marks where it has blanks or signs: it cannot end the line."""
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
