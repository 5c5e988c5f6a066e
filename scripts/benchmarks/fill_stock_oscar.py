"""Fill stock Oscar's database with the rows of ours: same titles, texts, prices, categories and shops.

`python -m scripts.benchmarks.fill_stock_oscar ROWS.jsonl`, one product a line, as `rows.py` writes them. Rows
that are there already are left out, so that a catalogue can grow.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

BATCH = 2_000


def main(rows: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "scripts.benchmarks.stock_oscar"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    place_missing_image(Path(os.environ["STOCK_OSCAR_MEDIA"]))
    with rows.open(encoding="utf-8") as lines:
        fill(json.loads(line) for line in lines)


def place_missing_image(media: Path) -> None:
    """What Oscar's documentation asks for: its stand-in picture in the media folder."""
    import oscar

    media.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(oscar.__file__).parent / "static/oscar/img/image_not_found.jpg", media)


def fill(products: Iterator[dict[str, Any]]) -> None:
    from oscar.apps.catalogue.models import Category, ProductClass
    from oscar.apps.partner.models import Partner, StockRecord

    kind, _ = ProductClass.objects.get_or_create(name="Umum")
    categories = {category.slug: category for category in Category.objects.all()}
    partners = {partner.name: partner for partner in Partner.objects.all()}
    known = set(StockRecord.objects.values_list("partner_sku", flat=True))
    fresh = (row for row in products if row["sku"] not in known)
    while batch := list(islice(fresh, BATCH)):
        for row in batch:
            slug = row["category_slug"]
            if slug not in categories:
                categories[slug] = Category.add_root(name=row["category"], slug=slug)
            if row["shop"] not in partners:
                partners[row["shop"]] = Partner.objects.create(name=row["shop"])
        add(batch, kind, categories, partners)


def add(batch: list[dict[str, Any]], kind: Any, categories: dict[str, Any], partners: dict[str, Any]) -> None:
    from oscar.apps.catalogue.models import Product, ProductCategory
    from oscar.apps.partner.models import StockRecord

    products = Product.objects.bulk_create(
        Product(title=row["title"], slug=row["slug"], description=row["description"], product_class=kind)
        for row in batch
    )
    pairs = list(zip(products, batch, strict=True))
    ProductCategory.objects.bulk_create(
        ProductCategory(product=product, category=categories[row["category_slug"]]) for product, row in pairs
    )
    StockRecord.objects.bulk_create(
        StockRecord(
            product=product,
            partner=partners[row["shop"]],
            partner_sku=row["sku"],
            price=row["price"],
            num_in_stock=10,
        )
        for product, row in pairs
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
