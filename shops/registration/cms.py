"""Clusters and rules of size classes in Wagtail's admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from catalogue.cms.columns import yes
from shops.registration.models import Cluster, SizeRule


class ClusterViewSet(SnippetViewSet):
    """Sentra: where businesses of one trade work side by side."""

    model = Cluster
    icon = "group"
    menu_label = _("Clusters")
    copy_view_enabled = False
    list_display = ("__str__", "region", yes(Cluster, "is_active"))
    list_filter = ("is_active",)
    search_fields = ("name",)
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("region", widget=forms.TextInput),
            FieldPanel("description"),
            FieldPanel("is_active"),
        ]
    )


class SizeRuleViewSet(SnippetViewSet):
    """Thresholds of size classes; each rule holds from its day until the next one begins."""

    model = SizeRule
    icon = "doc-full"
    menu_label = _("Size classes")
    copy_view_enabled = False
    list_display = ("source", "in_force_from", "micro_capital", "micro_sales")
    ordering = ("-in_force_from",)
    edit_handler = ObjectList(
        [
            FieldPanel("in_force_from"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel(f"{size}_{basis}") for size in ("micro", "small", "medium")])
                    for basis in ("capital", "sales")
                ],
                heading=_("Up to (Rp)"),
            ),
            FieldPanel("source"),
        ]
    )


class RegistrationGroup(SnippetViewSetGroup):
    """What registration asks by."""

    menu_label = _("Registration")
    menu_icon = "list-ul"
    menu_order = 321
    items = (ClusterViewSet, SizeRuleViewSet)
