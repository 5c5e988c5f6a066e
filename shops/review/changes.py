"""What a draft changes against the version that everyone sees: field by field, picture by picture.

Pure functions of two products in memory; `None` before for one that has never been public.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from catalogue.models import Product
from media.renditions import Picture, Size, picture
from shops.review.fields import ATTRIBUTES, FIELDS, remarkable


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, as it was and as it will be; `field` is what a remark on it is kept under."""

    field: str
    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PictureChange:
    """One picture: `what` is added, removed, renamed or same, or moved and nothing else; places are counted
    from 1."""

    what: str
    picture: Any
    words: str
    old_words: str = ""
    place: int = 0
    old_place: int = 0

    @property
    def is_moved(self) -> bool:
        """Whether it stood at another place, be it described anew or not."""
        return 0 not in (self.place, self.old_place) and self.place != self.old_place

    @property
    def shown(self) -> Picture | None:
        """The whole picture as it was made ready at the upload: no query and no cut."""
        return picture(self.picture, Size.PAGE, alt=self.words or self.old_words, sizes="11rem")


def field_changes(before: Product | None, after: Product) -> list[FieldChange]:
    """The fields and attributes that differ, in the seller's order; all that is filled when it is new."""
    labels = remarkable()
    pairs = [
        FieldChange(name, labels[name], _shown(before, name) if before else "", _shown(after, name))
        for name in FIELDS
    ]
    return [pair for pair in [*pairs, *_attribute_changes(before, after)] if pair.before != pair.after]


def picture_changes(before: Product | None, after: Product) -> list[PictureChange]:
    """Every picture of the draft in its order, then those that are gone."""
    old = _pictures(before) if before else {}
    new = _pictures(after)
    present = [_picture_change(row, place, old.get(key)) for key, (row, place) in new.items()]
    gone = [
        PictureChange("removed", row.image, "", row.alt_text, old_place=place)
        for key, (row, place) in old.items()
        if key not in new
    ]
    return present + gone


def _picture_change(row: Any, place: int, old: tuple[Any, int] | None) -> PictureChange:
    if old is None:
        return PictureChange("added", row.image, row.alt_text, place=place)
    old_row, old_place = old
    if old_row.alt_text != row.alt_text:
        what = "renamed"
    else:
        what = "same" if old_place == place else "moved"
    return PictureChange(what, row.image, row.alt_text, old_row.alt_text, place, old_place)


def _pictures(product: Product) -> Mapping[int, tuple[Any, int]]:
    rows = sorted(product.images.all(), key=lambda row: (row.display_order, row.pk or 0))
    return {row.image_id: (row, place) for place, row in enumerate(rows, start=1)}


def _attribute_changes(before: Product | None, after: Product) -> Iterator[FieldChange]:
    old, new = _attributes(before) if before else {}, _attributes(after)
    for label in dict.fromkeys([*new, *old]):
        yield FieldChange(ATTRIBUTES, label, old.get(label, ""), new.get(label, ""))


def _attributes(product: Product) -> dict[str, str]:
    return {str(row.attribute.label): _words(row.value) for row in product.attribute_values.all()}


def _shown(product: Product, name: str) -> str:
    """The value as a person reads it: the word of a choice, yes or no."""
    display = getattr(product, f"get_{name}_display", None)
    return _words(display() if display else getattr(product, name))


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
