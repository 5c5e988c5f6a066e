"""Rights by region in the CMS: a curator finds in a list what lies in their regions, and nothing else.

A policy answers Wagtail's questions about rights; `RegionalViewSet` gives a model's list, pages and chooser
the same narrowness. What lies elsewhere is as unknown as what never was: 404.
"""

from collections.abc import Callable, Iterable
from functools import reduce, wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from catalogue.cms.policies import ReviewOnlyPolicy
from catalogue.models import Claim, Product
from shops.curation.choosing import HandsOutWhatItOffers, NameForm
from shops.curation.scope import Scope, groups_covering, scope_of
from shops.models import Partner
from shops.review.keys import key_in
from shops.review.kinds import Kind

ANY = ["view", "change"]


class RegionalPolicy(ReviewOnlyPolicy):
    """Django's permissions, within the person's regions for this kind of thing.

    `path` leads from the model to the code of the region: `shop__region_id`; `shown` is what curators see of
    it at all.
    """

    def __init__(self, model: type[Model], kind: Kind, path: str, shown: Q = Q()) -> None:  # noqa: B008
        super().__init__(model)
        self.kind, self.path, self.shown = kind, path, shown

    def scope(self, user: Any) -> Scope:
        """The regions in which the person decides on this kind of thing."""
        return scope_of(user).of(self.kind)

    def within(self, user: Any) -> Q:
        """The condition for the rows that the person finds."""
        return self.scope(user).q(self.path) & self.shown

    def region_of(self, instance: Any) -> str:
        """The code of the region in which this instance lies."""
        code: str = reduce(getattr, self.path.split("__"), instance)
        return code

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(self.scope(user)) and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action) and self.scope(user).covers(self.region_of(instance))

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        allowed: QuerySet[Any] = super().instances_user_has_any_permission_for(user, actions)
        return allowed.filter(self.within(user))

    def users_with_any_permission_for_instance(self, actions: Iterable[str], instance: Any) -> QuerySet[Any]:
        able: QuerySet[Any] = super().users_with_any_permission(actions)
        here = groups_covering(self.region_of(instance), self.kind)
        return able.filter(Q(is_superuser=True) | Q(groups__in=here)).distinct()


def allowed_objects(model: type[Model], user: Any) -> QuerySet[Any]:
    """What of this model the person may look at."""
    found: QuerySet[Any] = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ANY)
    return found


class WithinRegions(HandsOutWhatItOffers):
    """For views of a chooser: what it offers and what it hands out."""

    request: HttpRequest
    model_class: type[Model]

    def get_object_list(self) -> QuerySet[Any]:
        return allowed_objects(self.model_class, self.request.user)


class RegionalChooseView(WithinRegions, ChooseView):
    """The whole chooser."""

    filter_form_class = NameForm


class RegionalChooseResultsView(WithinRegions, ChooseResultsView):
    """Its list alone, after a search."""

    filter_form_class = NameForm


class RegionalChosenView(WithinRegions, SnippetChosenView):
    """The one that was chosen."""


class RegionalChosenMultipleView(WithinRegions, SnippetChosenMultipleView):
    """Those that were chosen."""


class RegionalChooserViewSet(SnippetChooserViewSet):
    """Chooses among what lies in the person's regions."""

    choose_view_class = RegionalChooseView
    choose_results_view_class = RegionalChooseResultsView
    chosen_view_class = RegionalChosenView
    chosen_multiple_view_class = RegionalChosenMultipleView


#: What the CMS's pages are asked with. Django's own form views would take a PUT for a POST.
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
#: Where the editor also forgets what it previewed, by DELETE.
PREVIEWS = ("preview_on_edit", "preview_on_add")


class RegionalViewSet:
    """Mixed into a SnippetViewSet: its list shows the person's regions, its pages answer 404 for others."""

    model: Any
    chooser_viewset_class = RegionalChooserViewSet
    #: The pages whose views fetch the one by a guarded function of their own: it is not looked up twice.
    fetched_guarded: frozenset[str] = frozenset()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]  # a mixin
        policy = policy_registry.get_by_type(self.model)
        return rows.filter(policy.within(request.user))

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()  # type: ignore[misc]  # a mixin
        for pattern in patterns:
            looks_up = pattern.name not in self.fetched_guarded
            methods = (*METHODS, "DELETE") if pattern.name in PREVIEWS else METHODS
            pattern.callback = self._guarded(pattern.callback, methods, looks_up=looks_up)
        return patterns

    def _guarded(
        self, view: Callable[..., HttpResponse], methods: tuple[str, ...], *, looks_up: bool
    ) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if looks_up and "pk" in kwargs:
                self._require(request, unquote(str(kwargs["pk"])))
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            return view(request, *args, **kwargs)

        return guarded

    def _require(self, request: HttpRequest, pk: str) -> None:
        policy = policy_registry.get_by_type(self.model)
        within: Q = policy.within(request.user)
        if not within:
            return
        if not self.model._default_manager.filter(within, pk=key_in(pk) or 0).exists():
            raise Http404("Not in the person's regions.")


class NoBulkAction(BulkAction):
    """Nothing is done to many at once: Wagtail's own page would name what lies in other regions."""

    display_name = aria_label = _("Delete")
    action_type = "delete"
    models = [Product, Claim, Partner]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404("No bulk actions.")
