"""From the first screen to the office: what is asked, kept, shown and made."""

import re
from functools import partial
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.factories import UserFactory
from catalogue.factories import ClaimKindFactory
from catalogue.models import Claim
from shops.factories import MembershipFactory, RegionFactory, ShopFactory
from shops.models import Cluster, JoinRequest, Partner, Registration
from shops.registration import services
from shops.registration.questions import QUESTIONS
from shops.registration.services import begin_mending, finish, keep_answer
from shops.standing.services import return_shop
from tests.races import at_once
from tests.shops.registration.conftest import SENT, Answering

NIB = "1234567890123"


def test_anonymous_is_led_to_sign_up_and_back(client: Client, db: None) -> None:
    page = client.get("/penjual/daftar/").text
    question = client.get("/penjual/daftar/nama/")

    assert "/akun/signup/?next=/penjual/daftar/" in page
    assert question.headers["Location"].startswith("/akun/login/?next=/penjual/daftar/nama/")


def test_answers_become_a_shop_that_waits_for_the_office(
    visitor: Client,
    person: Any,
    answer: Answering,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    answer(visitor)
    review = visitor.get("/penjual/daftar/periksa/").text
    with django_capture_on_commit_callbacks(execute=True):
        handed_in = visitor.post("/penjual/daftar/periksa/")

    shop = Partner.objects.get()
    assert "Miroto, Semarang Tengah, Kota Semarang, Jawa Tengah" in review
    assert handed_in.headers["Location"] == f"/penjual/{shop.slug}/pengajuan/"
    assert (shop.state, shop.nib, shop.name, shop.kind) == ("submitted", NIB, "Brem Sekar Wilis", "cv")
    assert (shop.region_id, shop.regency_id, shop.sector) == ("33.74.01.1001", "33.74", "makanan")
    assert (shop.address, str(shop.whatsapp), shop.email) == (
        "Jalan Pahlawan 7",
        "+6281234567890",
        "pesan@example.com",
    )
    assert (shop.size_class, shop.size_basis, shop.employees) == ("small", "capital", 4)
    assert [(row.code, row.is_main) for row in shop.activities.all()] == [("10710", True), ("10794", False)]
    assert [(row.user, row.role) for row in shop.memberships.all()] == [(person, "owner")]
    assert [(c.before, c.after) for c in shop.state_changes.all()] == [("", "draft"), ("draft", "submitted")]
    assert {letter.to[0] for letter in mailoutbox} == {"gudang@example.com", person.email}


def test_nib_waits_for_a_curator_as_one_claim_however_often_it_is_mended(
    visitor: Client, person: Any, answer: Answering
) -> None:
    ClaimKindFactory(nib=True, number_pattern=r"\d{13}", number_example="0000123456789", needs_evidence=True)
    answer(visitor)
    visitor.post("/penjual/daftar/periksa/")
    first = Claim.objects.get()
    shop = return_shop(shop=first.shop, by=UserFactory(), reason="Alamatnya?")

    mending = begin_mending(shop=shop, user=person)
    finish(registration=keep_answer(registration=mending, key="nib", answer={"nib": NIB}))

    assert (first.state, first.number, first.shop.nib) == ("submitted", NIB, NIB)
    assert [claim.pk for claim in Claim.objects.all()] == [first.pk]
    assert [event.action for event in first.events.all()] == ["created", "submitted"]


def test_business_without_an_nib_claims_none(visitor: Client, answer: Answering) -> None:
    ClaimKindFactory(nib=True)
    answer(visitor, nib={"nib": ""})

    visitor.post("/penjual/daftar/periksa/")

    assert Partner.objects.get().state == "submitted" and not Claim.objects.exists()


def test_progress_is_kept_across_devices_and_going_back_loses_nothing(visitor: Client, person: Any) -> None:
    visitor.post("/penjual/daftar/")
    visitor.post("/penjual/daftar/nib/", SENT["nib"])
    visitor.post("/penjual/daftar/nama/", SENT["nama"])
    other_device = Client()
    other_device.force_login(person)

    onward = other_device.post("/penjual/daftar/")
    back = other_device.get("/penjual/daftar/nama/").text

    assert onward.headers["Location"] == "/penjual/daftar/jenis/"
    assert "Brem Sekar Wilis" in back
    assert Registration.objects.count() == 1


def test_change_from_the_review_leads_back_to_it(visitor: Client, answer: Answering) -> None:
    answer(visitor)

    response = visitor.post("/penjual/daftar/nama/?periksa=1", {"name": "Brem Baru"})

    assert response.headers["Location"] == "/penjual/daftar/periksa/"
    assert "Brem Baru" in visitor.get("/penjual/daftar/periksa/").text


def test_unfinished_registration_is_not_taken(visitor: Client) -> None:
    visitor.post("/penjual/daftar/")

    response = visitor.post("/penjual/daftar/periksa/")

    assert response.headers["Location"] == "/penjual/daftar/nama/"
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("nib", {"nib": "123"}),
        ("nama", {"name": "…"}),
        ("jenis", {"kind": "bumn"}),
        ("wilayah", {"region": "33"}),
        ("wilayah", {"region": "99.99"}),
        ("alamat", {"whatsapp": "abc"}),
        ("alamat", {"email": "bukan alamat"}),
        ("sektor", {"sector": ""}),
        ("kbli", {"codes": []}),
        ("kbli", {"codes": ["99999"]}),
        ("ukuran", {"size": "capital-7"}),
        ("pekerja", {"employees": "0"}),
        ("tim", {"email_1": "bukan alamat"}),
    ],
)
def test_bad_answer_is_refused_in_words_and_not_kept(visitor: Client, key: str, sent: Any) -> None:
    visitor.post("/penjual/daftar/")

    response = visitor.post(f"/penjual/daftar/{key}/", sent)

    assert response.status_code == 422
    assert "errorlist" in response.text
    assert key not in Registration.objects.get().answers


