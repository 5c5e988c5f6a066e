"""The sample region loads whole, once, and only where it may."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db.models import Count, Min, Q
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.backends import SAMPLE_DOMAIN
from accounts.models import User
from catalogue.claims.history import ClaimEvent
from catalogue.models import Claim, Product, ProductImage
from catalogue.states import ProductState, state_of, with_state
from demo import services
from demo.curation import curation_plan, kept_back, new_cases, shelved
from demo.exceptions import DemoNotAllowed, RegionsMissing
from demo.people import NewAccount, sample_people
from demo.pictures import (
    Drawing,
    SamplePicture,
    add_images,
    all_pictures,
    drawing_missing,
    keep_drawn,
    missing_pictures,
    pictures_of_product,
    shown_as,
)
from demo.samples import sample_shops
from media.artwork import ARCHETYPES, MOTIFS, PALETTES, Drawn
from media.models import Image
from media.rendering import Made
from pages.models import ArticlePage, FaqPage
from promotions.models import CampaignPage
from shops.curation.scope import scope_of
from shops.holidays.models import Holiday
from shops.holidays.queries import planned_for
from shops.models import JoinRequest, Partner, Registration, StockRecord
from shops.readiness.funnel import FunnelQuestion, funnel_rows
from shops.readiness.models import Attestation, Snapshot
from shops.readiness.queries import history_of
from shops.regions.factories import RegionFactory
from shops.review.kinds import Kind
from shops.review.models import Batch, Case, Complaint, Report, Step, Taking
from shops.review.queries import remarks_for
from shops.review.queue import Filters, Queue
from shops.standing.states import ShopState
from shops.teams.queries import open_invitations

pytestmark = pytest.mark.django_db
SHOPS = sample_shops()


@contextmanager
def touching(missing: list[SamplePicture], *_more: Any) -> Iterator[Iterator[Drawing]]:
    """Instead of a minute of drawing: the files are there, empty."""
    for picture in missing:
        default_storage.save(picture.name, ContentFile(b""))
    made = Made([], "", "0" * 16)
    yield ((picture.name, Drawn(Path(picture.name), 1, made)) for picture in missing)


def load_undrawn() -> services.DemoReport:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(services, "drawing_missing", touching)
        patch.setattr(services, "make_missing", lambda **_kwargs: None)
        return services.load_demo()


def person(email: str) -> User:
    return User.objects.get(email=f"{email}@example.com")


def decided_stories() -> list[str]:
    return [case["sku"] for case in new_cases() if case["steps"][-1:] == ["approve"]]


def product(sku: str) -> Product:
    return StockRecord.objects.select_related("product").get(partner_sku=sku).product


def same_moment(first: dt.datetime | None, second: dt.datetime | None) -> bool:
    """Whether one service may have written both."""
    if first is None or second is None:
        return first is second
    return abs(first - second) < dt.timedelta(seconds=30)


@pytest.mark.django_db
class TestTheLoadedRegion(TestCase):
    """Loaded once; what a test changes is undone before the next."""

    report: services.DemoReport

    @classmethod
    def setUpTestData(cls) -> None:
        for code in {*(shop.region for shop in SHOPS), *(r for p in sample_people() for r in p.regions)}:
            RegionFactory(code=code)
        cls.report = load_undrawn()

    def test_it_has_shops_products_pictures_claims_and_people(self) -> None:
        report = self.report
        assert report.shops == Partner.objects.filter(is_sample=True, state="approved").count() == len(SHOPS)
        assert report.products >= 330
        assert StockRecord.objects.count() > report.products  # those of the import
        assert Product.objects.browsable().count() >= 320
        assert report.claims == Claim.objects.count()
        assert set(Claim.objects.values_list("state", flat=True)) == set(Claim.State.values)
        assert ProductImage.objects.count() == 3 * report.products
        assert len(report.accounts) == User.objects.count() == len(sample_people())

    def test_a_second_load_changes_nothing_and_shows_no_password(self) -> None:
        models = [Partner, StockRecord, User, Claim, ClaimEvent, Case, Step, Report, Snapshot, Holiday, Batch]
        before = [sorted(model.objects.values_list()) for model in models]

        report = load_undrawn()

        assert (report.pictures, report.shops, report.products, report.claims, report.pages) == (0,) * 5
        assert report.accounts == ()
        assert before == [sorted(model.objects.values_list()) for model in models]

    def test_what_was_deleted_comes_back_and_the_rest_stays(self) -> None:
        product("BSW-06").delete()
        StockRecord.objects.filter(partner_sku="BSW-02").update(price=1)

        report = load_undrawn()

        assert (report.shops, report.products) == (0, 1)
        assert product("BSW-06").claims.exists()
        assert StockRecord.objects.get(partner_sku="BSW-02").price == 1

    def test_campaigns_are_in_every_state_and_pages_in_both_languages(self) -> None:
        for language in ("id", "en"):
            campaigns = CampaignPage.objects.live().filter(locale__language_code=language)
            assert {page.state_at().value for page in campaigns} == {"upcoming", "running", "ended"}
            assert all(page.featured.count() >= 6 and page.enrolments.count() >= 6 for page in campaigns)
            assert campaigns.exclude(place="").exists()
            assert ArticlePage.objects.live().filter(locale__language_code=language).count() >= 3
            assert FaqPage.objects.live().filter(locale__language_code=language).count() == 1
        assert "Year-End Souvenir Market" in {page.title for page in CampaignPage.objects.all()}

    def test_shops_are_in_every_state_and_registered_through_the_year(self) -> None:
        shops = Partner.objects.filter(is_sample=True)

        assert set(shops.values_list("state", flat=True)) == set(ShopState.values)
        assert shops.dates("created_at", "month").count() >= 10
        for shop in shops.filter(code__in=[sample.code for sample in SHOPS]):
            assert [step.after for step in shop.state_changes.all()] == ["draft", "submitted", "approved"]
        assert Registration.objects.filter(finished_at=None).exists()

    def test_products_are_drafts_waiting_returned_edited_and_public(self) -> None:
        for sku in curation_plan()["drafts"]:
            assert product(sku).current_workflow_state is None
        assert not any(product(sku).live for sku in kept_back())
        waits = {sku: product(sku) for sku in ("BSW-04", "BBT-07", "PMS-01", "TSR-07")}
        assert all(found.waits_for_curation for found in waits.values())
        assert waits["PMS-01"].live
        assert waits["PMS-01"].has_unpublished_changes
        assert product("BTM-06").current_workflow_state.status == "needs_changes"

    def test_what_is_live_is_written_anew_waits_or_came_back(self) -> None:
        products = with_state(Product.objects.all())

        states = {
            sku: state_of(products.get(stockrecords__partner_sku=sku))
            for sku in ("TKB-03", "PMS-01", "BTM-01")
        }

        assert states == {
            "TKB-03": ProductState.LIVE_DRAFT,
            "PMS-01": ProductState.LIVE_WAITING,
            "BTM-01": ProductState.LIVE_RETURNED,
        }

    def test_some_shops_are_in_a_cluster_of_their_place(self) -> None:
        in_one = Partner.objects.filter(is_sample=True, cluster__isnull=False).select_related("cluster")

        assert in_one.count() == 6
        assert all(shop.region_id.startswith(shop.cluster.region_id) for shop in in_one)

    def test_one_came_back_with_two_remarks_and_one_was_answered(self) -> None:
        returned, answered = (Case.objects.get(product=product(sku)) for sku in ("BTM-06", "BBT-07"))

        assert returned.state == Case.State.RETURNED
        assert set(remarks_for(returned.product)) == {"pictures", "weight_grams"}
        assert answered.state == Case.State.WAITING
        assert answered.opened_at < answered.waiting_since < timezone.now()
        assert [step.what for step in answered.steps.all()] == ["submitted", "returned", "submitted"]

    def test_a_colleague_has_taken_one_and_three_reports_raise_another(self) -> None:
        taking = Taking.objects.get(kind=Kind.PRODUCT, object_id=product("TSR-07").pk)
        raised = Complaint.objects.get(product=product("BSA-04"))

        first = Queue(scope_of(person("kurator")), Filters())[0:1][0]

        assert taking.by == person("kurator2")
        assert raised.is_raised
        assert (first.kind, first.key) == (Kind.REPORT, raised.pk)

    def test_an_import_waits_for_its_sample(self) -> None:
        batch = Batch.objects.get()

        assert batch.approved_at is None
        assert batch.cases.filter(is_sample=True, state=Case.State.WAITING).exists()
        assert batch.cases.filter(state=Case.State.WAITING).count() == 7

    def test_the_past_of_the_desk_lies_before_today_and_says_how_long_it_took(self) -> None:
        decided = Case.objects.filter(state=Case.State.CLOSED)
        decisions = Step.objects.filter(what__in=Step.DECISIONS)

        assert decided.count() == len(decided_stories()) + len(shelved())
        assert decided.filter(closed_at__lt=timezone.now() - dt.timedelta(days=60)).count() >= 3
        assert all(found.product.live for found in decided)
        assert decisions.filter(waited_seconds__gte=12 * 3600).count() == decisions.count() >= 15
        assert decisions.exclude(reasons=None).count() >= 6

    def test_all_that_is_sold_went_over_the_desk(self) -> None:
        assert len(shelved()) >= 300
        for sku in shelved():
            found = product(sku)
            case = found.cases.earliest("opened_at")
            assert case.state == Case.State.CLOSED, found
            assert [step.what for step in case.steps.all()][-1] == "approved"
            assert same_moment(case.closed_at, found.first_published_at), found
            assert found.live_revision is not None

    def test_claims_end_soon_were_refused_with_a_reason_and_share_a_number(self) -> None:
        today = timezone.now().date()
        verified = Claim.objects.verified()
        waiting = Claim.objects.filter(state="submitted")

        ends = {(claim.expires_on - today).days for claim in verified.filter(expires_on__isnull=False)}
        assert {6, 28, 59} <= ends
        assert min(ends) >= 0
        assert Claim.objects.filter(state="refused").count() >= 15
        assert not Claim.objects.filter(state__in=["refused", "revoked"], refused_for=None).exists()
        assert Claim.objects.filter(state="verified").count() == verified.count() > 200
        assert not Claim.objects.filter(state="expired", expires_on=None).exists()
        assert waiting.exclude(evidence=None).count() >= 4
        numbers = Counter(waiting.filter(kind__code="bahan-lokal").values_list("number", flat=True))
        assert 2 in numbers.values()

    def test_every_claim_passes_the_checks_of_its_kind_and_has_evidence(self) -> None:
        claims = Claim.objects.select_related("kind", "shop", "product")
        for claim in claims.prefetch_related("evidence"):
            claim.full_clean(validate_constraints=False)  # those hold by themselves for what is stored
            (sheet,) = claim.evidence.all()
            assert (sheet.content_type, sheet.pages) in {("application/pdf", 1), ("image/jpeg", 1)}, claim

    def test_every_claim_tells_all_that_its_services_tell_in_the_order_of_days(self) -> None:
        came = ["created", "evidence-added", "submitted"]
        stories = {
            "draft": came[:2],
            "submitted": came,
            "verified": [*came, "verified"],
            "refused": [*came, "refused"],
            "expired": [*came, "verified", "expired"],
            "revoked": [*came, "verified", "revoked"],
        }

        for claim in Claim.objects.prefetch_related("events", "evidence"):
            events = list(claim.events.all())
            assert [event.action for event in events] == stories[claim.state], claim
            assert {event.action for event in events if event.by_id is None} <= {"expired"}
            assert all(event.at <= timezone.now() for event in events), claim
            by_action = {event.action: event.at for event in events}
            decided = [by_action[name] for name in ("verified", "refused", "revoked") if name in by_action]
            assert same_moment(claim.submitted_at, by_action.get("submitted")), claim
            assert same_moment(claim.reviewed_at, decided[-1] if decided else None), claim
            (sheet,) = claim.evidence.all()
            assert claim.created_at <= sheet.uploaded_at <= (claim.submitted_at or timezone.now())

    def test_readiness_has_a_year_behind_it(self) -> None:
        now = timezone.now()

        samples = Partner.objects.filter(code__in=[sample.code for sample in SHOPS])
        first = Min("readiness_snapshots__taken_at", filter=Q(readiness_snapshots__product=None))
        old = samples.filter(created_at__lte=now - dt.timedelta(days=365)).annotate(first=first)
        grown = Partner.objects.filter(is_sample=True, readiness_snapshots__product=None)

        assert len(old) >= 40
        assert all(now - shop.first > dt.timedelta(days=350) for shop in old)
        for code in ("tempe-sanan-rejeki", "bandeng-tirto-mas", "brem-sekar-wilis"):
            scores = [row.score for row in history_of(Partner.objects.get(code=code))]
            assert len(scores) >= 3, code
            assert scores[-1] > scores[0], code
        assert grown.annotate(times=Count("readiness_snapshots")).filter(times__gte=2).count() >= 40
        assert Attestation.objects.filter(attested_at__lt=now - dt.timedelta(days=30)).exists()

    def test_the_funnel_is_full_by_region_sector_and_cohort(self) -> None:
        scope = scope_of(person("kurator"))
        for group, lines in (("region", 10), ("sector", 7), ("month", 10)):
            total, rows = funnel_rows(scope, FunnelQuestion(group=group))
            assert len(rows) >= lines
            registered, ready, curated, _sold = total.counts
            assert registered > ready >= curated > 10

    def test_one_shop_rests_now_and_one_will(self) -> None:
        first, second = (
            Partner.objects.get(code=code) for code in ("topeng-karang-budaya", "mebel-tahunan-karya")
        )

        assert planned_for(first).is_running()
        assert not planned_for(second).is_running()

    def test_requests_and_invitations_are_unanswered(self) -> None:
        assert open_invitations(Partner.objects.get(code="brem-sekar-wilis")).exists()
        assert JoinRequest.objects.filter(state="pending", shop__isnull=False).count() == 2

    def test_curators_see_their_regions_and_the_official_only_reports(self) -> None:
        seen = {
            name: {(entry.kind, entry.region) for entry in Queue(scope_of(person(name)), Filters())[0:100]}
            for name in ("kurator", "kurator.semarang", "kurator.madiun", "kurator.jateng", "pejabat")
        }

        places = {name: {region for _kind, region in entries} for name, entries in seen.items()}
        assert all(seen.values())
        assert places["kurator.madiun"].isdisjoint(places["kurator.semarang"])
        assert places["kurator.semarang"] <= places["kurator.jateng"] < places["kurator"]
        assert {kind for kind, _region in seen["pejabat"]} == {Kind.REPORT}
        assert {kind for kind, _region in seen["kurator"]} == set(Kind)

    def test_no_screen_of_an_account_is_empty(self) -> None:
        semarang, madiun = (
            Partner.objects.get(code=code).slug for code in ("bandeng-tirto-mas", "brem-sekar-wilis")
        )
        for email, path, words in (
            ("penjual.semarang", f"/penjual/{semarang}/", "Perbaiki 1 produk"),
            ("penjual.semarang", f"/penjual/{semarang}/produk/", product("BTM-06").title),
            ("penjual.semarang", f"/penjual/{semarang}/klaim/", "Bahan baku lokal"),
            ("penjual.semarang", f"/penjual/{semarang}/kesiapan/", "<path"),
            ("penjual.semarang", f"/penjual/{semarang}/diajukan/", product("BTM-06").title),
            ("penjual", f"/penjual/{madiun}/tim/", "keponakan@example.com"),
            ("kurator.semarang", "/cms/kurasi/", product("BSA-07").title),
            ("pejabat", "/cms/kurasi/", product("BSA-04").title),
            ("pejabat", "/cms/kesiapan/", "Jawa Tengah"),
            ("pejabat", "/cms/kesiapan/?menurut=month", "bulan="),
        ):
            self.client.force_login(person(email))
            answer = self.client.get(path)
            assert answer.status_code == 200, (email, path)
            assert words in answer.content.decode(), (email, path)

    def test_nobody_is_mailed(self) -> None:
        assert mail.outbox == []

    def test_a_seller_signs_in_with_the_printed_password(self) -> None:
        seller = next(account for account in self.report.accounts if account.role == "seller")

        answer = self.client.post(
            reverse("account_login"), {"login": seller.email, "password": seller.password}
        )

        assert answer.status_code == 302
        assert self.client.session["_auth_user_id"] == str(User.objects.get(email=seller.email).pk)


def told(monkeypatch: pytest.MonkeyPatch, *options: str) -> str:
    accounts = (
        NewAccount("editor@example.com", "editor", "rahasia-1", "edits pages"),
        NewAccount("kurator.semarang@example.com", "curator", "rahasia-22", "decides in Semarang"),
    )
    report = services.DemoReport(0, 1, 2, 3, 4, accounts)
    monkeypatch.setattr("demo.management.commands.load_demo.load_demo", lambda: report)
    out = StringIO()
    call_command("load_demo", *options, stdout=out)
    return out.getvalue()


def test_the_command_shows_accounts_in_a_table_with_what_each_is_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    *_head, first, second, third = told(monkeypatch).splitlines()

    assert first.split() == ["Role", "E-mail", "Password", "What", "for"]
    assert second.index("rahasia-1") == third.index("rahasia-22") == first.index("Password")
    assert third.endswith("decides in Semarang")


def test_the_command_reports_in_json(monkeypatch: pytest.MonkeyPatch) -> None:
    report = json.loads(told(monkeypatch, "--json"))

    assert report["shops"] == 1
    assert report["accounts"][0]["purpose"] == "edits pages"


def test_everyone_says_what_the_account_is_for() -> None:
    assert all(person.purpose for person in sample_people())


def test_everyone_has_an_address_that_opens_nothing_in_production() -> None:
    assert all(person.email.endswith(SAMPLE_DOMAIN) for person in sample_people())


def test_settings_without_leave_refuse_it(settings: Settings) -> None:
    settings.DEMO_ALLOWED = False

    with pytest.raises(DemoNotAllowed):
        services.load_demo()
    with pytest.raises(CommandError, match="do not allow sample data"):
        call_command("load_demo")

    assert not User.objects.exists()


def test_without_regions_it_says_what_to_run_first() -> None:
    with pytest.raises(RegionsMissing, match="load_regions"):
        services.load_demo()


def test_every_picture_can_be_drawn_and_has_a_name_of_its_own() -> None:
    pictures = list(all_pictures(SHOPS))

    assert len({picture.name for picture in pictures}) == len(pictures)
    assert {picture.palette for picture in pictures} <= PALETTES.keys()
    assert {picture.motif for picture in pictures} <= set(MOTIFS)
    assert {picture.subject for picture in pictures if picture.kind == "product"} <= set(ARCHETYPES)
    assert all(max(picture.size) >= 1200 for picture in pictures if picture.kind == "product")


def test_pictures_are_drawn_into_the_storage_once_with_the_renditions_of_lists(
    settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    shop = SHOPS[0]
    pictures = pictures_of_product(shop, shop.products[0])[:1]

    drawn, again = draw(pictures), draw(pictures)

    image = Image.objects.get(file=pictures[0].name)
    assert (drawn, again) == (1, 0)
    assert default_storage.size(image.file.name) == image.file_size > 10_000
    assert {name: [*formats] for name, formats in image.renditions_ready["roles"].items()} == {
        "card": ["webp"],
        "thumbnail": ["webp"],
    }
    assert all(default_storage.exists(row.file.name) for row in image.renditions.all())


def test_a_picture_whose_row_is_there_already_is_drawn_for_its_file_alone(
    settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    pictures = pictures_of_product(SHOPS[0], SHOPS[0].products[0])[:1]
    draw(pictures)
    before = Image.objects.values().get(file=pictures[0].name)
    default_storage.delete(pictures[0].name)

    drawn = draw(pictures)

    assert drawn == 1
    assert Image.objects.values().get(file=pictures[0].name) == before
    assert default_storage.exists(pictures[0].name)


def draw(pictures: list[SamplePicture]) -> int:
    missing = missing_pictures(pictures)
    images = add_images(pictures, undrawn=missing)
    with drawing_missing(missing, images, shown_as(SHOPS)) as drawn:
        return keep_drawn(drawn, images)
