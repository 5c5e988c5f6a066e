"""How a shop's page is tried out before it is saved: by whoever owns the public page."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from shops.models import Partner

PreviewPage = Callable[[HttpRequest, Partner], HttpResponse]


def no_page(request: HttpRequest, shop: Partner) -> HttpResponse:
    raise Http404("No room shows shops.")


_page: PreviewPage = no_page


def show_shops_with(page: PreviewPage) -> PreviewPage:
    """Name the page that shows a shop as it is in memory. A decorator."""
    global _page
    _page = page
    return page


def preview_shop(request: HttpRequest, shop: Partner) -> HttpResponse:
    """The shop on the page that was named last."""
    return _page(request, shop)
