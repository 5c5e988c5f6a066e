"""What an empty list offers: the same in a wider region, what comes nearest, and shops that can be asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from freshness.showing import shows
from freshness.subjects import SHOPS
from search.contract import Filters, Hit, SearchRequest
from search.links import query_string, unfiltered
from search.queries import find
from shops.models import Partner
from shops.regions.models import Region
from storefront.asking import can_be_asked, message_to
from storefront.cards import ProductCard, product_cards
from storefront.choices import Choice

#: How many products that come near are shown, and how many shops.
MOST_NEAR, MOST_SHOPS = 6, 3
#: Shops that are looked at before the best are chosen.
POOL = 60
#: Words that are tried by themselves, the longest first.
MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class AskedShop:
    """A shop that could have it or make it. `whatsapp` opens a message; empty where there is no number."""

    name: str
    url: str
    regency: str
    whatsapp: str


@dataclass(frozen=True, slots=True)
class WaysOn:
    """`wider` asks the same in the region around; `near_label` says what the products nearby share."""

    wider: Choice | None
    near: Sequence[ProductCard]
    near_label: str
    shops: Sequence[AskedShop]


def ways_on(request: SearchRequest) -> WaysOn:
    """For a question that found nothing. At most seven queries: regions, the cards' five, and shops."""
    shows(SHOPS)
    hits, label = _nearest(request)
    return WaysOn(
        wider=_wider(request),
        near=product_cards([hit.id for hit in hits], {}),
        near_label=label,
        shops=_shops_to_ask(request, [hit.shop for hit in hits]),
    )


def _wider(request: SearchRequest) -> Choice | None:
    """The smallest region around the chosen ones in which the question finds something."""
    for regions in _regions_around(request.filters.wilayah):
        asked = replace(request, page=1, filters=replace(request.filters, wilayah=regions))
        if found := find(asked).total:
            names = Region.objects.filter(code__in=regions).order_by("code").values_list("name", flat=True)
            where = ", ".join(names) if regions else _("all regions")
            return Choice(where, f"{reverse('storefront:search')}{query_string(asked)}", found)
    return None


def _regions_around(codes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Level by level up to no region at all, which is everywhere; nothing where none was chosen."""
    around = tuple(codes)
    while around:
        around = tuple(dict.fromkeys(above for code in around if (above := code.rpartition(".")[0])))
        yield around


def _nearest(request: SearchRequest) -> tuple[Sequence[Hit], str]:
    """The first products found when the question asks for less, and what they share with it."""
    for asked, label in _asking_less(request):
        hits = find(replace(asked, page=1, page_size=MOST_NEAR)).hits
        if hits:
            return hits, label
    return (), ""


def _asking_less(request: SearchRequest) -> Iterator[tuple[SearchRequest, str]]:
    """The question with ever less in it: without filters, by its single words, its category, its region."""
    filters = request.filters
    if request.words and filters.active():
        yield unfiltered(request), _("“%(words)s” without these filters") % {"words": request.words}
    words = sorted(set(request.words.split()), key=lambda word: (-len(word), word))
    for word in words[:MOST_WORDS] if len(words) > 1 else ():
        yield replace(request, words=word, filters=Filters()), _("What fits “%(words)s”") % {"words": word}
    if filters.kategori:
        only = Filters(kategori=filters.kategori)
        yield replace(request, words="", filters=only), _("From the same category")
    if filters.wilayah:
        only = Filters(wilayah=filters.wilayah)
        yield replace(request, words="", filters=only), _("From the same region")


def _shops_to_ask(request: SearchRequest, sellers: Sequence[str]) -> list[AskedShop]:
    """Shops of the chosen regions and those that sell what comes nearest; first who can be written to."""
    places = Q(slug__in=sellers)
    for code in request.filters.wilayah:
        places |= Q(region_id=code) | Q(region__code__startswith=f"{code}.")
    shops = Partner.objects.public().filter(places).select_related("regency").order_by("name", "pk")[:POOL]
    ranked = sorted(shops, key=lambda shop: (not can_be_asked(shop), shop.slug not in sellers))
    text = _question(request.words)
    return [
        AskedShop(shop.name, shop.get_absolute_url(), shop.regency.name, message_to(shop, text))
        for shop in ranked[:MOST_SHOPS]
    ]


def _question(words: str) -> str:
    """In the reader's language; it says what was looked for, and nothing of who looks."""
    if words:
        asked = _("Hello, I am looking for “%(words)s”. Do you have it, or can you make it?")
        return asked % {"words": words}
    return _("Hello, I saw your shop on Etalase and have a question about your products.")
