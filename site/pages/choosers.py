"""How editors choose products and shops for a page, and the lists they choose filters from."""

from django.utils.functional import Promise
from wagtail import blocks

from catalogue.models import Category, ClaimKind
from promotions.choosers import ProductChooser, ShopChooser, product_chooser, shop_chooser
from shops.regions.models import Region

__all__ = ["ProductChooser", "ShopChooser", "product_chooser", "shop_chooser"]

Choices = list[tuple[str, str | Promise]]


ProductChooserBlock = product_chooser.get_block_class("ProductChooserBlock", module_path="pages.choosers")
ShopChooserBlock = shop_chooser.get_block_class("ShopChooserBlock", module_path="pages.choosers")


class KeyBlock(blocks.ChoiceBlock):
    """One of a long list of keys that are read from the database.

    Wagtail compares a stored value with every choice whenever a page is shown, to give it the choice's type;
    keys are text already, so a page need not read the list. The editor's form still checks them. Nor are they
    words of the page: the search of the CMS would read the list for each block whenever a page is saved.
    """

    def normalize_choice(self, value: str | None) -> str | None:
        return value

    def get_searchable_content(self, value: str | None) -> list[str]:
        return []


class KeysBlock(blocks.MultipleChoiceBlock):
    """Several of such keys."""

    def normalize_choice(self, value: list[str] | None) -> list[str] | None:
        return value

    def get_searchable_content(self, value: list[str] | None) -> list[str]:
        return []


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
