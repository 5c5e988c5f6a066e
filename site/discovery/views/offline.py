"""The site on a home screen and without a network: manifest, service worker, offline page."""

import hashlib
import json
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

#: File, size in pixels, and whether a device may cut a shape out of it.
ICONS = (
    ("icon-192", "192x192", "any"),
    ("icon-512", "512x512", "any"),
    ("icon-maskable-512", "512x512", "maskable"),
)


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """The web app manifest in the language of its address."""
    home = reverse("wagtail_serve", args=[""])
    body = {
        "id": home,
        "name": "Etalase",
        "short_name": "Etalase",
        "description": gettext("Local products of small businesses"),
        "lang": get_language(),
        "dir": "ltr",
        "start_url": home,
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fffbf5",
        "theme_color": "#fffbf5",
        "icons": [
            {"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            *(
                {"src": static(f"img/{name}.png"), "sizes": size, "type": "image/png", "purpose": purpose}
                for name, size, purpose in ICONS
            ),
        ],
        "shortcuts": [
            {"name": gettext("Search"), "url": reverse("storefront:search")},
            {"name": gettext("Shops"), "url": reverse("storefront:shops")},
        ],
    }
    return JsonResponse(
        body,
        content_type="application/manifest+json",
        headers={"Cache-Control": "public, max-age=3600"},
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the worker shows where the network is gone; asks the database nothing."""
    return render(request, "discovery/offline.html")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker for the whole site, with what it keeps written into it.

    Its text changes when any of its files or pages does, so browsers take up a new one at once and it drops
    what the old one kept.
    """
    pages: dict[str, str] = {}
    shown: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            pages[language] = reverse("discovery:offline")
            shown[language] = render_to_string("discovery/offline.html")
    files = files_of("".join(shown.values()))
    version = hashlib.sha256(f"{files}{shown}".encode()).hexdigest()[:12]
    kept = {"version": version, "pages": pages, "files": files, "static": settings.STATIC_URL}
    text = render_to_string("discovery/sw.js", {"settings": json.dumps(kept)})
    return HttpResponse(
        text,
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"},
    )


def files_of(page: str) -> list[str]:
    """The static files that a page names, by the names they are served under."""
    return sorted(set(re.findall(rf'(?:href|src)="({re.escape(settings.STATIC_URL)}[^"#]+)[^"]*"', page)))
