"""Every hostile line in every field of every form of the shops' rooms: judged in words, never an error."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django import forms
from django.forms import modelform_factory
from django.http import QueryDict
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from accounts.factories import UserFactory
from catalogue.factories import ClaimKindFactory, ProductFactory
from catalogue.models import Product, ProductAttribute, ProductClass
from media.fields import LineField, WordsField
from shops.claims.forms import ClaimForm, EvidenceForm
from shops.claims.imports import TogetherForm
from shops.claims.models import ClaimProposal
from shops.claims.proposals import ProposalForm
from shops.curation import models as curation
from shops.curation.choosing import NameForm
from shops.factories import MembershipFactory, RegionFactory, ShopFactory
from shops.models import Cluster, Partner, ShopStateChange
from shops.panel.forms.attributes import FIELDS, AttributesForm
from shops.panel.forms.holiday import HolidayForm
from shops.panel.forms.pictures import PictureForm
from shops.panel.forms.product import OfferForm, ProductForm
from shops.panel.forms.profile import ProfileForm
from shops.registration.forms import QuestionForm
from shops.review import forms as review
from shops.review.models import Complaint, Report, ReportReason
from shops.review.services.reasons import load_reasons
from shops.standing import forms as standing
from shops.teams.forms import InvitationForm, RoleForm
from tests.hostile_text import hostile_lines, wrongly_shown

pytestmark = pytest.mark.django_db
LINES = hostile_lines()
Shop = Partner
#: How each form is made; it gets a shop and what was sent.
MADE: dict[type[forms.BaseForm], Callable[[Shop, QueryDict], forms.BaseForm]] = {
    RoleForm: lambda shop, sent: RoleForm(sent),
    InvitationForm: lambda shop, sent: InvitationForm(sent),
    standing.ClosingForm: lambda shop, sent: standing.ClosingForm(sent),
    standing.DecisionForm: lambda shop, sent: standing.DecisionForm(sent, state="submitted"),
    EvidenceForm: lambda shop, sent: EvidenceForm(sent),
    ClaimForm: lambda shop, sent: ClaimForm(sent, shop=shop, kind=ClaimKindFactory(tkdn=True)),
    TogetherForm: lambda shop, sent: TogetherForm(sent, proposals=ClaimProposal.objects.all()),
    review.FilterForm: lambda shop, sent: review.FilterForm(sent, regions=[shop.region], by=None),
    review.ReturnImportForm: lambda shop, sent: review.ReturnImportForm(sent),
    review.ReturnForm: lambda shop, sent: review.ReturnForm(sent),
    review.HandOverForm: lambda shop, sent: review.HandOverForm(sent, colleagues=_people()),
    review.ClosingForm: lambda shop, sent: review.ClosingForm(sent),
    review.ReportForm: lambda shop, sent: review.ReportForm(sent),
    review.ReportQuestionForm: lambda shop, sent: review.ReportQuestionForm(sent),
    curation.ReturnForm: lambda shop, sent: curation.ReturnForm(sent),
    NameForm: lambda shop, sent: NameForm(sent),
    OfferForm: lambda shop, sent: OfferForm(sent),
    ProductForm: lambda shop, sent: ProductForm(sent, classes=ProductClass.objects.in_bulk()),
    AttributesForm: lambda shop, sent: AttributesForm(sent, attributes=_attributes()),
    PictureForm: lambda shop, sent: PictureForm(sent),
    HolidayForm: lambda shop, sent: HolidayForm(sent),
    ProfileForm: lambda shop, sent: ProfileForm(sent, shop=shop),
}


def _attributes() -> list[ProductAttribute]:
    """One of each type."""
    return [ProductAttribute(code=type_, name=type_, type=type_) for type_ in FIELDS]


def _people() -> Any:
    return type(UserFactory.build()).objects.all()


def forms_of_shops(base: type[forms.BaseForm] = forms.Form) -> Iterator[type[forms.BaseForm]]:
    """Every form that our rooms define but those of the CMS, which are made of models and have own tests."""
    get_resolver().url_patterns  # noqa: B018 (whoever has a page is imported now)
    for form in base.__subclasses__():
        if form.__module__.startswith("shops.") and not issubclass(form, forms.BaseModelForm):
            yield form
        yield from forms_of_shops(form)


def made(form: type[forms.BaseForm], shop: Shop, sent: QueryDict) -> forms.BaseForm:
    if issubclass(form, QuestionForm):
        return form(sent, answers={"wilayah": {"region": shop.region_id}})
    return MADE[form](shop, sent)


def sent_everywhere(names: Any, line: str) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name in names:
        sent[name] = line
    return sent


@pytest.fixture
def shop() -> Partner:
    load_reasons()
    found: Partner = ShopFactory(region=RegionFactory(code="33.74"))
    ProductFactory(shop=found)
    Cluster.objects.create(name="Sentra", region=found.region)
    return found


def test_no_form_is_left_out() -> None:
    known = {form for form in forms_of_shops() if not issubclass(form, QuestionForm)}

    assert known == set(MADE)


@pytest.mark.parametrize("form", sorted(set(forms_of_shops()) - {QuestionForm}, key=str))
def test_every_line_in_every_field_is_judged(form: type[forms.BaseForm], shop: Partner) -> None:
    unsent = made(form, shop, QueryDict())
    names = [unsent.add_prefix(name) for name in unsent.fields]
    assert names

    for line in LINES:
        bound = made(form, shop, sent_everywhere(names, line))
        assert bound.is_valid() or bound.errors


@pytest.mark.parametrize("form", sorted(set(forms_of_shops()) - {QuestionForm}, key=str))
def test_marks_that_make_words_read_otherwise_are_refused_in_every_field(
    form: type[forms.BaseForm], shop: Partner
) -> None:
    unsent = made(form, shop, QueryDict())
    worded = {name for name, field in unsent.fields.items() if isinstance(field, (LineField, WordsField))}

    for sign in "\u202e\u2066":
        bound = made(form, shop, sent_everywhere(map(unsent.add_prefix, unsent.fields), f"Asli{sign}nep"))
        refused = {name for name in worded if bound.has_error(name, "hidden")}
        assert refused == worded


@pytest.mark.parametrize("form", sorted(set(forms_of_shops()) - {QuestionForm}, key=str))
def test_a_line_break_becomes_a_space_in_every_field_of_one_line(
    form: type[forms.BaseForm], shop: Partner
) -> None:
    unsent = made(form, shop, QueryDict())
    lines = {name for name, field in unsent.fields.items() if isinstance(field, LineField)}

    bound = made(form, shop, sent_everywhere(map(unsent.add_prefix, unsent.fields), "Asli\r\n\u200bMadiun"))

    bound.is_valid()
    assert {bound.cleaned_data.get(name, "Asli Madiun") for name in lines} <= {"Asli Madiun", ""}


def test_every_line_beside_a_proposal_is_judged(shop: Partner) -> None:
    kind = ClaimKindFactory(tkdn=True, number_pattern=r"\d+", number_example="1")
    proposal = ClaimProposal(kind=kind, shop=shop, product=Product.objects.get())
    decision = modelform_factory(ClaimProposal, form=ProposalForm, fields=[])

    for line in LINES:
        accepted = decision(
            {"decision": "accept", "its_product": proposal.product.pk, "number": line}, instance=proposal
        )
        rejected = decision(
            {"decision": "reject", "its_product": line, "number": line, "words": line}, instance=proposal
        )
        assert accepted.is_valid() or set(accepted.errors) == {"number"}
        assert "its_product" in rejected.errors or line == str(proposal.product.pk)
        assert "decision" not in rejected.errors


def test_reasons_of_a_shops_moves_are_shown_escaped_to_its_owner_and_to_the_office(
    shop: Partner, curator: Any
) -> None:
    owner = MembershipFactory(shop=shop).user
    ShopStateChange.objects.bulk_create(
        ShopStateChange(shop=shop, before="submitted", after="returned", by=curator, reason=line)
        for line in LINES
    )

    pages = []
    for person, address in (
        (owner, reverse("standing:standing", args=[shop.slug])),
        (curator, reverse("shop_decision", args=[shop.pk])),
    ):
        client = Client()
        client.force_login(person)
        pages.append(client.get(address).text)

    assert [wrongly_shown(page, LINES) for page in pages] == [[], []]


def test_words_of_shoppers_are_shown_escaped_to_the_curator(shop: Partner, curator: Any) -> None:
    complaint = Complaint.objects.create(shop=shop, opened_at=timezone.now(), people=len(LINES))
    reason = ReportReason.objects.all()[0]
    Report.objects.bulk_create(
        Report(complaint=complaint, reason=reason, words=line, person=str(number), at=timezone.now())
        for number, line in enumerate(LINES)
    )
    desk = Client()
    desk.force_login(curator)

    page = desk.get(f"/cms/kurasi/laporan/{complaint.pk}/").text

    assert wrongly_shown(page, LINES) == []
