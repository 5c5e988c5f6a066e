"""Rows: the exact table of what is accepted and what is refused, by rule."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from catalogue.imports.exceptions import FileRefused
from catalogue.imports.layout import lay_out
from catalogue.imports.mapping import DOCUMENTED, SHIPPED, ColumnMapping, load_mapping
from catalogue.imports.readers import open_table
from catalogue.imports.rules import RULES
from catalogue.imports.validation import Outcome, Refusal, ValidRow, validate
from catalogue.imports.vocabulary import CategoryName, Vocabulary

from .conftest import GOOD_ROW, HEADER, LISTINGS, WriteFile


def outcomes_of(path: Path, vocabulary: Vocabulary, mapping: ColumnMapping = DOCUMENTED) -> list[Outcome]:
    table = open_table(path)
    return list(validate(table, lay_out(table, mapping), vocabulary))


def refusals_in(outcomes: Iterable[Outcome]) -> list[Refusal]:
    return [refusal for outcome in outcomes if not isinstance(outcome, ValidRow) for refusal in outcome]


def test_good_row_states_exactly_what_its_cells_say(write_csv: WriteFile, vocabulary: Vocabulary) -> None:
    header = ";".join([*HEADER, "Deskripsi"])

    outcomes = outcomes_of(write_csv(f"{header}\n{';'.join(GOOD_ROW)};\n"), vocabulary)

    values = {"sku": "KRP-1", "title": "Keripik tempe", "category": 2, "price": Decimal(18500), "stock": 12}
    assert outcomes == [ValidRow(2, "KRP-1", values)]


def test_every_problem_of_a_row_is_told_at_once(write_csv: WriteFile, vocabulary: Vocabulary) -> None:
    path = write_csv("SKU;Nama;Kategori;Harga;Stok\n;Ab;Mobil;gratis;-1\n")

    refusals = refusals_in(outcomes_of(path, vocabulary))

    assert [(refusal.row, refusal.column, refusal.value, refusal.rule) for refusal in refusals] == [
        (2, "sku", "", "required.empty"),
        (2, "title", "Ab", "text.too_short"),
        (2, "category", "Mobil", "category.unknown"),
        (2, "price", "gratis", "number.format"),
        (2, "stock", "-1", "number.too_small"),
    ]


def test_repeated_sku_refuses_every_row_that_has_it(write_csv: WriteFile, vocabulary: Vocabulary) -> None:
    rows = ["A;Kopi;minuman;5000", "B;Teh;minuman;5000", "A;Kopi bubuk;minuman;6000", "a;Gula;makanan;5000"]

    outcomes = outcomes_of(write_csv("\n".join(["SKU;Nama;Kategori;Harga", *rows])), vocabulary)

    assert [outcome.sku for outcome in outcomes if isinstance(outcome, ValidRow)] == ["B", "a"]
    assert [(refusal.row, refusal.rule, refusal.params) for refusal in refusals_in(outcomes)] == [
        (2, "sku.repeated", {"rows": "2, 4"}),
        (4, "sku.repeated", {"rows": "2, 4"}),
    ]


def test_sku_repeated_across_types_of_cell_is_the_same_sku(
    write_xlsx: WriteFile, vocabulary: Vocabulary
) -> None:
    path = write_xlsx([HEADER[:4], [1, "Kopi", "minuman", 5000], ["1", "Teh", "minuman", 5000]])

    assert {refusal.rule for refusal in refusals_in(outcomes_of(path, vocabulary))} == {"sku.repeated"}


def test_empty_rows_are_passed_over_and_row_numbers_stay_true(
    write_csv: WriteFile, vocabulary: Vocabulary
) -> None:
    path = write_csv("SKU;Nama;Kategori;Harga\n;;;\n\nA;Kopi;minuman;5000\n ; ;;\n")

    outcomes = outcomes_of(path, vocabulary)

    assert [outcome.number for outcome in outcomes if isinstance(outcome, ValidRow)] == [4]


def test_row_with_more_cells_than_headings_is_refused(write_csv: WriteFile, vocabulary: Vocabulary) -> None:
    path = write_csv("SKU,Nama,Kategori,Harga\nA,Kopi,minuman,5,000\nB,Teh,minuman,5000,\n")

    outcomes = outcomes_of(path, vocabulary)

    assert [refusal.rule for refusal in refusals_in(outcomes)] == ["row.overflow"]
    assert isinstance(outcomes[1], ValidRow)


def test_rows_that_touch_merged_cells_are_refused(write_xlsx: WriteFile, vocabulary: Vocabulary) -> None:
    def merge(workbook: Any, sheets: list[Any]) -> None:
        sheets[0].merge_range(1, 2, 2, 2, "minuman")

    rows = [["A", "Kopi", "", 5000], ["B", "Teh", "", 5000], ["C", "Gula", "makanan", 5000]]

    outcomes = outcomes_of(write_xlsx([HEADER[:4], *rows], change=merge), vocabulary)

    assert [(r.row, r.rule, r.params["range"]) for r in refusals_in(outcomes)] == [
        (2, "cell.merged", "C2:C3"),
        (3, "cell.merged", "C2:C3"),
    ]
    assert isinstance(outcomes[2], ValidRow)


@pytest.mark.parametrize("text", ["SKU;Nama;Kategori;Harga\n", "SKU;Nama;Kategori;Harga\n;;;\n\n"])
def test_headings_without_rows_are_refused(write_csv: WriteFile, vocabulary: Vocabulary, text: str) -> None:
    with pytest.raises(FileRefused) as caught:
        outcomes_of(write_csv(text), vocabulary)

    assert caught.value.rule == "file.no_rows"


def test_values_in_reports_are_short_and_show_hidden_characters(
    write_csv: WriteFile, vocabulary: Vocabulary
) -> None:
    path = write_csv("SKU;Nama;Kategori;Harga\nA;Ko\x07pi;" + "x" * 500 + ";5000\n")

    values = [refusal.value for refusal in refusals_in(outcomes_of(path, vocabulary))]

    assert values == ["Ko\\x07pi", "x" * 80 + "…"]


def test_every_refusal_can_be_put_into_words(write_csv: WriteFile, vocabulary: Vocabulary) -> None:
    rows = ["A;Kopi;Lain-lain;1,5;karung", ";=1;Mobil;x;1"]

    refusals = refusals_in(
        outcomes_of(write_csv("\n".join(["SKU;Nama;Kategori;Harga;Satuan", *rows])), vocabulary)
    )

    assert len(refusals) == 8
    assert all("{" not in refusal.message + refusal.remedy for refusal in refusals)


def test_mapping_may_take_only_some_rows(write_csv: WriteFile, vocabulary: Vocabulary) -> None:
    mapping = replace(DOCUMENTED, only={"Tipe": frozenset({"jadi"})})
    path = write_csv("SKU;Nama;Kategori;Harga;Tipe\nA;Kopi;minuman;5000;Jadi\nA;Kopi;minuman;5000;bahan\n")

    outcomes = outcomes_of(path, vocabulary, mapping)

    assert isinstance(outcomes[0], ValidRow)
    assert [refusal.rule for refusal in refusals_in(outcomes)] == ["row.excluded"]


def test_first_real_input_is_taken_and_refused_by_these_numbers() -> None:
    mapping = load_mapping(SHIPPED / "prdect-id.toml")

    outcomes = outcomes_of(LISTINGS, words_of(mapping), mapping)

    refusals = refusals_in(outcomes)
    assert Counter(refusal.rule for refusal in refusals) == {
        "category.unknown": 661,
        "sku.repeated": 4,
        "text.damaged": 4,
    }
    assert [refusal.row for refusal in refusals if refusal.rule == "sku.repeated"] == [27, 277, 410, 1108]
    assert [refusal.row for refusal in refusals if refusal.rule == "text.damaged"] == [318, 1062, 1107, 1254]
    assert (sum(isinstance(outcome, ValidRow) for outcome in outcomes), len(outcomes)) == (648, 1310)


def words_of(mapping: ColumnMapping) -> Vocabulary:
    """A vocabulary of just the categories that a mapping translates into."""
    paths = sorted(set(mapping.translate["category"].values()))
    names = [
        CategoryName(number, tuple(path.split("/")), (path,), (path,)) for number, path in enumerate(paths)
    ]
    return Vocabulary.of(categories=names, units={"pcs": []}, product_classes={})


def test_woocommerce_export_is_read_once_its_categories_and_currency_are_mapped(other_formats: Path) -> None:
    words = {
        "clothing/accessories": "fesyen/aksesori",
        "clothing/hoodies": "fesyen",
        "clothing/tshirts": "fesyen",
    }
    shipped = load_mapping(SHIPPED / "woocommerce.toml")
    mapping = replace(
        shipped, translate={"category": words}, scale={**shipped.scale, "price": Decimal(16_000)}
    )
    export = other_formats / "woocommerce-sample" / "sample_products.csv"

    outcomes = outcomes_of(export, words_of(mapping), mapping)

    # Variable, grouped, external and downloadable rows are left out; variations state no category.
    assert Counter(refusal.rule for refusal in refusals_in(outcomes)) == {
        "row.excluded": 6,
        "required.empty": 9,
    }
    first = next(outcome for outcome in outcomes if isinstance(outcome, ValidRow))
    assert first.values["price"] == 45 * 16_000
    assert str(first.values["description"]).startswith("Pellentesque")
    assert sum(isinstance(outcome, ValidRow) for outcome in outcomes) == 9


def test_woocommerce_export_in_another_currency_is_refused_and_not_taken_for_rupiah(
    other_formats: Path,
) -> None:
    export = other_formats / "woocommerce-sample" / "sample_products.csv"
    mapping = load_mapping(SHIPPED / "woocommerce.toml")

    outcomes = outcomes_of(export, Vocabulary.of((), {}, {}), mapping)

    assert Counter(refusal.rule for refusal in refusals_in(outcomes))["number.too_small"] == 18
    assert not any(isinstance(outcome, ValidRow) for outcome in outcomes)


@pytest.mark.parametrize(
    "name",
    [
        "oscar-books/books.hacking.csv",
        "oscar-books/range-products.csv",
        "woocommerce-sample/sample_tax_rates.csv",
    ],
)
def test_formats_without_a_mapping_are_refused_by_their_headings(other_formats: Path, name: str) -> None:
    with pytest.raises(FileRefused) as caught:
        outcomes_of(other_formats / name, Vocabulary.of((), {}, {}))

    assert caught.value.rule in ("file.header", "file.header_missing")


def test_other_catalogue_with_headings_like_ours_is_refused_row_by_row(other_formats: Path) -> None:
    name = "openfoodnetwork-csv/spec/fixtures/files/sample_file_120_products.csv"

    outcomes = outcomes_of(other_formats / name, Vocabulary.of((), {}, {}))

    assert len(outcomes) == 120
    assert {refusal.rule for refusal in refusals_in(outcomes)} == {"category.unknown", "number.too_small"}
    assert not any(isinstance(outcome, ValidRow) for outcome in outcomes)


def test_every_rule_code_is_named_for_its_scope() -> None:
    files = {code for code, rule in RULES.items() if rule.scope == "file"}

    assert all(code.startswith(("file.", "workbook.")) for code in files)
    assert all(rule.code == code for code, rule in RULES.items())
