"""One form for each question. `answer()` is what is kept, as JSON; `said()` how the review repeats it."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from media.fields import LineField
from shops.kbli.codes import known_groups
from shops.models import Partner
from shops.panel.forms.numbers import WholeNumberField
from shops.registration.models import Cluster
from shops.registration.queries import clusters_in, place_at, size_rule
from shops.registration.sizes import Basis, Range, ranges_of
from shops.teams.forms import WHAT_ROLES_MAY
from shops.teams.models import Role
from shops.telephones import TelephoneField

Answer = dict[str, Any]
Answers = dict[str, Answer]
MOST_CODES = 10
MOST_INVITED = 5


class QuestionForm(forms.Form):
    """One question. `answers` holds what was said before, for what may be chosen can hang on it."""

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        self.answers = answers
        super().__init__(*args, **kwargs)

    def answer(self) -> Answer:
        """What is kept of a valid form."""
        return dict(self.cleaned_data)

    @classmethod
    def said(cls, answer: Answer) -> str:
        """The answer in words."""
        return str(next(iter(answer.values()), ""))


class NibForm(QuestionForm):
    """The number of the business, where it has one."""

    nib = LineField(
        label=_("NIB (13 digits)"),
        help_text=_("It stands at the top of the document from OSS. Leave it empty if you have none yet."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_nib(self) -> str:
        nib = re.sub(r"[\s.\-]", "", self.cleaned_data["nib"])
        if nib and not re.fullmatch(r"[0-9]{13}", nib):
            raise ValidationError(gettext("An NIB has 13 digits. Compare it with the document from OSS."))
        return nib

    @classmethod
    def said(cls, answer: Answer) -> str:
        return answer["nib"] or gettext("none yet")


class NameForm(QuestionForm):
    """What people know the business as."""

    name = LineField(
        label=_("Name of the business"),
        help_text=_("As it stands on your packaging or your sign; shoppers see it."),
        min_length=3,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if sum(char.isalnum() for char in name) < 2:
            raise ValidationError(gettext("Write the name with letters."))
        return name


class KindForm(QuestionForm):
    """Its legal form."""

    kind = forms.ChoiceField(
        label=_("What kind of business is it?"), choices=Partner.Kind, widget=forms.RadioSelect
    )

    @classmethod
    def said(cls, answer: Answer) -> str:
        return str(Partner.Kind(answer["kind"]).label)


class RegionForm(QuestionForm):
    """Where it is, as exactly as the owner knows."""

    region = forms.CharField(label=_("Place"), required=False, max_length=13, widget=forms.HiddenInput)

    def clean_region(self) -> str:
        place = place_at(self.cleaned_data["region"])
        if place is None:
            raise ValidationError(gettext("Choose a place from the list: a village, a district or a city."))
        self.place = place
        return place.code

    def answer(self) -> Answer:
        return {"region": self.place.code, "label": self.place.label}

    @classmethod
    def said(cls, answer: Answer) -> str:
        return str(answer["label"])


class AddressForm(QuestionForm):
    """The street, and how the office reaches the owner."""

    address = LineField(
        label=_("Street and number"),
        required=False,
        max_length=255,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    whatsapp = TelephoneField(
        label=_("WhatsApp"),
        required=False,
        help_text=_("For example 0812 3456 7890. Shoppers see it on the page of your shop."),
    )

    email = forms.EmailField(
        label=_("E-mail for buyers"),
        required=False,
        max_length=254,
        help_text=_("Only if shoppers may see it. The address you sign in with stays private."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )

    def answer(self) -> Answer:
        said = self.cleaned_data
        return {"address": said["address"], "whatsapp": str(said["whatsapp"] or ""), "email": said["email"]}

    @classmethod
    def said(cls, answer: Answer) -> str:
        return ", ".join(filter(None, answer.values())) or gettext("not said")


class SectorForm(QuestionForm):
    """What shoppers find it under."""

    sector = forms.ChoiceField(
        label=_("What do you make or sell most?"), choices=Partner.Sector, widget=forms.RadioSelect
    )

    @classmethod
    def said(cls, answer: Answer) -> str:
        return str(Partner.Sector(answer["sector"]).label)


class KbliForm(QuestionForm):
    """Codes of the national classification, one of them the main one."""

    codes = forms.Field(widget=forms.MultipleHiddenInput, required=False)
    main = forms.CharField(required=False, max_length=5)

    def clean_codes(self) -> list[str]:
        codes = list(dict.fromkeys(str(code) for code in self.cleaned_data["codes"] or []))
        unknown = [code for code in codes if code not in known_groups()]
        if unknown or not codes:
            raise ValidationError(gettext("Choose at least one code from the list."))
        if len(codes) > MOST_CODES:
            raise ValidationError(gettext("Choose up to %(most)d codes.") % {"most": MOST_CODES})
        return codes

    def answer(self) -> Answer:
        codes = self.cleaned_data["codes"]
        main = self.cleaned_data.get("main")
        return {"codes": codes, "main": main if main in codes else codes[0]}

    @classmethod
    def said(cls, answer: Answer) -> str:
        main = str(answer["main"])
        ordered = [main, *(code for code in answer["codes"] if code != main)]
        return "; ".join(str(known_groups()[code]) for code in ordered if code in known_groups())


class ClusterForm(QuestionForm):
    """The sentra it belongs to, where its regency has any."""

    cluster = forms.ChoiceField(
        label=_("Does it belong to a cluster (sentra)?"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = clusters_in(self.answers.get("wilayah", {}).get("region", ""))
        self.labels = {str(cluster.pk): cluster.name for cluster in found}
        self.fields["cluster"].choices = [("", _("No")), *self.labels.items()]  # type: ignore[attr-defined]  # a choice field's

    def answer(self) -> Answer:
        chosen = self.cleaned_data["cluster"]
        return {"cluster": chosen, "label": self.labels.get(chosen, "")}

    @classmethod
    def said(cls, answer: Answer) -> str:
        return answer["label"] or gettext("No")


class SizeForm(QuestionForm):
    """A range of capital or of sales: nobody is asked for an exact figure."""

    size = forms.ChoiceField(
        label=_("How large is the business?"),
        help_text=_(
            "The office needs only the range. If the business ran before February 2021, "
            "choose by the sales of a year; otherwise by the capital, without land and buildings."
        ),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = size_rule()
        self.fields["size"].choices = [  # type: ignore[attr-defined]  # a choice field's
            (
                str(Partner.SizeBasis(basis.value).label),
                [(f"{basis.value}-{span.over}", in_words(span)) for span in ranges_of(rule, basis)],
            )
            for basis in Basis
        ]

    def answer(self) -> Answer:
        basis, _dash, over = self.cleaned_data["size"].partition("-")
        return {"size": self.cleaned_data["size"], "basis": basis, "over": over}

    @classmethod
    def said(cls, answer: Answer) -> str:
        """As it was chosen; of a range that the rule in force no longer has, where it began."""
        over, basis = Decimal(answer["over"]), answer["basis"]
        spans = ranges_of(size_rule(), Basis(basis))
        chosen = next((span for span in spans if span.over == over), Range(over, None, ""))
        return f"{Partner.SizeBasis(basis).label}: {in_words(chosen)}"


class EmployeesForm(QuestionForm):
    """How many people work there."""

    employees = WholeNumberField(
        label=_("How many people work there?"),
        help_text=_("Yourself and family who help included."),
        min_value=1,
        max_value=100_000,
    )


class TeamForm(QuestionForm):
    """Who is to be invited once the business is handed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, MOST_INVITED + 1):
            self.fields[f"email_{place}"] = forms.EmailField(
                label=_("E-mail address %(place)d") % {"place": place}, required=False, max_length=254
            )
            self.fields[f"role_{place}"] = forms.ChoiceField(
                label=_("Role of person %(place)d") % {"place": place},
                choices=Role,
                initial=Role.STOCK_KEEPER,
                required=False,
            )
        self.fields["email_1"].help_text = _(
            "Leave it empty if you work alone. Whoever you name is invited by e-mail once you have submitted."
        )
        self.fields["role_1"].help_text = WHAT_ROLES_MAY

    def answer(self) -> Answer:
        rows = {
            self.cleaned_data[f"email_{place}"].strip().lower(): self.cleaned_data[f"role_{place}"]
            for place in range(1, MOST_INVITED + 1)
        }
        return {"invited": [[email, role or Role.VIEWER.value] for email, role in rows.items() if email]}

    @classmethod
    def said(cls, answer: Answer) -> str:
        rows = [f"{email} ({Role(role).label})" for email, role in answer["invited"]]
        return ", ".join(rows) or gettext("nobody yet")

    @classmethod
    def initial_of(cls, answer: Answer) -> Answer:
        """The kept rows as the fields name them."""
        filled: Answer = {}
        for place, (email, role) in enumerate(answer.get("invited", []), start=1):
            filled |= {f"email_{place}": email, f"role_{place}": role}
        return filled


def in_words(span: Range) -> str:
    """A range as a person chooses it: `up to Rp 1.000.000.000`."""
    over = number_format(span.over, force_grouping=True)
    if span.up_to is None:
        return gettext("more than Rp %(over)s") % {"over": over}
    up_to = number_format(span.up_to, force_grouping=True)
    if not span.over:
        return gettext("up to Rp %(up_to)s") % {"up_to": up_to}
    return gettext("more than Rp %(over)s up to Rp %(up_to)s") % {"over": over, "up_to": up_to}


def chosen_cluster(answer: Answer) -> Cluster | None:
    """The cluster that was chosen, if staff still offer it."""
    chosen = answer.get("cluster") or 0
    return Cluster.objects.filter(pk=chosen, is_active=True).first()
