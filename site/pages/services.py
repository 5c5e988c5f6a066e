"""Setting the site up: languages, home page, address, groups, reference data."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from catalogue.services.reference import load_reference_data
from pages.models import HomePage
from shops.curation.services import ensure_curation_workflow
from shops.readiness.reference import load_requirements

EDITORS = "Editor"
#: What an editor may do with pages, and with pictures and documents of public collections.
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page")
COLLECTION_PERMISSIONS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
ADMIN_PERMISSIONS = ("access_admin", "change_sitesettings", "submit_translation")

WELCOME: dict[str, dict[str, Any]] = {
    "id": {
        "title": "Beranda",
        "slug": "beranda",
        "headline": "Etalase produk lokal Indonesia",
        "introduction": "Temukan hasil karya usaha kecil dari daerah Anda, dengan klaim yang diperiksa.",
        "examples": "keripik tempe, batik, kopi bubuk, kursi rotan",
        "needs": "Belanja menurut kebutuhan",
        "tiles": ("Konsumsi rapat", "Seragam", "Oleh-oleh & suvenir", "Furnitur", "Alat kantor", "Katering"),
        "products": "Baru di etalase",
        "campaign": "Sedang berlangsung",
        "map": "Dari seluruh Indonesia",
        "shops": "Toko terbaru",
        "stories": "Cerita dari daerah",
        "figures": "Yang ada di etalase hari ini",
    },
    "en": {
        "title": "Home",
        "slug": "beranda-en",
        "headline": "Local products from Indonesia's regions",
        "introduction": "Find what small businesses near you make, with claims that have been checked.",
        "examples": "tempe chips, batik, coffee, rattan chair",
        "needs": "Shop by need",
        "tiles": ("Meeting snacks", "Uniforms", "Souvenirs", "Furniture", "Office supplies", "Catering"),
        "products": "New in the window",
        "campaign": "On now",
        "map": "From all over Indonesia",
        "shops": "Newest shops",
        "stories": "Stories from the regions",
        "figures": "In the window today",
    },
}


#: Where the tiles of the first home page lead: their icon and the category; an editor changes them at will.
TILES = (
    ("cup-soda", "makanan/camilan"),
    ("shirt", "seragam"),
    ("gift", "kerajinan/suvenir"),
    ("armchair", "furnitur-rumah"),
    ("briefcase", "alat-kantor"),
    ("utensils", "jasa/katering"),
)


@dataclass(frozen=True, slots=True)
class SetupReport:
    """What `setup_site` found missing and made."""

    home_pages: int
    reference_rows: int


@transaction.atomic
def setup_site() -> SetupReport:
    """Bring an empty or partly set up site to where editors can work; safe to call again.

    What editors and staff have changed since stays: only what is missing is made.
    """
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES
    }
    home, made = _ensure_home(locales)
    _ensure_address(home)
    _ensure_editors()
    ensure_curation_workflow()
    report = load_reference_data()
    rows = (
        report.categories
        + report.product_classes
        + report.attributes
        + report.claim_kinds
        + report.preference_rules
        + report.refusal_reasons
        + load_requirements().rows
    )
    return SetupReport(home_pages=made, reference_rows=rows)


def _ensure_home(locales: dict[str, Locale]) -> tuple[HomePage, int]:
    """The home page in the first language, and how many home pages had to be made."""
    home = HomePage.objects.filter(locale=locales[settings.LANGUAGE_CODE]).order_by("path").first()
    made = 0
    if home is None:
        home = HomePage(**_home_fields(settings.LANGUAGE_CODE), locale=locales[settings.LANGUAGE_CODE])
        Page.get_first_root_node().add_child(instance=home)
        home.save_revision().publish()
        made = 1
    for code, locale in locales.items():
        if not home.has_translation(locale):
            _translate_home(home, code, locale)
            made += 1
    return home, made


def _translate_home(home: HomePage, code: str, locale: Locale) -> None:
    translated = home.copy_for_translation(locale)
    for field, value in _home_fields(code).items():
        setattr(translated, field, value)
    translated.save()
    translated.save_revision().publish()


def _home_fields(code: str) -> dict[str, Any]:
    words = WELCOME[code]
    newest = [{"type": "filter", "value": {"category": "", "region": "", "claims": []}}]
    return {
        **{field: words[field] for field in ("title", "slug", "headline", "introduction", "examples")},
        "body": [
            {"type": "campaign", "value": {"title": words["campaign"]}},
            {"type": "needs", "value": {"title": words["needs"], "needs": _tiles(words["tiles"])}},
            {"type": "products", "value": {"title": words["products"], "source": newest, "limit": 6}},
            {"type": "map", "value": {"title": words["map"]}},
            {
                "type": "shops",
                "value": {"title": words["shops"], "region": "", "picked": [], "limit": 6},
            },
            {"type": "stories", "value": {"title": words["stories"], "limit": 3}},
            {"type": "figures", "value": {"title": words["figures"]}},
        ],
    }


def _tiles(titles: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {"title": title, "icon": icon, "category": category, "words": ""}
        for title, (icon, category) in zip(titles, TILES, strict=True)
    ]


def _ensure_address(home: HomePage) -> None:
    """Let the default site begin at the home page, at the host and port of BASE_URL.

    Wagtail's own welcome page goes, unless an editor has put something below it.
    """
    parts = urlsplit(settings.BASE_URL)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.root_page_id else None
    site.hostname, site.port, site.root_page = parts.hostname or "localhost", port, home
    site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    site.save()
    if welcome is not None and type(welcome.specific) is Page and welcome.is_leaf():
        welcome.delete()


def _ensure_editors() -> None:
    """The group "Editor": pages everywhere, pictures and documents of public collections, site settings."""
    group, fresh = Group.objects.get_or_create(name=EDITORS)
    if not fresh:
        return
    group.permissions.set(Permission.objects.filter(codename__in=ADMIN_PERMISSIONS))
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS
    ):
        GroupPagePermission.objects.create(
            group=group, page=Page.get_first_root_node(), permission=permission
        )
    for permission in Permission.objects.filter(
        content_type__app_label="media", codename__in=COLLECTION_PERMISSIONS
    ):
        GroupCollectionPermission.objects.create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
