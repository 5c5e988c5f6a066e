"""How editors choose products and shops for a page, and the lists they choose filters from."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from catalogue.models import Category, ClaimKind, Product
from shops.models import Partner
from shops.regions.models import Region

Choices = list[tuple[str, str | Promise]]


class NameForm(BaseFilterForm):
    """Finds products or shops by a part of their name."""

    name_field = "title"
    q = forms.CharField(label=_("Name"), required=False)

    def filter(self, objects: Any) -> Any:
        words = self.cleaned_data.get("q")
        return objects.filter(**{f"{self.name_field}__icontains": words}) if words else objects


class ShopNameForm(NameForm):
    name_field = "name"


class PublicProducts:
    """Lists what the public may see, newest first."""

    filter_form_class = NameForm

    def get_object_list(self) -> Any:
        return Product.objects.browsable().select_related("shop").order_by("-first_published_at", "-pk")


class PublicShops:
    """Lists approved shops by name."""

    filter_form_class = ShopNameForm

    def get_object_list(self) -> Any:
        return Partner.objects.public().order_by("name", "pk")


class ChooseProduct(PublicProducts, ChooseView):
    pass


class ChooseProductResults(PublicProducts, ChooseResultsView):
    pass


class ChooseShop(PublicShops, ChooseView):
    pass


class ChooseShopResults(PublicShops, ChooseResultsView):
    pass


class ProductChooser(ChooserViewSet):
    model = Product
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    choose_view_class = ChooseProduct
    choose_results_view_class = ChooseProductResults
    register_widget = False


class ShopChooser(ChooserViewSet):
    model = Partner
    icon = "group"
    choose_one_text = _("Choose a shop")
    choose_another_text = _("Choose another shop")
    choose_view_class = ChooseShop
    choose_results_view_class = ChooseShopResults
    register_widget = False


product_chooser = ProductChooser("pages_product_chooser")
shop_chooser = ShopChooser("pages_shop_chooser")
ProductChooserBlock = product_chooser.get_block_class("ProductChooserBlock", module_path="pages.choosers")
ShopChooserBlock = shop_chooser.get_block_class("ShopChooserBlock", module_path="pages.choosers")


class KeyBlock(blocks.ChoiceBlock):
    """One of a long list of keys that are read from the database.

    Wagtail compares a stored value with every choice whenever a page is shown, to give it the choice's type;
    keys are text already, so a page need not read the list. The editor's form still checks them.
    """

    def normalize_choice(self, value: str | None) -> str | None:
        return value


class KeysBlock(blocks.MultipleChoiceBlock):
    """Several of such keys."""

    def normalize_choice(self, value: list[str] | None) -> list[str] | None:
        return value


def category_choices() -> Choices:
    """Every public category by its path, indented by depth."""
    rows = Category.objects.browsable().order_by("path")
    return [(row.full_slug, f"{'— ' * (row.depth - 1)}{row.label}") for row in rows]


def region_choices() -> Choices:
    """Provinces, each followed by its regencies and cities."""
    rows = Region.objects.filter(level__lte=2).order_by("code").values_list("code", "name", "level")
    return [(code, f"{'— ' * (level - 1)}{name}") for code, name, level in rows]


def claim_choices() -> Choices:
    """The kinds of claim in use."""
    return [(kind.code, kind.label) for kind in ClaimKind.objects.filter(is_active=True)]
