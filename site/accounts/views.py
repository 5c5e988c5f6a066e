"""The page of one's own account, and the part of every page's header that is personal."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from accounts.queries import account_menu


class HtmxRequest(HttpRequest):
    """A request as `HtmxMiddleware` hands it on."""

    htmx: HtmxDetails


@never_cache
@require_safe
def menu(request: HtmxRequest) -> HttpResponse:
    """The account menu and the basket badge: a fragment, so that the page around it can be kept for everyone.

    Whoever opens the address by itself is sent to the whole page.
    """
    if not request.htmx:
        return redirect("account_home")
    context = {"menu": account_menu(request.user)}
    response = render(request, "components/account_menu.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where one may go with this account; the way to it without a script."""
    return render(request, "account/home.html", {"menu": account_menu(request.user), "robots": "noindex"})
