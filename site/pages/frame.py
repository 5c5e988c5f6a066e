"""What stands around every public page: category menu, contact, and the page's addresses."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import cached_property

from catalogue.models import Category
from pages.addresses import Addresses, addresses_of_request
from pages.models import SiteSettings


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One link of the menu."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Contact:
    """What the footer says of the people behind the site."""

    text: str
    email: str
    phone: str
    address: str


class Frame:
    """Two queries, asked by the first template that shows a frame; none by one that does not."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def menu(self) -> Sequence[MenuItem]:
        """The roots of the category tree."""
        return [
            MenuItem(category.label, category.get_absolute_url()) for category in Category.objects.for_menu()
        ]

    @cached_property
    def contact(self) -> Contact:
        """From the site's settings; empty where editors have written nothing."""
        stored = SiteSettings.objects.first() or SiteSettings()
        return Contact(stored.footer, stored.contact_email, stored.contact_phone, stored.contact_address)

    @cached_property
    def addresses(self) -> Addresses:
        """Those of a view; pages that editors translate hand in their own."""
        return addresses_of_request(self._request)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: `frame` in every template."""
    return {"frame": Frame(request)}
