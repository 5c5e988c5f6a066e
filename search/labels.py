"""What facets and their values are called, in the reader's language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from catalogue.models import Category, ClaimKind
from search.bands import parse_price_range
from shops.models import Partner
from shops.regions.models import Region

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FACET_LABELS: dict[str, StrPromise] = {
    "kategori": gettext_lazy("Category"),
    "wilayah": gettext_lazy("Region"),
    "toko": gettext_lazy("Shop"),
    "harga": gettext_lazy("Price"),
    "klaim": gettext_lazy("Verified claims"),
    "tkdn": gettext_lazy("Domestic content (TKDN)"),
    "waktu": gettext_lazy("Lead time"),
}

TKDN_LABELS: dict[str, StrPromise] = {
    "40": gettext_lazy("40 % and more"),
    "25": gettext_lazy("25 % to below 40 %"),
    "di-bawah-25": gettext_lazy("below 25 %"),
    "tanpa": gettext_lazy("no verified certificate"),
}

LEAD_TIME_LABELS: dict[str, StrPromise] = {
    "siap": gettext_lazy("ready to send"),
    "3": gettext_lazy("within 3 days"),
    "7": gettext_lazy("within 7 days"),
    "14": gettext_lazy("within 14 days"),
    "lebih": gettext_lazy("more than 14 days"),
}

Labels = dict[str, dict[str, str]]


def labels_of(values: Mapping[str, Collection[str]]) -> Labels:
    """Return label by value for each filter; a value that does not exist is left out. One query."""
    labels = _stored_labels(values)
    labels["tkdn"] = {value: str(TKDN_LABELS[value]) for value in values.get("tkdn", ())}
    labels["waktu"] = {value: str(LEAD_TIME_LABELS[value]) for value in values.get("waktu", ())}
    labels["harga"] = {value: price_label(value) for value in values.get("harga", ())}
    return labels


def _stored_labels(values: Mapping[str, Collection[str]]) -> Labels:
    """Read the names kept in the database, all in one statement."""
    wanted = [
        rows
        for name, rows in (
            ("kategori", _rows("kategori", _named(Category.objects.all()), "full_slug", values)),
            ("klaim", _rows("klaim", _named(ClaimKind.objects.filter(is_active=True)), "code", values)),
            ("wilayah", _rows("wilayah", Region.objects.annotate(shown=F("name")), "code", values)),
            ("toko", _rows("toko", Partner.objects.public().annotate(shown=F("name")), "slug", values)),
        )
        if values.get(name)
    ]
    labels: Labels = defaultdict(dict)
    if wanted:
        for name, value, shown in wanted[0].union(*wanted[1:], all=True):
            labels[name][value] = shown
    return labels


def _named(rows: QuerySet[Any]) -> QuerySet[Any]:
    is_english = get_language() == "en"
    shown = Coalesce(NullIf(F("name_en"), Value("")), F("name")) if is_english else F("name")
    named: QuerySet[Any] = rows.annotate(shown=shown)
    return named


def _rows(name: str, rows: QuerySet[Any], key: str, values: Mapping[str, Collection[str]]) -> QuerySet[Any]:
    chosen = rows.filter(**{f"{key}__in": list(values.get(name, ()))})
    triples: QuerySet[Any] = chosen.order_by().annotate(facet=Value(name)).values_list("facet", key, "shown")
    return triples


def price_label(value: str) -> str:
    """Return a price range in words, "Rp 25.000 – Rp 49.999"."""
    band = parse_price_range(value)
    if band.lower is None:
        return _("up to %(upper)s") % {"upper": rupiah(band.upper or 0)}
    if band.upper is None:
        return _("%(lower)s and more") % {"lower": rupiah(band.lower)}
    return f"{rupiah(band.lower)} – {rupiah(band.upper)}"


def rupiah(amount: int) -> str:
    """Return whole rupiah as Indonesians write them, in either language."""
    return "Rp " + f"{amount:,}".replace(",", ".")
