"""The forms of the curators' desk."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from media.fields import LineField, WordsField
from shops.curation.scope import Scope
from shops.regions.models import Region
from shops.review.fields import remarkable
from shops.review.kinds import Kind
from shops.review.models import Complaint, ReportReason, ReturnReason
from shops.review.queries import kept_reasons
from shops.review.queue import Filters
from shops.review.report.question import Question
from shops.review.verdicts import Verdict

REMARK = "remark-"


class FilterForm(forms.Form):
    """Narrows the queue; what is not understood narrows nothing."""

    jenis = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Kind.choices])
    wilayah = forms.ChoiceField(label=_("Region"), required=False)
    status = forms.ChoiceField(
        label=_("Taken"),
        required=False,
        choices=[("", _("All")), ("free", _("not taken")), ("mine", _("taken by me"))],
    )
    cari = forms.CharField(label=_("Shop or title"), required=False, max_length=100)

    def __init__(self, *args: Any, regions: list[Region], by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        places = [(region.code, region.name) for region in regions]
        self.fields["wilayah"].choices = [("", _("All")), *places]  # type: ignore[attr-defined]  # a choice field's

    def filters(self) -> Filters:
        """What of it holds."""
        self.is_valid()
        sent = self.cleaned_data
        return Filters(
            kind=sent.get("jenis", ""),
            region=sent.get("wilayah", ""),
            words=sent.get("cari", "").strip(),
            taken=sent.get("status", ""),
            by=self.by,
        )


class ReturnImportForm(forms.Form):
    """Why a whole import goes back: reasons or words."""

    reasons = forms.ModelMultipleChoiceField(
        label=_("Reasons"),
        queryset=ReturnReason.objects.filter(is_active=True),
        to_field_name="code",  # a forged key may be a number that no database holds
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = WordsField(
        label=_("What should the seller change?"),
        help_text=_("Say what is missing or wrong and how to mend it. The seller reads these words."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-focus-key": "r"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(reason.code, str(reason)) for reason in kept_reasons()]
        self.fields["reasons"].choices = offered  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.verdict:
            raise ValidationError(self.nothing_said)
        return cleaned

    @property
    def nothing_said(self) -> Any:
        """What is told when all is empty."""
        return _("Choose a reason, or write what to change: the seller needs it.")

    @property
    def verdict(self) -> Verdict:
        """What was filled in."""
        sent = self.cleaned_data
        return Verdict(reasons=list(sent.get("reasons", ())), words=sent.get("words", ""))


class ReturnForm(ReturnImportForm):
    """Why a product goes back: reasons, words, and remarks on fields; at least one of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in remarkable().items():
            self.fields[f"{REMARK}{name}"] = LineField(label=str(label), required=False, max_length=500)

    @property
    def remarks(self) -> list[Any]:
        """The bound fields for remarks, in the order of the seller's form."""
        return [self[name] for name in self.fields if name.startswith(REMARK)]

    @property
    def nothing_said(self) -> Any:
        return _("Choose a reason, write what to change, or write a remark at a field: the seller needs it.")

    @property
    def verdict(self) -> Verdict:
        sent = self.cleaned_data
        remarks = {name: sent.get(f"{REMARK}{name}", "").strip() for name in remarkable()}
        return replace(super().verdict, remarks={name: words for name, words in remarks.items() if words})


class HandOverForm(forms.Form):
    """To which colleague."""

    to: forms.ModelChoiceField[Any] = forms.ModelChoiceField(label=_("Hand over to"), queryset=None)

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]  # a field of a model's


class ClosingForm(forms.Form):
    """The decision on a complaint; a shop is not taken off here, but suspended where it is decided on."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=Complaint.Outcome.choices,
        widget=forms.RadioSelect(attrs={"data-focus-key": "a"}),
    )
    words = WordsField(
        label=_("Why"),
        help_text=_(
            "Kept with the complaint. "
            "Where the seller mends it or the product is taken off, the owners read it."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, is_about_shop: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_about_shop:
            possible = [pair for pair in Complaint.Outcome.choices if pair[0] != Complaint.Outcome.HIDDEN]
            self.fields["outcome"].choices = possible  # type: ignore[attr-defined]  # a choice field


class ReportForm(forms.Form):
    """What a shopper reports. Nobody is asked who they are."""

    reason = forms.ModelChoiceField(
        label=_("What is wrong?"),
        queryset=ReportReason.objects.filter(is_active=True),
        to_field_name="code",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    words = WordsField(
        label=_("Tell us more"),
        help_text=_("Optional. Do not write anything about yourself."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReportQuestionForm(forms.Form):
    """The kind and the days of the report; what narrows it further goes along."""

    jenis = forms.ChoiceField(label=_("Kind"))
    dari = forms.DateField(
        label=_("Decided from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sampai = forms.DateField(
        label=pgettext_lazy("of a period", "to"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    wilayah = forms.CharField(widget=forms.HiddenInput)
    kurator = forms.CharField(widget=forms.HiddenInput)
    menurut = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, question: Question, scope: Scope) -> "ReportQuestionForm":
        """The form as the question fills it, with the kinds that the person decides on."""
        form = cls(
            initial={
                "jenis": question.kind,
                "dari": question.since,
                "sampai": question.until,
                "wilayah": question.region,
                "kurator": question.curator,
                "menurut": question.group,
            }
        )
        kinds = [(kind.value, capfirst(str(kind.label))) for kind in Kind if scope.has(kind)]
        form.fields["jenis"].choices = kinds  # type: ignore[attr-defined]  # a choice field
        return form
