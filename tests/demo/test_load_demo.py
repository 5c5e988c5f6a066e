"""The sample region loads whole, once, and only where it may."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from catalogue.models import Claim, Product, ProductImage
from demo import services
from demo.curation import curation_plan, kept_back
from demo.exceptions import DemoNotAllowed, RegionsMissing
from demo.people import sample_people
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
from shops.models import Partner, StockRecord
from shops.regions.factories import RegionFactory

pytestmark = pytest.mark.django_db
SHOPS = sample_shops()


@pytest.fixture
def places() -> None:
    for code in {shop.region for shop in SHOPS}:
        RegionFactory(code=code)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading without a minute of drawing: the files are there, empty."""

    @contextmanager
    def touching(missing: list[SamplePicture], *_more: Any) -> Iterator[Iterator[Drawing]]:
        for picture in missing:
            default_storage.save(picture.name, ContentFile(b""))
        made = Made([], "", "0" * 16)
        yield ((picture.name, Drawn(Path(picture.name), 1, made)) for picture in missing)

    monkeypatch.setattr(services, "drawing_missing", touching)
    monkeypatch.setattr(services, "make_missing", lambda **_kwargs: None)


@pytest.mark.usefixtures("places", "undrawn")
def test_it_loads_shops_products_pictures_claims_and_people() -> None:
    report = services.load_demo()

    assert report.shops == Partner.objects.filter(is_sample=True, state="approved").count() == len(SHOPS)
    assert report.products == StockRecord.objects.count() >= 330
    assert Product.objects.browsable().count() >= 320
    assert report.claims == Claim.objects.count()
    assert set(Claim.objects.values_list("state", flat=True)) == set(Claim.State.values)
    assert ProductImage.objects.count() == 3 * report.products
    assert len(report.accounts) == User.objects.count() == len(sample_people())


@pytest.mark.usefixtures("places", "undrawn")
def test_a_second_load_changes_nothing_and_shows_no_password() -> None:
    services.load_demo()
    before = [sorted(model.objects.values_list()) for model in (Partner, StockRecord, User)]
    claims = Claim.objects.count()

    report = services.load_demo()

    assert (report.pictures, report.shops, report.products, report.claims, report.pages) == (0, 0, 0, 0, 0)
    assert report.accounts == ()
    assert before == [sorted(model.objects.values_list()) for model in (Partner, StockRecord, User)]
    assert Claim.objects.count() == claims


@pytest.mark.usefixtures("places", "undrawn")
def test_it_loads_campaigns_in_every_state_articles_and_answers_in_both_languages() -> None:
    services.load_demo()

    for language in ("id", "en"):
        campaigns = CampaignPage.objects.live().filter(locale__language_code=language)
        assert {page.state_at().value for page in campaigns} == {"upcoming", "running", "ended"}
        assert all(page.featured.count() >= 6 and page.enrolments.count() >= 6 for page in campaigns)
        assert campaigns.exclude(place="").exists()
        assert ArticlePage.objects.live().filter(locale__language_code=language).count() >= 3
        assert FaqPage.objects.live().filter(locale__language_code=language).count() == 1
    assert "Year-End Souvenir Market" in {page.title for page in CampaignPage.objects.all()}


@pytest.mark.usefixtures("places", "undrawn")
def test_what_was_deleted_comes_back_and_the_rest_stays() -> None:
    services.load_demo()
    record = StockRecord.objects.get(partner_sku="BSW-01")
    record.product.delete()
    StockRecord.objects.filter(partner_sku="BSW-02").update(price=1)

    report = services.load_demo()

    assert (report.shops, report.products) == (0, 1)
    assert StockRecord.objects.get(partner_sku="BSW-01").product.claims.exists()
    assert StockRecord.objects.get(partner_sku="BSW-02").price == 1


@pytest.mark.usefixtures("places", "undrawn")
def test_curators_find_submissions_returns_and_edits() -> None:
    services.load_demo()
    plan = curation_plan()

    products = {
        record.partner_sku: record.product for record in StockRecord.objects.select_related("product")
    }

    assert not any(products[sku].live for sku in kept_back())
    assert all(products[sku].waits_for_curation for sku in [*plan["submitted"], *plan["edits"]])
    assert all(products[sku].live and products[sku].has_unpublished_changes for sku in plan["edits"])
    assert {products[sku].current_workflow_state.status for sku in plan["returned"]} == {"needs_changes"}
    assert all(products[sku].current_workflow_state is None for sku in plan["drafts"])


@pytest.mark.usefixtures("places", "undrawn")
def test_verified_claims_are_in_force_and_no_one_is_mailed(mailoutbox: list[object]) -> None:
    services.load_demo()

    verified = Claim.objects.filter(state="verified")

    assert verified.count() == Claim.objects.verified().count() > 200
    assert not Claim.objects.filter(state="expired", expires_on=None).exists()
    assert mailoutbox == []


@pytest.mark.usefixtures("places", "undrawn")
def test_claims_pass_the_checks_of_their_kind() -> None:
    services.load_demo()

    for claim in Claim.objects.select_related("kind", "product"):
        claim.full_clean()


@pytest.mark.usefixtures("places", "undrawn")
def test_a_seller_signs_in_with_the_printed_password(client: Client) -> None:
    report = services.load_demo()
    seller = next(account for account in report.accounts if account.role == "seller")

    answer = client.post(reverse("account_login"), {"login": seller.email, "password": seller.password})

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(email=seller.email).pk)


@pytest.mark.usefixtures("places", "undrawn")
def test_the_command_prints_passwords_once() -> None:
    first, second = StringIO(), StringIO()

    call_command("load_demo", stdout=first)
    call_command("load_demo", stdout=second)

    assert "editor@example.com" in first.getvalue()
    assert "example.com" not in second.getvalue()


@pytest.mark.usefixtures("places", "undrawn")
def test_the_command_reports_in_json() -> None:
    out = StringIO()

    call_command("load_demo", "--json", stdout=out)

    assert json.loads(out.getvalue())["shops"] == len(SHOPS)


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
