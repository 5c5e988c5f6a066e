"""A saved product, claim or kind of claim tells whoever listens what may have another public face now."""

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from catalogue.claims.expiry import tell_of_claims
from catalogue.models import Claim, ClaimKind, Product
from catalogue.signals import drafts_changed, products_changed

#: What is saved of a row when nothing but its draft is another one.
DRAFT = frozenset(["latest_revision", "has_unpublished_changes"])
Saved = Collection[str] | None


@receiver([post_save, post_delete], sender=Product)
def tell_of_product(
    sender: type[Product], instance: Product, update_fields: Saved = None, **kwargs: Any
) -> None:
    is_draft = update_fields is not None and set(update_fields) <= DRAFT
    signal = drafts_changed if is_draft else products_changed
    signal.send(sender=sender, product_ids=[instance.pk])


@receiver([post_save, post_delete], sender=Claim)
def tell_of_claim(sender: type[Claim], instance: Claim, **kwargs: Any) -> None:
    if instance.product_id:
        products_changed.send(sender=sender, product_ids=[instance.product_id])
        return
    product_ids = list(Product.objects.filter(shop=instance.shop_id).values_list("pk", flat=True))
    if product_ids:
        products_changed.send(sender=sender, product_ids=product_ids)


@receiver(pre_save, sender=ClaimKind)
def look_whether_kind_is_in_use(sender: type[ClaimKind], instance: ClaimKind, **kwargs: Any) -> None:
    if instance.pk is not None:
        before = ClaimKind.objects.filter(pk=instance.pk).values_list("is_active", flat=True)
        instance.has_been_in_use = before.first()


@receiver(post_save, sender=ClaimKind)
def tell_of_kind(sender: type[ClaimKind], instance: ClaimKind, created: bool, **kwargs: Any) -> None:
    """Its claims stop counting when it is taken out of use, and count again when it is back."""
    if created or instance.has_been_in_use == instance.is_active:
        return
    claims = instance.claims.filter(state=Claim.State.VERIFIED).order_by()
    tell_of_claims(list(claims.values_list("pk", "shop_id", "product_id")))
