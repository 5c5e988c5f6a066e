"""Makes categories, products and claims for tests.

Shops and stock records belong to the room above, so their factories are named, not imported.
"""

import datetime as dt
from importlib import import_module
from typing import Any

import factory
from django.utils import timezone

from catalogue.models import (
    Category,
    Claim,
    ClaimKind,
    Product,
    ProductClass,
    ProductImage,
    RefusalReason,
)
from media.factories import ImageFactory


class CategoryFactory(factory.django.DjangoModelFactory[Category]):
    """A category at the root, or below `parent`; the same one for the same slug in the same place."""

    class Meta:
        model = Category

    name = factory.Sequence(lambda n: f"Kategori {n}")
    name_en = factory.LazyAttribute(lambda category: f"{category.name} (en)")

    @classmethod
    def _create(cls, model_class: type[Category], *args: Any, **kwargs: Any) -> Category:
        parent: Category | None = kwargs.pop("parent", None)
        if parent is None:
            node: Category = Category.add_root(**kwargs)
            return node
        parent.refresh_from_db()  # treebeard counts children on the row, not on the instance
        child: Category = parent.add_child(**kwargs)
        return child


class ProductClassFactory(factory.django.DjangoModelFactory[ProductClass]):
    """A class of products without attributes; the same row for the same name."""

    class Meta:
        model = ProductClass
        django_get_or_create = ("name",)

    name = "Umum"
    name_en = "General"


class ProductFactory(factory.django.DjangoModelFactory[Product]):
    """A live product of an approved shop, with a stock record and no picture.

    `live=False` for a draft; `stock=False` for none, `stock__price=…`, `stock__num_in_stock=…`;
    `image=True` for a picture of its own or `image=<media.Image>`.
    """

    class Meta:
        model = Product
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Produk Uji {n}")
    description = factory.LazyAttribute(lambda product: f"{product.title} dibuat dengan tangan.")
    shop = factory.SubFactory("shops.factories.ShopFactory")
    category = factory.SubFactory(CategoryFactory)
    product_class = factory.SubFactory(ProductClassFactory)
    live = True
    first_published_at = factory.LazyAttribute(lambda product: timezone.now() if product.live else None)
    last_published_at = factory.SelfAttribute("first_published_at")

    @factory.post_generation
    def stock(self: Product, create: bool, extracted: bool | None, **kwargs: Any) -> None:  # type: ignore[misc]  # `self` is the product that was made
        if create and extracted is not False:
            import_module("shops.factories").StockRecordFactory(product=self, **kwargs)

    @factory.post_generation
    def image(self: Product, create: bool, extracted: Any, **kwargs: Any) -> None:  # type: ignore[misc]  # `self` is the product that was made
        if create and extracted:
            picture = ImageFactory(**kwargs) if extracted is True else extracted
            ProductImage.objects.create(product=self, image=picture)


class ClaimKindFactory(factory.django.DjangoModelFactory[ClaimKind]):
    """A kind of claim about products, without number pattern, value or evidence; one row for each code.

    `ClaimKindFactory(tkdn=True)` carries a percentage; `ClaimKindFactory(nib=True)` is about shops.
    """

    class Meta:
        model = ClaimKind
        django_get_or_create = ("code",)

    class Params:
        tkdn = factory.Trait(
            code="tkdn",
            name="Sertifikat TKDN",
            name_en="Domestic content certificate",
            has_value=True,
            value_min=0,
            value_max=100,
            value_unit="%",
            mark="TKDN",
            mark_en="TKDN",
        )
        nib = factory.Trait(
            code="nib", name="NIB", name_en="NIB", applies_to=ClaimKind.AppliesTo.SHOP, mark="NIB"
        )

    code = "halal"
    name = "Sertifikat halal"
    name_en = "Halal certificate"
    applies_to = ClaimKind.AppliesTo.PRODUCT
    issuer = "BPJPH"
    mark = "Halal"
    mark_en = "Halal"
    needs_evidence = False


class RefusalReasonFactory(factory.django.DjangoModelFactory[RefusalReason]):
    """A reason that says enough by itself; the same row for the same code."""

    class Meta:
        model = RefusalReason
        django_get_or_create = ("code",)

    code = "tidak-terbaca"
    text = "Dokumen tidak terbaca. Foto ulang di tempat terang."
    text_en = "The document cannot be read. Take the photo again in good light."


class ClaimFactory(factory.django.DjangoModelFactory[Claim]):
    """A verified claim about a product. For a shop's: `product=None, shop=…` and a kind about shops."""

    class Meta:
        model = Claim

    kind = factory.SubFactory(ClaimKindFactory)
    product = factory.SubFactory(ProductFactory)
    number = factory.Sequence(lambda n: f"NO-{n:06d}")
    issuer = factory.SelfAttribute("kind.issuer")
    issued_on = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=30))
    state = Claim.State.VERIFIED
    refusal_reason = factory.LazyAttribute(lambda claim: "Tidak terbaca" if claim.state == "refused" else "")

    @factory.lazy_attribute
    def shop(self) -> Any:
        return self.product.shop

    @factory.lazy_attribute
    def reviewed_at(self) -> dt.datetime | None:
        decided = self.state in {Claim.State.VERIFIED, Claim.State.REFUSED}
        return timezone.now() if decided else None
