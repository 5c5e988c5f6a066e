"""“Laporkan”: a shopper reports a product or a shop.

The page stands beside the kept public pages and not in them, for a form needs a cookie; nobody signs in.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalogue.models import Product
from shops.models import Partner
from shops.review.exceptions import TooManyReports
from shops.review.forms import ReportForm
from shops.review.services.complaints import allow_report, person_key, report

NOT_ACCEPTED, TOO_MANY = 422, 429
#: In the address once a report has come in: an empty form would ask for a second one.
SENT = "terkirim"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@form_page
def report_product(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a public product; a hidden one is not there."""
    product = get_object_or_404(Product.objects.browsable().select_related("shop"), pk=pk)
    return _page(request, title=_("Report this product"), subject=product, shop=product.shop, product=product)


@never_cache
@form_page
def report_shop(request: HttpRequest, slug: str) -> HttpResponse:
    """Report a public shop."""
    shop = get_object_or_404(Partner.objects.public(), slug=slug)
    return _page(request, title=_("Report this shop"), subject=shop, shop=shop, product=None)


def _page(
    request: HttpRequest, *, title: str, subject: Any, shop: Partner, product: Product | None
) -> HttpResponse:
    form = ReportForm(request.POST if request.method == "POST" else None)
    status = NOT_ACCEPTED if form.is_bound else 200
    if form.is_valid():
        try:
            _take_down(request, form, shop, product)
        except TooManyReports:
            form.add_error(None, _("You have reported a lot in the last hour. Try again later."))
            status = TOO_MANY
        else:
            messages.success(request, _("Thank you. A curator looks at it."))
            return redirect(f"{request.path}?{SENT}")
    context = {"page_title": title, "subject": subject, "shop": shop, "robots": "noindex"}
    if form.is_bound or SENT not in request.GET:
        context["form"] = form
    return render(request, "review/report_form.html", context, status=status)


def _take_down(request: HttpRequest, form: ReportForm, shop: Partner, product: Product | None) -> None:
    person = person_key(user=request.user, address=get_adapter().get_client_ip(request))
    allow_report(person)
    report(shop=shop, product=product, person=person, **form.cleaned_data)
