"""Up to eight pictures with their words and order, without a script.

A browser forgets a chosen file when a form comes back with an error. So files are kept first, before anything
else is judged, and the form carries a signed token for each: whatever else is wrong, no photo is sent twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.models import ProductImage
from catalogue.services.content import Picture
from media.exceptions import PictureRefused
from media.fields import LineField
from media.models import Image
from media.pictures import store_picture
from media.queries import lookalike_of
from media.renditions import Picture as Shown
from media.renditions import Size, picture
from media.texts import whole_number
from shops.models import Partner
from shops.panel.forms.summary import Problem, problems_in
from shops.readiness.queries import long_side_asked

MOST = 8
PREFIX = "pictures"
#: The name under which new files come, several at once.
FILES = "photos"
SALT = "shops.panel.picture"
#: What a browser's file chooser offers; the file itself is judged by its content.
ACCEPTED = "image/jpeg,image/png,image/webp,image/avif"


def token_for(shop: Partner, image_id: int) -> str:
    """Says that this shop's team handed in this picture; worth nothing at another shop."""
    return signing.dumps([shop.pk, image_id], salt=SALT)


def image_of(shop: Partner, token: str) -> int | None:
    """The picture's key, or None for a token that is forged or another shop's."""
    try:
        shop_id, image_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return image_id if shop_id == shop.pk else None


