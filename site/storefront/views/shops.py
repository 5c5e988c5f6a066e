"""Shops: the directory, one shop's page, and the directory of regions."""

import re
from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from catalogue.models import Product
from discovery.heads import list_head, shop_head
from freshness import subjects
from freshness.showing import kept, shows
from media.renditions import Size, picture
from search.exceptions import UnknownFilterValue
from shops.models import Partner
from shops.regions.models import Region
from storefront.breadcrumbs import Crumb, trail
from storefront.cards import product_cards, shop_cards
from storefront.listings import Choice
from storefront.paging import page_address, page_of, pager
from storefront.problems import in_words
from storefront.product_page import claim_lines

SHOPS_PER_PAGE = 24
PRODUCTS_PER_PAGE = 24


@require_safe
@kept(subjects.SHOPS, subjects.INDEX)
@in_words
def shops(request: HttpRequest) -> HttpResponse:
    """All public shops by name; `?wilayah=33.74` for those in one region."""
    public = Partner.objects.public()
    here = _region_asked_for(request)
    if here is not None:
        public = public.in_region(here.code)
    page = page_of(public.for_directory(), request.GET, SHOPS_PER_PAGE)
    title = _("Shops in %(region)s") % {"region": here.name} if here else _("Shops")
    cards, crumbs = shop_cards(page), trail(Crumb(title))
    number = page.paginator.count
    context = {
        "title": title,
        "total": number,
        "cards": cards,
        "pager": pager(page.number, page.paginator.num_pages, lambda number: page_address(request, number)),
        "crumbs": crumbs,
        "head": list_head(
            title,
            ngettext(
                "%(title)s: %(number)d small business with its products and verified claims.",
                "%(title)s: %(number)d small businesses with their products and verified claims.",
                number,
            )
            % {"title": title, "number": number},
            request.path,
            crumbs,
            [(card.name, card.url) for card in cards],
            first=page.start_index() or 1,
            page=page.number,
        ),
    }
    return render(request, "storefront/shops.html", context)


def _region_asked_for(request: HttpRequest) -> Region | None:
    code = request.GET.get("wilayah", "")
    if not code:
        return None
    found = Region.objects.filter(code=code).first() if re.fullmatch(r"[0-9.]{2,13}", code) else None
    if found is None:
        remedy = _("Choose a region from the list of regions.")
        raise UnknownFilterValue(name="wilayah", value=code, remedy=remedy)
    return found


@require_safe
@kept(subjects.INDEX)
@in_words
def shop(request: HttpRequest, slug: str) -> HttpResponse:
    """One public shop with its products, newest first."""
    pk = get_object_or_404(Partner.objects.public().values_list("pk", flat=True), slug=slug)
    shows(subjects.shop(pk))
    found = get_object_or_404(Partner.objects.public().for_page(), slug=slug)
    product_ids = Product.objects.browsable().filter(shop=found).newest_ids()
    page = page_of(product_ids, request.GET, PRODUCTS_PER_PAGE)
    cards = product_cards(list(page))
    crumbs = trail(Crumb(_("Shops"), reverse("storefront:shops")), Crumb(found.name))
    logo = picture(found.logo, Size.LOGO, alt=found.name)
    cover = picture(found.cover, Size.COVER, alt=found.name)
    context = {
        "shop": found,
        "logo": logo,
        "cover": cover,
        "region_url": found.regency.get_absolute_url(),
        # A web site that came in by a file has not passed a form's check.
        "website": found.website if found.website.startswith(("http://", "https://")) else "",
        "claims": claim_lines(found.verified_claims),
        "total": page.paginator.count,
        "cards": cards,
        "pager": pager(page.number, page.paginator.num_pages, lambda number: page_address(request, number)),
        "crumbs": crumbs,
        "head": shop_head(
            found,
            crumbs,
            products=page.paginator.count,
            pictures=[shown.url for shown in (cover, logo) if shown],
            items=[(card.title, card.url) for card in cards],
            first=page.start_index() or 1,
            page=page.number,
        ),
    }
    return render(request, "storefront/shop.html", context)


@require_safe
@kept(subjects.SHOPS)
def regions(request: HttpRequest) -> HttpResponse:
    """Every province, and the regencies and cities in it that have shops."""
    per_province: dict[str, list[Choice]] = defaultdict(list)
    for row in Partner.objects.public().per_regency():
        url = reverse("storefront:region", args=[row["regency__slug"]])
        per_province[row["regency_id"][:2]].append(Choice(row["regency__name"], url, row["shops"]))
    provinces = [
        (Choice(province.name, province.get_absolute_url()), per_province[province.code])
        for province in Region.objects.provinces().order_by("code")
    ]
    crumbs = trail(Crumb(_("Regions")))
    context = {
        "provinces": provinces,
        "crumbs": crumbs,
        "head": list_head(
            _("Regions"),
            _("Small businesses and their products by province, regency and city."),
            request.path,
            crumbs,
            [(province.label, province.url) for province, _regencies in provinces],
        ),
    }
    return render(request, "storefront/regions.html", context)
