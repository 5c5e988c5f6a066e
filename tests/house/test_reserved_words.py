"""No shop and no question gets an address that means something else."""

import pytest

from shops.factories import ShopFactory
from shops.models import RESERVED_SLUGS
from shops.registration.questions import QUESTIONS
from tests.house.addresses import addresses

#: Where the address of a shop begins; its slug comes next.
BEFORE_A_SLUG = ("penjual/", "toko/", "lapor/toko/", "penjual/daftar/toko/")


def fixed_words(before: str) -> set[str]:
    """The words that stand in addresses at the place of a slug."""
    words = {route.removeprefix(before).partition("/")[0] for route in addresses(before)}
    return {word for word in words if word and "<" not in word}


@pytest.mark.parametrize("before", BEFORE_A_SLUG)
def test_words_in_the_place_of_a_shops_slug_are_reserved(before: str) -> None:
    assert fixed_words(before) <= RESERVED_SLUGS


def test_every_reserved_word_is_the_word_of_an_address() -> None:
    used = set().union(*(fixed_words(before) for before in BEFORE_A_SLUG))

    assert used == RESERVED_SLUGS


@pytest.mark.django_db
@pytest.mark.parametrize("word", sorted(RESERVED_SLUGS))
def test_shop_named_like_a_word_of_an_address_gets_another_slug(word: str) -> None:
    shop = ShopFactory(name=word.title(), slug="")

    assert shop.slug == f"{word}-2"


def test_no_question_is_called_like_a_page_of_registration() -> None:
    pages = fixed_words("penjual/daftar/") | fixed_words("penjual/daftar/toko/<slug:slug>/")

    assert pages >= {"periksa", "gabung", "saran", "toko"}
    assert pages.isdisjoint(question.key for question in QUESTIONS)
