"""The catalogue's reference data in Wagtail's menu. Products and claims join the shops' group above."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from catalogue.cms.products import leave_the_decision_to_the_desk
from catalogue.cms.reference import (
    CategoryViewSet,
    ClaimKindViewSet,
    PreferenceRuleViewSet,
    ProductClassViewSet,
    RefusalReasonViewSet,
)


class ReferenceGroup(SnippetViewSetGroup):
    """What staff define once and everybody uses."""

    menu_label = _("Reference data")
    menu_icon = "list-ul"
    menu_order = 320
    items = (
        CategoryViewSet,
        ClaimKindViewSet,
        RefusalReasonViewSet,
        ProductClassViewSet,
        PreferenceRuleViewSet,
    )


register_snippet(ReferenceGroup)
hooks.register("construct_snippet_action_menu", leave_the_decision_to_the_desk)
