"""Write our public products as JSON lines, for stock Oscar: `python -m scripts.benchmarks.rows FILE`."""

import json
import os
import sys
from pathlib import Path


def main(path: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from catalogue.models import Product

    products = Product.objects.browsable().select_related("shop", "category").order_by("pk")
    prices = products.values_list("pk", "stockrecords__price", "stockrecords__partner_sku")
    records = {pk: (price, sku) for pk, price, sku in prices.iterator(5_000)}
    with path.open("w", encoding="utf-8") as lines:
        for product in products.iterator(5_000):
            price, sku = records[product.pk]
            row = {
                "title": product.title,
                "slug": product.slug,
                "description": product.description,
                "category": product.category.full_slug,
                "category_slug": product.category.full_slug.replace("/", "-"),
                "shop": product.shop.name,
                "sku": f"{product.shop_id}-{sku}",
                "price": str(price or 0),
                "address": product.get_absolute_url(),
                "shop_address": product.shop.get_absolute_url(),
            }
            lines.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
