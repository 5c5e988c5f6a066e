"""A whole import: submitted together, sampled, and the rest approved at once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from catalogue.factories import CategoryFactory
from catalogue.imports.services import import_file
from catalogue.models import Product
from catalogue.services.content import ProductContent
from catalogue.services.drafts import create_product
from shops.curation.services import approve_product, return_product
from shops.factories import ShopFactory
from shops.review.exceptions import BatchStopped, SampleOpen
from shops.review.models import Batch, Case, Step
from shops.review.services.imports import approve_rest, draw_sample, sample_size, submit_import

PRODUCTS = 8


@pytest.fixture
def batch(content: ProductContent, seller: Any, curator: Any) -> Batch:
    shop = ShopFactory()
    products = [
        create_product(
            shop=shop, content=replace(content, title=f"Impor {number}"), price=9_000, stock=1, by=seller
        )
        for number in range(PRODUCTS)
    ]
    return submit_import(shop=shop, products=products, source="produk.xlsx", by=seller)


def test_what_a_file_brought_is_submitted_though_nobody_has_edited_it(
    seller: Any, curator: Any, tmp_path: Path
) -> None:
    shop, file = ShopFactory(), tmp_path / "produk.csv"
    CategoryFactory(name="Camilan")
    file.write_text("SKU;Nama produk;Kategori;Harga\nA-1;Keripik Tempe;Camilan;15.000\n", encoding="utf-8")
    import_file(shop_id=shop.pk, path=file, by=seller)

    batch = submit_import(shop=shop, products=Product.objects.all(), source=file.name, by=seller)

    (case,) = draw_sample(batch=batch, by=curator)
    approve_product(product=case.product, by=curator)
    assert live() == 1


def live() -> int:
    return Product.objects.filter(live=True).count()


@pytest.mark.parametrize(("total", "size"), [(0, 0), (3, 3), (5, 5), (8, 5), (50, 5), (51, 6), (1_000, 100)])
def test_sample_is_a_tenth_and_five_at_least(total: int, size: int) -> None:
    assert sample_size(total) == size


def test_rest_is_approved_once_the_sample_is(batch: Batch, curator: Any) -> None:
    sample = draw_sample(batch=batch, by=curator)
    for case in sample:
        approve_product(product=case.product, by=curator)

    approved = approve_rest(batch=batch, by=curator)

    assert (len(sample), approved, live()) == (5, 3, PRODUCTS)
    assert Step.objects.filter(what=Step.What.APPROVED, is_sampled=True, by=curator).count() == 3


def test_nothing_is_approved_before_the_sample_is_finished(batch: Batch, curator: Any) -> None:
    with pytest.raises(SampleOpen):
        approve_rest(batch=batch, by=curator)
    first, *_others = draw_sample(batch=batch, by=curator)
    approve_product(product=first.product, by=curator)

    with pytest.raises(SampleOpen) as told:
        approve_rest(batch=batch, by=curator)

    assert (told.value.left, live()) == (4, 1)


def test_a_return_stops_it(batch: Batch, curator: Any) -> None:
    first, *others = draw_sample(batch=batch, by=curator)
    return_product(product=first.product, by=curator, comment="Belum.")
    for case in others:
        approve_product(product=case.product, by=curator)

    with pytest.raises(BatchStopped):
        approve_rest(batch=batch, by=curator)

    assert live() == 4


def test_sample_is_drawn_once(batch: Batch, curator: Any) -> None:
    first = {case.pk for case in draw_sample(batch=batch, by=curator)}

    assert {case.pk for case in draw_sample(batch=batch, by=curator)} == first


def test_page_of_an_import(batch: Batch, desk: Client, curator: Any) -> None:
    address = f"/cms/kurasi/impor/{batch.pk}/"

    desk.post(address, {"action": "draw"})
    desk.post(address, {"action": "approve"})  # too early: told, and nothing happens
    early = live()
    for case in Case.objects.filter(is_sample=True):
        approve_product(product=case.product, by=curator)
    offered = "Setujui 3 produk lainnya" in desk.get(address).content.decode()
    desk.post(address, {"action": "approve"})

    assert (early, offered, live()) == (0, True, PRODUCTS)


def test_import_is_unknown_elsewhere(batch: Batch, curator_of: Callable[..., Any]) -> None:
    client = Client()
    client.force_login(curator_of("35.77"))

    assert client.post(f"/cms/kurasi/impor/{batch.pk}/", {"action": "draw"}).status_code == 404
    assert not Case.objects.filter(is_sample=True).exists()
