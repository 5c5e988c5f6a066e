"""What a shop says of itself."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from media.exceptions import PictureRefused
from media.fields import LineField, WebAddressField, WordsField
from media.models import Image
from media.pictures import store_picture
from media.renditions import Picture, Size, picture
from shops.models import Partner
from shops.panel.forms.pictures import ACCEPTED, image_of, token_for
from shops.panel.forms.product import number
from shops.panel.forms.summary import Problem, problems_in
from shops.profiles.services import ShopProfile
from shops.telephones import TelephoneField

FOUNDED_FROM = 1800
#: The two pictures and the size in which the form shows them.
PICTURES = {"logo": Size.LOGO, "cover": Size.COVER}


def _telephone(label: Any, help_text: Any = "") -> TelephoneField:
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})
    return TelephoneField(label=label, required=False, widget=widget, help_text=help_text)


def _story(label: Any, help_text: Any = "") -> WordsField:
    widget = forms.Textarea(attrs={"rows": 6})
    return WordsField(label=label, max_length=10_000, required=False, widget=widget, help_text=help_text)


def _token() -> forms.CharField:
    return forms.CharField(required=False, widget=forms.HiddenInput)


def _file(label: Any, help_text: Any) -> forms.CharField:
    widget = forms.FileInput(attrs={"accept": ACCEPTED})
    return forms.CharField(label=label, required=False, widget=widget, help_text=help_text)


class ProfileForm(forms.Form):
    """Pictures first, then words, then how to reach the shop."""

    logo = _token()
    logo_file = _file(_("New logo"), _("Square is best. JPEG, PNG, WebP or AVIF, at most 10 MB."))
    logo_remove = forms.BooleanField(label=_("Remove the logo"), required=False)
    cover = _token()
    cover_file = _file(_("New cover"), _("A wide photo of the place or the goods, at most 10 MB."))
    cover_remove = forms.BooleanField(label=_("Remove the cover"), required=False)
    story = _story(
        _("Your story"), _("Who makes it, where, since when, what is special. Buyers read this first.")
    )
    story_en = _story(_("Your story in English"))
    whatsapp = _telephone(_("WhatsApp"), _("For example 0812-3456-7890. Buyers see it."))
    phone = _telephone(_("Telephone"))
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("Buyers see it."))
    website = WebAddressField(label=_("Web site"), required=False, max_length=200, assume_scheme="https")
    address = LineField(
        label=_("Address"),
        max_length=255,
        required=False,
        help_text=_("Street and number, as a visitor asks."),
    )
    founded_year = number(_("Founded in (year)"), least=FOUNDED_FROM, most=2100, required=False)
    employees = number(_("Employees"), required=False, help_text=_("You and all who work with you."))

    def __init__(
        self, *args: Any, shop: Partner, problems: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shop = shop
        self.problems = problems or {}
        keys = {name: image_of(shop, self[name].value() or "") for name in PICTURES}
        images = Image.objects.in_bulk([key for key in keys.values() if key])
        self.images = {name: images.get(key or 0) for name, key in keys.items()}

    @classmethod
    def kept(cls, shop: Partner) -> "ProfileForm":
        """The form as the shop's profile stands."""
        names = [name for name in cls.base_fields if name in WORDS]
        initial: dict[str, Any] = {name: getattr(shop, name) for name in names}
        for name in PICTURES:
            key = getattr(shop, f"{name}_id")
            initial[name] = token_for(shop, key) if key else ""
        return cls(shop=shop, initial=initial)

    @classmethod
    def sent(
        cls, shop: Partner, data: QueryDict, files: MultiValueDict[str, UploadedFile], by: Any
    ) -> "ProfileForm":
        """The form for what was sent; its pictures are kept at once, whatever else is wrong."""
        kept, problems = data.copy(), {}
        for name in PICTURES:
            upload = files.get(f"{name}_file")
            if upload is None:
                continue
            try:
                image = store_picture(upload=upload, title=shop.name, alt_text=shop.name, by=by)
            except PictureRefused as refusal:
                problems[f"{name}_file"] = str(refusal)
            else:
                kept[name] = token_for(shop, image.pk)
        return cls(kept, shop=shop, problems=problems)

    def clean_founded_year(self) -> int | None:
        year: int | None = self.cleaned_data["founded_year"]
        if year and year > timezone.localdate().year:
            raise forms.ValidationError(gettext("That year has not come yet."))
        return year

    def clean(self) -> dict[str, Any]:
        for field, problem in self.problems.items():
            self.add_error(field, problem)
        return super().clean() or {}

    @property
    def problem_list(self) -> list[Problem]:
        return problems_in(self)

    @property
    def profile(self) -> ShopProfile:
        cleaned = self.cleaned_data
        pictures: dict[str, Any] = {
            f"{name}_id": image.pk if image and not cleaned[f"{name}_remove"] else None
            for name, image in self.images.items()
        }
        return ShopProfile(**{name: cleaned[name] for name in WORDS}, **pictures)

    @property
    def logo_shown(self) -> Picture | None:
        return picture(self.images["logo"], PICTURES["logo"])

    @property
    def cover_shown(self) -> Picture | None:
        return picture(self.images["cover"], PICTURES["cover"])


#: The form's names that are the profile's names too.
WORDS = (
    "story",
    "story_en",
    "whatsapp",
    "phone",
    "email",
    "website",
    "address",
    "founded_year",
    "employees",
)
