"""Requirements, dimensions and levels in Wagtail's admin: staff say what readiness asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from catalogue.cms.columns import yes
from catalogue.cms.deleting import DeleteUnusedView
from catalogue.models import Category, ClaimKind, ProductClass
from shops.models import Partner
from shops.readiness.models import Dimension, Level, Requirement


class ListField(forms.MultipleChoiceField):
    """Codes that are kept as a list; what staff chose earlier and is gone since is left out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **kwargs)


class RequirementForm(WagtailAdminModelForm):
    """Chooses from what there is instead of having codes typed."""

    sectors = ListField(label=_("only in sectors"), choices=Partner.Sector.choices)
    claim_kinds = ListField(
        label=_("kinds of claim"),
        choices=lambda: [(kind.code, kind.label) for kind in ClaimKind.objects.all()],
        help_text=_("For a verified requirement: one verified claim of any of these is enough."),
    )
    product_classes = ListField(
        label=_("only for classes of product"),
        choices=lambda: [(row.slug, row.label) for row in ProductClass.objects.order_by("name")],
    )
    categories = ListField(
        label=_("only in categories"), choices=lambda: _categories(), help_text=_("With all below them.")
    )
    except_categories = ListField(label=_("not in categories"), choices=lambda: _categories())


def _categories() -> list[tuple[str, str]]:
    """The two upper levels of the tree: what lies deeper goes with them."""
    rows = Category.objects.filter(depth__lte=2).order_by("path")
    return [(row.full_slug, "— " * (row.depth - 1) + row.label) for row in rows]


class RequirementViewSet(SnippetViewSet):
    """What is asked; a change is computed for everybody at once."""

    model = Requirement
    icon = "tasks"
    menu_label = _("Requirements")
    menu_order = 10
    list_display = (
        "__str__",
        "dimension",
        "subject",
        "kind",
        "weight",
        *(yes(Requirement, name) for name in ("is_blocking", "is_active")),
    )
    list_filter = ("subject", "kind", "dimension", "is_blocking", "is_active")
    search_fields = ("name", "name_en", "code")
    ordering = ("dimension__display_order", "display_order", "code")
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
            FieldRowPanel([FieldPanel("help"), FieldPanel("help_en")]),
            FieldRowPanel([FieldPanel("example"), FieldPanel("example_en")]),
            FieldRowPanel([FieldPanel("code"), FieldPanel("dimension")]),
            FieldRowPanel([FieldPanel("subject"), FieldPanel("kind")]),
            MultiFieldPanel(
                [
                    FieldPanel("rule"),
                    FieldRowPanel([FieldPanel("at_least"), FieldPanel("each_at_least")]),
                    FieldPanel("claim_kinds"),
                ],
                heading=_("When it is met"),
            ),
            FieldRowPanel([FieldPanel("weight"), FieldPanel("is_blocking")]),
            MultiFieldPanel(
                [
                    FieldPanel("categories"),
                    FieldPanel("except_categories"),
                    FieldPanel("product_classes"),
                    FieldPanel("sectors"),
                ],
                heading=_("Where it is asked; nothing chosen: everywhere"),
            ),
            FieldRowPanel([FieldPanel("is_active"), FieldPanel("display_order")]),
        ],
        base_form_class=RequirementForm,
    )


class DimensionViewSet(SnippetViewSet):
    """The sides of being ready."""

    model = Dimension
    delete_view_class = DeleteUnusedView
    icon = "list-ul"
    menu_label = _("Dimensions")
    menu_order = 20
    copy_view_enabled = False
    list_display = ("__str__", "code", "display_order")
    ordering = ("display_order", "code")
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
            FieldRowPanel([FieldPanel("code"), FieldPanel("display_order")]),
        ]
    )


class LevelViewSet(SnippetViewSet):
    """The levels that the public reads."""

    model = Level
    delete_view_class = DeleteUnusedView
    icon = "order"
    menu_label = _("Levels")
    menu_order = 30
    copy_view_enabled = False
    list_display = ("__str__", "minimum", "counts_as_ready")
    ordering = ("minimum",)
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
            FieldRowPanel([FieldPanel("meaning"), FieldPanel("meaning_en")]),
            FieldRowPanel([FieldPanel("code"), FieldPanel("minimum")]),
            FieldPanel("counts_as_ready"),
        ]
    )


class ReadinessGroup(SnippetViewSetGroup):
    """What readiness asks, and in which words."""

    menu_label = _("Readiness")
    menu_icon = "tasks"
    menu_order = 330
    items = (RequirementViewSet, DimensionViewSet, LevelViewSet)
