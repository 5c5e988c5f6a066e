"""Whatever changes a shop, a product, a claim or a requirement has its readiness computed again."""

from collections.abc import Sequence
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from catalogue.models import Claim, Product
from catalogue.signals import claims_expired, drafts_changed, products_changed
from shops.models import Partner
from shops.readiness.models import Dimension, Level, Requirement
from shops.readiness.services.pending import note_everything, note_pending
from shops.signals import shops_changed


@receiver(products_changed)
@receiver(drafts_changed)
def note_products(sender: type, product_ids: Sequence[int], **kwargs: Any) -> None:
    note_pending(product_ids=product_ids)


@receiver(shops_changed)
def note_shops(sender: type, shop_ids: Sequence[int], **kwargs: Any) -> None:
    note_pending(shop_ids=shop_ids)


@receiver(post_save, sender=Partner)
def note_new_shop(sender: type[Partner], instance: Partner, created: bool, **kwargs: Any) -> None:
    if created:
        note_pending(shop_ids=[instance.pk])


@receiver(post_delete, sender=Product)
def note_shop_of_deleted_product(sender: type[Product], instance: Product, **kwargs: Any) -> None:
    note_pending(shop_ids=[instance.shop_id])


@receiver([post_save, post_delete], sender=Claim)
def note_shop_of_claim(sender: type[Claim], instance: Claim, **kwargs: Any) -> None:
    """A shop without products is told of by no other signal."""
    if instance.product_id is None:
        note_pending(shop_ids=[instance.shop_id])


@receiver(claims_expired)
def note_bare_shops(sender: type, shop_ids: Sequence[int], **kwargs: Any) -> None:
    """A shop that has products is computed with them."""
    bare = Partner.objects.filter(pk__in=shop_ids, products=None).order_by()
    note_pending(shop_ids=bare.values_list("pk", flat=True))


@receiver([post_save, post_delete], sender=Requirement)
@receiver([post_save, post_delete], sender=Dimension)
@receiver([post_save, post_delete], sender=Level)
def note_requirements(sender: type, **kwargs: Any) -> None:
    note_everything()
