"""Whole numbers, written as PostgreSQL reads an array."""

import os

import pytest
from django.db import connection

from catalogue.arrays import array_of_numbers


def test_numbers_are_written_as_an_array() -> None:
    assert array_of_numbers([3, None, -(2**40)]) == "{3,NULL,-1099511627776}"


def test_what_is_no_number_never_comes_into_the_text() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        array_of_numbers(["1}'; --"])  # type: ignore[list-item]


@pytest.mark.services
@pytest.mark.django_db
@pytest.mark.skipif("postgres" not in os.environ.get("DATABASE_URL", ""), reason="SQLite has no arrays")
def test_postgresql_reads_the_array() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::bigint[]", [array_of_numbers([3, None, 2**40])])
        assert cursor.fetchone() == ([3, None, 2**40],)
