"""Who is written to at each step, and in whose language; hostile words stay words."""

from dataclasses import replace
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation
from wagtail.users.models import UserProfile

from catalogue.models import Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import save_draft
from shops.curation.services import approve_product, return_product
from shops.factories import MembershipFactory, ShopFactory
from shops.review.models import Complaint, ReportReason, ReturnReason
from shops.review.services.complaints import close_complaint, report
from shops.review.verdicts import Verdict
from tests.shops.review.conftest import Waiting, again

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} & <b>tebal</b>"


def letters_to(person: Any) -> list[Any]:
    return [message for message in mail.outbox if message.to == [person.email]]


@pytest.fixture
def complaint(live: Product, curator: Any) -> Complaint:
    reason = ReportReason.objects.get(code="palsu")
    return report(shop=live.shop, product=live, reason=reason, words="Tiruan.", person="a")


def test_seller_reads_the_sites_language_whatever_the_curators_is(
    waiting: Waiting, curator: Any, seller: Any, django_capture_on_commit_callbacks: Any
) -> None:
    reason = ReturnReason.objects.get(code="foto-kurang")

    with django_capture_on_commit_callbacks(execute=True), translation.override("en"):
        product = waiting("Brem")
        return_product(product=product, by=curator, verdict=Verdict(reasons=[reason], remarks={"title": "X"}))
        submit_product(product=again(product), by=seller)
        approve_product(product=product, by=curator)

    subjects = [message.subject for message in letters_to(seller)]
    returned = letters_to(seller)[1].body
    assert not any("is with the curators" in subject or "is live" in subject for subject in subjects)
    assert len(subjects) == 4
    assert "Foto kurang jelas" in returned and "Photos are unclear" not in returned


def test_letters_name_the_product_as_it_is_now_and_say_each_remark_once(
    waiting: Waiting,
    curator: Any,
    seller: Any,
    content: ProductContent,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        product = waiting("Brem")
        return_product(product=product, by=curator, verdict=Verdict(remarks={"title": "Sebutkan beratnya."}))
        save_draft(product=again(product), content=replace(content, title="Brem 250 g"), by=seller)
        submit_product(product=again(product), by=seller)
        approve_product(product=again(product), by=curator)

    _received, returned, _again, approved = letters_to(seller)
    assert returned.body.count("Sebutkan beratnya.") == 1
    assert approved.subject == "“Brem 250 g” sudah tayang"
    assert "“Brem 250 g”" in approved.body
    assert Product.objects.get(pk=product.pk).get_absolute_url() in approved.body


def test_who_has_chosen_a_language_reads_that(
    waiting: Waiting, curator: Any, seller: Any, django_capture_on_commit_callbacks: Any
) -> None:
    UserProfile.objects.create(user=seller, preferred_language="en")
    reason = ReturnReason.objects.get(code="foto-kurang")

    with django_capture_on_commit_callbacks(execute=True):
        product = waiting("Brem")
        return_product(product=product, by=curator, verdict=Verdict(reasons=[reason]))

    received, returned = letters_to(seller)
    assert received.subject == "“Brem” is with the curators"
    assert "Photos are unclear or too few" in returned.body


@pytest.mark.parametrize(
    ("outcome", "subject"),
    [("hidden", "diturunkan dari situs"), ("mended", "Ada yang perlu diperbaiki"), ("unfounded", "")],
)
def test_owners_read_why_where_there_is_something_to_mend(
    complaint: Complaint,
    live: Product,
    curator: Any,
    outcome: str,
    subject: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    owner = MembershipFactory(shop=live.shop).user

    with django_capture_on_commit_callbacks(execute=True):
        close_complaint(complaint=complaint, outcome=outcome, words="Ganti fotonya.", by=curator)

    told = letters_to(owner)
    assert [subject in message.subject and "Ganti fotonya." in message.body for message in told] == (
        [True] if subject else []
    )
    assert again(live).live == (outcome != "hidden")


def test_the_third_report_writes_to_the_curators_in_charge(
    live: Product, curator: Any, curator_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    elsewhere, other_kind = curator_of("35.77"), curator_of("33.74", "product")
    here, reason = curator_of("33.74", "report"), ReportReason.objects.get(code="palsu")

    with django_capture_on_commit_callbacks(execute=True):
        for person in "abcd":
            report(shop=live.shop, product=live, reason=reason, words="", person=person)

    assert [len(letters_to(person)) for person in (here, curator, elsewhere, other_kind)] == [1, 1, 0, 0]
    assert letters_to(here)[0].subject == f"3 orang melaporkan “{live.title}”"


def test_hostile_words_of_a_decision_stay_words(
    complaint: Complaint, live: Product, curator: Any, desk: Client, django_capture_on_commit_callbacks: Any
) -> None:
    owner, address = MembershipFactory(shop=live.shop).user, f"/cms/kurasi/laporan/{complaint.pk}/"

    hidden = desk.post(address, {"outcome": "mended", "words": f"{HOSTILE} \u202eterbalik"})
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(address, {"outcome": "mended", "words": HOSTILE})

    page = desk.get(address).content.decode()
    rows = desk.get("/cms/kurasi/rekap/baris/", {"jenis": "report"}).content.decode()
    assert hidden.status_code == 422 and "U+202E" in hidden.text
    assert answer.status_code == 302
    for shown in (page, rows):
        assert "&lt;script&gt;alert(1)" in shown and "<script>alert(1)" not in shown
        assert "{{ 7*7 }}" in shown
    assert HOSTILE in letters_to(owner)[0].body


def test_a_complaint_about_a_shop_does_not_offer_to_hide_a_product(curator: Any, desk: Client) -> None:
    shop = ShopFactory()
    reason = ReportReason.objects.get(code="palsu")
    found = report(shop=shop, reason=reason, words="", person="a")

    answer = desk.post(f"/cms/kurasi/laporan/{found.pk}/", {"outcome": "hidden", "words": "Tutup."})

    assert answer.status_code == 422
    assert 'value="hidden"' not in desk.get(f"/cms/kurasi/laporan/{found.pk}/").content.decode()
