"""Shops, their products and their claims in Wagtail's menu, in the order in which a curator works."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from catalogue.cms.claims import ClaimViewSet
from catalogue.cms.products import ProductViewSet
from shops.cms import ShopViewSet


class CurationGroup(SnippetViewSetGroup):
    """What is reviewed."""

    menu_label = _("Shops and products")
    menu_icon = "tag"
    menu_order = 310
    items = (ProductViewSet, ClaimViewSet, ShopViewSet)


register_snippet(CurationGroup)
