"""A saved product or claim tells whoever listens that the product's public face may have changed."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from catalogue.models import Claim, Product
from catalogue.signals import products_changed


@receiver([post_save, post_delete], sender=Product)
def tell_of_product(sender: type[Product], instance: Product, **kwargs: Any) -> None:
    products_changed.send(sender=sender, product_ids=[instance.pk])


@receiver([post_save, post_delete], sender=Claim)
def tell_of_claim(sender: type[Claim], instance: Claim, **kwargs: Any) -> None:
    if instance.product_id:
        products_changed.send(sender=sender, product_ids=[instance.product_id])
        return
    product_ids = list(Product.objects.filter(shop=instance.shop_id).values_list("pk", flat=True))
    if product_ids:
        products_changed.send(sender=sender, product_ids=product_ids)
