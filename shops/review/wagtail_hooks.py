"""The curators' desk in Wagtail's menu: the queue with how much waits, reasons, and regions of groups."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from shops.curation.policies import RegionalPolicy
from shops.curation.scope import reading_scope_of, scope_of
from shops.review.cms import CurationListsGroup
from shops.review.kinds import Kind
from shops.review.models import Complaint
from shops.review.queue import Filters, Queue

register_snippet(CurationListsGroup)
register_permission_policy(Complaint, RegionalPolicy(Complaint, Kind.REPORT, "shop__region_id"))

#: The number in the menu may be this old (seconds): every page of the CMS shows it.
FRESH_FOR = 30


def waiting_for(user: Any) -> int:
    """How many entries wait for this person."""
    key = f"curation-waiting-{user.pk}"
    known: int | None = cache.get(key)
    if known is None:
        known = Queue(scope_of(user), Filters(by=user)).count()
        cache.set(key, known, FRESH_FOR)
    return known


class QueueMenuItem(MenuItem):
    """Shown to curators, with the number of entries."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(scope_of(request.user))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        component: LinkMenuItem = super().render_component(request)
        component.label = f"{self.label} ({waiting_for(request.user)})"
        return component


@hooks.register("register_admin_menu_item")
def queue_in_menu() -> MenuItem:
    return QueueMenuItem(
        _("Queue"), lazy(reverse, str)("curation:queue"), name="curation-queue", icon_name="tasks", order=305
    )


class ReportMenuItem(MenuItem):
    """Shown to curators, and to officers who read their region's reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(reading_scope_of(request.user))


@hooks.register("register_reports_menu_item")
def report_in_menu() -> MenuItem:
    return ReportMenuItem(
        _("Curation"), lazy(reverse, str)("curation:report"), name="curation", icon_name="tasks", order=810
    )


@hooks.register("register_admin_urls")
def desk() -> list[Any]:
    return [path("kurasi/", include("shops.review.urls"))]


class QueuePanel(Component):
    """The way to the queue, with how much waits."""

    name = "curation_queue"
    template_name = "review/panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"count": waiting_for(parent_context["request"].user)}


class ReportsPanel(Component):
    """The way to the reports, for whoever decides on nothing."""

    name = "curation_reports"
    template_name = "review/reports_panel.html"
    order = 50


@hooks.register("construct_homepage_panels")
def lead_to_the_work(request: HttpRequest, panels: list[Any]) -> None:
    """In place of Wagtail's panel, which lists everything that waits on one page, however much that is."""
    panels[:] = [panel for panel in panels if panel.name != "workflow_objects_to_moderate"]
    if scope_of(request.user):
        panels.append(QueuePanel())
    elif reading_scope_of(request.user):
        panels.append(ReportsPanel())
