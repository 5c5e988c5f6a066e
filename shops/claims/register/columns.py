"""The columns of the ministry's export, found by name in any order, case and padding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shops.claims.register.names import words_of


@dataclass(frozen=True, slots=True)
class Column:
    """One column: our key, its heading, other headings it has had, and whether it must be there."""

    key: str
    heading: str
    aliases: tuple[str, ...] = ()
    is_required: bool = False


COLUMNS = (
    Column("hs_code", "Kode HS", ("HS", "HS Code", "Nomor HS")),
    Column("kbli", "KBLI", ("Kode KBLI",)),
    Column("group", "Kelompok Barang", ("Kelompok",)),
    Column("company", "Nama Perusahaan", ("Perusahaan", "Produsen"), is_required=True),
    Column("province", "Provinsi", ("Propinsi",)),
    Column("product", "Nama Produk", ("Produk", "Jenis Produk"), is_required=True),
    Column("specification", "Spesifikasi", ("Spek",)),
    Column("type", "Tipe", ("Type",)),
    Column("brand", "Merek", ("Merk", "Brand")),
    Column("value", "Nilai TKDN", ("TKDN", "TKDN (%)", "Nilai TKDN (%)"), is_required=True),
    Column(
        "expires_on",
        "Tanggal Kadaluarsa",
        ("Tanggal Kedaluwarsa", "Kadaluarsa", "Masa Berlaku"),
        is_required=True,
    ),
)
HEADINGS = {column.key: column.heading for column in COLUMNS}
_KEYS = {
    " ".join(words_of(heading)): column.key
    for column in COLUMNS
    for heading in (column.heading, *column.aliases)
}


def layout_of(cells: Sequence[str]) -> Mapping[str, int]:
    """Where each known column stands in a row of headings; the first of two of one name counts."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        key = _KEYS.get(" ".join(words_of(cell)))
        if key and key not in found:
            found[key] = place
    return found


def missing_from(layout: Mapping[str, int]) -> list[str]:
    """The headings that an export must have and this row has not."""
    return [column.heading for column in COLUMNS if column.is_required and column.key not in layout]
