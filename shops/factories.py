"""Makes shops, their teams and stock records for tests."""

from decimal import Decimal

import factory

from shops.models import Partner, ShopMembership, StockRecord
from shops.regions.factories import RegionFactory

__all__ = ["MembershipFactory", "RegionFactory", "ShopFactory", "StockRecordFactory"]


class ShopFactory(factory.django.DjangoModelFactory[Partner]):
    """An approved shop in Kota Semarang. `logo` and `cover` take an ImageFactory's picture."""

    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Toko Uji {n}")
    story = factory.LazyAttribute(lambda shop: f"{shop.name} menjual hasil kerja warga.")
    region = factory.SubFactory(RegionFactory)
    sector = Partner.Sector.FOOD
    state = Partner.State.APPROVED


class MembershipFactory(factory.django.DjangoModelFactory[ShopMembership]):
    """An owner of a shop; `role` for others."""

    class Meta:
        model = ShopMembership

    shop = factory.SubFactory(ShopFactory)
    user = factory.SubFactory("accounts.factories.UserFactory")
    role = ShopMembership.Role.OWNER


class StockRecordFactory(factory.django.DjangoModelFactory[StockRecord]):
    """Rp 25.000 and ten in stock, of the product's own shop."""

    class Meta:
        model = StockRecord

    product = factory.SubFactory("catalogue.factories.ProductFactory", stock=False)
    partner = factory.SelfAttribute("product.shop")
    partner_sku = factory.Sequence(lambda n: f"SKU-{n:05d}")
    price = Decimal(25_000)
    num_in_stock = 10
