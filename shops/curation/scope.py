"""Which regions a person looks after as a curator, and as what; of which they only read reports: one query a
person and request, whatever the number of regions and groups.

A region's Kemendagri code begins the codes below it, so a province's curator covers its regencies without any
list of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, Q
from django.db.models.functions import Left
from django.db.models.lookups import In

from shops.regions.models import ancestor_codes
from shops.review.kinds import Kind
from shops.review.models import RegionalGroup

EVERY_KIND = frozenset(Kind.values)
NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Grant:
    """One region, or the whole country (an empty code), for these kinds of thing."""

    code: str
    kinds: frozenset[str]


@dataclass(frozen=True)
class Scope:
    """What a curator may see and decide, by place and kind."""

    grants: frozenset[Grant]

    def __bool__(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.grants)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the regions; an empty one stands for the whole country."""
        return frozenset(grant.code for grant in self.grants)

    @property
    def is_national(self) -> bool:
        """Whether every region is covered."""
        return "" in self.codes

    def has(self, kind: str) -> bool:
        """Whether the person decides on this kind of thing anywhere."""
        return any(kind in grant.kinds for grant in self.grants)

    def of(self, kind: str) -> "Scope":
        """What of it holds for this kind of thing."""
        return Scope(frozenset(grant for grant in self.grants if kind in grant.kinds))

    def covers(self, region_code: str) -> bool:
        """Whether this region, or one that holds it, is in the scope."""
        return not self.codes.isdisjoint(["", *ancestor_codes(region_code)])

    def q(self, path: str = "region_id") -> Q:
        """The condition for rows whose region's code lies at `path`: four lists at most, however many."""
        if self.is_national:
            return Q()
        condition = NOTHING
        by_length = groupby(sorted(self.codes, key=lambda code: (len(code), code)), key=len)
        for length, codes in by_length:
            condition |= Q(In(Left(F(path), length), list(codes)))
        return condition


NOWHERE = Scope(frozenset())
EVERYWHERE = Scope(frozenset([Grant("", EVERY_KIND)]))


@dataclass(frozen=True, slots=True)
class Scopes:
    """Where a person decides, and of which regions they read the reports: there, and where they only read."""

    deciding: Scope
    reading: Scope


def scope_of(user: Any) -> Scope:
    """Where the person sees and decides.

    Superusers and members of national groups cover everything, strangers and the inactive nothing.
    """
    return _scopes_of(user).deciding


def reading_scope_of(user: Any) -> Scope:
    """Of which regions the person reads the reports: a curator of the own ones, an officer of the granted."""
    return _scopes_of(user).reading


def _scopes_of(user: Any) -> Scopes:
    """Kept on the person, as Django keeps permissions."""
    if not user.is_authenticated or not user.is_active:
        return Scopes(NOWHERE, NOWHERE)
    if user.is_superuser:
        return Scopes(EVERYWHERE, EVERYWHERE)
    kept: Scopes | None = getattr(user, "_curation_scopes", None)
    if kept is None:
        kept = _stored_scopes(user)
        user._curation_scopes = kept
    return kept


def groups_covering(region_code: str, kind: str) -> list[int]:
    """The keys of the groups whose members decide on this kind of thing in this region: one query."""
    here = Q(region=None) | Q(region__in=ancestor_codes(region_code))
    rows = RegionalGroup.objects.filter(here, reports_only=False).order_by().values_list("group_id", "kinds")
    return [group for group, kinds in rows if kind in _kinds(kinds)]


def addresses_of_curators(region_code: str, kind: str) -> list[str]:
    """Where to write to those who decide on this kind of thing in this region: two queries."""
    groups = groups_covering(region_code, kind)
    people = get_user_model().objects.filter(groups__in=groups, is_active=True).exclude(email="")
    return sorted(set(people.values_list("email", flat=True)))


def _stored_scopes(user: Any) -> Scopes:
    stored = RegionalGroup.objects.filter(group__user=user).order_by()
    rows = [
        (Grant(code or "", _kinds(kinds)), reads)
        for code, kinds, reads in stored.values_list("region_id", "kinds", "reports_only")
    ]
    return Scopes(
        deciding=Scope(frozenset(grant for grant, reads in rows if not reads)),
        reading=Scope(frozenset(grant for grant, _reads in rows)),
    )


def _kinds(stored: Iterable[str]) -> frozenset[str]:
    return frozenset(stored) or EVERY_KIND
