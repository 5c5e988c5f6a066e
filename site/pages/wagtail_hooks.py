"""What the pages room adds to Wagtail."""

from wagtail import hooks

from pages.choosers import ProductChooser, ShopChooser, product_chooser, shop_chooser


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ProductChooser | ShopChooser]:
    return [product_chooser, shop_chooser]
