"""The size class of a business from its capital or its sales of a year, by the rule in force on a day.

PP 7/2021, article 35: the capital counts, land and buildings left out; for a business that ran before the
rule came into force, the sales of a year.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shops.registration.models import SizeRule


class Basis(StrEnum):
    """What is measured."""

    CAPITAL = "capital"
    SALES = "sales"


#: The classes that have a limit, from below; whatever lies above the last is large.
LIMITED = ("micro", "small", "medium")
LARGE = "large"


@dataclass(frozen=True, slots=True)
class Range:
    """More than `over` rupiah and at most `up_to`; None for no limit above."""

    over: Decimal
    up_to: Decimal | None
    size_class: str


def ranges(limits: Iterable[Decimal]) -> list[Range]:
    """The ranges between these limits, which are the most that a micro, small and medium business has."""
    tops = list(limits)
    floors = [Decimal(0), *tops]
    return [
        Range(over, up_to, size)
        for over, up_to, size in zip(floors, [*tops, None], [*LIMITED, LARGE], strict=True)
    ]


def size_class_of(amount: Decimal, limits: Iterable[Decimal]) -> str:
    """The class of a business with this many rupiah; a limit itself still belongs to the class below it."""
    return next(size for size, top in (*zip(LIMITED, limits, strict=True), (LARGE, amount)) if amount <= top)


def class_of_range(rule: "SizeRule", basis: str, over: Decimal) -> str:
    """The class that follows from the range which begins above this many rupiah."""
    return size_class_of(over + 1, rule.limits(Basis(basis)))


def ranges_of(rule: "SizeRule", basis: Basis) -> list[Range]:
    """The ranges that a person is asked to choose from."""
    return ranges(rule.limits(basis))
