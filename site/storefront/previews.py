"""A draft on the very page that shoppers will see, for curators; a shop's profile likewise, for its team."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from catalogue.models import Product
from discovery.heads import product_head
from shops.models import Partner
from storefront.product_page import product_page
from storefront.shop_page import shop_context


def draft_page(request: HttpRequest, draft: Product) -> HttpResponse:
    """The draft's words, pictures and attributes with what belongs to the live row: shop, claims, price."""
    row = Product.objects.for_page().get(pk=draft.pk)
    draft.shop = row.shop
    draft.verified_claims = row.verified_claims
    page = product_page(draft)
    context = {"product": page, "head": product_head(draft, page, []), "robots": "noindex"}
    return TemplateResponse(request, "storefront/product.html", context)


def tried_shop(request: HttpRequest, shop: Partner) -> HttpResponse:
    """The shop as it is in memory, with what belongs to its row: place, claims, holiday, products."""
    row = Partner.objects.for_page().get(pk=shop.pk)
    shop.region, shop.regency, shop.verified_claims = row.region, row.regency, row.verified_claims
    context = shop_context(request, shop) | {"robots": "noindex", "is_tried_out": True}
    return TemplateResponse(request, "storefront/shop.html", context)
