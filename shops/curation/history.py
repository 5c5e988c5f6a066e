"""Wagtail's history of the whole site and its reports on workflows, for whoever may read all that they name.

They list what was done to every row of each kind on which a person has any right, and ask for no region: the
curator of one would read there what shops of all others prepare, and who did it.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views import View
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView

from catalogue.models import Claim, Product
from shops.claims.models import ClaimProposal
from shops.curation.exports import InertCells
from shops.curation.scope import scope_of
from shops.models import Partner
from shops.review.kinds import Kind
from shops.review.models import Complaint

#: What lies in a region.
REGIONAL: tuple[type[Model], ...] = (Product, Claim, ClaimProposal, Partner, Complaint)
#: How Wagtail calls these pages in its menu of reports.
NAMES_ALL_REGIONS = frozenset(["site-history", "workflows", "workflow-tasks"])


def may_read_history(user: Any) -> bool:
    """Whether the history names nothing that is hidden elsewhere: of what has regions the person sees all,
    or has no right on any of it. Asks nothing that Django has not read for this person already.
    """
    scope = scope_of(user)
    if all(scope.of(kind).is_national for kind in Kind):
        return True
    rights = user.get_all_permissions()
    return not any(_is_right_on(model, right) for right in rights for model in REGIONAL)


def _for_readers(page: type[View]) -> Callable[..., HttpResponseBase]:
    """The page, or its rows alone after a search; to anybody else there is no such page."""

    @require_admin_access
    def guarded(request: HttpRequest, *, results_only: bool = False) -> HttpResponseBase:
        if not may_read_history(request.user):
            raise Http404("Not the history of all regions.")
        return page.as_view(results_only=results_only)(request)

    return guarded


class History(InertCells, LogEntriesView):
    """What was done to everything."""


class Workflows(InertCells, WorkflowView):
    """What went through a workflow."""


class WorkflowSteps(InertCells, WorkflowTasksView):
    """And step by step."""


site_history = _for_readers(History)
workflow_report = _for_readers(Workflows)
workflow_tasks_report = _for_readers(WorkflowSteps)


def _is_right_on(model: type[Model], right: str) -> bool:
    """Whether `catalogue.publish_product` is about products."""
    label, _dot, codename = right.partition(".")
    named = {codename for codename, _words in model._meta.permissions}
    is_about = codename in named or codename.endswith(f"_{model._meta.model_name}")
    return label == model._meta.app_label and is_about
