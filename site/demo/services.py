"""Loading the sample region in one transaction, while other processes draw its pictures."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from catalogue.models import Product
from demo.certificates import Registry
from demo.claims import ClaimWriter
from demo.curation import Desk, edited
from demo.exceptions import DemoNotAllowed, RegionsMissing
from demo.history import tell_history
from demo.joining import play_joining
from demo.owners import Owners
from demo.pages import PageWriter, header_pictures
from demo.people import NewAccount, add_people, join_teams, sample_people
from demo.pictures import (
    add_images,
    all_pictures,
    drawing_missing,
    keep_drawn,
    missing_pictures,
    shown_as,
)
from demo.samples import SampleShop, sample_shops
from demo.writers import Offer, ProductWriter, add_shops, open_shops
from media.models import Image
from media.services.batches import make_missing
from media.shapes import Format
from pages.services import setup_site
from search.services import indexing_paused
from shops.curation.services import CURATORS
from shops.letters import letters_withheld
from shops.models import Partner, StockRecord
from shops.regions.models import Region

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class DemoReport:
    """What a load added; zeros and no accounts when everything was there."""

    pictures: int
    shops: int
    products: int
    claims: int
    pages: int
    accounts: tuple[NewAccount, ...]


def load_demo() -> DemoReport:
    """Add what is missing of the sample region; never changes or removes a row, so it is safe to repeat.

    Raises DemoNotAllowed under settings without `DEMO_ALLOWED`, and RegionsMissing.
    """
    if not settings.DEMO_ALLOWED:
        raise DemoNotAllowed
    shops = sample_shops()
    _check_regions(shops)
    pictures = [*all_pictures(shops), *header_pictures()]
    missing, places = missing_pictures(pictures), shown_as(shops)
    with letters_withheld(), indexing_paused(), transaction.atomic():
        setup_site()
        images = add_images(pictures, undrawn=missing)
        with drawing_missing(missing, images, places) as drawn:
            report = _load_rows(shops, images)
            report = replace(report, pictures=keep_drawn(drawn, images))
    sizes = {images[name].pk: shown for name, shown in places.items()}
    make_missing(images=Image.objects.filter(pk__in=sizes), kinds=[Format.WEBP], sizes=sizes)
    logger.info("demo loaded", extra={"shops": report.shops, "products": report.products})
    return report


def _load_rows(samples: tuple[SampleShop, ...], images: Mapping[str, Image]) -> DemoReport:
    now = timezone.now()
    accounts = add_people()
    curator = _curator()
    shops, fresh = add_shops(samples, images, office=curator)
    join_teams(accounts, shops)
    shops.update(open_shops(fresh, curator=curator, now=now))
    offers = _missing_offers(samples, shops)
    products = _add_products(offers, shops, images, curator, now)
    claims = _add_claims(samples, shops, offers, products, curator, now)
    play_joining(shops, curator, now)
    pages = PageWriter(images, shops).write()
    tell_history(shops.values(), now)
    return DemoReport(0, len(fresh), len(products), claims, pages, tuple(accounts))


def _check_regions(samples: tuple[SampleShop, ...]) -> None:
    codes = {sample.region for sample in samples}
    codes.update(code for person in sample_people() for code in person.regions)
    missing = codes - set(Region.objects.filter(code__in=codes).values_list("code", flat=True))
    if missing:
        raise RegionsMissing(sorted(missing))


def _missing_offers(samples: tuple[SampleShop, ...], shops: Mapping[str, Partner]) -> dict[str, Offer]:
    """The products that the database lacks, by article number."""
    records = StockRecord.objects.filter(partner__in=shops.values())
    stored = set(records.values_list("partner_sku", flat=True))
    return {
        product.sku: Offer(shops[sample.code], sample, product)
        for sample in samples
        for product in sample.products
        if product.sku not in stored
    }


def _add_products(
    offers: Mapping[str, Offer],
    shops: Mapping[str, Partner],
    images: Mapping[str, Image],
    curator: User,
    now: dt.datetime,
) -> dict[str, Product]:
    """All of them through the services, as far as their stories go; by article number."""
    writer, owners = ProductWriter(images), Owners(curator)
    products = writer.write(offers, owners)
    contents = {sku: writer.content(offers[sku]) for sku in offers.keys() & edited()}
    Desk(products, contents, owners, curator, now).play(shops)
    return products


def _add_claims(
    samples: tuple[SampleShop, ...],
    shops: Mapping[str, Partner],
    offers: Mapping[str, Offer],
    products: Mapping[str, Product],
    curator: User,
    now: dt.datetime,
) -> int:
    """The claims of what is new, then those with a story; how many."""
    bare = Partner.objects.filter(pk__in=[shop.pk for shop in shops.values()], claims=None)
    codes = set(bare.values_list("code", flat=True))
    fresh = [(shops[sample.code], sample) for sample in samples if sample.code in codes]
    sold = [(products[sku], offer.sample) for sku, offer in offers.items()]
    return ClaimWriter(now, curator).write(fresh, sold) + Registry(shops, curator, now).play()


def _curator() -> User:
    return User.objects.filter(groups__name=CURATORS).earliest("pk")
