"""Readiness in Wagtail's menu: what is asked, and the report for the government."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from shops.curation.scope import reading_scope_of
from shops.readiness import reports
from shops.readiness.cms import ReadinessGroup

register_snippet(ReadinessGroup)


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    return [
        path("kesiapan/", reports.funnel, name="readiness_funnel"),
        path("kesiapan/usaha/", reports.rows, name="readiness_rows"),
    ]


class FunnelMenuItem(MenuItem):
    """Shown to whoever looks after a region or reads its reports."""

    def is_shown(self, request):  # type: ignore[no-untyped-def]  # as Wagtail declares it
        return bool(reading_scope_of(request.user))


@hooks.register("register_reports_menu_item")
def report_in_menu() -> MenuItem:
    return FunnelMenuItem(
        _("Readiness of businesses"), reverse("readiness_funnel"), icon_name="tasks", order=800
    )
