"""The ministry's export as people get it: an HTML table under the name `.xls`."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

HEADINGS = [
    "Kode HS",
    "KBLI",
    "Kelompok Barang",
    "Nama Perusahaan",
    "Provinsi",
    "Nama Produk",
    "Spesifikasi",
    "Tipe",
    "Merek",
    "Nilai TKDN",
    "Tanggal Kadaluarsa",
]
ROW = {
    "Kode HS": "46021200",
    "KBLI": "16291",
    "Kelompok Barang": "Kerajinan",
    "Nama Perusahaan": "PT. ROTAN JAYA",
    "Provinsi": "Jawa Tengah",
    "Nama Produk": "Keranjang Rotan",
    "Spesifikasi": "Anyaman",
    "Tipe": "KR-1",
    "Merek": "Rojaya",
    "Nilai TKDN": "45,32",
    "Tanggal Kadaluarsa": "31/12/2030",
}


def row(**changed: str) -> dict[str, str]:
    """A good row; keyword arguments by heading with `_` for spaces."""
    return {**ROW, **{name.replace("_", " "): value for name, value in changed.items()}}


def table(rows: Iterable[dict[str, str]], headings: Sequence[str] = HEADINGS, *, above: str = "") -> str:
    head = "".join(f"<th> {escape(heading)} </th>" for heading in headings)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cells[name])}</td>" for name in headings) + "</tr>\n" for cells in rows
    )
    start = "<html><head><style>td {mso: x}</style></head><body>"
    return f"{start}{above}<table border=1><tr>{head}</tr>{body}</table></body></html>"


def saved(folder: Path, text: str, *, encoding: str = "utf-8") -> Path:
    path = folder / "tkdn.xls"
    path.write_text(text, encoding=encoding)
    return path
