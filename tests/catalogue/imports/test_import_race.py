"""The same file sent twice at the same moment, by two impatient clicks or two programs."""

import time
from pathlib import Path
from typing import Any

import pytest

from catalogue.factories import CategoryFactory, ProductClassFactory
from catalogue.imports import services
from catalogue.models import Product
from shops.factories import ShopFactory
from shops.models import StockRecord
from tests.races import at_once

from .conftest import WriteFile

IMPORTS = 3
ROWS = 40


@pytest.mark.django_db(transaction=True)
def test_of_imports_at_once_one_adds_and_the_others_find_nothing_to_do(
    write_csv: WriteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_products = services.add_products

    def add_slowly(*args: Any) -> Any:  # what the others would read meanwhile, were they let in
        time.sleep(0.3)
        return add_products(*args)

    monkeypatch.setattr(services, "add_products", add_slowly)
    CategoryFactory(name="Makanan", slug="makanan")
    ProductClassFactory(name="Makanan & minuman", slug="makanan-minuman")
    shop = ShopFactory()
    rows = [f"KRP-{number};Keripik rasa {number};Makanan;18.500;12" for number in range(ROWS)]
    file: Path = write_csv("\n".join(["SKU;Nama;Kategori;Harga;Stok", *rows]))

    reports = at_once(*[lambda: services.import_file(shop_id=shop.pk, path=file)] * IMPORTS)

    outcomes = [(report.added, report.unchanged) for report in reports]
    assert sorted(outcomes) == [(0, ROWS)] * (IMPORTS - 1) + [(ROWS, 0)]
    assert Product.objects.count() == StockRecord.objects.filter(partner=shop).count() == ROWS
