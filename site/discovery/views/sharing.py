"""Share pictures at their own addresses."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.views.decorators.http import require_safe

from discovery.sharing import services
from discovery.sharing.cards import FINDERS, find_card

YEAR = 365 * 24 * 3600


@require_safe
def share_jpeg(request: HttpRequest, kind: str, language: str, key: str, version: str) -> HttpResponse:
    """The picture of what is public now, kept for a year; an older version's address leads to the newest.

    So nobody can have more than one picture of a thing drawn by making addresses up.
    """
    if kind not in FINDERS:
        raise Http404("No such kind of picture.")
    with translation.override(language):
        card = find_card(kind, int(key))
        if card.version != version:
            moved = HttpResponseRedirect(card.url)
            moved["Cache-Control"] = "public, max-age=300"
            return moved
        data = services.share_jpeg(card, language)
    response = HttpResponse(data, content_type="image/jpeg")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # it is made to be shown elsewhere
    return response
