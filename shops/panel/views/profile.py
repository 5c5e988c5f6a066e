"""The shop's profile, tried out as the public will see it, and its holiday."""

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalogue.zones import zone_of
from shops.holidays.exceptions import HolidayError
from shops.holidays.queries import planned_for
from shops.holidays.services import end_holiday, set_holiday
from shops.panel.access import Desk, Right, seller_page
from shops.panel.forms.holiday import HolidayForm
from shops.panel.forms.profile import ProfileForm
from shops.profiles.previews import preview_shop
from shops.profiles.services import lay_over, update_profile

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@seller_page(Right.EDIT)
def profile(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What the shop says of itself; `preview` shows the public page with it and saves nothing."""
    if request.method != "POST":
        return _profile_page(request, desk, ProfileForm.kept(desk.shop))
    form = ProfileForm.sent(desk.shop, request.POST, request.FILES, request.user)
    if not form.is_valid():
        return _profile_page(request, desk, form, status=422)
    if "preview" in request.POST:
        tried = copy(desk.shop)
        lay_over(tried, form.profile)
        return preview_shop(request, tried)
    update_profile(shop=desk.shop, profile=form.profile, by=request.user)
    messages.success(request, _("Your profile is saved. Everyone sees it as it is now."))
    return redirect("panel:profile", desk.shop.slug)


@form_page
@seller_page(Right.EDIT)
def holiday(request: HttpRequest, desk: Desk) -> HttpResponse:
    """When the shop is away; `end` opens it again."""
    if request.method == "POST" and "end" in request.POST:
        end_holiday(shop=desk.shop, by=request.user)
        messages.success(request, _("Your shop is open again."))
        return redirect("panel:holiday", desk.shop.slug)
    planned = planned_for(desk.shop)
    form = HolidayForm.for_holiday(planned, request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_set(request, desk, form):
        messages.success(request, _("Your holiday is set. Your page and your products say so."))
        return redirect("panel:holiday", desk.shop.slug)
    context = {"desk": desk, "form": form, "holiday": planned, "zone": zone_of(desk.shop.region_id)}
    return render(request, "panel/holiday.html", context, status=422 if form.is_bound else 200)


def _is_set(request: HttpRequest, desk: Desk, form: HolidayForm) -> bool:
    first_day, last_day = form.days
    note = form.cleaned_data["note"]
    try:
        set_holiday(shop=desk.shop, first_day=first_day, last_day=last_day, note=note, by=request.user)
    except HolidayError as error:
        form.add_problem(error)
        return False
    return True


def _profile_page(request: HttpRequest, desk: Desk, form: ProfileForm, status: int = 200) -> HttpResponse:
    return render(request, "panel/profile.html", {"desk": desk, "form": form}, status=status)
