"""How editors choose products and shops: by name, of what the public may see."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from catalogue.models import Product
from shops.curation.choosing import HandsOutWhatItOffers, NameForm
from shops.models import Partner


class PublicProducts(HandsOutWhatItOffers):
    """Lists what the public may see, newest first."""

    filter_form_class = NameForm

    def get_object_list(self) -> Any:
        return Product.objects.browsable().select_related("shop").order_by("-first_published_at", "-pk")


class PublicShops(HandsOutWhatItOffers):
    """Lists approved shops by name."""

    filter_form_class = NameForm

    def get_object_list(self) -> Any:
        return Partner.objects.public().order_by("name", "pk")


class ChooseProduct(PublicProducts, ChooseView):
    pass


class ChooseProductResults(PublicProducts, ChooseResultsView):
    pass


class ChosenProduct(PublicProducts, ChosenView):
    pass


class ChosenProducts(PublicProducts, ChosenMultipleView):
    pass


class ChooseShop(PublicShops, ChooseView):
    pass


class ChooseShopResults(PublicShops, ChooseResultsView):
    pass


class ChosenShop(PublicShops, ChosenView):
    pass


class ChosenShops(PublicShops, ChosenMultipleView):
    pass


class ProductChooser(ChooserViewSet):
    model = Product
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    choose_view_class = ChooseProduct
    choose_results_view_class = ChooseProductResults
    chosen_view_class = ChosenProduct
    chosen_multiple_view_class = ChosenProducts
    register_widget = False


class ShopChooser(ChooserViewSet):
    model = Partner
    icon = "group"
    choose_one_text = _("Choose a shop")
    choose_another_text = _("Choose another shop")
    choose_view_class = ChooseShop
    choose_results_view_class = ChooseShopResults
    chosen_view_class = ChosenShop
    chosen_multiple_view_class = ChosenShops
    register_widget = False


product_chooser = ProductChooser("pages_product_chooser")
shop_chooser = ShopChooser("pages_shop_chooser")
