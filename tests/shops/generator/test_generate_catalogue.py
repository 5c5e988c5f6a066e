"""`generate_catalogue` fills the database once per seed, with rows that keep every rule."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from catalogue.models import Claim, Product
from shops.generator.exceptions import NoRegions
from shops.generator.services import GeneratorReport, generate_catalogue
from shops.models import Partner, StockRecord
from shops.regions.factories import RegionFactory
from shops.regions.models import Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> None:
    for code, population in (("35.07", 2_700_000), ("35.77", 200_000), ("62.71", 300_000)):
        RegionFactory(code=code, population=population)


@pytest.mark.usefixtures("places")
def test_it_makes_as_many_shops_and_products_as_asked() -> None:
    report = generate_catalogue(products=120, shops=15, seed=3)

    assert report == GeneratorReport(15, 120, Claim.objects.count())
    assert Partner.objects.filter(is_sample=True).count() == 15
    assert Product.objects.browsable().count() == StockRecord.objects.count() == 120


@pytest.mark.usefixtures("places")
def test_a_second_run_adds_nothing() -> None:
    generate_catalogue(products=60, shops=10, seed=3)

    report = generate_catalogue(products=60, shops=10, seed=3)

    assert report == GeneratorReport(0, 0, 0)


@pytest.mark.usefixtures("places")
def test_a_larger_run_keeps_what_is_there_and_adds_the_rest() -> None:
    generate_catalogue(products=60, shops=10, seed=3)
    before = set(StockRecord.objects.values_list("pk", "partner_sku", "price", "partner_id"))

    report = generate_catalogue(products=90, shops=12, seed=3)

    assert (report.shops, report.products) == (2, 30)
    assert before <= set(StockRecord.objects.values_list("pk", "partner_sku", "price", "partner_id"))


@pytest.mark.usefixtures("places")
def test_another_seed_stands_beside_the_first() -> None:
    generate_catalogue(products=20, shops=5, seed=1)

    report = generate_catalogue(products=20, shops=5, seed=2)

    assert (report.shops, report.products) == (5, 20)


@pytest.mark.usefixtures("places")
def test_generated_rows_pass_the_models_own_checks() -> None:
    generate_catalogue(products=60, shops=10, seed=3)

    for row in (*Partner.objects.all(), *Product.objects.all(), *StockRecord.objects.all()):
        row.full_clean(exclude=["upc"])
    for claim in Claim.objects.select_related("kind", "product"):
        claim.full_clean()


@pytest.mark.usefixtures("places")
def test_rows_saved_by_hand_go_on_after_generated_ones() -> None:
    generate_catalogue(products=10, shops=2, seed=3)
    shop = Partner.objects.first()
    assert shop is not None

    another = Partner.objects.create(name="Toko Baru", region=shop.region, sector=shop.sector)

    assert another.pk > shop.pk
    assert Partner.objects.count() == 3


@pytest.mark.usefixtures("places")
def test_every_product_says_what_it_is_made_of_or_what_it_covers() -> None:
    generate_catalogue(products=80, shops=30, seed=5)

    for product in Product.objects.prefetch_related("attribute_values__attribute"):
        told = {value.attribute.code: value.value for value in product.attribute_values.all()}
        assert told.keys() & {"materials", "size"}
        assert all(told.values())


@pytest.mark.usefixtures("places")
def test_verified_claims_are_in_force_and_expired_ones_are_not() -> None:
    generate_catalogue(products=400, shops=60, seed=3)

    verified = Claim.objects.filter(state="verified")

    assert verified.count() == Claim.objects.verified().count() > 0
    assert not Claim.objects.filter(state="expired", expires_on__gte=timezone.localdate()).exists()


def test_without_regions_it_says_what_to_run_first() -> None:
    Region.objects.all().delete()

    with pytest.raises(NoRegions, match="load_regions"):
        generate_catalogue(products=1, shops=1, seed=1)


@pytest.mark.usefixtures("places")
def test_the_command_reports_in_json() -> None:
    out = StringIO()

    call_command("generate_catalogue", "--products=10", "--shops=2", "--seed=4", "--json", stdout=out)

    assert json.loads(out.getvalue())["products"] == 10


@pytest.mark.parametrize("wrong", ["--products=-1", "--shops=0", "--seed=-4"])
def test_the_command_refuses_sizes_that_make_no_sense(wrong: str) -> None:
    with pytest.raises(CommandError, match="must be"):
        call_command("generate_catalogue", "--products=10", wrong)
