"""A draft on the very page that shoppers will see, for curators."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from catalogue.models import Product
from discovery.heads import product_head
from storefront.product_page import product_page


def draft_page(request: HttpRequest, draft: Product) -> HttpResponse:
    """The draft's words, pictures and attributes with what belongs to the live row: shop, claims, price."""
    row = Product.objects.for_page().get(pk=draft.pk)
    draft.shop = row.shop
    draft.verified_claims = row.verified_claims
    page = product_page(draft)
    context = {"product": page, "head": product_head(draft, page, []), "robots": "noindex"}
    return TemplateResponse(request, "storefront/product.html", context)
