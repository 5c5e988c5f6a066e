"""A saved shop or stock record tells whoever listens that products changed their public face."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from catalogue.signals import products_changed
from shops.models import Partner, StockRecord
from shops.signals import shops_changed


@receiver([post_save, post_delete], sender=StockRecord)
def tell_of_stock(sender: type[StockRecord], instance: StockRecord, **kwargs: Any) -> None:
    products_changed.send(sender=sender, product_ids=[instance.product_id])


@receiver(post_save, sender=Partner)
def tell_of_shop(sender: type[Partner], instance: Partner, created: bool, **kwargs: Any) -> None:
    if created:
        return  # a new shop has no products yet
    shops_changed.send(sender=sender, shop_ids=[instance.pk])
    products_changed.send(sender=sender, product_ids=list(instance.products.values_list("pk", flat=True)))
