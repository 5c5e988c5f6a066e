"""Patterns of the other islands: benang bintik of the Dayak and the tumpal border."""

import math
import random

from media.artwork.colour import mix
from media.artwork.motifs.tile import Dye, Tile
from media.artwork.paths import petal, placed, smooth, spiral, star


def benang_bintik(tile: Tile, dye: Dye, luck: random.Random) -> None:
    """Fern curls around a tree of life, outlined by rows of dots (bintik)."""
    for x, y in ((0.25, 0.25), (0.75, 0.75)):
        _tree(tile, dye, x, y)
    for x, y in ((0.75, 0.25), (0.25, 0.75)):
        _shield(tile, dye, x, y)
    for index in range(16):
        share = index / 16
        for x, y in ((share, 0.5), (share, 0.0), (0.5, share), (0.0, share)):
            tile.disc(x, y, 0.008, luck.choice((dye.figure, dye.figure, dye.spark)))


def _tree(tile: Tile, dye: Dye, x: float, y: float) -> None:
    tile.line([(x, y + 0.2), (x, y - 0.14)], 0.018, dye.figure)
    for hand in (1, -1):
        for height, size in ((0.12, 0.075), (0.0, 0.065), (-0.1, 0.05)):
            root = (x, y + height + 0.05)
            curl = spiral(x + hand * size * 1.3, y + height - 0.01, size, 1.15, start=math.pi / 2, hand=-hand)
            tile.line(smooth([root, curl[0], *curl[3::3]], steps=4), 0.017, dye.figure)
            tile.disc(*curl[-1], 0.014, dye.spark)
    for turn in (-2.1, -1.57, -1.04):
        tile.polygon(placed(petal(0.1, 0.04), x, y - 0.12, turn=turn), dye.detail)


def _shield(tile: Tile, dye: Dye, x: float, y: float) -> None:
    for reach, colour in ((0.19, dye.figure), (0.172, dye.ground), (0.12, dye.detail), (0.104, dye.ground)):
        tile.polygon([(x - reach * 0.72, y), (x, y - reach), (x + reach * 0.72, y), (x, y + reach)], colour)
    for quarter in range(4):
        curl = spiral(x, y, 0.075, 0.8, start=quarter * math.pi / 2)
        tile.line(curl, 0.014, mix(dye.figure, dye.spark, 0.4))
    tile.disc(x, y, 0.02, dye.spark)
    for index in range(20):
        angle = index * math.tau / 20
        tile.disc(x + 0.2 * math.cos(angle), y + 0.215 * math.sin(angle), 0.007, dye.figure)


def tumpal(tile: Tile, dye: Dye, luck: random.Random) -> None:
    """Rows of tall triangles, like the bamboo shoots that guard a cloth's edge."""
    shoots = luck.choice((4, 5))
    wide = 1 / shoots
    for row in range(2):
        low = row * 0.5 + 0.44
        tile.box(0, low + 0.005, 1, low + 0.014, dye.spark)
        tile.box(0, low + 0.022, 1, low + 0.034, dye.detail)
        for index in range(shoots):
            x = (index + 0.5 + row / 2) * wide
            for share, colour in (
                (1.0, dye.figure),
                (0.82, dye.ground),
                (0.66, dye.detail),
                (0.42, dye.figure),
            ):
                half, top = wide * 0.47 * share, low - 0.36 * share
                tile.polygon([(x - half, low), (x, top), (x + half, low)], colour)
            tile.polygon(star(x + wide / 2, low - 0.28, wide * 0.16, wide * 0.06, 4), dye.spark)
            tile.disc(x, low - 0.05, wide * 0.06, dye.ground)
            for dot in range(3):
                tile.disc(x + wide / 2, low - 0.2 + dot * 0.045, wide * 0.03, dye.figure)
