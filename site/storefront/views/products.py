"""A product's page, and its address as a picture."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalogue.models import Product
from catalogue.queries import fill_page
from discovery.heads import product_head
from freshness.showing import kept, shows_products
from pages.frame import surroundings
from storefront.breadcrumbs import Crumb, category_crumbs, trail
from storefront.neighbours import neighbours_of
from storefront.product_page import product_page
from storefront.sharing import absolute, qr_svg

#: A product keeps its number, and an old name leads to the right page: a printed code stays good.
QR_SECONDS = 365 * 24 * 60 * 60


@require_safe
@kept()
def product(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """The page of one public product; an old name leads to the right one, a hidden product is not there."""
    shows_products([int(pk)])
    public = Product.objects.browsable().with_surroundings().for_neighbours()
    found = get_object_or_404(public, pk=pk)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    neighbours = neighbours_of(found, price=found.asking_price, is_domestic=found.is_domestic)
    fill_page(found, neighbours.all)
    lineage = surroundings().lineage(found.category.full_slug)
    page = product_page(found, neighbours)
    crumbs = trail(*category_crumbs(lineage), Crumb(found.name))
    context = {"product": page, "crumbs": crumbs, "head": product_head(found, page, crumbs)}
    return render(request, "storefront/product.html", context)


@require_safe
@cache_control(public=True, max_age=QR_SECONDS)
def product_qr(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """The address of a public product's page, in the language of this address, as a QR code in SVG."""
    found = get_object_or_404(Product.objects.browsable().only("slug"), pk=pk)
    return HttpResponse(qr_svg(absolute(found.get_absolute_url())), content_type="image/svg+xml")
