"""For machines: the site map in sections, and robots.txt."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pages.sections import SECTIONS, Entry, File, files

XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
#: No number of a row is greater than this many files hold.
LAST_FILE = 10**12
#: What crawlers need not read: personal pages, and search results without end.
CLOSED = ("/akun/", "/cms/", "/cari/", "/dokumen/", "/lapor/", "/luring/", "/penjual/")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Names every file of the site map and when something in it last changed; one query for each section."""
    lines = [
        f"<sitemap><loc>{escape(_place(file))}</loc>{_changed(file.changed)}</sitemap>\n" for file in files()
    ]
    return HttpResponse(
        [HEAD, f"<sitemapindex {NAMESPACES}>\n", *lines, "</sitemapindex>\n"], content_type=XML
    )


@require_safe
def sitemap_section(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """One file of one section: every page in each of its languages, each naming the others."""
    section = SECTIONS.get(name)
    entries = section.entries(number) if section and 1 <= number <= LAST_FILE else []
    if not entries:
        raise Http404("No such part of the site map.")
    lines = (line for entry in entries for line in _urls(entry))
    return HttpResponse([HEAD, f"<urlset {NAMESPACES}>\n", *lines, "</urlset>\n"], content_type=XML)


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Closes what is personal or endless, in both languages, and names the site map."""
    english = [f"/en{path}" for path in CLOSED]
    rules = [f"Disallow: {path}" for path in (*CLOSED, *english)]
    lines = ["User-agent: *", *rules, "", f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _place(file: File) -> str:
    return settings.BASE_URL + reverse("sitemap_section", args=[file.section, file.number])


def _urls(entry: Entry) -> Iterator[str]:
    changed = _changed(entry.changed)
    alternates = "".join(_alternates(entry.paths))
    picture = urljoin(settings.BASE_URL, entry.picture) if entry.picture else ""
    shown = f"<image:image><image:loc>{escape(picture)}</image:loc></image:image>" if picture else ""
    for code in entry.own:
        loc = escape(settings.BASE_URL + entry.paths[code])
        yield f"<url><loc>{loc}</loc>{changed}{alternates}{shown}</url>\n"


def _changed(moment: dt.datetime | None) -> str:
    return f"<lastmod>{moment.isoformat(timespec='seconds')}</lastmod>" if moment else ""


def _alternates(paths: dict[str, str]) -> Iterator[str]:
    if len(paths) < 2:
        return
    default = {"x-default": paths[settings.LANGUAGE_CODE]} if settings.LANGUAGE_CODE in paths else {}
    for code, path in {**paths, **default}.items():
        href = quoteattr(settings.BASE_URL + path)
        yield f'<xhtml:link rel="alternate" hreflang="{code}" href={href}/>'
