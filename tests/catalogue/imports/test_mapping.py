"""Mapping files: what they may say, and how a wrong one is explained."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from catalogue.imports.exceptions import FileRefused, MappingInvalid
from catalogue.imports.layout import lay_out, text_of_html
from catalogue.imports.mapping import DOCUMENTED, SHIPPED, Derivation, load_mapping, read_mapping
from catalogue.imports.numerals import NumberFormat
from catalogue.imports.readers import open_table

from .conftest import GOOD_ROW, HEADER, WriteFile

COMPLETE = {"columns": {"sku": "Kode", "title": "Nama", "category": "Jenis", "price": "Harga"}}


def test_toml_and_json_say_the_same(tmp_path: Path) -> None:
    toml, json = tmp_path / "a.toml", tmp_path / "a.json"
    toml.write_text('name = "x"\n[constants]\nunit = "pak"\n[numbers]\ndecimal = "."\n', encoding="utf-8")
    json.write_text(
        '{"name": "x", "constants": {"unit": "pak"}, "numbers": {"decimal": "."}}', encoding="utf-8"
    )

    mapping = load_mapping(toml)

    assert mapping == load_mapping(json)
    assert mapping.numbers == NumberFormat(".", ",")


@pytest.mark.parametrize("path", sorted(SHIPPED.iterdir()), ids=lambda path: path.name)
def test_shipped_mappings_are_valid(path: Path) -> None:
    assert load_mapping(path).name


@pytest.mark.parametrize(
    ("source", "rule", "place"),
    [
        ({"colums": {}}, "mapping.unknown_entry", "colums"),
        ({"columns": {"harga": "Harga"}}, "mapping.unknown_entry", "columns.harga"),
        ({"columns": {"price": 5}}, "mapping.wrong_value", "columns.price"),
        ({"columns": {"price": " "}}, "mapping.wrong_value", "columns.price"),
        ({"columns": ["price"]}, "mapping.wrong_value", "columns"),
        ({"constants": {"unit": ["pcs"]}}, "mapping.wrong_value", "constants.unit"),
        ({"derive": {"sku": {"hash": []}}}, "mapping.wrong_value", "derive.sku.hash"),
        ({"derive": {"sku": {"hash": ["a"], "length": 4}}}, "mapping.wrong_value", "derive.sku.length"),
        ({"derive": {"sku": {"hash": ["a"], "salt": "b"}}}, "mapping.unknown_entry", "derive.sku.salt"),
        ({"translate": {"category": {"a": 1}}}, "mapping.wrong_value", "translate.category.a"),
        ({"numbers": {"decimal": "x"}}, "mapping.wrong_value", "numbers"),
        ({"numbers": {"decimal": ".", "group": "."}}, "mapping.wrong_value", "numbers"),
        ({"scale": {"title": 2}}, "mapping.wrong_value", "scale.title"),
        ({"scale": {"weight_grams": 0}}, "mapping.wrong_value", "scale.weight_grams"),
        ({"scale": {"weight_grams": True}}, "mapping.wrong_value", "scale.weight_grams"),
        ({"only": {"Type": "simple"}}, "mapping.wrong_value", "only.Type"),
        ({"html": ["judul"]}, "mapping.unknown_entry", "html.judul"),
        ({"columns": {"sku": "Kode", "title": "Nama"}}, "mapping.incomplete", None),
        ({**COMPLETE, "constants": {"price": 5}}, "mapping.two_sources", None),
    ],
)
def test_wrong_mappings_are_refused_at_the_entry(
    source: dict[str, Any], rule: str, place: str | None
) -> None:
    with pytest.raises(MappingInvalid) as caught:
        read_mapping(source)

    assert (caught.value.rule, caught.value.params.get("place")) == (rule, place)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.toml", b"= 5"),
        ("a.json", b"{"),
        ("a.json", b"[" * 100_000),
        ("a.toml", b"\xff\xfe"),
        ("a.toml", b"#" * ((1 << 20) + 1)),
    ],
)
def test_unreadable_mappings_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(MappingInvalid) as caught:
        load_mapping(tmp_path / name)

    assert caught.value.rule == "mapping.unreadable"


def test_missing_mapping_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MappingInvalid, match="missing") as caught:
        load_mapping(tmp_path / "tiada.toml")

    assert "tiada.toml" in caught.value.message


def test_heading_row_is_found_below_a_title(write_csv: WriteFile) -> None:
    lines = ["Daftar produk", "", ",".join(HEADER), ",".join(GOOD_ROW)]

    layout = lay_out(open_table(write_csv("\n".join(lines))), DOCUMENTED)

    assert layout.header_row == 3
    assert layout.positions == {"sku": 0, "title": 1, "category": 2, "price": 3, "stock": 4}


@pytest.mark.parametrize(
    "header",
    [
        "SKU,Nama Produk*,KATEGORI,Harga (Rp)",
        "sku,title,category,price",
        "Product code,Name,Category,Price (IDR)",
    ],
)
def test_headings_are_known_in_both_languages_and_by_key(write_csv: WriteFile, header: str) -> None:
    layout = lay_out(open_table(write_csv(header + "\n1,a,b,5000\n")), DOCUMENTED)

    assert layout.positions == {"sku": 0, "title": 1, "category": 2, "price": 3}


def test_columns_that_are_not_read_are_told(write_csv: WriteFile) -> None:
    layout = lay_out(open_table(write_csv("SKU,Nama,Rating,Kategori,Harga,Terjual\n")), DOCUMENTED)

    assert [(note.code, note.params) for note in layout.notes] == [
        ("note.ignored_columns", {"columns": "Rating, Terjual"})
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a,b,c\n1,2,3\n", "file.header"),
        ("SKU,Nama,Harga\n1,2,3\n", "file.header_missing"),
        ("SKU,Nama,Kategori,Harga,Harga jual\n", "file.header_twice"),
    ],
)
def test_tables_without_our_headings_are_refused(write_csv: WriteFile, text: str, rule: str) -> None:
    with pytest.raises(FileRefused) as caught:
        lay_out(open_table(write_csv(text)), DOCUMENTED)

    assert caught.value.rule == rule


def test_mapping_that_names_a_heading_the_file_lacks_is_refused(write_csv: WriteFile) -> None:
    table = open_table(write_csv("Kode,Nama,Jenis,Price\n1,a,b,5000\n"))

    with pytest.raises(MappingInvalid) as caught:
        lay_out(table, read_mapping(COMPLETE))

    assert caught.value.params == {"header": "Harga", "headers": "Kode, Nama, Jenis, Price"}


def test_cells_pass_through_constants_derivation_translation_scale_and_html(write_csv: WriteFile) -> None:
    mapping = read_mapping(
        {
            "columns": {
                "title": "Nama",
                "category": "Jenis",
                "price": "Harga",
                "weight_grams": "Kg",
                "description": "D",
            },
            "constants": {"unit": "pak"},
            "derive": {"sku": {"hash": ["Nama", "Kota"], "prefix": "X-", "length": 8}},
            "translate": {"category": {"Snack Food": "camilan"}},
            "numbers": {"decimal": "."},
            "scale": {"weight_grams": 1000},
            "html": ["description"],
        }
    )
    text = (
        "Nama,Kota,Jenis,Harga,Kg,D\nKeripik,Malang,snack  food,5000,0.27,<p>Renyah &amp; <b>gurih</b></p>\n"
    )
    table = open_table(write_csv(text))
    layout = lay_out(table, mapping)
    row = list(table.rows())[1]

    cells = {
        key: layout.cell(row, key) for key in ("category", "unit", "weight_grams", "description", "stock")
    }

    assert cells == {
        "category": "camilan",
        "unit": "pak",
        "weight_grams": 270,
        "description": "Renyah & gurih",
        "stock": None,
    }
    assert mapping.derive["sku"] == Derivation(("Nama", "Kota"), "X-", 8)
    assert mapping.scale == {"weight_grams": Decimal(1000)}


def test_derived_code_depends_on_the_words_and_not_on_their_spelling(write_csv: WriteFile) -> None:
    mapping = read_mapping(
        {"columns": {"title": "N", "category": "J", "price": "H"}, "derive": {"sku": {"hash": ["N", "K"]}}}
    )
    table = open_table(write_csv("N,K,J,H\nKopi,Malang,a,1\n KOPI ,malang,b,2\nKopiMalang,,c,3\n"))
    layout = lay_out(table, mapping)

    first, second, third = (layout.cell(row, "sku") for row in list(table.rows())[1:])

    assert first == second
    assert first != third


def test_script_in_html_leaves_no_trace() -> None:
    text = text_of_html("<script>alert(1)</script><p>Satu<br>dua</p><ul><li onclick='x'>tiga</li></ul>")

    assert text.split() == ["Satu", "dua", "tiga"]
