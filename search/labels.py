"""What facets and their values are called, in the reader's language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from catalogue.models import Category, ClaimKind
from media.languages import in_indonesian
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
    """Read the names kept in the database, all in one statement.

    By hand: every list of products asks this, and the ORM takes longer to write the statement than the
    database to answer it.
    """
    is_english = get_language() == "en"
    statements, parameters = [], []
    for facet, (table, key, english, condition) in _STORED.items():
        wanted = list(values.get(facet, ()))
        if wanted:
            places = ", ".join(["%s"] * len(wanted))
            english_name = english if is_english else "''"
            statements.append(
                f"SELECT '{facet}', {key}, name, {english_name} FROM {table} "  # noqa: S608  (our own words)
                f"WHERE {condition} AND {key} IN ({places})"
            )
            parameters += wanted
    labels: Labels = defaultdict(dict)
    if statements:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(statements), parameters)
            for facet, value, name, english_name in cursor.fetchall():
                labels[facet][value] = english_name or in_indonesian(name)
    return labels


#: The table of a facet's stored names, the column of its values, that of its English names, and which rows
#: count. What is a name in every language is its own English name.
_STORED: dict[str, tuple[str, str, str, str]] = {
    "kategori": (Category._meta.db_table, "full_slug", "name_en", "1 = 1"),
    "klaim": (ClaimKind._meta.db_table, "code", "name_en", "is_active"),
    "wilayah": (Region._meta.db_table, "code", "name", "1 = 1"),
    "toko": (Partner._meta.db_table, "slug", "name", "state = 'approved'"),
}


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
