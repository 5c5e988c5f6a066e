"""What pages can show, by the names under which changes are noted and asked for."""

SHOPS = "shops"
"""The shops as a whole: which there are, and what lists of them say."""

INDEX = "index"
"""What searching finds."""

PAGES = "pages"
"""The pages that editors make."""

FRAME = "frame"
"""What stands around every page or is named on many: menu, footer, categories, kinds of claim."""


def product(pk: int) -> str:
    """One product with its price, stock, pictures and claims."""
    return f"product:{pk}"


def shop(pk: int) -> str:
    """One shop with its pictures and claims; a change of it changes its products' pages as well."""
    return f"shop:{pk}"
