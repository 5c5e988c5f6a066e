"""A pattern that staff write never keeps the site busy, whatever number a seller types."""

import pytest
from django.core.exceptions import ValidationError

from catalogue.claims.patterns import LONGEST, fits, validate_regular_expression
from catalogue.factories import ClaimKindFactory
from catalogue.services.reference import _read

NEVER_ENDING = [
    r"(a+)+$",
    r"(\w+-?)+",
    r"(a|a)*b",
    r"(a?){50}a{50}",
    r"\d*\d*\d*\d*x",
    r"(?=(a+)+)b",
    r"(?>(a+)+)b",
    r"(x)?(?(1)(a+)+|b)",
    r"(?:){4294967294}",
]
BROKEN = ["(a", "a{99999999999}", "\\x"]


@pytest.mark.parametrize("pattern", [*NEVER_ENDING, *BROKEN])
def test_a_pattern_that_may_never_end_or_is_none_is_refused(pattern: str) -> None:
    with pytest.raises(ValidationError):
        validate_regular_expression(pattern)


@pytest.mark.parametrize("pattern", NEVER_ENDING)
def test_a_kind_with_such_a_pattern_says_so_without_trying_it(pattern: str) -> None:
    kind = ClaimKindFactory.build(number_pattern=pattern, number_example="a" * 60 + "!")

    with pytest.raises(ValidationError) as refused:
        kind.full_clean(validate_unique=False, validate_constraints=False)

    assert list(refused.value.message_dict) == ["number_pattern"]


def test_shipped_patterns_and_three_open_repeats_are_taken() -> None:
    shipped = [row["number_pattern"] for row in _read("claim_kinds")]

    for pattern in [*shipped, r"[A-Z]+/.+/\d+", r"(?i)id\d+", r"(?:a|b)c?"]:
        validate_regular_expression(pattern)


def test_nothing_longer_than_a_number_fits() -> None:
    assert fits(r"\d+", "1" * LONGEST)
    assert not fits(r"\d+", "1" * (LONGEST + 1))
