"""The command: what it prints, and the exit codes that scripts rely on."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command

from catalogue.factories import CategoryFactory, ProductClassFactory
from catalogue.models import Product
from shops.curation.services import approve_product
from shops.factories import MembershipFactory, ShopFactory
from shops.management.commands import import_products
from shops.models import Partner
from shops.review.models import Batch

pytestmark = pytest.mark.django_db
GOOD = "A1;Keripik tempe;makanan;18.500;12\n"
BAD = "A2;Ban mobil;otomotif;500.000;1\n"


@pytest.fixture
def shop() -> Partner:
    CategoryFactory(name="Makanan", slug="makanan")
    made: Partner = ShopFactory(slug="toko-uji")
    return made


@pytest.fixture
def general(db: None) -> None:
    """The class that an imported product has where its category names no other."""
    ProductClassFactory(name="Umum", slug="umum")


@pytest.fixture
def run(shop: Partner, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command on a file of these rows; returns its exit code and what it printed."""

    def run(*rows: str, options: tuple[str, ...] = (), slug: str = "toko-uji") -> tuple[int, str]:
        path = tmp_path / "produk.csv"
        path.write_text("SKU;Nama;Kategori;Harga;Stok\n" + "".join(rows), encoding="utf-8")
        code = 0
        try:
            call_command("import_products", str(path), "--shop", slug, *options)
        except CommandError as error:
            code = error.returncode
            return code, capsys.readouterr().out + str(error)
        return code, capsys.readouterr().out

    return run


def test_file_with_only_good_rows_ends_with_zero(run: Any) -> None:
    code, text = run(GOOD, options=("--language", "en"))

    assert code == 0
    assert "1 added, 0 changed, 0 unchanged, 0 refused." in text


def test_file_with_a_refused_row_ends_with_three_and_keeps_the_good_ones(run: Any) -> None:
    code, text = run(GOOD, BAD, options=("--language", "en"))

    assert code == 3
    assert "Row 3, Category “otomotif”: There is no category with this name." in text
    assert Product.objects.count() == 1


def test_json_names_row_column_value_rule_message_and_remedy(run: Any, capsys: Any) -> None:
    code, text = run(GOOD, BAD, options=("--json", "--language", "en"))

    report = json.loads(text[: text.rindex("}") + 1])
    assert code == 3
    assert (report["added"], report["refused"], report["refused_by_rule"]) == (1, 1, {"category.unknown": 1})
    assert report["refusals"] == [
        {
            "row": 3,
            "column": "category",
            "value": "otomotif",
            "rule": "category.unknown",
            "message": "There is no category with this name.",
            "remedy": "Use a category from the list, or translate the name in a mapping file.",
        }
    ]


def test_dry_run_saves_nothing(run: Any) -> None:
    code, text = run(GOOD, options=("--dry-run", "--language", "en"))

    assert code == 0
    assert text.startswith("Trial run: nothing was saved.")
    assert not Product.objects.exists()


def test_file_that_cannot_be_read_ends_with_one_and_says_what_to_do(run: Any) -> None:
    code, text = run('A1;"Keripik', options=("--json", "--language", "en"))

    assert code == 1
    assert json.loads(text[: text.rindex("}") + 1])["error"]["rule"] == "file.quotes"
    assert "Close or remove the quotation mark" in text


def test_unknown_shop_ends_with_one(run: Any) -> None:
    code, text = run(GOOD, slug="tiada", options=("--json", "--language", "en"))

    assert code == 1
    assert json.loads(text[: text.rindex("}") + 1])["error"]["rule"] == "shop.unknown"
    assert "There is no shop “tiada”. Write the name that stands in the shop's address" in text


def test_mapping_may_be_a_file_or_the_name_of_a_shipped_one(run: Any, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[translate.category]\notomotif = "makanan"\n', encoding="utf-8")

    own = run(BAD, options=("--mapping", str(mapping)))
    shipped = run(GOOD, options=("--mapping", "woocommerce"))

    assert own[0] == 0
    assert shipped[0] == 1


def test_submit_hands_new_and_changed_products_in_together(
    run: Any, shop: Partner, curator: Any, general: None
) -> None:
    owner = MembershipFactory(shop=shop).user
    code, text = run(GOOD, GOOD.replace("A1", "A3"), options=("--submit", "--language", "en"))
    again, told = run(GOOD, options=("--submit", "--json"))  # nothing is new: nothing is handed in

    batch = Batch.objects.get()
    assert (code, again) == (0, 0)
    assert "2 products were handed to the curators." in text
    assert json.loads(told)["submitted"] == 0
    assert (batch.submitted_by, batch.source, batch.cases.count()) == (owner, "produk.csv", 2)


def test_import_that_stops_before_it_is_handed_in_is_the_next_runs_to_do(
    run: Any, shop: Partner, curator: Any, general: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    MembershipFactory(shop=shop)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(import_products, "submit_import", Mock(side_effect=KeyboardInterrupt))
        run(GOOD, options=("--submit",))

    run(GOOD, options=("--submit",))

    assert Batch.objects.get().cases.count() == 1


def test_imported_product_goes_live_as_it_was_handed_in(
    run: Any, shop: Partner, curator: Any, general: None
) -> None:
    MembershipFactory(shop=shop)
    run(GOOD, options=("--submit",))

    approve_product(product=Product.objects.get(), by=curator)

    product = Product.objects.get()
    assert (product.live, product.title) == (True, "Keripik tempe")


def test_trial_run_hands_nothing_in(run: Any, shop: Partner, curator: Any) -> None:
    MembershipFactory(shop=shop)

    code, _text = run(GOOD, options=("--submit", "--dry-run"))

    assert (code, Batch.objects.count(), Product.objects.count()) == (0, 0, 0)


def test_shop_without_an_owner_is_told_before_anything_is_read(run: Any, shop: Partner) -> None:
    code, text = run(GOOD, options=("--submit", "--json", "--language", "en"))

    assert (code, Product.objects.count()) == (1, 0)
    assert json.loads(text[: text.rindex("}") + 1])["error"]["rule"] == "shop.no_owner"
