"""A product that is written in bulk is what the services would have made of the same sample."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from accounts.factories import UserFactory
from catalogue.claims.history import ClaimEvent
from catalogue.models import Claim, Product
from catalogue.services.curation import submit_product
from demo.claims import ClaimWriter, Subject
from demo.moments import date_claims
from demo.pictures import add_images, all_pictures
from demo.samples import SampleClaim, sample_shops
from demo.writers import Offer, ProductWriter
from pages.services import setup_site
from search.indexing import documents_of
from shops.curation.services import approve_product
from shops.factories import RegionFactory, ShopFactory
from shops.models import Partner
from shops.readiness.product_facts import facts_of_products
from shops.review.models import Case

pytestmark = pytest.mark.django_db
#: What says which row it is, and what the desk keeps of a product that passed over it.
OF_ITS_OWN = {"id", "shop", "latest_revision", "live_revision"}
#: One of every class that the samples use, by article number.
SAMPLES = {sample.product_class: (shop, sample) for shop in sample_shops() for sample in shop.products}


@pytest.fixture
def writer(db: None) -> ProductWriter:
    setup_site()
    shops = [shop for shop, _sample in SAMPLES.values()]
    pictures = list(all_pictures(shops))
    return ProductWriter(add_images(pictures, undrawn=pictures), timezone.now())


def columns_of(product: Product) -> dict[str, Any]:
    kept = {field.name for field in Product._meta.concrete_fields} - OF_ITS_OWN
    values = {name: getattr(product, name) for name in sorted(kept)}
    return {name: value for name, value in values.items() if not isinstance(value, dt.datetime)}


def children_of(product: Product) -> list[Any]:
    record = product.stockrecords.get()
    return [
        {value.attribute.code: value.value for value in product.attribute_values.select_related("attribute")},
        list(product.images.order_by("display_order").values_list("image", "caption", "display_order")),
        (record.partner_sku, record.price, record.num_in_stock, record.num_allocated, record.price_currency),
    ]


def told_of(product: Product) -> list[Any]:
    """What search and readiness make of it, without whose and when it is."""
    (document,) = documents_of([product.pk])
    facts = facts_of_products([product.pk])[product.pk]
    without = ("id", "shop", "shop_name", "published_at")
    return [{key: value for key, value in document.items() if key not in without}, facts]


@pytest.mark.parametrize("product_class", sorted(SAMPLES))
def test_bulk_and_services_write_the_same_product(writer: ProductWriter, product_class: str) -> None:
    shop, sample = SAMPLES[product_class]
    region = RegionFactory(code=shop.region)
    one, other = (ShopFactory(region=region, state=Partner.State.APPROVED) for _ in range(2))
    seller, curator = UserFactory(), UserFactory(is_superuser=True)

    (bulk,) = writer.write_live([Offer(one, shop, sample)])
    served = writer.write_draft(Offer(other, shop, sample), by=seller)
    submit_product(product=Product.objects.get(pk=served.pk), by=seller)
    approve_product(product=Product.objects.get(pk=served.pk), by=curator)

    first, second = (Product.objects.get(pk=row.pk) for row in (bulk, served))
    assert columns_of(first) == columns_of(second)
    assert children_of(first) == children_of(second)
    assert told_of(first) == told_of(second)
    assert first.first_published_at is not None


def test_verified_claim_written_in_bulk_has_the_columns_and_steps_of_its_services(
    writer: ProductWriter,
) -> None:
    shop, _sample = next(iter(SAMPLES.values()))
    region, curator, now = RegionFactory(code=shop.region), UserFactory(), timezone.now()
    one, other = (ShopFactory(region=region) for _ in range(2))
    claims = ClaimWriter(now, curator)
    stated = SampleClaim("merek", "verified", issued_days=-100)

    ((bulk, dates),) = claims.write_verified([(stated, Subject(one, None, "kunci"))])
    served, same_dates = claims._play(stated, Subject(other, None, "kunci"))
    date_claims({bulk: dates, served: same_dates}, now)

    of_its_own = {"id", "shop_id", "updated_at"}
    first, second = (Claim.objects.filter(pk=key).values().get() for key in (bulk, served))
    assert {key: first[key] for key in first.keys() - of_its_own} == {
        key: second[key] for key in second.keys() - of_its_own
    }
    steps = [
        list(ClaimEvent.objects.filter(claim=key).values_list("action", "by", "words", "at"))
        for key in (bulk, served)
    ]
    assert steps[0] == [step for step in steps[1] if step[0] != "evidence-added"]


def test_bulk_row_has_no_history_of_its_own(writer: ProductWriter) -> None:
    shop, sample = next(iter(SAMPLES.values()))
    owner = ShopFactory(region=RegionFactory(code=shop.region))

    (bulk,) = writer.write_live([Offer(owner, shop, sample)])

    assert bulk.latest_revision is None
    assert not bulk.workflow_states.exists()
    assert not Case.objects.filter(product=bulk).exists()
