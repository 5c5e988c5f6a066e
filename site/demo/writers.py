"""Writes sample shops and products as their owners would, or the office for them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from accounts.models import User
from catalogue.models import Category, Product, ProductClass
from catalogue.services.content import Picture, ProductContent
from catalogue.services.writing import NewProduct, create_products
from demo.clusters import add_clusters
from demo.moments import date_shop
from demo.owners import Owners
from demo.pictures import cover_of, logo_of, pictures_of_product
from demo.samples import SampleProduct, SampleShop
from media.models import Image
from shops.models import Partner
from shops.registration.models import Cluster
from shops.standing.services import approve_shop, enter_shop, submit_shop


@dataclass(frozen=True)
class Offer:
    """A sample product with its shop's row."""

    shop: Partner
    sample_shop: SampleShop
    sample: SampleProduct


def add_shops(
    samples: Iterable[SampleShop], images: Mapping[str, Image], *, office: User
) -> tuple[dict[str, Partner], list[Partner]]:
    """All sample shops by code, marked as samples, and those of them that are new: drafts, to be opened."""
    stored = Partner.objects.in_bulk([sample.code for sample in samples], field_name="code")
    clusters = add_clusters()
    fresh = [
        enter_shop(shop=_shop(sample, images, clusters.get(sample.code)), by=office)
        for sample in samples
        if sample.code not in stored
    ]
    stored.update((shop.code, shop) for shop in fresh)
    return stored, fresh


def open_shops(fresh: Iterable[Partner], *, curator: User, now: dt.datetime) -> dict[str, Partner]:
    """Let each draft be handed in, by its owner or by the office for it, and approved; all by code."""
    opened, owners = {}, Owners(curator)
    for shop in fresh:
        submit_shop(shop=shop, by=owners.of(shop))
        opened[shop.code] = approve_shop(shop=shop, by=curator)
        date_shop(shop, now)
    return opened


def _shop(sample: SampleShop, images: Mapping[str, Image], cluster: Cluster | None) -> Partner:
    return Partner(
        code=sample.code,
        name=sample.name,
        slug=slugify(sample.name),
        story=sample.story,
        story_en=sample.story_en,
        region_id=sample.region,
        cluster=cluster,
        address=sample.address,
        size_class=sample.size_class,
        sector=sample.sector,
        kind=sample.kind,
        founded_year=sample.founded_year,
        employees=sample.employees,
        phone=sample.phone,
        whatsapp=sample.phone,
        email=sample.email,
        website=sample.website,
        logo=images[logo_of(sample).name],
        cover=images[cover_of(sample).name],
        is_sample=True,
    )


class ProductWriter:
    """Writes sample products as their sellers would, many at once. One writer serves one load."""

    def __init__(self, images: Mapping[str, Image]) -> None:
        self._images = images
        self._categories = {category.full_slug: category for category in Category.objects.all()}
        self._classes = {row.slug: row for row in ProductClass.objects.all()}

    def write(self, offers: Mapping[str, Offer], owners: Owners) -> dict[str, Product]:
        """Add the products as drafts, by whoever writes for each shop; by article number."""
        products: dict[str, Product] = {}
        for by, skus in owners.share((offer.shop, sku) for sku, offer in offers.items()):
            entries = [self._entry(offers[sku]) for sku in skus]
            products.update(zip(skus, create_products(entries=entries, by=by), strict=True))
        return products

    def content(self, offer: Offer) -> ProductContent:
        """All of a sample product that curators review."""
        sample = offer.sample
        pictures = pictures_of_product(offer.sample_shop, sample)
        same = "title title_en description description_en unit min_order is_made_to_order lead_time_days"
        names = [*same.split(), "capacity_per_month", "weight_grams", "attributes"]
        return ProductContent(
            category=self._categories[sample.category],
            product_class=self._classes[sample.product_class],
            pictures=[Picture(image_id=self._images[picture.name].pk) for picture in pictures],
            **{name: getattr(sample, name) for name in names},
        )

    def _entry(self, offer: Offer) -> NewProduct:
        """With its stock; what is made to order is not counted."""
        sample = offer.sample
        return NewProduct(
            shop=offer.shop,
            content=self.content(offer),
            price=sample.price,
            stock=None if sample.is_made_to_order else sample.stock,
            sku=sample.sku,
        )
