"""A contact sheet: many drawings small on one page, for judging them beside each other."""

from collections.abc import Sequence

from PIL import Image

from media.artwork.covers import draw_campaign_header, draw_shop_cover, draw_shop_logo
from media.artwork.names import ARCHETYPES, VIEWS
from media.artwork.palettes import PALETTES
from media.artwork.products import draw_product

_CELL = (400, 300)
_DRAWN = (800, 600)


def contact_sheet(
    archetypes: Sequence[str] = ARCHETYPES,
    *,
    views: int = VIEWS,
    label: str | None = "Contoh Produk",
    seed: str = "sheet",
) -> Image.Image:
    """Return a page with a row for each archetype and a column for each view, palettes taken in turn."""
    places = list(PALETTES.values())
    page = Image.new("RGB", (_CELL[0] * views, _CELL[1] * len(archetypes)), "white")
    for row, name in enumerate(archetypes):
        place = places[(row * 5 + len(seed)) % len(places)]
        for view in range(views):
            picture = draw_product(
                name,
                palette=place.code,
                motif=place.motif,
                seed=f"{seed}/{name}",
                view=view,
                size=_DRAWN,
                label=label,
            )
            page.paste(picture.resize(_CELL, Image.Resampling.LANCZOS), (view * _CELL[0], row * _CELL[1]))
    return page


def palette_sheet() -> Image.Image:
    """Return a page with a cover, a header and a logo for every palette."""
    page = Image.new("RGB", (1480, 300 * len(PALETTES)), "white")
    for row, place in enumerate(PALETTES.values()):
        cover = draw_shop_cover(place.code, place.motif, row, (1600, 600))
        header = draw_campaign_header(place.code, place.motif, row, (1600, 600))
        logo = draw_shop_logo(f"Toko {place.place}", place.code, row)
        for picture, left, width in ((cover, 0, 580), (header, 600, 580), (logo, 1200, 280)):
            height = width * picture.height // picture.width
            page.paste(picture.resize((width, height), Image.Resampling.LANCZOS), (left, row * 300))
    return page
