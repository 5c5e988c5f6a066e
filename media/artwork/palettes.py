"""Regional palettes: one family of colours for each place whose goods are drawn.

All palettes share the site's warm paper and dark ink; the four colours between them are what a
visitor would remember of the place: its dyes, its soil, its sea, its cloth.
"""

from dataclasses import dataclass

from media.artwork.colour import RGB, darker, mix, rgb

PAPER = rgb("#FFFBF5")
INK = rgb("#1F1A17")


@dataclass(frozen=True)
class Palette:
    """Colours of one place.

    `main` and `second` are the strong dyes, `accent` the spark used sparingly, `soft` the tint that
    walls and paper take. `motif` names the pattern the place is known for.
    """

    code: str
    place: str
    main: RGB
    second: RGB
    accent: RGB
    soft: RGB
    motif: str
    paper: RGB = PAPER
    ink: RGB = INK

    @property
    def deep(self) -> RGB:
        """The main dye at its darkest, for ground colours that carry light patterns."""
        return darker(self.main, 0.42)

    @property
    def mist(self) -> RGB:
        """A wall colour: the soft tint, half way back to paper."""
        return mix(self.soft, self.paper, 0.45)


_ROWS = """
semarang       | Semarang        | A8231C | 1E3A6E | F2A900 | F1D9C4 | ceplok
madiun         | Madiun          | 1F6B45 | 8A4B1F | F2A900 | DDE5CF | kawung
malang         | Malang          | B3372B | 2F6B4F | F0B23C | EFD8CB | ceplok
palangka_raya  | Palangka Raya   | 7A1F24 | 1F5A4C | EDB02A | E6DCC3 | benang_bintik
yogyakarta     | Yogyakarta      | 5A3620 | 1E3A6E | D9A441 | EADBC6 | parang
surakarta      | Surakarta       | 8A4B1F | 33261E | E0A83C | F0DDC2 | truntum
pekalongan     | Pekalongan      | 20767E | C24B6E | F4B63F | D6E6E2 | ceplok
cirebon        | Cirebon         | 1F4E96 | B02A30 | F3C04B | D5E0EE | mega_mendung
bandung        | Bandung         | 355C4A | C46A3D | EBC15C | DFE6D8 | kawung
garut          | Garut           | B8562B | 3A5A7A | E9B949 | F2DCC6 | lurik
tasikmalaya    | Tasikmalaya     | 7B5A2A | 2E6A5A | DE6B35 | EBDDBF | anyaman
jepara         | Jepara          | 6B3A1E | 2B4A55 | D89A3D | E8D6C0 | truntum
gianyar        | Gianyar         | C4622D | 2C3E50 | E7B93A | F3DCC2 | songket
denpasar       | Denpasar        | B4402F | 21636B | F1B534 | F0D9C6 | songket
lombok         | Lombok Tengah   | 9C3D2E | 1E4F6B | E8B04A | EBD5C4 | ikat
sumba          | Sumba Timur     | 8F2F22 | 22375C | D9A15A | E9D6C3 | ikat
kupang         | Kupang          | A33B20 | 3B2E4F | E6A93D | EED8C3 | ikat
makassar       | Makassar        | 7D2248 | 14606A | EFB33F | EBD6DA | lurik
toraja         | Toraja Utara    | 9B2A1C | 2B2521 | E3A32B | EDD9C6 | tumpal
padang         | Padang          | A01F2E | 2A2320 | E9B02C | F2D9C9 | songket
bukittinggi    | Bukittinggi     | 74202F | 35533C | E2A93B | E7DBCB | songket
palembang      | Palembang       | 8C1C3A | 3D2A5C | E8B43A | F0D6D2 | songket
medan          | Medan           | 6E1F2A | 2A3A34 | D8A23A | E8D8CE | ikat
banda_aceh     | Banda Aceh      | 1F5F3C | A8231C | EFB52F | DAE6D3 | tumpal
pontianak      | Pontianak       | 176B63 | C98A1B | F3C645 | D5E8DF | songket
banjarmasin    | Banjarmasin     | 6A2A6B | 1E7A63 | F4B940 | E6D9E8 | lurik
samarinda      | Samarinda       | 8A2E3B | 20505E | E7AE3D | ECD8CF | lurik
manado         | Manado          | 1B6A7A | D2572F | F5B83D | D4E6E6 | tumpal
ambon          | Ambon           | 21557F | A5482A | EDB23F | D7E2EA | tumpal
ternate        | Ternate         | 2C5F4A | 9A3B26 | E9A93A | DDE5D5 | tumpal
jayapura       | Jayapura        | 7A3B1D | 2D5B3A | E5A02F | E8D8BE | anyaman
surabaya       | Surabaya        | 1E4B7A | B8352A | F0AE2E | D8E1EA | parang
jakarta        | Jakarta         | C2512A | 1F6B62 | F4B52F | F3DCCB | tumpal
"""


def _read(row: str) -> Palette:
    code, place, main, second, accent, soft, motif = (cell.strip() for cell in row.split("|"))
    return Palette(code, place, rgb(main), rgb(second), rgb(accent), rgb(soft), motif)


PALETTES: dict[str, Palette] = {
    palette.code: palette for palette in map(_read, filter(None, _ROWS.splitlines()))
}


def palette_named(code: str) -> Palette:
    """Return the palette `code`; raise KeyError that lists the known codes."""
    try:
        return PALETTES[code]
    except KeyError:
        raise KeyError(f"unknown palette {code!r}; known: {', '.join(sorted(PALETTES))}") from None
