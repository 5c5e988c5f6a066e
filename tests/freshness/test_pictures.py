"""What a picture that changes makes anew: nothing but the pages that may show it."""

import pytest
from wagtail.models import ReferenceIndex

from accounts.factories import UserFactory
from catalogue.factories import ProductFactory
from freshness import subjects
from freshness.models import Change
from media.factories import ImageFactory, picture_file, root_collection
from media.models import Image
from media.pictures import store_picture
from media.services.renditions import make_renditions
from pages.models import ArticlePage, HomePage
from shops.factories import ShopFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo() -> Image:
    """What a seller has just handed in."""
    root_collection()
    return store_picture(upload=picture_file(), title="Keripik", alt_text="", by=UserFactory())


def told_of(image: Image) -> set[str]:
    """The subjects noted while the renditions of a picture are made."""
    Change.objects.all().delete()
    assert make_renditions(image_id=image.pk) > 0
    return set(Change.objects.values_list("subject", flat=True))


def test_a_photo_that_a_seller_has_handed_in_makes_no_page_anew(photo: Image) -> None:
    assert told_of(photo) == set()


def test_a_photo_that_a_shop_shows_makes_the_shop_anew(photo: Image) -> None:
    shop = ShopFactory(logo=photo)

    assert told_of(photo) == {subjects.shop(shop.pk), subjects.SHOPS, subjects.PAGES}


def test_a_photo_that_a_product_shows_makes_the_product_anew(photo: Image) -> None:
    product = ProductFactory(image=photo)

    assert told_of(photo) == {subjects.product(product.pk), subjects.PAGES}


def test_a_sellers_photo_that_a_page_shows_makes_pages_anew(photo: Image, home: HomePage) -> None:
    story = home.add_child(instance=ArticlePage(title="Kisah brem", slug="kisah-brem", picture=photo))
    ReferenceIndex.create_or_update_for_object(story)

    assert told_of(photo) == {subjects.PAGES}


def test_a_picture_of_editors_makes_pages_anew() -> None:
    assert told_of(ImageFactory()) == {subjects.PAGES}
