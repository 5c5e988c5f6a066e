"""A product's page in parts: what it says of the product, kept until that changes, and those beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from catalogue.models import Product
from catalogue.queries import fill_page
from config.release import release
from discovery.heads import Head, product_head
from freshness import subjects
from freshness.parts import keep_parts, kept_parts
from freshness.queries import today
from freshness.showing import shows_products
from pages.frame import surroundings
from storefront.breadcrumbs import Crumb, category_crumbs, trail
from storefront.cards import ProductCard
from storefront.comparison import comparison_url
from storefront.neighbours import Example, Neighbours, neighbours_of
from storefront.product_page import ProductPage, product_page


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """All that the page says of the product itself; `example` is what its neighbours are chosen by."""

    page: ProductPage
    head: Head
    crumbs: Sequence[Crumb]
    example: Example


@dataclass(frozen=True, slots=True)
class Beside:
    """Other products. `compare_url` sets the page's own beside the nearest of them; empty without any."""

    similar: Sequence[ProductCard]
    substitutes: Sequence[ProductCard]
    compare_url: str


def product_in_parts(pk: int) -> tuple[ProductFacts, Beside]:
    """The page of a public product; raises Product.DoesNotExist.

    The facts hold until the product, its shop or the frame changes, and the page itself no longer than its
    neighbours: made anew because of one of them, it costs two queries for their marks and its own.
    """
    key = _key_of(pk)
    facts: ProductFacts | None = kept_parts([key]).get(key)
    if facts is not None:
        neighbours = neighbours_of(facts.example)
        neighbours.cards.complete()
    else:
        facts, neighbours = _read(pk)
        keep_parts({key: facts})
    return facts, _beside(facts, neighbours)


def _key_of(pk: int) -> str:
    """Raises Product.DoesNotExist when there is no such product, public or not."""
    shops, marks = shows_products([pk])
    if pk not in shops:
        raise Product.DoesNotExist
    its = marks[subjects.product(pk)], marks[subjects.shop(shops[pk])], marks[subjects.FRAME]
    return f"facts:{pk}:{':'.join(its)}:{today()}:{get_language()}:{release()}"


def _read(pk: int) -> tuple[ProductFacts, Neighbours]:
    """Both in one go, so that what both need is asked for once."""
    product = Product.objects.browsable().with_surroundings().for_neighbours().get(pk=pk)
    example = Example.of(product, price=product.asking_price, is_domestic=product.is_domestic)
    neighbours = neighbours_of(example)
    rows = neighbours.rows()
    fill_page(product, rows)
    neighbours.cards.add(rows)
    page = product_page(product)
    crumbs = trail(*category_crumbs(surroundings().lineage(product.category.full_slug)), Crumb(product.name))
    return ProductFacts(page, product_head(product, page, crumbs), crumbs, example), neighbours


def _beside(facts: ProductFacts, neighbours: Neighbours) -> Beside:
    # They were chosen by what the index said some minutes ago: a claim may have ended since.
    substitutes = [card for card in neighbours.cards.of(neighbours.substitutes) if card.is_domestic]
    similar = neighbours.cards.of(neighbours.similar)
    nearest = [card.id for card in [*substitutes, *similar]][:3]
    compare_url = comparison_url([facts.page.id, *nearest]) if nearest else ""
    return Beside(similar, substitutes, compare_url)
