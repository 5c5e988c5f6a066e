"""Up to eight pictures with their words and order, without a script.

A browser forgets a chosen file when a form comes back with an error. So files are kept first, before anything
else is judged, and the form carries a signed token for each: whatever else is wrong, no photo is sent twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from catalogue.models import ProductImage
from catalogue.services.content import Picture
from media.exceptions import PictureRefused
from media.models import Image
from media.pictures import store_picture
from media.queries import lookalike_of
from media.renditions import Picture as Shown
from media.renditions import Size, picture
from shops.models import Partner

MOST = 8
PREFIX = "pictures"
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
    file = forms.CharField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    alt = forms.CharField(
        label=_("What the photo shows"),
        max_length=200,
        required=False,
        help_text=_("For people who cannot see it, for example: a pack of tempe chips on a bamboo tray."),
    )
    place = forms.IntegerField(
        label=_("Place in the row"),
        min_value=1,
        max_value=99,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": 99}),
    )
    remove = forms.BooleanField(label=_("Remove this photo"), required=False)
    image: Image | None = None
    problem: str = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.problem:
            self.add_error("file", self.problem)
        elif self.image and not cleaned.get("remove") and not cleaned.get("alt", "").strip():
            self.add_error("alt", _("Say what the photo shows."))
        return cleaned

    @property
    def thumbnail(self) -> Shown | None:
        return picture(self.image, Size.THUMBNAIL)


class Gallery:
    """The eight places, filled from a product or from what was sent."""

    def __init__(
        self,
        *,
        shop: Partner,
        initial: list[dict[str, Any]],
        data: QueryDict | None,
        problems: dict[int, str],
    ) -> None:
        formset = forms.formset_factory(PictureForm, extra=0, min_num=MOST, max_num=MOST, absolute_max=MOST)
        self.formset = formset(data, initial=initial, prefix=PREFIX)
        self._give_images(shop, problems)

    def _give_images(self, shop: Partner, problems: dict[int, str]) -> None:
        keys = {index: image_of(shop, form["token"].value() or "") for index, form in enumerate(self.forms)}
        images = Image.objects.in_bulk([key for key in keys.values() if key])
        for index, form in enumerate(self.forms):
            form.image = images.get(keys[index] or 0)
            form.problem = problems.get(index, "")

    @property
    def forms(self) -> list[PictureForm]:
        forms_: list[PictureForm] = self.formset.forms
        return forms_

    @property
    def shown(self) -> list[PictureForm]:
        """Places with a picture and the first three empty ones; the rest stay folded."""
        return self._split()[0]

    @property
    def folded(self) -> list[PictureForm]:
        return self._split()[1]

    def _split(self) -> tuple[list[PictureForm], list[PictureForm]]:
        filled = [form for form in self.forms if form.image or form.problem]
        empty = [form for form in self.forms if form not in filled]
        return filled + empty[:3], empty[3:]

    def is_valid(self) -> bool:
        return bool(self.formset.is_valid())

    def pictures(self) -> list[Picture]:
        """The pictures to keep, in the order asked for; each at most once."""
        kept: dict[int, Picture] = {}
        for form in sorted(self.forms, key=lambda form: form.cleaned_data.get("place") or MOST + 1):
            if form.image and not form.cleaned_data.get("remove"):
                kept.setdefault(
                    form.image.pk, Picture(image_id=form.image.pk, caption=form.cleaned_data["alt"].strip())
                )
        return list(kept.values())


@dataclass(frozen=True)
class KeptUploads:
    """The data with a token for each file, the refusals by place, and warnings of photos that look alike."""

    data: QueryDict
    problems: dict[int, str]
    likenesses: list[str]


def keep_uploads(
    *, data: QueryDict, files: MultiValueDict[str, UploadedFile], shop: Partner, by: Any
) -> KeptUploads:
    """Keep every file that can be kept."""
    kept, problems, likenesses = data.copy(), {}, []
    for index, upload in _uploads(files):
        alt = data.get(f"{PREFIX}-{index}-alt", "")
        try:
            image = store_picture(upload=upload, title=alt.strip() or shop.name, alt_text=alt.strip(), by=by)
        except PictureRefused as refusal:
            problems[index] = str(refusal)
        else:
            kept[f"{PREFIX}-{index}-token"] = token_for(shop, image.pk)
            likenesses += _likeness(shop, image, upload.name or "", kept)
    return KeptUploads(kept, problems, likenesses)


def _likeness(shop: Partner, image: Image, name: str, data: QueryDict) -> list[str]:
    """A warning when the photo looks like another of the shop's products or of this form."""
    of_form = [image_of(shop, data.get(f"{PREFIX}-{index}-token", "")) for index in range(MOST)]
    of_shop = ProductImage.objects.filter(product__shop=shop).values("image")
    among = Image.objects.filter(Q(pk__in=of_shop) | Q(pk__in=[key for key in of_form if key]))
    other = lookalike_of(image, among)
    if other is None:
        return []
    words = _(
        "The photo “%(name)s” looks very much like “%(other)s”, which you have used already. It is kept; "
        "a photo from another side tells buyers more."
    )
    return [str(words) % {"name": name, "other": other.title}]


def _uploads(files: MultiValueDict[str, UploadedFile]) -> Iterable[tuple[int, UploadedFile]]:
    for index in range(MOST):
        upload = files.get(f"{PREFIX}-{index}-file")
        if upload is not None:
            yield index, upload
