"""Reads of regions: the tree by code prefix, and search by name."""

import unicodedata
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Q, Value, When

if TYPE_CHECKING:
    from shops.regions.models import Region  # noqa: F401  (named in the base class)


def fold(text: str) -> str:
    """Lower case without accents, control characters or doubled spaces, as `Region.search_name` is stored."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join("".join(char if char.isprintable() else " " for char in plain.lower()).split())


class RegionQuerySet(models.QuerySet["Region"]):
    """Regions as pages and forms ask for them."""

    def provinces(self) -> Self:
        return self.filter(level=1)

    def regencies(self) -> Self:
        return self.filter(level=2)

    def within(self, code: str) -> Self:
        """The region with this code and everything below it."""
        return self.filter(Q(code=code) | Q(code__startswith=f"{code}."))

    def above(self, code: str) -> Self:
        """The regions that hold this code, from the province down, without itself."""
        parts = code.split(".")
        return self.filter(code__in=[".".join(parts[:depth]) for depth in range(1, len(parts))]).order_by(
            "level"
        )

    def named(self, words: str) -> Self:
        """Regions whose name has `words`; names that begin with them first, larger regions before smaller."""
        wanted = fold(words)
        if not wanted:
            return self.none()
        starts = Q(search_name__startswith=wanted)
        for kind in ("kota", "kabupaten"):
            starts |= Q(search_name__startswith=f"{kind} {wanted}")
        return (
            self.filter(search_name__contains=wanted)
            .annotate(
                rank=Case(When(starts, then=Value(0)), default=Value(1), output_field=models.IntegerField())
            )
            .order_by("rank", "level", "code")
        )
