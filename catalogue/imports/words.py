"""The words a file may use today, read from the catalogue: categories, units and product types."""

from catalogue.imports.vocabulary import CategoryName, Vocabulary
from catalogue.models import Category, Product, ProductClass

# How people write a unit besides its code and its names.
UNIT_SPELLINGS: dict[str, tuple[str, ...]] = {
    Product.Unit.PCS: ("pc", "buah", "bh", "biji", "unit", "piece", "pieces"),
    Product.Unit.PAK: ("pack", "packs", "bungkus", "bks"),
    Product.Unit.BOTOL: ("btl", "bottle", "bottles"),
    Product.Unit.TOPLES: ("stoples", "jar", "jars"),
    Product.Unit.KOTAK: ("dus", "boks", "box", "boxes"),
    Product.Unit.KG: ("kilo", "kilogram", "kilograms"),
    Product.Unit.GRAM: ("g", "gr", "grams"),
    Product.Unit.LITER: ("l", "ltr", "litre", "litres"),
    Product.Unit.LEMBAR: ("lbr", "helai", "sheet", "sheets"),
    Product.Unit.METER: ("m", "mtr", "metre", "metres"),
    Product.Unit.SET: ("sets",),
    Product.Unit.PASANG: ("psg", "pair", "pairs"),
    Product.Unit.LUSIN: ("lsn", "dozen"),
    Product.Unit.KODI: ("score",),
    Product.Unit.RIM: ("ream", "reams"),
    Product.Unit.PORSI: ("serving", "servings", "portion"),
    Product.Unit.JAM: ("hour", "hours"),
    Product.Unit.HARI: ("day", "days"),
    Product.Unit.PAKET: ("package", "packages"),
}

# The product type of a new product whose row states none, by the slug of its root category.
CLASS_OF_ROOT: dict[str, str] = {
    "makanan": "makanan-minuman",
    "minuman": "makanan-minuman",
    "kerajinan": "kerajinan",
    "mainan-seni": "kerajinan",
    "fesyen": "fesyen",
    "seragam": "fesyen",
    "furnitur-rumah": "furnitur",
    "pertanian": "hasil-bumi",
    "perikanan": "hasil-bumi",
    "kecantikan": "kecantikan",
    "jasa": "jasa",
}
GENERAL_CLASS = "umum"


def current_vocabulary() -> Vocabulary:
    """Every category, unit and product type by every name it has; two queries."""
    return Vocabulary.of(
        categories=_category_names(),
        units=UNIT_SPELLINGS,
        product_classes={
            pk: names for pk, *names in ProductClass.objects.values_list("pk", "slug", "name", "name_en")
        },
    )


def _category_names() -> list[CategoryName]:
    """Paths of names, put together while walking the tree from the roots down."""
    above: dict[str, CategoryName] = {}
    names = []
    rows = Category.objects.order_by("path").values_list("pk", "path", "slug", "name", "name_en")
    for pk, path, slug, name, name_en in rows:
        parent = above.get(path[: -Category.steplen])
        category = CategoryName(
            pk,
            (*(parent.slugs if parent else ()), slug),
            (*(parent.names if parent else ()), name),
            (*(parent.names_en if parent else ()), name_en or name),
        )
        above[path] = category
        names.append(category)
    return names


def default_classes() -> dict[int, int]:
    """The product type of a new product by category, as primary keys; two queries."""
    classes = dict(ProductClass.objects.values_list("slug", "pk"))
    found = {}
    for pk, full_slug in Category.objects.values_list("pk", "full_slug"):
        slug = CLASS_OF_ROOT.get(full_slug.partition("/")[0], GENERAL_CLASS)
        product_class = classes.get(slug, classes.get(GENERAL_CLASS))
        if product_class is not None:
            found[pk] = product_class
    return found
