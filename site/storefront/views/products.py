"""A product's page, and its address as a picture."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalogue.models import Product
from freshness.showing import kept
from storefront.product_facts import product_in_parts
from storefront.sharing import absolute, qr_svg

#: A product keeps its number, and an old name leads to the right page: a printed code stays good.
QR_SECONDS = 365 * 24 * 60 * 60


@require_safe
@kept()
def product(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """The page of one public product; an old name leads to the right one, a hidden product is not there."""
    try:
        facts, beside = product_in_parts(int(pk))
    except Product.DoesNotExist as error:
        raise Http404("No such product.") from error
    if request.path != facts.page.url:
        return redirect(facts.page.url, permanent=True)
    context = {"product": facts.page, "beside": beside, "crumbs": facts.crumbs, "head": facts.head}
    return render(request, "storefront/product.html", context)


@require_safe
@cache_control(public=True, max_age=QR_SECONDS)
def product_qr(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """The address of a public product's page, in the language of this address, as a QR code in SVG."""
    found = get_object_or_404(Product.objects.browsable().only("slug"), pk=pk)
    return HttpResponse(qr_svg(absolute(found.get_absolute_url())), content_type="image/svg+xml")
