"""The questions of a registration, in their order."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shops.registration import forms
from shops.registration.forms import Answers
from shops.registration.models import Registration
from shops.registration.queries import clusters_in


def always(registration: Registration) -> bool:
    return True


def where_there_are_clusters(registration: Registration) -> bool:
    """One query; nothing to ask where the regency has none."""
    region = registration.answers.get("wilayah", {}).get("region", "")
    return bool(region) and clusters_in(region).exists()


def of_a_new_shop(registration: Registration) -> bool:
    """A shop that exists has its own page for the team."""
    return registration.shop_id is None


@dataclass(frozen=True, slots=True)
class Question:
    """One screen. `template` where something is looked for first; `is_needed`: no end without an answer."""

    key: str
    label: str | Promise
    form: type[forms.QuestionForm]
    template: str = "registration/question.html"
    is_needed: bool = True
    is_asked: Callable[[Registration], bool] = always


QUESTIONS = (
    Question("nib", _("NIB"), forms.NibForm, "registration/nib.html", is_needed=False),
    Question("nama", _("Name"), forms.NameForm),
    Question("jenis", _("Kind of business"), forms.KindForm),
    Question("wilayah", _("Place"), forms.RegionForm, "registration/region.html"),
    Question("alamat", _("Address and telephone"), forms.AddressForm, is_needed=False),
    Question("sektor", _("Sector"), forms.SectorForm),
    Question("kbli", _("KBLI codes"), forms.KbliForm, "registration/kbli.html"),
    Question("sentra", _("Cluster"), forms.ClusterForm, is_needed=False, is_asked=where_there_are_clusters),
    Question("ukuran", _("Size"), forms.SizeForm),
    Question("pekerja", _("Workers"), forms.EmployeesForm),
    Question("tim", _("Team"), forms.TeamForm, is_needed=False, is_asked=of_a_new_shop),
)


def asked(registration: Registration) -> list[Question]:
    """The questions of this registration, in their order; one query once the place is known."""
    return [question for question in QUESTIONS if question.is_asked(registration)]


def missing(registration: Registration) -> list[Question]:
    """Those that have to be answered and are not."""
    answers: Answers = registration.answers
    return [question for question in QUESTIONS if question.is_needed and question.key not in answers]
