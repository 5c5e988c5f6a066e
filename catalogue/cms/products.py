"""Products in the CMS: the list, the editor with its preview, and the curator's decision."""

from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.permissions import policy_registry, register_permission_policy
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet, WorkflowActionView

from catalogue.cms.policies import ReviewOnlyPolicy
from catalogue.exceptions import CatalogueError, NotSubmitted, PicturesWithoutWords, WaitsForDecision
from catalogue.models import Category, Product
from catalogue.services.drafts import lock_product
from catalogue.states import CONDITIONS, ProductState, state_of, with_state
from media.models import Image

register_permission_policy(Product, ReviewOnlyPolicy(Product))


class ProductFilters(WagtailFilterSet):
    """Narrow the list by shop, category, and where the product stands."""

    shop = django_filters.CharFilter(
        field_name="shop__name", lookup_expr="icontains", label=gettext_lazy("Shop")
    )
    category = django_filters.ModelChoiceFilter(
        queryset=Category.objects.order_by("path"), method="within", label=gettext_lazy("Category")
    )
    live = django_filters.BooleanFilter(label=gettext_lazy("Live"))
    state = django_filters.MultipleChoiceFilter(
        choices=ProductState.choices,
        method="in_states",
        label=gettext_lazy("State"),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Product
        fields = ["state", "live", "category", "shop"]

    def within(self, products: QuerySet[Product], name: str, value: Category) -> QuerySet[Product]:
        return products.filter(category__path__startswith=value.path)

    def in_states(self, products: QuerySet[Product], name: str, value: list[str]) -> QuerySet[Product]:
        any_of = [CONDITIONS[state] for state in value]
        return products.filter(reduce(or_, any_of)) if any_of else products


#: The buttons that would decide on a product past those who have it before them, or hand it in twice.
PASS_BY_THE_DESK = ("action-publish", "action-cancel-workflow", "action-submit")
#: The buttons after which people, or those who decide, see the product.
SHOWN_AFTER = ("action-publish", "action-submit", "action-restart-workflow")


class StateColumn(Column):
    """Where the product stands, in words."""

    def get_value(self, instance: Product) -> str:
        return str(state_of(instance).label)


class ProductIndexView(IndexView):
    """The list without Wagtail's status column, which asks the database once per row."""

    @cached_property
    def list_display(self) -> list[Any]:
        return [column for column in super().list_display if not isinstance(column, LiveStatusTagColumn)]


def say_that_it_was_decided(request: HttpRequest) -> None:
    messages.error(
        request,
        _(
            "Nothing was decided: this product no longer waits for you. A colleague has decided, "
            "or the seller has taken it back. Look at its history, then go on with the next one."
        ),
    )


def say_that_it_waits(request: HttpRequest) -> None:
    messages.error(
        request,
        _(
            "Nothing was changed: this product waits for a decision. Approve it or return it from the queue, "
            "so that its seller is told and its history says so."
        ),
    )


def leave_the_decision_to_the_desk(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Offer no button of `PASS_BY_THE_DESK` while a product waits; a hook of Wagtail's."""
    product = context.get("instance")
    if isinstance(product, Product) and product.workflow_in_progress:
        items[:] = [item for item in items if item.name not in PASS_BY_THE_DESK]


def say_which_pictures_lack_words(request: HttpRequest, places: list[int]) -> None:
    messages.error(
        request,
        ngettext(
            "Nothing was decided: picture %(places)s does not say what it shows. Write it in the editor, or "
            "return the product to its seller.",
            "Nothing was decided: pictures %(places)s do not say what they show. Write it in the editor, or "
            "return the product to its seller.",
            len(places),
        )
        % {"places": ", ".join(map(str, places))},
    )


class ProductForm(WagtailAdminModelForm):
    """Refuses to publish pictures that do not say what they show; a draft may wait for the words.

    Pictures are the product's own, or those that the person may choose: not any whose key somebody can guess.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._own_pictures = {row.image_id for row in self.instance.images.all()}

    def is_valid(self) -> bool:
        # Pictures are forms of their own, which Wagtail judges after `clean` of this one.
        if not super().is_valid() or self._rows_are_gone() or self._pictures_are_somebody_elses():
            return False
        return not (self._is_for_everybody() and self._pictures_lack_words())

    def _rows_are_gone(self) -> bool:
        """Whether a row of the form is none of the draft's: removed by a colleague, or another product's."""
        gone = any(
            row.instance.pk is None and row.data.get(row.add_prefix("id"))
            for formset in self.formsets.values()
            for row in formset.initial_forms
        )
        if gone:
            self.add_error(
                None,
                _(
                    "A picture or an attribute of this form is no longer there, so nothing was saved. "
                    "Open the product again and repeat your change."
                ),
            )
        return gone

    def _pictures_are_somebody_elses(self) -> bool:
        chosen = {
            row.cleaned_data["image"].pk: row
            for row in self.formsets["images"].forms
            if row.cleaned_data.get("image") and row.cleaned_data["image"].pk not in self._own_pictures
        }
        policy = policy_registry.get_by_type(Image)
        offered = policy.instances_user_has_any_permission_for(self.for_user, ["choose"])
        known = set(offered.filter(pk__in=chosen).values_list("pk", flat=True)) if chosen else set()
        for key in chosen.keys() - known:
            chosen[key].add_error("image", _("Choose one of the product's own pictures."))
        return bool(chosen.keys() - known)

    def _is_for_everybody(self) -> bool:
        """Whether people, or those who decide, see the product after this button."""
        approves = self.data.get("workflow-action-name") == "approve"
        return approves or any(button in self.data for button in SHOWN_AFTER)

    def _pictures_lack_words(self) -> bool:
        pictures = self.formsets["images"]
        wordless = [
            row
            for row in pictures.forms
            if row not in pictures.deleted_forms
            and (image := row.cleaned_data.get("image"))
            and not (row.cleaned_data.get("caption") or image.default_alt_text).strip()
        ]
        for row in wordless:
            row.add_error("caption", _("Say what this picture shows, for people who cannot see it."))
        return bool(wordless)


class ProductEditView(EditView):
    """The editor. A decision is taken in one transaction under the product's lock, or not at all."""

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        deciding = bool(self.request.POST.get("action-workflow-action"))
        passing_by = any(button in self.request.POST for button in PASS_BY_THE_DESK)
        try:
            with transaction.atomic():
                locked = lock_product(self.object)
                if passing_by and locked.workflow_in_progress:
                    raise WaitsForDecision
                if deciding and self.action != "workflow-action":
                    raise NotSubmitted
                response: HttpResponse = super().form_valid(form)
        except WaitsForDecision:
            say_that_it_waits(self.request)
            return redirect(self.get_edit_url())
        except CatalogueError:
            say_that_it_was_decided(self.request)
            return redirect(self.get_edit_url())
        return response

    def workflow_action_action(self) -> HttpResponse | None:
        if not self.object.waits_for_curation:
            raise NotSubmitted
        response: HttpResponse | None = super().workflow_action_action()
        return response


class ProductWorkflowActionView(WorkflowActionView):
    """The decision from a list or a dialogue."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().post(request, *args, **kwargs)
        except PicturesWithoutWords as error:
            say_which_pictures_lack_words(request, error.places)
            return redirect(self.redirect_url)
        except CatalogueError:
            say_that_it_was_decided(request)
            return redirect(self.redirect_url)
        return response


WORDS = [
    FieldPanel("title"),
    FieldPanel("title_en"),
    FieldPanel("description"),
    FieldPanel("description_en"),
    InlinePanel(
        "images",
        heading=gettext_lazy("Pictures"),
        label=gettext_lazy("Picture"),
        max_num=8,
        panels=[FieldPanel("image"), FieldPanel("caption")],
    ),
]
FACTS = [
    FieldPanel("shop", read_only=True),
    FieldRowPanel([FieldPanel("category"), FieldPanel("product_class", read_only=True)]),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("unit"), FieldPanel("min_order")]),
            FieldRowPanel([FieldPanel("is_made_to_order"), FieldPanel("lead_time_days")]),
            FieldRowPanel([FieldPanel("capacity_per_month"), FieldPanel("weight_grams")]),
        ],
        heading=gettext_lazy("Sale"),
    ),
    InlinePanel(
        "attribute_values",
        heading=gettext_lazy("Attributes"),
        label=gettext_lazy("Attribute"),
        panels=[
            FieldPanel("attribute"),
            FieldRowPanel(
                [FieldPanel("value_text"), FieldPanel("value_integer"), FieldPanel("value_float")],
            ),
        ],
    ),
]


class ProductViewSet(SnippetViewSet):
    """Products: sellers make them, curators read, mend and decide."""

    model = Product
    icon = "tag"
    menu_label = gettext_lazy("Products")
    menu_order = 10
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 20
    index_view_class = ProductIndexView
    edit_view_class = ProductEditView
    workflow_action_view_class = ProductWorkflowActionView
    filterset_class = ProductFilters
    search_fields = ("title", "shop__name")
    list_display = (
        "__str__",
        "shop",
        "category",
        StateColumn("state", label=gettext_lazy("State")),
        UpdatedAtColumn(),
    )
    edit_handler = TabbedInterface(
        [
            ObjectList(WORDS, heading=gettext_lazy("Words and pictures")),
            ObjectList(FACTS, heading=gettext_lazy("Facts")),
        ],
        base_form_class=ProductForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:
        return with_state(Product.objects.select_related("shop", "category", "latest_revision"))
