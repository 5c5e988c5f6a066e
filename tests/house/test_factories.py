"""The factories make what their names say; every other test stands on them."""

import pytest

from accounts.factories import UserFactory
from catalogue.factories import CategoryFactory, ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Claim, Product
from media.factories import DocumentFactory, ImageFactory
from shops.factories import MembershipFactory, RegionFactory, ShopFactory

pytestmark = pytest.mark.django_db


def test_product_is_browsable_with_price_and_without_picture() -> None:
    product = ProductFactory(stock__price=40_000)

    browsable = Product.objects.browsable()

    assert browsable.get() == product
    assert product.stockrecords.get().price == 40_000
    assert product.images.count() == 0


def test_product_takes_draft_stock_and_picture_as_options() -> None:
    product = ProductFactory(live=False, stock=False, image=True)

    browsable = Product.objects.browsable()

    assert not browsable.exists()
    assert not product.stockrecords.exists()
    assert product.images.get().image.file.size > 0


def test_category_knows_its_path() -> None:
    root = CategoryFactory(name="Makanan")

    leaf = CategoryFactory(name="Keripik", parent=CategoryFactory(name="Camilan", parent=root))

    assert leaf.full_slug == "makanan/camilan/keripik"


def test_region_brings_the_regions_that_hold_it() -> None:
    village = RegionFactory(code="33.74.01.1001")

    names = [village.name, village.parent.name, village.parent.parent.name]

    assert names == ["Miroto", "Semarang Tengah", "Kota Semarang"]
    assert RegionFactory(code="33.74") == village.parent.parent


def test_claim_is_verified_about_a_product_or_about_a_shop() -> None:
    about_product = ClaimFactory(kind=ClaimKindFactory(tkdn=True), value=45)
    about_shop = ClaimFactory(kind=ClaimKindFactory(nib=True), product=None, shop=ShopFactory())

    verified = Claim.objects.verified()

    assert set(verified) == {about_product, about_shop}
    assert about_product.shop == about_product.product.shop


@pytest.mark.parametrize("state", Claim.State.values)
def test_claim_can_be_in_every_state(state: str) -> None:
    claim = ClaimFactory(state=state)

    stored = Claim.objects.get(pk=claim.pk)

    assert stored.state == state


def test_people_pictures_and_documents_are_real() -> None:
    person, picture, document = UserFactory(), ImageFactory(), DocumentFactory()

    membership = MembershipFactory(user=person)

    assert person.check_password("rahasia-uji-123")
    assert membership.shop.memberships.get().user == person
    assert (picture.width, picture.height) == (640, 480)
    with document.file.open() as file:
        assert file.read() == b"bukti"
