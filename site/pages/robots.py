"""For machines: the site map in sections, and robots.txt."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pages.sections import SECTIONS, Entry, files

XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
#: What crawlers need not read: personal pages, and search results without end.
CLOSED = ("/akun/", "/cms/", "/cari/", "/dokumen/", "/penjual/")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Names every file of the site map; one count for each section."""
    places = [reverse("sitemap_section", args=[name, number]) for name, number in files()]
    lines = [f"<sitemap><loc>{escape(settings.BASE_URL + place)}</loc></sitemap>\n" for place in places]
    return HttpResponse(
        [HEAD, f"<sitemapindex {NAMESPACES}>\n", *lines, "</sitemapindex>\n"], content_type=XML
    )


@require_safe
def sitemap_section(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """One slice of one section: every page in each of its languages, each naming the others."""
    section = SECTIONS.get(name)
    entries = section.entries(number) if section and number >= 1 else []
    if (not entries and number != 1) or section is None:
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


def _urls(entry: Entry) -> Iterator[str]:
    changed = f"<lastmod>{entry.changed:%Y-%m-%d}</lastmod>" if entry.changed else ""
    alternates = "".join(_alternates(entry.paths))
    for path in entry.paths.values():
        yield f"<url><loc>{escape(settings.BASE_URL + path)}</loc>{changed}{alternates}</url>\n"


def _alternates(paths: dict[str, str]) -> Iterator[str]:
    if len(paths) < 2:
        return
    default = {"x-default": paths[settings.LANGUAGE_CODE]} if settings.LANGUAGE_CODE in paths else {}
    for code, path in {**paths, **default}.items():
        href = quoteattr(settings.BASE_URL + path)
        yield f'<xhtml:link rel="alternate" hreflang="{code}" href={href}/>'
