"""What changed anywhere in the system, noted for the pages that show it."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, get_page_models
from wagtail.signals import page_published, page_unpublished, post_page_move

from catalogue.models import Category, Claim, ClaimKind, PreferenceRule, Product
from catalogue.signals import claims_expired, products_changed
from freshness import subjects
from freshness.services import note_changes
from media.models import Image
from media.pictures import COLLECTION
from media.signals import pictures_changed
from pages.frame import DEPTH_OF_MENU
from pages.models import SiteSettings
from search.signals import index_changed
from shops.models import Partner
from shops.readiness.models import Level
from shops.readiness.signals import levels_changed
from shops.signals import shops_changed

#: Above this, a change of many products is noted as one of their shops: a page with a product shows both.
MOST_NOTED_SINGLY = 100


@receiver(products_changed)
def note_products(sender: type, product_ids: Sequence[int], **kwargs: Any) -> None:
    if len(product_ids) <= MOST_NOTED_SINGLY:
        note_changes(subjects.product(pk) for pk in product_ids)
        return
    shop_ids: set[int] = set()
    for start in range(0, len(product_ids), 10_000):
        some = Product.objects.filter(pk__among=product_ids[start : start + 10_000])
        shop_ids.update(some.order_by().values_list("shop_id", flat=True).distinct())
    note_changes(subjects.shop(pk) for pk in sorted(shop_ids))


@receiver(shops_changed)
def note_shops(sender: type, shop_ids: Sequence[int], **kwargs: Any) -> None:
    note_changes([*(subjects.shop(pk) for pk in shop_ids), subjects.SHOPS])


@receiver(claims_expired)
@receiver(levels_changed)
def note_standing(sender: type, shop_ids: Sequence[int], **kwargs: Any) -> None:
    """A shop's page and the lists of shops say its level and its marks."""
    note_changes([*(subjects.shop(pk) for pk in shop_ids), subjects.SHOPS])


@receiver(post_save, sender=Partner)
def note_new_shop(sender: type[Partner], created: bool, **kwargs: Any) -> None:
    if created:
        note_changes([subjects.SHOPS])


@receiver([post_save, post_delete], sender=Claim)
def note_shop_claim(sender: type[Claim], instance: Claim, **kwargs: Any) -> None:
    if instance.shop_id:
        note_changes([subjects.shop(instance.shop_id), subjects.SHOPS])


@receiver(index_changed)
def note_index(sender: object, **kwargs: Any) -> None:
    note_changes([subjects.INDEX])


@receiver([post_save, post_delete], sender=PageViewRestriction)
def note_restriction(sender: type, **kwargs: Any) -> None:
    note_changes([subjects.PAGES])


@receiver([page_published, page_unpublished, post_page_move])
def note_pages(sender: type, instance: Page, **kwargs: Any) -> None:
    """What may stand in the menu is on every page."""
    is_near_home = instance.depth <= DEPTH_OF_MENU
    note_changes([subjects.PAGES, subjects.FRAME] if is_near_home else [subjects.PAGES])


def note_deleted_page(sender: type[Page], **kwargs: Any) -> None:
    note_changes([subjects.PAGES])


def listen_for_deleted_pages() -> None:
    """For each kind of page by itself: where anybody listens, Django reads rows before it deletes them."""
    for model in get_page_models():
        post_delete.connect(note_deleted_page, sender=model)


@receiver([post_save, post_delete], sender=Category)
@receiver([post_save, post_delete], sender=ClaimKind)
@receiver([post_save, post_delete], sender=PreferenceRule)
@receiver([post_save, post_delete], sender=Level)
@receiver([post_save, post_delete], sender=SiteSettings)
def note_frame(sender: type, **kwargs: Any) -> None:
    note_changes([subjects.FRAME])


@receiver(pictures_changed)
def note_pictures(sender: type, image_ids: Sequence[int], **kwargs: Any) -> None:
    """Other words, another cut or better renditions, wherever the pictures are shown."""
    products = Product.objects.filter(images__image__in=image_ids).order_by().values_list("pk", flat=True)
    shops = Partner.objects.shown_with(image_ids).values_list("pk", flat=True)
    is_on_pages = bool(products or shops) or _is_for_pages(image_ids)
    note_changes(
        [
            *(subjects.product(pk) for pk in set(products)),
            *(subjects.shop(pk) for pk in shops),
            *([subjects.SHOPS] if shops else []),
            *([subjects.PAGES] if is_on_pages else []),
        ]
    )


def _is_for_pages(image_ids: Sequence[int]) -> bool:
    """Whether a picture of no product and no shop may stand on an editor's page: a photo that a seller hands
    in only once such a page refers to it.

    Dozens come in a minute, and each is told of as its renditions come: nothing would be kept meanwhile.
    """
    if Image.objects.filter(pk__in=image_ids).exclude(collection__name=COLLECTION).exists():
        return True
    kind, page = (ContentType.objects.get_for_model(model) for model in (Image, Page))
    keys = [str(pk) for pk in image_ids]
    references = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=keys)
    return references.filter(base_content_type=page).exists()
