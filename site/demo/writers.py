"""Writes sample shops, products and stock: a draft as its seller would, what nobody owns in bulk."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from accounts.models import User
from catalogue.models import (
    Category,
    Product,
    ProductAttribute,
    ProductAttributeValue,
    ProductClass,
    ProductImage,
)
from catalogue.services.content import Picture, ProductContent
from catalogue.services.drafts import create_product
from demo.clusters import add_clusters
from demo.moments import date_shop, published_days
from demo.owners import Owners
from demo.pictures import cover_of, logo_of, pictures_of_product
from demo.samples import SampleProduct, SampleShop
from media.models import Image
from shops.models import Partner, StockRecord
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
    """Writes live products with stock, attribute values and pictures. One writer serves one load."""

    def __init__(self, images: Mapping[str, Image], now: dt.datetime) -> None:
        self._images = images
        self._now = now
        self._categories = {category.full_slug: category for category in Category.objects.all()}
        self._classes = {row.slug: row for row in ProductClass.objects.all()}
        self._attributes = {(row.product_class_id, row.code): row for row in ProductAttribute.objects.all()}

    def write_live(self, offers: list[Offer]) -> list[Product]:
        """Add products that the public sees, in bulk; returned in the order of `offers`."""
        products = Product.objects.bulk_create(map(self._product, offers), batch_size=200)
        pairs = list(zip(products, offers, strict=True))
        StockRecord.objects.bulk_create(_stock_record(product, offer) for product, offer in pairs)
        ProductAttributeValue.objects.bulk_create(
            (value for product, offer in pairs for value in self._attribute_values(product, offer.sample)),
            batch_size=500,
        )
        ProductImage.objects.bulk_create(
            (image for product, offer in pairs for image in self._product_images(product, offer)),
            batch_size=500,
        )
        return products

    def write_draft(self, offer: Offer, by: User) -> Product:
        """Add a product as its seller would: a draft that nobody else sees."""
        sample = offer.sample
        return create_product(
            shop=offer.shop,
            content=self.content(offer),
            price=sample.price,
            stock=_counted_stock(sample),
            sku=sample.sku,
            by=by,
        )

    def content(self, offer: Offer) -> ProductContent:
        """All of a sample product that curators review."""
        sample = offer.sample
        pictures = pictures_of_product(offer.sample_shop, sample)
        return ProductContent(
            **self._columns(sample),
            attributes=sample.attributes,
            pictures=[Picture(image_id=self._images[picture.name].pk) for picture in pictures],
        )

    def _product(self, offer: Offer) -> Product:
        sample, shop = offer.sample, offer.sample_shop
        published = self._now - dt.timedelta(days=published_days(shop.code, sample.sku))
        return Product(
            shop=offer.shop,
            slug=slugify(sample.title),
            first_published_at=published,
            last_published_at=published,
            **self._columns(sample),
        )

    def _columns(self, sample: SampleProduct) -> dict[str, Any]:
        same = "title title_en description description_en unit min_order is_made_to_order lead_time_days"
        names = [*same.split(), "capacity_per_month", "weight_grams"]
        return {
            "category": self._categories[sample.category],
            "product_class": self._classes[sample.product_class],
            **{name: getattr(sample, name) for name in names},
        }

    def _attribute_values(self, product: Product, sample: SampleProduct) -> Iterable[ProductAttributeValue]:
        for code, value in sample.attributes.items():
            row = ProductAttributeValue(
                product=product, attribute=self._attributes[product.product_class_id, code]
            )
            row.value = value
            yield row

    def _product_images(self, product: Product, offer: Offer) -> Iterable[ProductImage]:
        for place, picture in enumerate(pictures_of_product(offer.sample_shop, offer.sample)):
            yield ProductImage(product=product, image=self._images[picture.name], display_order=place)


def _stock_record(product: Product, offer: Offer) -> StockRecord:
    sample = offer.sample
    return StockRecord(
        product=product,
        partner=offer.shop,
        partner_sku=sample.sku,
        price=sample.price,
        num_in_stock=_counted_stock(sample),
    )


def _counted_stock(sample: SampleProduct) -> int | None:
    """What is made to order is not counted."""
    return None if sample.is_made_to_order else sample.stock
