"""What staff edit for the curators' desk: reasons in both languages, and which group looks after what."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet, SnippetViewSetGroup

from catalogue.cms.columns import yes
from shops.curation.services import equip_group
from shops.review.kinds import Kind
from shops.review.models import RegionalGroup, ReportReason, ReturnReason


class UsedStaysPolicy(ModelPermissionPolicy):
    """Django's permissions, but what the history names is never deleted: it is taken out of use."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action == "delete" and instance.is_used:
            return False
        return bool(super().user_has_permission_for_instance(user, action, instance))


for model in (ReturnReason, ReportReason):
    register_permission_policy(model, UsedStaysPolicy(model))


class UnusedDeleteView(DeleteView):
    """Wagtail asks for the right to delete in general; this asks about the one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.user_has_permission_for_instance("delete", self.object):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class ReasonForm(WagtailAdminModelForm):
    """The code is what keeps a shipped reason from coming twice, so it is given once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["code"].disabled = True


class ReasonViewSet(SnippetViewSet):
    """A list of reasons, in the order in which people choose from it."""

    icon = "comment"
    copy_view_enabled = False
    delete_view_class = UnusedDeleteView
    list_display = ("__str__", "name_en", "code", yes(ReturnReason, "is_active"), "display_order")
    list_filter = ("is_active",)
    search_fields = ("name", "name_en", "code")
    ordering = ("display_order", "code")


def named_in_both() -> list[Any]:
    """What every reason has."""
    return [
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("is_active"), FieldPanel("display_order")]),
    ]


class ReturnReasonViewSet(ReasonViewSet):
    """Why a curator returns a product, and what its seller does then."""

    model = ReturnReason
    menu_label = _("Reasons for returns")
    menu_order = 10
    edit_handler = ObjectList(
        [*named_in_both(), FieldRowPanel([FieldPanel("advice"), FieldPanel("advice_en")])],
        base_form_class=ReasonForm,
    )


class ReportReasonViewSet(ReasonViewSet):
    """Why a shopper reports something."""

    model = ReportReason
    menu_label = _("Reasons for reports")
    menu_order = 20
    edit_handler = ObjectList(named_in_both(), base_form_class=ReasonForm)


class RegionalGroupForm(WagtailAdminModelForm):
    """Kinds are chosen, not typed; a group that is given a region can work there at once."""

    kinds = forms.MultipleChoiceField(
        label=capfirst(_("kinds")),
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What the group decides on or reads of there; none chosen means all."),
    )

    def save(self, commit: bool = True) -> RegionalGroup:
        saved: RegionalGroup = super().save(commit)
        equip_group(saved.group)
        return saved


class RegionalGroupViewSet(SnippetViewSet):
    """Which group looks after which region, and as what."""

    model = RegionalGroup
    icon = "group"
    menu_label = _("Regions of groups")
    menu_order = 30
    copy_view_enabled = False
    list_display = (
        "group",
        Column("place", label=capfirst(_("region"))),
        Column("kinds_in_words", label=capfirst(_("kinds"))),
        yes(RegionalGroup, "reports_only"),
        Column("people", label=capfirst(_("people"))),
    )
    list_filter = ("group", "reports_only")
    search_fields = ("group__name", "region__name", "region__code")
    ordering = ("region_id", "group__name")
    edit_handler = ObjectList(
        [
            FieldPanel("group"),
            # A list of 91,599 regions is no choice: the code is typed and looked up.
            FieldPanel("region", widget=forms.TextInput),
            FieldPanel("kinds"),
            FieldPanel("reports_only"),
        ],
        base_form_class=RegionalGroupForm,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return RegionalGroup.objects.for_listing()


class CurationListsGroup(SnippetViewSetGroup):
    """What the desk works by; the desk itself is the queue."""

    menu_label = _("Curation")
    menu_icon = "tasks"
    menu_order = 322
    items = (ReturnReasonViewSet, ReportReasonViewSet, RegionalGroupViewSet)
