"""Merging into the database: drafts, revisions, prices and stock, and nothing twice."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from accounts.factories import UserFactory
from catalogue.factories import CategoryFactory, ProductClassFactory, ProductFactory
from catalogue.imports import services
from catalogue.imports.exceptions import FileRefused
from catalogue.imports.mapping import SHIPPED, load_mapping
from catalogue.imports.report import ImportReport, as_text
from catalogue.imports.services import import_file
from catalogue.models import Product, ProductAttribute, ProductAttributeValue
from catalogue.signals import products_changed
from shops.factories import ShopFactory
from shops.models import Partner, StockRecord

from .conftest import LISTINGS, WriteFile

pytestmark = pytest.mark.django_db
HEADER = "SKU;Nama;Kategori;Harga;Stok;Deskripsi;Bahan;Masa simpan (hari)"
ROW = "KRP-1;Keripik tempe;Makanan > Camilan;18.500;12;Renyah;kedelai;180"
OTHER = "KRP-2;Keripik pisang;camilan;15.000;5;Manis;pisang;90"


@pytest.fixture
def shop() -> Partner:
    food = CategoryFactory(name="Makanan", slug="makanan", name_en="Food")
    CategoryFactory(name="Camilan", slug="camilan", name_en="Snacks", parent=food)
    kind = ProductClassFactory(name="Makanan & minuman", slug="makanan-minuman")
    ProductAttribute.objects.create(product_class=kind, code="materials", name="Komposisi", type="text")
    ProductAttribute.objects.create(product_class=kind, code="shelf_life_days", name="Simpan", type="integer")
    made: Partner = ShopFactory()
    return made


@pytest.fixture
def load(shop: Partner, write_csv: WriteFile) -> Any:
    """Imports rows of text under HEADER into the shop."""

    def load(*rows: str, header: str = HEADER, **options: Any) -> ImportReport:
        return import_file(shop_id=shop.pk, path=write_csv("\n".join([header, *rows])), **options)

    return load


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.refused


def stock_of(product: Product) -> tuple[Decimal, int | None]:
    record = StockRecord.objects.get(product=product)
    return record.price, record.num_in_stock


def publish(product: Product) -> None:
    product.save_revision(clean=False).publish()
    product.refresh_from_db()


def test_new_products_become_complete_drafts(shop: Partner, load: Any) -> None:
    report = load(ROW)

    product = Product.objects.get()
    values = dict(product.attribute_values.values_list("attribute__code", "value_text"))
    assert counts(report) == (1, 0, 0, 0)
    assert (product.title, product.slug, product.shop) == ("Keripik tempe", "keripik-tempe", shop)
    assert product.category.full_slug == "makanan/camilan"
    assert (product.live, product.latest_revision_id) == (False, None)
    assert (product.unit, product.min_order) == ("pcs", 1)
    assert product.product_class.slug == "makanan-minuman"
    assert values["materials"] == "kedelai"
    assert product.attribute_values.get(attribute__code="shelf_life_days").value_integer == 180
    assert stock_of(product) == (Decimal(18500), 12)


def test_imported_draft_can_be_revised_and_published(load: Any) -> None:
    load(ROW)
    product = Product.objects.get()

    publish(product)

    assert product.live
    assert product.attribute_values.count() == 2
    assert product.title == "Keripik tempe"


def test_same_file_again_changes_nothing(load: Any) -> None:
    load(ROW, OTHER)

    report = load(ROW, OTHER)

    assert counts(report) == (0, 0, 2, 0)


def test_price_and_stock_of_a_live_product_change_at_once_and_are_told(load: Any) -> None:
    load(ROW, OTHER)
    product = StockRecord.objects.get(partner_sku="KRP-1").product
    publish(product)
    told: list[list[int]] = []

    def listen(sender: Any, product_ids: list[int], **kwargs: Any) -> None:
        told.append(product_ids)

    products_changed.connect(listen)

    report = load(ROW.replace("18.500;12", "19.000;7"), OTHER)

    products_changed.disconnect(listen)
    product.refresh_from_db()
    assert counts(report) == (0, 1, 1, 0)
    assert stock_of(product) == (Decimal(19000), 7)
    assert not product.has_unpublished_changes
    assert told == [[product.pk]]


def test_changed_text_of_a_live_product_waits_as_a_draft(load: Any) -> None:
    load(ROW)
    product = Product.objects.get()
    publish(product)
    changed = ROW.replace("Keripik tempe", "Keripik tempe pedas").replace("180", "200")
    author = UserFactory()

    report = load(changed, by=author)

    product.refresh_from_db()
    draft = product.get_latest_revision_as_object()
    assert counts(report) == (0, 1, 0, 0)
    assert (product.title, product.live, product.has_unpublished_changes) == ("Keripik tempe", True, True)
    assert draft.title == "Keripik tempe pedas"
    assert draft.attribute_values.get(attribute__code="shelf_life_days").value_integer == 200
    assert product.latest_revision.user == author
    assert counts(load(changed)) == (0, 0, 1, 0)


def test_published_draft_of_an_import_is_what_the_file_said(load: Any) -> None:
    load(ROW)
    product = Product.objects.get()
    publish(product)
    changed = ROW.replace("Renyah", "Renyah dan gurih").replace("kedelai", "kedelai lokal")
    load(changed)

    Product.objects.get().latest_revision.publish()

    product.refresh_from_db()
    assert product.description == "Renyah dan gurih"
    assert product.attribute_values.get(attribute__code="materials").value_text == "kedelai lokal"
    assert product.attribute_values.count() == 2
    assert not product.has_unpublished_changes
    assert counts(load(changed)) == (0, 0, 1, 0)


def test_import_keeps_what_an_editor_has_in_a_draft(load: Any) -> None:
    load(ROW)
    product = Product.objects.get()
    publish(product)
    product.title_en = "Tempe chips"
    product.save_revision(clean=False)

    load(ROW.replace("Renyah", "Renyah sekali"))

    draft = Product.objects.get().get_latest_revision_as_object()
    assert (draft.title_en, draft.description) == ("Tempe chips", "Renyah sekali")


def test_draft_from_before_a_column_takes_it_from_the_row(load: Any) -> None:
    load(ROW)
    product = Product.objects.get()
    publish(product)
    revision = product.save_revision(clean=False)
    del revision.content["lead_time_days"]
    revision.save(update_fields=["content"])
    header = f"{HEADER};Waktu proses"

    same = load(f"{ROW};0", header=header)
    other = load(f"{ROW};5", header=header)

    assert (counts(same), counts(other)) == ((0, 0, 1, 0), (0, 1, 0, 0))
    assert Product.objects.get().get_latest_revision_as_object().lead_time_days == 5


def test_draft_that_nobody_has_edited_changes_itself(load: Any) -> None:
    load(ROW)

    report = load(ROW.replace("Renyah", "Gurih").replace("kedelai", "kedelai lokal"))

    product = Product.objects.get()
    assert counts(report) == (0, 1, 0, 0)
    assert (product.description, product.latest_revision_id, product.live) == ("Gurih", None, False)
    assert product.attribute_values.get(attribute__code="materials").value_text == "kedelai lokal"


def test_detail_that_a_live_product_lacked_is_added_to_its_draft(load: Any) -> None:
    load("KRP-1;Keripik tempe;camilan;18.500;12;;;")
    publish(Product.objects.get())

    report = load(ROW)

    assert counts(report) == (0, 1, 0, 0)
    Product.objects.get().latest_revision.publish()
    assert ProductAttributeValue.objects.get(attribute__code="materials").value_text == "kedelai"


def test_empty_cells_and_missing_columns_change_nothing(load: Any) -> None:
    load(ROW)

    first = load("KRP-1;Keripik tempe;camilan;18.500;;;;")
    second = load("KRP-1;Keripik tempe;camilan;18.500", header="SKU;Nama;Kategori;Harga")

    assert (counts(first), counts(second)) == ((0, 0, 1, 0), (0, 0, 1, 0))


def test_dry_run_reports_the_same_and_saves_nothing(load: Any) -> None:
    report = load(ROW, "X;Kopi;Mobil;5000;1;;;", dry_run=True)

    assert counts(report) == (1, 0, 0, 1)
    assert not Product.objects.exists()
    assert as_text(report).count("\n") >= 3


def test_good_rows_are_merged_and_bad_rows_are_reported(load: Any) -> None:
    report = load(ROW, "X;Kopi;Mobil;5000;1;;;", "Y;★;camilan;1;1;;;", OTHER)

    assert counts(report) == (2, 0, 0, 2)
    assert report.by_rule == {"category.unknown": 1, "text.too_short": 1, "number.too_small": 1}
    assert [refusal.row for refusal in report.refusals] == [3, 4, 4]


def test_file_that_breaks_in_the_middle_saves_nothing(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 1)

    with pytest.raises(FileRefused) as caught:
        load(ROW, OTHER, '"KRP-3;kutip')

    assert caught.value.rule == "file.quotes"
    assert not Product.objects.exists()


def test_stock_below_what_orders_were_promised_is_refused_and_the_row_stays_whole(load: Any) -> None:
    load(ROW)
    StockRecord.objects.update(num_allocated=5)

    report = load(ROW.replace("18.500;12;Renyah", "19.000;4;Gurih"))

    product = Product.objects.get()
    assert report.by_rule == {"stock.promised": 1}
    assert (stock_of(product), product.description) == ((Decimal(18500), 12), "Renyah")


def test_made_to_order_product_may_have_no_stock_but_not_turn_into_goods_without_it(load: Any) -> None:
    header = "SKU;Nama;Kategori;Harga;Stok;Pre order"
    load("A;Kue tampah;camilan;50.000;;ya", header=header)
    first = stock_of(Product.objects.get())

    report = load("A;Kue tampah;camilan;50.000;;tidak", header=header)

    assert first == (Decimal(50000), None)
    assert report.by_rule == {"stock.unset": 1}


def test_locked_product_keeps_its_texts_but_sells_at_the_new_price(load: Any) -> None:
    load(ROW)
    Product.objects.update(locked=True)

    texts = load(ROW.replace("Renyah", "Gurih"))
    price = load(ROW.replace("18.500", "20.000"))

    assert texts.by_rule == {"product.locked": 1}
    assert counts(price) == (0, 1, 0, 0)


def test_product_with_the_curator_keeps_its_texts(load: Any) -> None:
    load(ROW)
    product = Product.objects.get()
    workflow = Workflow.objects.create(name="Kurasi uji")
    task = GroupApprovalTask.objects.create(name="Kurator uji")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    product.save_revision(clean=False)
    workflow.start(product, UserFactory())

    report = load(ROW.replace("Renyah", "Gurih"))

    assert report.by_rule == {"product.in_review": 1}


def test_type_of_a_product_is_fixed_and_decides_its_details(load: Any) -> None:
    ProductClassFactory(name="Jasa", slug="jasa")
    header = "SKU;Nama;Kategori;Harga;Jenis;Bahan"
    load("A;Kue tampah;camilan;50.000;;beras", header=header)

    other_type = load("A;Kue tampah;camilan;50.000;jasa;beras", header=header)
    lacking = load("B;Katering;camilan;50.000;jasa;beras", header=header)

    assert other_type.by_rule == {"class.fixed": 1}
    assert lacking.by_rule == {"class.lacks_detail": 1}


def test_other_shop_with_the_same_sku_is_not_touched(shop: Partner, load: Any) -> None:
    other = ProductFactory(stock__partner_sku="KRP-1", stock__price=Decimal(1000))

    report = load(ROW)

    assert report.added == 1
    assert stock_of(other) == (Decimal(1000), 10)


def test_batches_give_the_same_result_as_one(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 2)
    rows = [ROW.replace("KRP-1", f"K-{number}") for number in range(5)]

    first, second = load(*rows), load(*rows)

    assert (counts(first), counts(second)) == ((5, 0, 0, 0), (0, 0, 5, 0))


# Of one batch: the vocabulary (2), savepoint and its release (2), locks on shop, products and stocks (3),
# details and default product types (3), products with their stock (1): 11. For products that exist, also
# attribute values, drafts and reviews (3). Then what is written:
@pytest.mark.parametrize(
    ("change", "queries"),
    [
        (("18.500", "19.000"), 14 + 4),  # stock records, outboxes of search and readiness, record of changes
        (("Renyah", "Gurih"), 14 + 5),  # read products, pictures, values; revisions; products
        (("KRP", "BARU"), 11 + 3),  # products, stock records, attribute values
    ],
    ids=["price", "text", "new"],
)
@pytest.mark.parametrize("rows", [2, 20])
def test_number_of_queries_does_not_grow_with_the_rows(
    load: Any, change: tuple[str, str], queries: int, rows: int
) -> None:
    lines = [ROW.replace("KRP-1", f"KRP-{number}") for number in range(20)]
    load(*lines)
    for product in Product.objects.all():
        publish(product)

    with CaptureQueriesContext(connection) as captured:
        load(*(line.replace(*change) for line in lines[:rows]))

    assert len(captured) == queries


def test_first_real_input_fills_a_shop_and_a_second_time_changes_nothing() -> None:
    mapping = load_mapping(SHIPPED / "prdect-id.toml")
    parents: dict[str, Any] = {}
    for path in sorted(set(mapping.translate["category"].values())):
        root, _slash, leaf = path.partition("/")
        parents.setdefault(root, None)
        parents[root] = parents[root] or CategoryFactory(name=root, slug=root)
        if leaf:
            CategoryFactory(name=path, slug=leaf, parent=parents[root])
    shop = ShopFactory()

    first, second = (import_file(shop_id=shop.pk, path=LISTINGS, mapping=mapping) for _ in range(2))

    assert counts(first) == (648, 0, 0, 662)
    assert counts(second) == (0, 0, 648, 662)
    assert first.by_rule == {"category.unknown": 661, "sku.repeated": 4, "text.damaged": 4}
    assert Product.objects.filter(shop=shop, live=True).count() == 0
