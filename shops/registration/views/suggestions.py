"""What search fields of registration suggest while somebody types; without a script their forms search."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from shops.kbli.codes import find_groups
from shops.registration.queries import find_places

LONGEST = 100


@require_safe
@login_required
def places(request: HttpRequest) -> JsonResponse:
    """Places whose name begins so; each leads to the question with it chosen."""
    found = find_places(request.GET.get("q", "")[:LONGEST])
    return _answer([(place.label, place.code) for place in found])


@require_safe
@login_required
def codes(request: HttpRequest) -> JsonResponse:
    """KBLI codes with these words."""
    found = find_groups(request.GET.get("q", "")[:LONGEST])
    return _answer([(str(group), group.code) for group in found])


def _answer(found: list[tuple[str, str]]) -> JsonResponse:
    """In the form that `js/suggestions.js` reads; relative, so that the page that asks stays the same."""
    rows = [{"kind": "kata", "text": text, "url": f"?{urlencode({'pilih': code})}"} for text, code in found]
    return JsonResponse({"suggestions": rows})
