"""A proposal's score in words: what agrees, how far, and how many points of a hundred that brings."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from shops.claims.register.matching import WEIGHTS


@dataclass(frozen=True, slots=True)
class Agreement:
    """One part of the score: a sentence, its points, and the points that it could bring."""

    sentence: str
    points: int
    most: int


def agreements(parts: Mapping[str, float]) -> list[Agreement]:
    """The parts in the order of their weight; nothing for a proposal from before they were kept."""
    if not parts:
        return []
    worths = [(name, 100 * weight, parts.get(name, 0)) for name, weight in WEIGHTS.items()]
    return [
        Agreement(_sentence(name, agrees), round(most * agrees), round(most)) for name, most, agrees in worths
    ]


def _sentence(name: str, agrees: float) -> str:
    percent = {"percent": round(agrees * 100)}
    match name:
        case "name":
            return _("The names of company and shop are alike by %(percent)d %%.") % percent
        case "province" if agrees:
            return _("The province is the same.")
        case "province":
            return _("The province is another one or not named.")
        case "product" if agrees:
            return _("The names of the product are alike by %(percent)d %%.") % percent
        case "product":
            return _("No product of the shop has a name like it.")
    has_brand = _("The product's name has the brand.")
    return has_brand if agrees else _("The product's name has none of the brands.")
