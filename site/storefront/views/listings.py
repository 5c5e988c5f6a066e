"""Pages that list products: a category, a region, and search with its suggestions."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from discovery.heads import Head, list_head
from freshness.showing import kept
from freshness.subjects import PAGES, SHOPS
from pages.frame import surroundings
from search.contract import DEFAULT_PAGE_SIZE, Suggestion, SuggestionKind
from search.queries import SearchView, suggest
from shops.regions.models import Region
from storefront.breadcrumbs import Crumb, category_crumbs, trail
from storefront.choices import Choice
from storefront.listings import Listing, product_listing
from storefront.problems import in_words
from storefront.region_page import region_page


@require_safe
@kept()
@in_words
def category(request: HttpRequest, full_slug: str) -> HttpResponse:
    """The products of a category and those below it, found by search."""
    lineage = surroundings().lineage(full_slug)
    if not lineage:
        raise Http404("No such category.")
    here = lineage[-1]
    listing, view = product_listing(request.GET, request.path, fixed={"kategori": (full_slug,)})
    crumbs = trail(*category_crumbs(lineage[:-1]), Crumb(here.label))
    context = {
        "title": here.label,
        "introduction": here.description,
        "listing": listing,
        "below": _categories_below(view, full_slug),
        "below_label": _("Narrow down"),
        "crumbs": crumbs,
        "head": products_head(here.label, listing, request.path, crumbs, here.description),
    }
    return render(request, "storefront/listing.html", context)


@require_safe
@kept(SHOPS, PAGES)
@in_words
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """A province, regency or city: where it lies, the products of its shops, the shops, its stories."""
    here = get_object_or_404(Region.objects.select_related("parent"), slug=slug)
    listing, view = product_listing(request.GET, request.path, fixed={"wilayah": (here.code,)})
    above = [Crumb(here.parent.name, here.parent.get_absolute_url())] if here.parent else []
    crumbs = trail(Crumb(_("Regions"), reverse("storefront:regions")), *above, Crumb(here.name))
    title = _("Products from %(region)s") % {"region": here.name}
    context = {
        "title": here.name,
        "region": region_page(here, view),
        "listing": listing,
        "shops_url": f"{reverse('storefront:shops')}?{urlencode({'wilayah': here.code})}",
        "above_url": here.parent.get_absolute_url() if here.parent else reverse("storefront:regions"),
        "crumbs": crumbs,
        "head": products_head(title, listing, request.path, crumbs),
    }
    return render(request, "storefront/region.html", context)


@require_safe
@kept()
@in_words
def search_page(request: HttpRequest) -> HttpResponse:
    """Products by words and filters. Not for other search engines: its addresses have no end."""
    listing, _view = product_listing(request.GET, request.path)
    title = _("Search: %(words)s") % {"words": listing.words} if listing.words else _("All products")
    crumbs = trail(Crumb(_("Search")))
    context = {
        "title": title,
        "listing": listing,
        "robots": "noindex, follow",
        "crumbs": crumbs,
        "head": products_head(title, listing, request.path, crumbs),
    }
    return render(request, "storefront/listing.html", context)


@require_safe
@in_words
def suggestions(request: HttpRequest) -> HttpResponse:
    """`{"suggestions": [{"text", "kind", "count", "url", "lang"}]}` for what has been typed; no queries.

    `lang` is the language of a product's name; words that people search for are of either.
    """
    found = suggest(request.GET.get("q", ""))
    return JsonResponse({"suggestions": [_suggestion(item) for item in found]})


def products_head(
    title: str, listing: Listing, path: str, crumbs: Sequence[Crumb], introduction: str = ""
) -> Head:
    """The head of a list of products; `introduction` is what somebody wrote of it, else it is counted."""
    counted = ngettext(
        "%(title)s: %(number)d product of small businesses, with verified claims.",
        "%(title)s: %(number)d products of small businesses, with verified claims.",
        listing.total,
    ) % {"title": title, "number": listing.total}
    return list_head(
        title,
        f"{introduction} {counted}",
        path,
        crumbs,
        [(card.title, card.url) for card in listing.cards],
        first=(listing.pager.page - 1) * DEFAULT_PAGE_SIZE + 1,
        page=listing.pager.page,
    )


def _suggestion(item: Suggestion) -> dict[str, str | int]:
    lang = ""
    if item.kind is SuggestionKind.PRODUCT and item.id is not None:
        # The product's page itself knows its full name and leads there.
        url = reverse("storefront:product", args=["", item.id])
        lang = settings.LANGUAGE_CODE
    else:
        url = f"{reverse('storefront:search')}?{urlencode({'q': item.text})}"
    return {"text": item.text, "kind": item.kind.value, "count": item.count, "url": url, "lang": lang}


def _categories_below(view: SearchView, full_slug: str) -> list[Choice]:
    """The categories one level down that hold products."""
    facet = next(facet for facet in view.facets if facet.name == "kategori")
    return [
        Choice(choice.label, reverse("storefront:category", args=[choice.value]), choice.count)
        for choice in facet.choices
        if choice.value.rpartition("/")[0] == full_slug
    ]
