"""What a seller writes of a claim. Which fields there are follows from its kind."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.claims.services import ClaimEntry
from catalogue.models import Claim, ClaimKind, Product
from media.fields import LineField
from shops.claims.queries import products_to_claim_for
from shops.models import Partner

ACCEPTED = "application/pdf,image/jpeg,image/png,image/webp,image/avif"


class DayInput(forms.DateInput):
    """The browser's own calendar; without one, a day as ISO writes it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"placeholder": "2026-12-31"})


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; the services judge each."""

    widget = ManyFilesInput(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in files if file]


class EvidenceForm(forms.Form):
    """Files for a claim that is there already."""

    evidence = ManyFilesField(
        label=_("Evidence"),
        required=False,
        help_text=_("PDF or photos, at most 10 MB each. Only your team and the curators see them."),
    )


class ClaimForm(EvidenceForm):
    """One claim of a kind; `entry` is what it says."""

    product = forms.ModelChoiceField(
        label=_("Product"), queryset=Product.objects.none(), empty_label=_("Choose a product")
    )
    number = LineField(label=_("Number"), max_length=100, required=False)
    value = forms.DecimalField(label=_("Value"), max_digits=7, decimal_places=2)
    issuer = LineField(label=_("Issued by"), max_length=200, required=False)
    issued_on = forms.DateField(label=_("Issued on"), required=False, widget=DayInput)
    expires_on = forms.DateField(label=_("Valid until"), required=False, widget=DayInput)
    field_order = ("product", "number", "value", "issuer", "issued_on", "expires_on", "evidence")

    def __init__(self, *args: Any, shop: Partner, kind: ClaimKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shop, self.kind = shop, kind
        self._fit_product()
        self._fit_number()
        self._fit_value()
        self._fit_days()
        self.fields["issuer"].initial = kind.issuer

    def _fit_product(self) -> None:
        if self.kind.applies_to == ClaimKind.AppliesTo.SHOP:
            del self.fields["product"]
            return
        product = cast("forms.ModelChoiceField[Product]", self.fields["product"])
        product.queryset = products_to_claim_for(self.shop)

    def _fit_number(self) -> None:
        number = self.fields["number"]
        number.required = bool(self.kind.number_pattern)
        if self.kind.number_example:
            number.help_text = gettext("As printed, for example %(example)s.") % {
                "example": self.kind.number_example
            }

    def _fit_value(self) -> None:
        if not self.kind.has_value:
            del self.fields["value"]
            return
        self.fields["value"].help_text = gettext("Between %(low)s and %(high)s %(unit)s.") % {
            "low": self.kind.value_min,
            "high": self.kind.value_max,
            "unit": self.kind.value_unit,
        }

    def _fit_days(self) -> None:
        years = self.kind.validity_years
        self.fields["expires_on"].help_text = (
            gettext("As printed. Such a document usually holds %(years)d years; left empty, we count them.")
            % {"years": years}
            if years
            else gettext("As printed; leave it empty where the document names no end.")
        )

    def clean(self) -> dict[str, Any]:
        """The claim as a whole is judged by its own rules, so that every way in has the same."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("expires_on") is None and "expires_on" not in self.errors:
            cleaned["expires_on"] = self._usual_end(cleaned.get("issued_on"))
        if not self.errors:
            claim = Claim(shop=self.shop, **self.entry.as_columns())
            try:
                claim.clean_fields(exclude=["shop"])
                claim.clean()
            except forms.ValidationError as error:
                self.add_error(None, error)
        return cleaned

    def _usual_end(self, issued_on: dt.date | None) -> dt.date | None:
        years = self.kind.validity_years
        if not years or issued_on is None or issued_on.year + years > dt.MAXYEAR:
            return None
        last = issued_on.replace(day=28) if (issued_on.month, issued_on.day) == (2, 29) else issued_on
        return last.replace(year=last.year + years)

    @property
    def entry(self) -> ClaimEntry:
        said = self.cleaned_data
        return ClaimEntry(
            kind=self.kind,
            product=said.get("product"),
            number=said["number"],
            issuer=said["issuer"],
            value=said.get("value"),
            issued_on=said["issued_on"],
            expires_on=said["expires_on"],
        )


def as_initial(claim: Claim) -> dict[str, Any]:
    """What the form shows of a claim that is there."""
    names = ("product", "number", "value", "issuer", "issued_on", "expires_on")
    return {name: getattr(claim, name) for name in names}