def test_places_and_codes_are_found_without_a_script(visitor: Client) -> None:
    visitor.post("/penjual/daftar/")

    places = visitor.get("/penjual/daftar/wilayah/", {"q": "miroto semarang"}).text
    codes = visitor.get("/penjual/daftar/kbli/", {"q": "jagung"}).text

    assert 'value="33.74.01.1001"' in places
    assert 'value="01111"' in codes


def test_suggestions_lead_to_the_question_with_the_choice(visitor: Client) -> None:
    visitor.post("/penjual/daftar/")

    places = visitor.get("/penjual/daftar/saran/wilayah/", {"q": "miroto"}).json()["suggestions"]
    page = visitor.get(f"/penjual/daftar/wilayah/{places[0]['url']}").text

    assert places[0]["text"].startswith("Miroto, Semarang Tengah")
    assert 'value="33.74.01.1001" checked' in page


def test_address_that_a_person_signs_in_with_stays_private(
    visitor: Client, person: Any, answer: Answering
) -> None:
    answer(visitor, alamat={"address": "Jalan Pahlawan 7"})

    visitor.post("/penjual/daftar/periksa/")

    assert (Partner.objects.get().email, person.email != "") == ("", True)


def test_cluster_is_asked_where_the_regency_has_one(visitor: Client, answer: Answering) -> None:
    cluster = Cluster.objects.create(name="Sentra Bandeng", region=RegionFactory(code="33.74"))
    answer(visitor, sentra={"cluster": str(cluster.pk)})

    visitor.post("/penjual/daftar/periksa/")

    assert Partner.objects.get().cluster == cluster


