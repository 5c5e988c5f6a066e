"""Reads of registration: places by typing, clusters, the rule of a day, and what a person has under way."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from shops.regions.models import Region, ancestor_codes
from shops.regions.queries import fold
from shops.registration.models import Cluster, Registration, SizeRule

MOST_PLACES = 10
#: Of so many places that begin with the words, those are looked for that lie where the other words say.
MOST_LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Place:
    """A region and those that hold it: `Miroto, Semarang Tengah, Kota Semarang, Jawa Tengah`."""

    code: str
    label: str


def find_places(words: str) -> list[Place]:
    """Regencies, districts and villages whose name begins with the words: three queries at most.

    The first words name the place and later ones what holds it: `miroto semarang`. Asked by the beginning
    of names, which an index answers, for there are 91,599 of them.
    """
    wanted = fold(words.replace(",", " ")).split()[:6]
    if not wanted:
        return []
    found = _named(" ".join(wanted))[:MOST_PLACES]
    if found or len(wanted) == 1:
        return places_of(found)
    below = places_of(_named(wanted[0])[:MOST_LOOKED_AT])
    rest = [f" {word}" for word in wanted[1:]]
    return [place for place in below if all(word in f" {fold(place.label)}" for word in rest)][:MOST_PLACES]


def places_of(regions: Iterable[Region]) -> list[Place]:
    """These regions as places, in their order: one query for the names of all that hold them."""
    rows = list(regions)
    above = {code for region in rows for code in ancestor_codes(region.code)[:-1]}
    names = dict(Region.objects.filter(code__in=above).values_list("code", "name"))
    return [
        Place(
            region.code,
            ", ".join([region.name, *(names[code] for code in reversed(ancestor_codes(region.code)[:-1]))]),
        )
        for region in rows
    ]


def place_at(code: str) -> Place | None:
    """The place with this code; None for one that does not exist or is as wide as a province."""
    places = places_of(Region.objects.filter(code=code, level__gte=Region.Level.REGENCY))
    return places[0] if places else None


def clusters_in(region_code: str) -> QuerySet[Cluster]:
    """Clusters in use in the regency of this place, by name."""
    regency = region_code[:5]
    here = Q(region_id=regency) | Q(region__code__startswith=f"{regency}.")
    return Cluster.objects.filter(here, is_active=True).order_by("name", "pk")


def size_rule(on: dt.date | None = None) -> SizeRule:
    """The rule of size classes in force on this day (default: today). Raises SizeRule.DoesNotExist."""
    day = on or timezone.localdate()
    return SizeRule.objects.filter(in_force_from__lte=day).order_by("-in_force_from")[:1].get()


def open_registration_of(user: Any) -> Registration | None:
    """The business that this person is registering; None when there is none."""
    return Registration.objects.filter(user=user, shop=None, finished_at=None).first()


def _named(words: str) -> QuerySet[Region]:
    """Places whose name begins so, larger ones first; `kota` and `kabupaten` need not be typed."""
    starts = _begins(words)
    for kind in ("kota", "kabupaten"):
        starts |= _begins(f"{kind} {words}")
    found = Region.objects.filter(starts, level__gte=Region.Level.REGENCY)
    return found.only("code", "name", "level").order_by("level", "search_name", "code")


def _begins(words: str) -> Q:
    """Names with this beginning, as the database's index finds them.

    PostgreSQL keeps an index for patterns. SQLite answers a pattern by reading every row, and a range of
    names by its index; folded names are ASCII, so nothing in them sorts after the tilde.
    """
    if connection.vendor == "sqlite":
        return Q(search_name__gte=words, search_name__lt=f"{words}~")
    return Q(search_name__startswith=words)
