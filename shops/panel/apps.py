from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PanelConfig(AppConfig):
    name = "shops.panel"
    label = "panel"
    verbose_name = _("Seller panel")

    def ready(self) -> None:
        from shops.panel.sections import HOME, Section, register_section, register_todos
        from shops.panel.todos import product_todos

        home = Section(
            key=HOME, label=_("To do"), url_name="panel:dashboard", icon="layout-dashboard", order=0
        )
        products = Section(
            key="products", label=_("Products"), url_name="panel:products", icon="package", order=20
        )
        register_section(home)
        register_section(products)
        register_todos(product_todos)
