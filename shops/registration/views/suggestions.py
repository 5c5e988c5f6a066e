"""What search fields of registration suggest while somebody types; without a script their forms search."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from shops.kbli.codes import find_groups
from shops.registration.forms import MOST_CODES
from shops.registration.queries import find_places

LONGEST = 100


@require_safe
@login_required
def places(request: HttpRequest) -> JsonResponse:
    """Places whose name begins so; each leads to the question with it chosen."""
    found = find_places(request.GET.get("q", "")[:LONGEST])
    return _answer([(place.label, [place.code]) for place in found])


@require_safe
@login_required
def codes(request: HttpRequest) -> JsonResponse:
    """KBLI codes with these words, each beside those chosen before."""
    found, chosen = find_groups(request.GET.get("q", "")[:LONGEST]), chosen_in(request)
    return _answer([(str(group), [*chosen, group.code]) for group in found])


def chosen_in(request: HttpRequest) -> list[str]:
    """The codes that the address names as chosen."""
    return [code[:13] for code in request.GET.getlist("pilih")[:MOST_CODES]]


def _answer(found: list[tuple[str, list[str]]]) -> JsonResponse:
    """In the form that `js/suggestions.js` reads; relative, so that the page that asks stays the same."""
    rows = [
        {"kind": "kata", "text": text, "url": f"?{urlencode({'pilih': codes}, doseq=True)}"}
        for text, codes in found
    ]
    return JsonResponse({"suggestions": rows})
