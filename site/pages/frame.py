"""What stands around every public page: category menu, contact, and the page's addresses."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Page

from catalogue.models import Category
from freshness.parts import kept_with_frame
from media.languages import in_indonesian
from pages.addresses import Addresses, addresses_of_request
from pages.models import SiteSettings

DEPTH_OF_MENU = 3
"""Of the pages right below a home page in Wagtail's tree."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One link of the menu."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class CategoryItem:
    """One public category. `full_slug` is the path of slugs from the root, `depth` counts from 1."""

    label: str
    url: str
    description: str
    full_slug: str
    depth: int
    is_in_menu: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """What the footer says of the people behind the site."""

    text: str
    email: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same around all pages in one language. `categories` by path of slugs, in tree order."""

    categories: Mapping[str, CategoryItem]
    contact: Contact
    pages: tuple[MenuItem, ...]

    @property
    def menu(self) -> tuple[CategoryItem, ...]:
        """The roots of the category tree."""
        return tuple(item for item in self.categories.values() if item.depth == 1 and item.is_in_menu)

    def lineage(self, full_slug: str) -> list[CategoryItem]:
        """The categories from the root down to this one; empty when it is none, or one above it is hidden."""
        slugs = full_slug.split("/")
        paths = ["/".join(slugs[: depth + 1]) for depth in range(len(slugs))]
        return [self.categories[path] for path in paths] if self.categories.keys() >= set(paths) else []


class Frame:
    """Asks nothing until a template shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def menu(self) -> tuple[CategoryItem, ...]:
        return self._surroundings.menu

    @property
    def pages(self) -> tuple[MenuItem, ...]:
        """The pages that editors put into the menu, in order."""
        return self._surroundings.pages

    @property
    def contact(self) -> Contact:
        """From the site's settings; empty where editors have written nothing."""
        return self._surroundings.contact

    @cached_property
    def addresses(self) -> Addresses:
        """Those of a view; pages that editors translate hand in their own."""
        return addresses_of_request(self._request)

    @cached_property
    def _surroundings(self) -> Surroundings:
        return surroundings()


def surroundings() -> Surroundings:
    """What is around all pages in the active language, kept until it changes: one query at most."""
    return kept_with_frame("frame", _read_surroundings)


def _read_surroundings() -> Surroundings:
    stored = SiteSettings.objects.first() or SiteSettings()
    return Surroundings(
        categories={category.full_slug: _item(category) for category in Category.objects.in_tree_order()},
        contact=Contact(stored.footer, stored.contact_email, stored.contact_phone, stored.contact_address),
        pages=_pages_in_menu(),
    )


def _pages_in_menu() -> tuple[MenuItem, ...]:
    near_home = (
        Page.objects.live().in_menu().filter(depth=DEPTH_OF_MENU, locale__language_code=get_language())
    )
    shown = near_home.select_related("locale").order_by("path")
    return tuple(MenuItem(page.title, page.get_url() or "") for page in shown)


def _item(category: Category) -> CategoryItem:
    return CategoryItem(
        label=category.label,
        url=category.get_absolute_url(),
        description=in_indonesian(category.description),
        full_slug=category.full_slug,
        depth=category.depth,
        is_in_menu=not category.exclude_from_menu,
    )


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: `frame` in every template."""
    return {"frame": Frame(request)}
