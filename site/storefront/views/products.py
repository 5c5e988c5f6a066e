"""A product's page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from catalogue.models import Product
from discovery.heads import product_head
from freshness import subjects
from freshness.queries import shops_of
from freshness.showing import kept, shows
from pages.frame import surroundings
from storefront.breadcrumbs import Crumb, category_crumbs, trail
from storefront.product_page import product_page


@require_safe
@kept()
def product(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """The page of one public product; an old name leads to the right one, a hidden product is not there."""
    shops = shops_of([int(pk)])
    if not shops:
        raise Http404("No such product.")
    shows(subjects.product(int(pk)), *map(subjects.shop, shops.values()))
    found = get_object_or_404(Product.objects.browsable().for_page(), pk=pk)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    lineage = surroundings().lineage(found.category.full_slug)
    page = product_page(found)
    crumbs = trail(*category_crumbs(lineage), Crumb(found.name))
    context = {"product": page, "crumbs": crumbs, "head": product_head(found, page, crumbs)}
    return render(request, "storefront/product.html", context)
