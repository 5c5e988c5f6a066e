"""How a draft is shown to a curator: as a shopper will see it, by whoever owns the public page.

The public pages lie in a room above. It names its page here, as with Wagtail's hooks; without one, a plain
page of the catalogue's own shows the draft.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

if TYPE_CHECKING:
    from catalogue.models import Product

PreviewPage = Callable[[HttpRequest, "Product"], HttpResponse]


def plain_page(request: HttpRequest, product: "Product") -> HttpResponse:
    """The draft's words, pictures and facts without the site around them."""
    return TemplateResponse(request, "catalogue/product_preview.html", {"product": product})


_page: PreviewPage = plain_page


def show_previews_with(page: PreviewPage) -> PreviewPage:
    """Name the page that shows a draft: a function of the request and the product in memory. A decorator."""
    global _page
    _page = page
    return page


def preview(request: HttpRequest, product: "Product") -> HttpResponse:
    """The draft on the page that was named last."""
    return _page(request, product)