class PictureForm(forms.Form):
    """One place for a picture."""

    token = forms.CharField(required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(min_value=1, max_value=99, required=False, widget=forms.HiddenInput)
    alt = LineField(
        label=_("What the photo shows"),
        max_length=200,
        required=False,
        help_text=_("For people who cannot see it, for example: a pack of tempe chips on a bamboo tray."),
    )
    image: Image | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.image and not cleaned.get("alt", "").strip():
            self.add_error("alt", _("Say what the photo shows."))
        return cleaned

    @property
    def thumbnail(self) -> Shown | None:
        return picture(self.image, Size.THUMBNAIL)


class Gallery:
    """The eight places, filled from a product or from what was sent; `problems` are refusals in words."""

    def __init__(
        self,
        *,
        shop: Partner,
        initial: list[dict[str, Any]],
        data: QueryDict | None,
        problems: Sequence[str] = (),
    ) -> None:
        formset = forms.formset_factory(PictureForm, extra=0, min_num=MOST, max_num=MOST, absolute_max=MOST)
        self.formset = formset(data, initial=initial, prefix=PREFIX)
        self.problems = problems
        self._give_images(shop)

    def _give_images(self, shop: Partner) -> None:
        keys = {index: image_of(shop, form["token"].value() or "") for index, form in enumerate(self.forms)}
        images = Image.objects.in_bulk([key for key in keys.values() if key])
        for index, form in enumerate(self.forms):
            form.image = images.get(keys[index] or 0)
            if form.image and not form.is_bound and not form.initial.get("alt"):
                form.initial["alt"] = form.image.default_alt_text

    @property
    def forms(self) -> list[PictureForm]:
        forms_: list[PictureForm] = self.formset.forms
        return forms_

    @property
    def filled(self) -> list[PictureForm]:
        """The places that have a picture, in the order in which they are shown."""
        return [form for form in self.forms if form.image]

    @property
    def room(self) -> int:
        """How many more pictures there is room for."""
        return MOST - len(self.filled)

    @property
    def problems_of_each(self) -> list[Problem]:
        """What has to be mended at which photo, by its number on the page."""
        return [
            Problem(gettext("Photo %(number)d") % {"number": number}, problem.anchor, problem.words)
            for number, form in enumerate(self.filled, start=1)
            for problem in problems_in(form)
        ]

    def is_valid(self) -> bool:
        return bool(self.formset.is_valid()) and not self.problems

    def pictures(self) -> list[Picture]:
        """The pictures to keep, in their order; each at most once."""
        kept: dict[int, Picture] = {}
        for form in self.filled:
            if form.image:
                words = form.cleaned_data["alt"].strip()
                kept.setdefault(form.image.pk, Picture(image_id=form.image.pk, caption=words))
        return list(kept.values())


@dataclass
class KeptUploads:
    """The data with a token for each file; what was refused, and what to know of what was kept, in words."""

    data: QueryDict
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def keep_uploads(
    *, data: QueryDict, files: MultiValueDict[str, UploadedFile], shop: Partner, by: Any
) -> KeptUploads:
    """Keep every file that can be kept, each in the next free place; then put the places in order."""
    kept = KeptUploads(data.copy())
    for upload in files.getlist(FILES):
        index = _free_place(kept.data)
        if index is None:
            kept.problems.append(
                gettext("“%(name)s” is not kept: a product has eight photos at most. Remove one first.")
                % {"name": upload.name}
            )
            continue
        _keep(kept, index, upload, shop=shop, by=by)
    arrange(kept.data)
    return kept


def keep_one(*, upload: UploadedFile, shop: Partner, data: QueryDict, by: Any) -> dict[str, Any]:
    """Keep one photo beside those of the form in `data`: its token, notes and its small picture.

    Raises a PictureRefused that says why.
    """
    image = store_picture(upload=upload, title=shop.name, alt_text="", by=by)
    small = picture(image, Size.THUMBNAIL)
    shown = {"url": small.url, "width": small.width, "height": small.height} if small else {}
    notes = _notes(shop, image, upload.name or "", data)
    return {"token": token_for(shop, image.pk), "notes": notes, **shown}


def _keep(kept: KeptUploads, index: int, upload: UploadedFile, *, shop: Partner, by: Any) -> None:
    alt = kept.data.get(f"{PREFIX}-{index}-alt", "").strip()
    try:
        image = store_picture(upload=upload, title=alt or shop.name, alt_text=alt, by=by)
    except PictureRefused as refusal:
        kept.problems.append(str(refusal))
    else:
        kept.data[f"{PREFIX}-{index}-token"] = token_for(shop, image.pk)
        kept.notes += _notes(shop, image, upload.name or "", kept.data)


def _notes(shop: Partner, image: Image, name: str, data: QueryDict) -> list[str]:
    """What its sender should know of a photo that is kept."""
    return [*_too_small(image, name), *_likeness(shop, image, name, data)]


def _too_small(image: Image, name: str) -> list[str]:
    """A warning when readiness will not count the photo, before the seller writes words for it."""
    asked = long_side_asked()
    if max(image.width, image.height) >= asked:
        return []
    words = _(
        "The photo “%(name)s” is small: %(width)s × %(height)s pixels. It is kept, but only photos of "
        "%(asked)s pixels or more on the longer side count. Choose the original, not one that came through a "
        "chat."
    )
    return [str(words) % {"name": name, "width": image.width, "height": image.height, "asked": asked}]


def _likeness(shop: Partner, image: Image, name: str, data: QueryDict) -> list[str]:
    """A warning when the photo looks like another of the shop's products or of this form."""
    of_form = [image_of(shop, data.get(f"{PREFIX}-{index}-token", "")) for index in range(MOST)]
    of_shop = ProductImage.objects.filter(product__shop=shop).values("image")
    among = Image.objects.filter(Q(pk__in=of_shop) | Q(pk__in=[key for key in of_form if key]))
    other = lookalike_of(image, among)
    if other is None:
        return []
    if other.title == shop.name:  # as a photo is called that has no words yet
        words = _(
            "The photo “%(name)s” looks very much like another that you have sent. It is kept; "
            "a photo from another side tells buyers more."
        )
    else:
        words = _(
            "The photo “%(name)s” looks very much like “%(other)s”, which you have used already. It is kept; "
            "a photo from another side tells buyers more."
        )
    return [str(words) % {"name": name, "other": other.title}]


def _free_place(data: QueryDict) -> int | None:
    return next((index for index in range(MOST) if not data.get(f"{PREFIX}-{index}-token")), None)


#: A picture as a form carries it: its token and its words.
Slot = tuple[str, str]


def arrange(data: QueryDict) -> None:
    """Put the pictures in the order of their places, then do what a button asked: `move` or `drop`."""
    slots = _slots(data)
    asked, _sep, way = (data.get("move") or data.get("drop") or "").partition("-")
    number = (whole_number(asked, 2) or 0) - 1
    if 0 <= number < len(slots):
        moved = slots.pop(number)
        if "drop" not in data:
            slots.insert(max(number - 1, 0) if way == "up" else number + 1, moved)
    for index in range(MOST):
        token, alt = slots[index] if index < len(slots) else ("", "")
        data[f"{PREFIX}-{index}-token"], data[f"{PREFIX}-{index}-alt"] = token, alt
        data[f"{PREFIX}-{index}-place"] = str(index + 1)


def _slots(data: QueryDict) -> list[Slot]:
    """The filled ones by the place each asks for; those without a place stand last."""
    found = [
        (_place(data.get(f"{PREFIX}-{index}-place", "")), (token, data.get(f"{PREFIX}-{index}-alt", "")))
        for index in range(MOST)
        if (token := data.get(f"{PREFIX}-{index}-token", ""))
    ]
    return [slot for _place, slot in sorted(found, key=lambda pair: pair[0])]


def _place(written: str) -> int:
    place = whole_number(written, 2)
    return MOST + 1 if place is None else place
