"""Pictures drawn by the project: products, shop covers, logos and campaign headers.

Everything is drawn from names and seeds, without photographs or other people's work; the same input gives the
same picture everywhere. Start with `draw_product` and `draw_many`.
"""

from media.artwork.batch import Drawn, Job, draw, draw_many, drawing, encoded
from media.artwork.covers import draw_campaign_header, draw_shop_cover, draw_shop_logo
from media.artwork.mark import kawung_path, kawung_svg
from media.artwork.names import ARCHETYPES, MOTIFS, VIEWS
from media.artwork.palettes import PALETTES, Palette
from media.artwork.products import draw_product

__all__ = [
    "ARCHETYPES",
    "MOTIFS",
    "PALETTES",
    "VIEWS",
    "Drawn",
    "Job",
    "Palette",
    "draw",
    "draw_campaign_header",
    "draw_many",
    "draw_product",
    "draw_shop_cover",
    "draw_shop_logo",
    "drawing",
    "encoded",
    "kawung_path",
    "kawung_svg",
]
