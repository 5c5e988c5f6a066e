"""Number patterns, which staff write: regular expressions that are quick for every number."""

import re
from re import _parser  # type: ignore[attr-defined]  # the standard library shows a pattern's parts nowhere else
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: The most characters that a number has.
LONGEST = 100
#: In so many ways a pattern may be laid over a number, which Python tries one after the other: three open
#: repeats have a million and take a tenth of a second, `(\w+-?)+` has more than any clock counts.
MOST_WAYS = 2_000_000


def validate_regular_expression(pattern: str) -> None:
    """Refuse a number pattern that Python cannot compile, naming the place, or that might never end."""
    try:
        re.compile(pattern)
        ways = _ways(_parser.parse(pattern))
    except (re.error, OverflowError, RecursionError) as error:
        raise ValidationError(_("This is not a regular expression: %(error)s.") % {"error": error}) from error
    if ways > MOST_WAYS:
        raise ValidationError(
            _(
                "This pattern could keep the site busy for hours: repeat nothing within what is itself "
                "repeated, and say how often, as in [A-Z]{2,5} in place of [A-Z]+."
            )
        )


def fits(pattern: str, number: str) -> bool:
    """Whether the whole number is as the pattern says, which has been validated.

    ASCII: digits of other scripts look alike, and no register knows them.
    """
    return len(number) <= LONGEST and re.fullmatch(pattern, number, re.ASCII) is not None


def _ways(parts: Any) -> int:
    """In how many ways these parts can be laid over a number, one after the other; counted to the limit."""
    ways = 1
    for operator, told in parts:
        ways = min(ways * _ways_of(str(operator), told), MOST_WAYS + 1)
    return ways


def _ways_of(operator: str, told: Any) -> int:
    match operator:
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, item = told
            if least > LONGEST:  # nothing fits it, and Python would count to there
                return MOST_WAYS + 1
            once = _ways(item)
            return sum(once**times for times in range(least, min(most, LONGEST) + 1))
        case "BRANCH" | "GROUPREF_EXISTS":
            return sum(_ways(each) for each in _lists_in(told))
        case "SUBPATTERN" | "ASSERT" | "ASSERT_NOT":
            return _ways(told[-1])
        case "ATOMIC_GROUP":
            return _ways(told)
    return 1


def _lists_in(told: Any) -> list[Any]:
    """The alternatives of `a|b`, or what follows a condition and its contrary."""
    alternatives = told[1] if isinstance(told[1], list) else told[1:]
    return [each for each in alternatives if each is not None]