def test_known_nib_asks_its_owner_and_makes_no_second_record(
    visitor: Client,
    person: Any,
    answer: Answering,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    known = MembershipFactory(shop=ShopFactory(nib=NIB, name="Rahasia Bu Tini"))
    answer(visitor)

    with django_capture_on_commit_callbacks(execute=True):
        response = visitor.post("/penjual/daftar/periksa/", follow=True)

    request = JoinRequest.objects.get()
    assert Partner.objects.count() == 1
    assert (request.shop, request.user, request.state) == (known.shop, person, "pending")
    assert [letter.to for letter in mailoutbox] == [[known.user.email]]
    assert "Rahasia" not in response.text
    assert known.user.email not in response.text
    assert visitor.get(f"/penjual/{known.shop.slug}/").status_code == 404


def test_asking_to_join_says_the_same_whether_or_not_the_nib_is_known(visitor: Client) -> None:
    ShopFactory(nib=NIB)

    def ask(nib: str) -> str:
        JoinRequest.objects.all().delete()
        page = visitor.post("/penjual/daftar/gabung/", {"nib": nib}, follow=True).text
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.replace(nib, "NIB"))

    assert ask(NIB) == ask("9999999999999")


def test_guesser_is_stopped_after_a_handful_of_numbers(visitor: Client) -> None:
    for number in range(8):
        visitor.post("/penjual/daftar/gabung/", {"nib": f"{number:013d}"})

    assert JoinRequest.objects.count() == 5


def test_request_from_before_the_shop_reaches_its_owner(visitor: Client, answer: Answering) -> None:
    early = Client()
    early.force_login(UserFactory())
    early.post("/penjual/daftar/gabung/", {"nib": NIB})
    answer(visitor)

    visitor.post("/penjual/daftar/periksa/")

    assert JoinRequest.objects.get().shop == Partner.objects.get()


def test_returned_shop_is_mended_with_the_same_questions(visitor: Client, answer: Answering) -> None:
    answer(visitor)
    visitor.post("/penjual/daftar/periksa/")
    shop = return_shop(shop=Partner.objects.get(), by=UserFactory(), reason="Nama salah.")
    base = f"/penjual/daftar/toko/{shop.slug}/"

    told = visitor.get(f"/penjual/{shop.slug}/pengajuan/").text
    visitor.post(base)
    asked = visitor.get(f"{base}periksa/").text
    visitor.post(f"{base}nama/", {"name": "Nama Benar"})
    visitor.post(f"{base}periksa/")

    shop.refresh_from_db()
    assert "Nama salah." in told
    assert "Brem Sekar Wilis" in asked
    assert (shop.name, shop.state, shop.activities.count()) == ("Nama Benar", "submitted", 2)


