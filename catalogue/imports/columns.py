"""The documented import columns, as data. A new import column is one more entry in `COLUMNS`.

Header names and help are written here in both languages, because a file's header does not follow the
language of the person who reads it; `docs/guides/import*.md` are generated from this table.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from django.utils.translation import get_language

Target = Literal["product", "stock", "attribute"]


class Kind(Enum):
    """How a cell of a column is read; each kind has one parser in `values`."""

    CODE = "code"
    LINE = "line"
    TEXT = "text"
    CATEGORY = "category"
    PRODUCT_CLASS = "product class"
    UNIT = "unit"
    RUPIAH = "rupiah"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the documented format.

    `shortest`/`longest` count characters; `least`/`most` bound numbers, both inclusive. `target` says
    where the value is kept: the product itself, its stock record, or a typed attribute named `key`.
    """

    key: str
    kind: Kind
    header_id: str
    header_en: str
    help_id: str
    help_en: str
    example: str
    aliases: tuple[str, ...] = ()
    is_required: bool = False
    shortest: int = 0
    longest: int = 0
    least: int = 0
    most: int = 0
    target: Target = "product"

    @property
    def label(self) -> str:
        """The heading in the reader's language, for messages."""
        return self.header_en if get_language() == "en" else self.header_id

    @property
    def help(self) -> str:
        """What the column holds, in the reader's language."""
        return self.help_en if get_language() == "en" else self.help_id

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header text by which the column is recognised."""
        return (self.key, self.header_id, self.header_en, *self.aliases)


COLUMNS: tuple[Column, ...] = (
    Column(
        key="sku",
        kind=Kind.CODE,
        header_id="SKU",
        header_en="SKU",
        help_id="Kode produk milik Anda sendiri. Kode yang sama berarti produk yang sama.",
        help_en="Your own product code. The same code means the same product.",
        example="KRP-001",
        aliases=("Kode", "Kode produk", "Kode barang", "Product code", "Item code", "Seller SKU"),
        is_required=True,
        shortest=1,
        longest=64,
        target="stock",
    ),
    Column(
        key="title",
        kind=Kind.LINE,
        header_id="Nama produk",
        header_en="Product name",
        help_id="Nama yang dilihat pembeli.",
        help_en="The name that buyers see.",
        example="Keripik tempe original 250 g",
        aliases=("Nama", "Nama barang", "Judul", "Name", "Title"),
        is_required=True,
        shortest=3,
        longest=160,
    ),
    Column(
        key="category",
        kind=Kind.CATEGORY,
        header_id="Kategori",
        header_en="Category",
        help_id="Nama kategori, alamat singkatnya, atau jalurnya: Makanan > Camilan.",
        help_en="A category's name, its slug, or its path: Food > Snacks.",
        example="Makanan > Camilan",
        aliases=("Kategori produk", "Product category"),
        is_required=True,
        longest=300,
    ),
    Column(
        key="product_class",
        kind=Kind.PRODUCT_CLASS,
        header_id="Jenis produk",
        header_en="Product type",
        help_id="Menentukan rincian yang dimiliki produk. Tanpa ini, jenisnya mengikuti kategori.",
        help_en="Decides which details the product has. Without it, the type follows the category.",
        example="Makanan & minuman",
        aliases=("Jenis", "Jenis barang", "Tipe produk", "Product class"),
        longest=128,
    ),
    Column(
        key="price",
        kind=Kind.RUPIAH,
        header_id="Harga",
        header_en="Price",
        help_id="Harga satu satuan dalam rupiah utuh, termasuk pajak.",
        help_en="Price of one unit in whole rupiah, tax included.",
        example="Rp 18.500",
        aliases=("Harga (Rp)", "Harga jual", "Harga satuan", "Price (IDR)", "Unit price"),
        is_required=True,
        least=100,
        most=9_999_999_999,
        target="stock",
    ),
    Column(
        key="stock",
        kind=Kind.INTEGER,
        header_id="Stok",
        header_en="Stock",
        help_id="Jumlah yang siap dijual. Produk baru tanpa angka ini mulai dari 0.",
        help_en="Quantity ready for sale. A new product without this number starts at 0.",
        example="120",
        aliases=("Jumlah stok", "Jumlah", "Qty", "Quantity", "Stock quantity"),
        most=10_000_000,
        target="stock",
    ),
    Column(
        key="unit",
        kind=Kind.UNIT,
        header_id="Satuan",
        header_en="Unit",
        help_id="Satuan jual. Produk baru tanpa satuan dijual per buah.",
        help_en="Unit of sale. A new product without one is sold by the piece.",
        example="pak",
        aliases=("Unit jual", "Satuan jual", "Unit of sale"),
        longest=40,
    ),
    Column(
        key="description",
        kind=Kind.TEXT,
        header_id="Deskripsi",
        header_en="Description",
        help_id="Keterangan untuk pembeli; boleh beberapa baris.",
        help_en="Text for buyers; may have several lines.",
        example="Renyah, tanpa pengawet.",
        aliases=("Keterangan", "Deskripsi produk", "Product description"),
        longest=10_000,
    ),
    Column(
        key="title_en",
        kind=Kind.LINE,
        header_id="Nama produk (Inggris)",
        header_en="Product name (English)",
        help_id="Nama dalam bahasa Inggris.",
        help_en="The name in English.",
        example="Original tempe chips 250 g",
        aliases=("Nama Inggris", "English name", "Name (English)"),
        longest=160,
    ),
    Column(
        key="description_en",
        kind=Kind.TEXT,
        header_id="Deskripsi (Inggris)",
        header_en="Description (English)",
        help_id="Keterangan dalam bahasa Inggris.",
        help_en="The description in English.",
        example="Crisp, without preservatives.",
        aliases=("Deskripsi Inggris", "English description"),
        longest=10_000,
    ),
    Column(
        key="min_order",
        kind=Kind.INTEGER,
        header_id="Pesanan minimum",
        header_en="Minimum order",
        help_id="Jumlah terkecil dalam satu pesanan.",
        help_en="Smallest quantity in one order.",
        example="1",
        aliases=("Minimal pesanan", "Minimum pembelian", "Min order", "MOQ"),
        least=1,
        most=100_000,
    ),
    Column(
        key="is_made_to_order",
        kind=Kind.BOOLEAN,
        header_id="Dibuat sesuai pesanan",
        header_en="Made to order",
        help_id="Ya bila baru dibuat setelah dipesan; stoknya lalu boleh kosong.",
        help_en="Yes when it is made after it is ordered; its stock may then be empty.",
        example="tidak",
        aliases=("Pre order", "Preorder", "PO", "Made-to-order"),
    ),
    Column(
        key="lead_time_days",
        kind=Kind.INTEGER,
        header_id="Waktu proses (hari)",
        header_en="Lead time (days)",
        help_id="Hari sampai siap dikirim; 0 berarti siap kirim.",
        help_en="Days until it is ready to ship; 0 means ready.",
        example="2",
        aliases=("Waktu proses", "Lama proses", "Lead time"),
        most=365,
    ),
    Column(
        key="capacity_per_month",
        kind=Kind.INTEGER,
        header_id="Kapasitas per bulan",
        header_en="Capacity per month",
        help_id="Jumlah yang dapat Anda buat dalam sebulan.",
        help_en="Quantity you can make in a month.",
        example="1.000",
        aliases=("Kapasitas produksi", "Kapasitas", "Monthly capacity"),
        least=1,
        most=10_000_000,
    ),
    Column(
        key="weight_grams",
        kind=Kind.INTEGER,
        header_id="Berat (gram)",
        header_en="Weight (grams)",
        help_id="Berat satu satuan beserta kemasannya, dalam gram.",
        help_en="Weight of one unit with its packaging, in grams.",
        example="270",
        aliases=("Berat", "Berat (g)", "Weight (g)", "Weight"),
        least=1,
        most=1_000_000,
    ),
    Column(
        key="length_cm",
        kind=Kind.DECIMAL,
        header_id="Panjang (cm)",
        header_en="Length (cm)",
        help_id="Panjang dalam sentimeter.",
        help_en="Length in centimetres.",
        example="20",
        aliases=("Panjang", "Length"),
        most=10_000,
        target="attribute",
    ),
    Column(
        key="width_cm",
        kind=Kind.DECIMAL,
        header_id="Lebar (cm)",
        header_en="Width (cm)",
        help_id="Lebar dalam sentimeter.",
        help_en="Width in centimetres.",
        example="12,5",
        aliases=("Lebar", "Width"),
        most=10_000,
        target="attribute",
    ),
    Column(
        key="height_cm",
        kind=Kind.DECIMAL,
        header_id="Tinggi (cm)",
        header_en="Height (cm)",
        help_id="Tinggi dalam sentimeter.",
        help_en="Height in centimetres.",
        example="5",
        aliases=("Tinggi", "Height"),
        most=10_000,
        target="attribute",
    ),
    Column(
        key="materials",
        kind=Kind.LINE,
        header_id="Bahan",
        header_en="Materials",
        help_id="Bahan atau komposisi.",
        help_en="Materials or composition.",
        example="kedelai, tepung beras, bawang putih",
        aliases=("Bahan baku", "Komposisi", "Material", "Ingredients", "Composition"),
        longest=500,
        target="attribute",
    ),
    Column(
        key="shelf_life_days",
        kind=Kind.INTEGER,
        header_id="Masa simpan (hari)",
        header_en="Shelf life (days)",
        help_id="Berapa hari tahan disimpan.",
        help_en="How many days it keeps.",
        example="180",
        aliases=("Masa simpan", "Shelf life"),
        least=1,
        most=3_650,
        target="attribute",
    ),
    Column(
        key="storage",
        kind=Kind.LINE,
        header_id="Cara simpan",
        header_en="Storage",
        help_id="Cara menyimpan.",
        help_en="How to store it.",
        example="tempat kering dan sejuk",
        aliases=("Penyimpanan", "Storage instructions"),
        longest=200,
        target="attribute",
    ),
    Column(
        key="size",
        kind=Kind.LINE,
        header_id="Ukuran",
        header_en="Size",
        help_id="Ukuran seperti tertulis pada produk.",
        help_en="The size as written on the product.",
        example="L",
        longest=60,
        target="attribute",
    ),
    Column(
        key="colour",
        kind=Kind.LINE,
        header_id="Warna",
        header_en="Colour",
        help_id="Warna.",
        help_en="Colour.",
        example="soga",
        aliases=("Color",),
        longest=60,
        target="attribute",
    ),
)

BY_KEY: dict[str, Column] = {column.key: column for column in COLUMNS}
REQUIRED: tuple[Column, ...] = tuple(column for column in COLUMNS if column.is_required)


def header_key(text: str) -> str:
    """What is left of a header when case, spaces and punctuation do not matter ("Harga (Rp)" → "hargarp")."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


BY_HEADER: dict[str, Column] = {header_key(name): column for column in COLUMNS for name in column.headers}
