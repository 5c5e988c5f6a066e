"""Reference data in the CMS: categories, kinds of claim, classes of products, rules, reasons."""

from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from catalogue.cms.columns import yes
from catalogue.cms.deleting import DeleteUnusedView
from catalogue.models import Category, ClaimKind, PreferenceRule, ProductClass, RefusalReason

DEEPEST = 3


class CategoryForm(WagtailAdminModelForm):
    """Places a new category in the tree; an existing one keeps its place, for its address hangs on it."""

    parent = forms.ModelChoiceField(
        label=gettext_lazy("Below"),
        queryset=Category.objects.filter(depth__lt=DEEPEST).order_by("path"),
        required=False,
        help_text=gettext_lazy("Empty for the top level. It cannot be moved later."),
    )

    instance: Category

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["parent"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.instance.pk and cleaned.get("name"):
            self._refuse_taken_address(cleaned["name"], cleaned.get("parent"))
        return cleaned

    def _refuse_taken_address(self, name: str, parent: Category | None) -> None:
        slug = Category(name=name).generate_slug()
        full_slug = f"{parent.full_slug}/{slug}" if parent else slug
        if not slug or Category.objects.filter(full_slug=full_slug).exists():
            self.add_error("name", _("There is a category of this name here already, or it has no letters."))

    def save(self, commit: bool = True) -> Category:
        if self.instance.pk:
            saved: Category = super().save(commit)
            return saved
        parent: Category | None = self.cleaned_data["parent"]
        added: Category = (
            parent.add_child(instance=self.instance) if parent else Category.add_root(instance=self.instance)
        )
        return added


class CategoryViewSet(SnippetViewSet):
    """The category tree, in tree order."""

    model = Category
    icon = "folder-open-1"
    menu_label = gettext_lazy("Categories")
    menu_order = 10
    copy_view_enabled = False
    list_per_page = 50
    ordering = ("path",)
    search_fields = ("name", "name_en", "full_slug")
    edit_handler = ObjectList(
        [
            FieldPanel("parent"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
            FieldPanel("description", widget=forms.Textarea(attrs={"rows": 4})),
            FieldRowPanel([FieldPanel("is_public"), FieldPanel("exclude_from_menu")]),
        ],
        base_form_class=CategoryForm,
    )
    list_display = (
        "__str__",
        "name_en",
        Column("full_slug", label=gettext_lazy("Path")),
        Column("product_count", label=gettext_lazy("Products")),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        counted: QuerySet[Category] = Category.objects.annotate(product_count=Count("products"))
        return counted


class ClaimKindViewSet(SnippetViewSet):
    """Kinds of claim: names, number patterns, values, validity and marks are data."""

    model = ClaimKind
    delete_view_class = DeleteUnusedView
    icon = "list-ul"
    menu_label = gettext_lazy("Kinds of claim")
    menu_order = 20
    list_display = (
        "__str__",
        "code",
        "applies_to",
        "validity_years",
        *(yes(ClaimKind, name) for name in ("needs_evidence", "is_active")),
    )
    list_filter = ("applies_to", "is_active")
    search_fields = ("name", "name_en", "code")
    ordering = ("display_order", "code")
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
            FieldRowPanel([FieldPanel("code"), FieldPanel("applies_to")]),
            FieldRowPanel([FieldPanel("meaning"), FieldPanel("meaning_en")]),
            FieldRowPanel([FieldPanel("use"), FieldPanel("use_en")]),
            FieldRowPanel([FieldPanel("mark"), FieldPanel("mark_en")]),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("number_pattern"), FieldPanel("number_example")]),
                    FieldPanel("has_shared_numbers"),
                    FieldRowPanel([FieldPanel("issuer"), FieldPanel("source")]),
                    FieldRowPanel([FieldPanel("validity_years"), FieldPanel("needs_evidence")]),
                ],
                heading=gettext_lazy("Number and evidence"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("has_value"), FieldPanel("value_unit")]),
                    FieldRowPanel([FieldPanel("value_min"), FieldPanel("value_max")]),
                ],
                heading=gettext_lazy("Value"),
            ),
            FieldRowPanel([FieldPanel("is_active"), FieldPanel("display_order")]),
        ]
    )


class RefusalReasonViewSet(SnippetViewSet):
    """The list from which curators choose why a claim is refused or revoked."""

    model = RefusalReason
    delete_view_class = DeleteUnusedView
    icon = "comment"
    menu_label = gettext_lazy("Reasons for refusal")
    menu_order = 25
    copy_view_enabled = False
    list_display = (
        "__str__",
        "code",
        *(yes(RefusalReason, name) for name in ("needs_words", "is_active")),
        "display_order",
    )
    list_filter = ("is_active",)
    search_fields = ("text", "text_en", "code")
    ordering = ("display_order", "code")
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldPanel("text"),
            FieldPanel("text_en"),
            FieldRowPanel([FieldPanel("needs_words"), FieldPanel("is_active")]),
            FieldPanel("display_order"),
        ]
    )


class ProductClassViewSet(SnippetViewSet):
    """Classes of products. Their attributes come from the shipped reference data."""

    model = ProductClass
    delete_view_class = DeleteUnusedView
    icon = "form"
    menu_label = gettext_lazy("Product classes")
    menu_order = 30
    copy_view_enabled = False
    list_display = (
        "__str__",
        "name_en",
        "slug",
        Column("attribute_count", label=gettext_lazy("Attributes")),
    )
    search_fields = ("name", "name_en")
    ordering = ("name",)
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
            FieldRowPanel([FieldPanel("requires_shipping"), FieldPanel("track_stock")]),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProductClass]:
        counted: QuerySet[ProductClass] = ProductClass.objects.annotate(attribute_count=Count("attributes"))
        return counted


class PreferenceRuleViewSet(SnippetViewSet):
    """Rules of price preference; each holds from its day until the next one begins."""

    model = PreferenceRule
    icon = "doc-full"
    menu_label = gettext_lazy("Price preference")
    menu_order = 40
    copy_view_enabled = False
    list_display = ("source", "in_force_from", "highest_preference", "tkdn_floor", "package_above")
    ordering = ("-in_force_from",)
    edit_handler = ObjectList(
        [
            FieldPanel("in_force_from"),
            FieldRowPanel([FieldPanel("highest_preference"), FieldPanel("tkdn_floor")]),
            FieldPanel("package_above"),
            FieldPanel("source"),
        ]
    )
