"""Products side by side, at an address that can be passed on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storefront.breadcrumbs import Crumb, trail
from storefront.comparison import Asked, Comparison, asked_for, compare, comparison_url


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """`?produk=12,34`. A product added by a form leads to the address that names them all.

    404 when none of the products asked for is there, 400 when the address names none; both say what to do.
    """
    asked = asked_for(request.GET)
    if "tambah" in request.GET and not (asked.odd or asked.beyond):
        return redirect(comparison_url(asked.ids))
    found = compare(asked)
    context = {
        "comparison": found,
        "robots": "noindex, follow",
        "crumbs": trail(Crumb(_("Compare"))),
    }
    return render(request, "storefront/compare.html", context, status=_status(asked, found))


def _status(asked: Asked, found: Comparison) -> int:
    if found.columns or asked.is_nothing:
        return 200
    return 404 if asked.ids else 400
