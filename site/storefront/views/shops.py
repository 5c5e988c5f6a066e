"""Shops and regions: the directory, one shop's page, the map of regions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from discovery.heads import Head, list_head
from freshness import subjects
from freshness.showing import kept, shows
from shops.models import Partner
from storefront.breadcrumbs import Crumb, trail
from storefront.directory import Directory, shop_directory
from storefront.maps import region_map
from storefront.problems import in_words
from storefront.shop_page import shop_context


@require_safe
@kept(subjects.SHOPS, subjects.INDEX)
@in_words
def shops(request: HttpRequest) -> HttpResponse:
    """The directory: public shops by name, region, sector and size, in three orders."""
    directory = shop_directory(request)
    here = directory.region
    title = _("Shops in %(region)s") % {"region": here.name} if here else _("Shops")
    question = directory.question
    crumbs = (
        trail(Crumb(_("Shops"), reverse("storefront:shops")), Crumb(here.name))
        if here
        else trail(Crumb(title))
    )
    context = {
        "title": title,
        "directory": directory,
        # One list of shops for other search engines, whatever it was narrowed by.
        "robots": "noindex, follow" if question.words or question.sector or question.size else "",
        "crumbs": crumbs,
        "head": _head(request, directory, title, crumbs),
    }
    return render(request, "storefront/shops.html", context)


def _head(request: HttpRequest, directory: Directory, title: str, crumbs: list[Crumb]) -> Head:
    words = ngettext(
        "%(title)s: %(number)d small business with its products and verified claims.",
        "%(title)s: %(number)d small businesses with their products and verified claims.",
        directory.total,
    )
    return list_head(
        title,
        words % {"title": title, "number": directory.total},
        request.path,
        crumbs,
        [(card.name, card.url) for card in directory.cards],
        page=directory.pager.page,
    )


@require_safe
@kept(subjects.INDEX, subjects.PAGES)
@in_words
def shop(request: HttpRequest, slug: str) -> HttpResponse:
    """One public shop with its products, newest first."""
    pk = get_object_or_404(Partner.objects.public().values_list("pk", flat=True), slug=slug)
    shows(subjects.shop(pk))
    found = get_object_or_404(Partner.objects.public().for_page(), slug=slug)
    return render(request, "storefront/shop.html", shop_context(request, found))


@require_safe
@kept(subjects.SHOPS, subjects.INDEX)
def regions(request: HttpRequest) -> HttpResponse:
    """The map of the country, and every province with the regencies and cities that have shops."""
    crumbs = trail(Crumb(_("Regions")))
    shown = region_map()
    context = {
        "map": shown,
        "crumbs": crumbs,
        "head": list_head(
            _("Regions"),
            _("Indonesia's 38 provinces with the shops and products from each, on a map and as a list."),
            request.path,
            crumbs,
            [(province.name, province.url) for province in shown.provinces],
        ),
    }
    return render(request, "storefront/regions.html", context)
