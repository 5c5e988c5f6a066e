"""Shoppers report products and shops, without an account, and nobody floods the queue."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.factories import UserFactory
from catalogue.models import Product
from shops.models import Partner
from shops.review.forms import ClosingForm, FilterForm, ReportForm, ReturnForm
from shops.review.models import Complaint, Report, ReportReason
from shops.review.services.complaints import REPORTS_AN_HOUR, close_complaint
from shops.review.services.reasons import load_reasons
from tests.hostile_text import hostile_lines, is_refused


@pytest.fixture
def reason(db: None) -> ReportReason:
    load_reasons()
    return ReportReason.objects.get(code="palsu")


def page_of(subject: Any) -> str:
    return f"/lapor/toko/{subject.slug}/" if isinstance(subject, Partner) else f"/lapor/produk/{subject.pk}/"


def send(subject: Any, reason: ReportReason, address: str = "10.0.0.1", words: str = "Tiruan.") -> Any:
    data = {"reason": reason.code, "words": words}
    return Client(REMOTE_ADDR=address).post(page_of(subject), data)


def test_reports_of_a_product_make_one_complaint(live: Product, reason: ReportReason) -> None:
    for number in range(3):
        assert send(live, reason, f"10.0.0.{number}").status_code == 302

    complaint = Complaint.objects.get()
    assert (complaint.product, complaint.shop) == (live, live.shop)
    assert (complaint.people, complaint.is_raised) == (3, True)


def test_shop_is_reported_by_itself(live: Product, reason: ReportReason) -> None:
    send(live, reason)

    send(live.shop, reason)

    assert {complaint.product for complaint in Complaint.objects.all()} == {live, None}


def test_each_form_says_in_its_title_what_it_is_about(live: Product, client: Client) -> None:
    of_product, of_shop = (client.get(page_of(subject)).text for subject in (live, live.shop))

    assert f"Laporkan produk ini: {live.title} – {live.shop.name}" in of_product
    assert f"Laporkan toko ini: {live.shop.name}" in of_shop


def test_one_person_counts_once(live: Product, reason: ReportReason) -> None:
    answers = [send(live, reason).status_code for _time in range(2)]

    assert answers == [302, 302]
    assert Complaint.objects.get().people == Report.objects.count() == 1


def test_visitors_behind_the_sites_own_proxy_are_told_apart(
    live: Product, reason: ReportReason, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    for number in range(3):
        visitor = Client(REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": f"1.2.3.4, 203.0.113.{number}"})
        visitor.post(page_of(live), {"reason": reason.code})

    assert Complaint.objects.get().people == 3


def test_visitor_cannot_make_up_who_they_are(live: Product, reason: ReportReason) -> None:
    for number in range(3):
        visitor = Client(REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": f"203.0.113.{number}"})
        visitor.post(page_of(live), {"reason": reason.code})

    assert Complaint.objects.get().people == 1


def test_household_has_many_addresses_of_ipv6_and_is_one(live: Product, reason: ReportReason) -> None:
    for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"):
        send(live, reason, address)

    assert Complaint.objects.get().people == 2


def test_account_is_one_person_at_any_address(live: Product, reason: ReportReason) -> None:
    person = UserFactory()
    for address in ("10.0.0.1", "10.0.0.2"):
        client = Client(REMOTE_ADDR=address)
        client.force_login(person)
        client.post(page_of(live), {"reason": reason.code})

    assert Complaint.objects.get().people == 1


def test_who_reports_is_not_kept(live: Product, reason: ReportReason) -> None:
    send(live, reason, "203.0.113.77")

    assert "203.0.113" not in str(Report.objects.values())


def test_too_many_reports_are_refused(live: Product, reason: ReportReason) -> None:
    answers = [send(live, reason).status_code for _time in range(REPORTS_AN_HOUR + 1)]

    assert answers == [302] * REPORTS_AN_HOUR + [429]


def test_after_a_decision_a_new_complaint_opens(live: Product, reason: ReportReason, curator: Any) -> None:
    send(live, reason)
    close_complaint(complaint=Complaint.objects.get(), outcome="unfounded", words="Asli.", by=curator)
    cache.clear()

    send(live, reason)

    assert Complaint.objects.filter(closed_at=None).get().people == 1


def test_what_is_not_public_cannot_be_reported(draft: Product, reason: ReportReason) -> None:
    Partner.objects.update(state="suspended")

    assert [Client().get(page_of(subject)).status_code for subject in (draft, draft.shop)] == [404, 404]


def test_form_is_on_a_page_of_its_own(live: Product, reason: ReportReason) -> None:
    public, form = Client().get(live.get_absolute_url()), Client().get(page_of(live))

    assert page_of(live) in public.content.decode()
    assert not public.cookies
    assert "csrfmiddlewaretoken" in form.content.decode()
    assert "noindex" in form.content.decode()


def test_reporter_is_thanked_and_not_asked_again(live: Product, reason: ReportReason) -> None:
    answer = Client().post(page_of(live), {"reason": reason.code}, follow=True).content.decode()

    assert "Terima kasih" in answer
    assert live.get_absolute_url() in answer
    assert 'name="reason"' not in answer


def test_report_needs_a_reason(live: Product, reason: ReportReason) -> None:
    response = Client().post(page_of(live), {"words": "Tiruan."})

    assert response.status_code == 422
    assert not Complaint.objects.exists()


def test_hostile_text_is_kept_as_words_or_refused(live: Product, reason: ReportReason, curator: Any) -> None:
    desk = Client()
    desk.force_login(curator)

    for line in hostile_lines():
        ReportForm({"reason": line, "words": line}).is_valid()  # a line may be the code of a reason
        assert not ClosingForm({"outcome": line, "words": line}).is_valid()
        FilterForm({"cari": line, "jenis": line, "wilayah": line}, regions=[], by=curator).filters()
        names = ReturnForm().fields
        ReturnForm(dict.fromkeys(names, line) | {"reasons": [line]}).is_valid()
    kept = [line for line in hostile_lines() if "script" in line and not is_refused(line)]
    hidden = next(line for line in hostile_lines() if is_refused(line))
    refused = send(live, reason, words=hidden)
    assert refused.status_code == 422 and not Complaint.objects.exists()
    assert send(live, reason, words="\n".join(kept)[:900]).status_code == 302

    page = desk.get(f"/cms/kurasi/laporan/{Complaint.objects.get().pk}/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
