"""Writes sample shops, products, stock and claims: what is public in bulk, a draft as its seller would."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from accounts.models import User
from catalogue.claims.history import ClaimEvent
from catalogue.models import (
    Category,
    Claim,
    ClaimKind,
    Product,
    ProductAttribute,
    ProductAttributeValue,
    ProductClass,
    ProductImage,
)
from catalogue.services.content import Picture, ProductContent
from catalogue.services.drafts import create_product
from demo.moments import chance, date_shop, published_days
from demo.pictures import cover_of, logo_of, pictures_of_product
from demo.samples import SampleClaim, SampleProduct, SampleShop
from media.models import Image
from shops.generator.claim_dates import claim_dates
from shops.generator.claim_numbers import claim_number
from shops.models import Partner, StockRecord
from shops.standing.services import approve_shop, log_state, submit_shop

#: An undated claim was issued between so many days ago.
UNDATED = (40, 600)


@dataclass(frozen=True)
class Offer:
    """A sample product with its shop's row."""

    shop: Partner
    sample_shop: SampleShop
    sample: SampleProduct


def add_shops(
    samples: Iterable[SampleShop], images: Mapping[str, Image]
) -> tuple[dict[str, Partner], list[Partner]]:
    """All sample shops by code, marked as samples, and those of them that are new: drafts, to be opened."""
    stored = Partner.objects.in_bulk([sample.code for sample in samples], field_name="code")
    fresh = [_shop(sample, images) for sample in samples if sample.code not in stored]
    for shop in fresh:
        shop.save()
    stored.update((shop.code, shop) for shop in fresh)
    return stored, fresh


def open_shops(fresh: Iterable[Partner], *, curator: User, now: dt.datetime) -> dict[str, Partner]:
    """Let each draft be handed in, by its owner or by the office for it, and approved; all by code."""
    opened = {}
    for shop in fresh:
        owner = User.objects.filter(shop_memberships__shop=shop, shop_memberships__role="owner").first()
        log_state(shop=shop, before="", by=owner or curator)
        submit_shop(shop=shop, by=owner or curator)
        opened[shop.code] = approve_shop(shop=shop, by=curator)
        date_shop(shop, now)
    return opened


def _shop(sample: SampleShop, images: Mapping[str, Image]) -> Partner:
    return Partner(
        code=sample.code,
        name=sample.name,
        slug=slugify(sample.name),
        story=sample.story,
        story_en=sample.story_en,
        region_id=sample.region,
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
        state=Partner.State.DRAFT,
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


class ClaimWriter:
    """Writes claims whose dates lie where their state says, seen from the day of loading."""

    def __init__(self, now: dt.datetime, reviewer: User) -> None:
        self._now = now
        self._reviewer = reviewer
        self._kinds = ClaimKind.objects.in_bulk(field_name="code")

    def write(self, shops: Iterable[tuple[Partner, SampleShop]], offers: Mapping[int, Offer]) -> int:
        """Add the claims of these shops and, by their keys, of these products; returns how many."""
        rows = [
            self._claim(claim, sample.code, shop, None) for shop, sample in shops for claim in sample.claims
        ]
        rows += [
            self._claim(claim, offer.sample.sku, offer.shop, key)
            for key, offer in offers.items()
            for claim in offer.sample.claims
        ]
        claims = Claim.objects.bulk_create(rows, batch_size=500)
        events = [event for claim in claims for event in self._events(claim)]
        ClaimEvent.objects.bulk_create(events, batch_size=500)
        return len(claims)

    def _events(self, claim: Claim) -> Sequence[ClaimEvent]:
        """What has happened to it by its state: entered and handed in by its shop, decided by the curator."""
        action_of, told = ClaimEvent.Action, []
        entered = claim.submitted_at or self._now
        told.append(ClaimEvent(claim=claim, action=action_of.CREATED, at=entered - dt.timedelta(hours=2)))
        if claim.submitted_at:
            told.append(ClaimEvent(claim=claim, action=action_of.SUBMITTED, at=entered))
        if claim.reviewed_at:
            action = action_of.REFUSED if claim.state == Claim.State.REFUSED else action_of.VERIFIED
            words = claim.refusal_reason if action == action_of.REFUSED else ""
            told.append(self._decision(claim, action, claim.reviewed_at, words))
        if claim.state == Claim.State.REVOKED:
            told.append(self._decision(claim, action_of.REVOKED, self._now - dt.timedelta(days=1), ""))
        if claim.state == Claim.State.EXPIRED and claim.expires_on:
            morning = dt.datetime.combine(claim.expires_on, dt.time(), dt.UTC) + dt.timedelta(days=1)
            told.append(ClaimEvent(claim=claim, action=action_of.EXPIRED, at=morning))
        return told

    def _decision(self, claim: Claim, action: str, at: dt.datetime, words: str) -> ClaimEvent:
        return ClaimEvent(claim=claim, action=action, by=self._reviewer, at=at, words=words)

    def _claim(self, sample: SampleClaim, owner: str, shop: Partner, product: int | None) -> Claim:
        kind = self._kinds[sample.kind]
        days = -sample.issued_days if sample.issued_days else chance(f"{owner} {sample.kind}", *UNDATED)
        dates = claim_dates(sample.state, issued_days=days, validity_years=kind.validity_years, now=self._now)
        issued = dates.issued_on
        return Claim(
            kind=kind,
            shop=shop,
            product_id=product,
            number=claim_number(
                sample.kind, key=owner, regency=shop.regency_id, year=issued.year, month=issued.month
            ),
            issuer=kind.issuer,
            value=sample.value,
            issued_on=issued,
            expires_on=dates.expires_on,
            state=sample.state,
            refusal_reason=sample.reason,
            submitted_at=dates.submitted_at,
            reviewed_at=dates.reviewed_at,
            reviewed_by=self._reviewer if dates.reviewed_at else None,
        )


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