def test_nib_that_another_takes_while_a_shop_is_mended_is_asked_for(
    visitor: Client, person: Any, answer: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(visitor)
    visitor.post("/penjual/daftar/periksa/")
    shop = return_shop(shop=Partner.objects.get(), by=UserFactory(), reason="Nomornya?")
    mending = keep_answer(
        registration=begin_mending(shop=shop, user=person), key="nib", answer={"nib": "9" * 13}
    )
    other, just_before = ShopFactory(nib="9" * 13), iter([None])
    monkeypatch.setattr(services, "shop_with_nib", lambda nib: next(just_before, other))

    mended = finish(registration=mending)

    shop.refresh_from_db()
    assert mended is None
    assert (shop.nib, shop.state) == (NIB, "returned")
    assert JoinRequest.objects.get().shop == other


def test_stranger_finds_no_registration_of_others(visitor: Client, db: None) -> None:
    shop = ShopFactory(state="returned")
    Registration.objects.create(user=UserFactory(), shop=shop)

    addresses = [f"/penjual/daftar/toko/{shop.slug}/{page}/" for page in ("nama", "periksa")]
    answers = [visitor.get(address).status_code for address in addresses]

    assert answers == [404, 404]
    assert visitor.post(f"/penjual/daftar/toko/{shop.slug}/").status_code == 404


def test_going_back_after_handing_in_leads_to_the_start(visitor: Client, answer: Answering) -> None:
    answer(visitor)
    visitor.post("/penjual/daftar/periksa/")

    answers = [visitor.get(f"/penjual/daftar/{page}/") for page in ("periksa", "tim")]

    assert [each.headers["Location"] for each in answers] == ["/penjual/daftar/"] * 2


def test_words_about_a_bad_number_or_place_are_in_indonesian(visitor: Client) -> None:
    visitor.post("/penjual/daftar/")

    number = visitor.post("/penjual/daftar/alamat/", {"whatsapp": "12345"}).text
    place = visitor.post("/penjual/daftar/wilayah/", {}).text

    assert "bukan nomor telepon" in number
    assert "Pilih tempat dari daftar" in place


def test_review_repeats_the_size_as_it_was_chosen(visitor: Client, answer: Answering) -> None:
    answer(visitor, ukuran={"size": "capital-0"})

    review = visitor.get("/penjual/daftar/periksa/").text

    assert "modal tanpa tanah dan bangunan: sampai Rp 1.000.000.000" in review


def test_chosen_codes_go_along_with_the_next_search(visitor: Client) -> None:
    visitor.post("/penjual/daftar/")
    chosen = {"q": "keripik", "pilih": ["10710", "01111"]}

    found = visitor.get("/penjual/daftar/saran/kbli/", chosen).json()["suggestions"]
    page = visitor.get("/penjual/daftar/kbli/", chosen).text

    assert found[0]["url"] == "?pilih=10710&pilih=01111&pilih=10794"
    assert page.count('name="pilih"') == 2
    assert page.count('name="codes"') > 2


def test_open_registration_waits_on_the_page_of_shops(visitor: Client) -> None:
    fresh = visitor.get("/penjual/").text
    visitor.post("/penjual/daftar/")

    begun = visitor.get("/penjual/").text

    assert "Lanjutkan pendaftaran" in begun
    assert "Lanjutkan pendaftaran" not in fresh


@pytest.mark.parametrize("key", [question.key for question in QUESTIONS if question.key != "sentra"])
def test_screens_cost_a_few_queries(visitor: Client, answer: Answering, key: str) -> None:
    answer(visitor)
    address = f"/penjual/daftar/{key}/?q=miroto"
    visitor.get(address)

    with CaptureQueriesContext(connection) as queries:
        visitor.get(address)

    # 1 session, 2 user, 3 registration, 4 whether there are clusters, 5 mark of the frame, and the screen's
    # own: the rule of sizes; or the chosen place, what holds it, the places found, what holds them
    assert len(queries) <= 9


@pytest.mark.django_db(transaction=True)
def test_two_people_with_one_nib_at_once_make_one_record(answer: Answering) -> None:
    RegionFactory(code="33.74.01.1001")
    registrations = []
    for _number in range(3):
        client = Client()
        client.force_login(UserFactory())
        answer(client, tim={})
    registrations = list(Registration.objects.all())

    outcomes = at_once(*[partial(finish, registration=registration) for registration in registrations])

    assert Partner.objects.filter(nib=NIB).count() == 1
    assert [outcome is None for outcome in outcomes].count(True) == 2
    assert JoinRequest.objects.filter(shop=Partner.objects.get()).count() == 2


def test_one_business_too_many_for_a_day_is_not_made_and_its_answers_stay(
    visitor: Client, person: Any, answer: Answering
) -> None:
    Registration.objects.bulk_create(
        Registration(user=person, finished_at=timezone.now()) for _number in range(services.MOST_IN_A_DAY)
    )
    answer(visitor)

    told = visitor.post("/penjual/daftar/periksa/", follow=True).text

    assert "Anda sudah mendaftarkan beberapa usaha hari ini" in told
    assert not Partner.objects.exists()
    assert Registration.objects.get(finished_at=None).answers["nib"] == {"nib": NIB}
