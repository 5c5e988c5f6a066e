"""The style guide: every component in every state, light beside dark."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storefront.breadcrumbs import Crumb, trail
from storefront.styleguide.examples import shown_examples

#: Words that the buttons, badges and colours of the page are shown with; they have no template of their own.
COLOURS = ("paper", "surface", "ink", "muted", "line", "nila", "soga", "kunyit", "daun", "merah")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """For those who build pages; not for search engines."""
    context = {
        "components": shown_examples(),
        "colours": COLOURS,
        "themes": (("light", _("Light")), ("dark", _("Dark"))),
        "robots": "noindex",
        "crumbs": trail(Crumb(_("Style guide"))),
    }
    return render(request, "storefront/styleguide.html", context)
