"""Fill stock Oscar's database with the rows of ours: same titles, texts, prices, categories and shops.

`python -m scripts.benchmarks.fill_stock_oscar ROWS.jsonl`, one product a line, as `rows.py` writes them.
"""

import json
import os
import sys
from itertools import islice
from pathlib import Path

BATCH = 2_000


def main(rows: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "scripts.benchmarks.stock_oscar"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with rows.open(encoding="utf-8") as lines:
        fill(map(json.loads, lines))


def fill(products) -> None:  # type: ignore[no-untyped-def]  # rows of JSON
    from oscar.apps.catalogue.models import Category, Product, ProductCategory, ProductClass
    from oscar.apps.partner.models import Partner, StockRecord

    kind, _ = ProductClass.objects.get_or_create(name="Umum")
    categories: dict[str, Category] = {}
    partners: dict[str, Partner] = {}
    while batch := list(islice(products, BATCH)):
        for row in batch:
            if row["category"] not in categories:
                categories[row["category"]] = Category.add_root(
                    name=row["category"], slug=row["category"].replace("/", "-")
                )
            if row["shop"] not in partners:
                partners[row["shop"]] = Partner.objects.create(name=row["shop"])
        made = Product.objects.bulk_create(
            Product(title=row["title"], slug=row["slug"], description=row["description"], product_class=kind)
            for row in batch
        )
        ProductCategory.objects.bulk_create(
            ProductCategory(product=product, category=categories[row["category"]])
            for product, row in zip(made, batch, strict=True)
        )
        StockRecord.objects.bulk_create(
            StockRecord(
                product=product,
                partner=partners[row["shop"]],
                partner_sku=row["sku"],
                price=row["price"],
                num_in_stock=10,
            )
            for product, row in zip(made, batch, strict=True)
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
