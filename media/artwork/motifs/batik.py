"""Wax-resist patterns of Java: kawung, parang, truntum, ceplok and mega mendung."""

import math
import random

from media.artwork.colour import RGB, mix
from media.artwork.motifs.tile import Dye, Tile
from media.artwork.paths import Path, Point, ellipse, petal, placed, smooth, star


def kawung(tile: Tile, dye: Dye, luck: random.Random) -> None:
    """Four ovals meeting in a cross: the areca palm's fruit cut lengthwise."""
    cells = luck.choice((2, 3))
    cell = 1 / cells
    dots = luck.choice((1, 2))
    for column in range(cells):
        for row in range(cells):
            x, y = (column + 0.5) * cell, (row + 0.5) * cell
            for quarter in range(4):
                turn = math.pi / 4 + quarter * math.pi / 2
                _kawung_petal(tile, dye, (x, y), cell, turn, dots)
            tile.polygon(star(x, y, cell * 0.075, cell * 0.028, 4), dye.spark)
            tile.polygon(star(x + cell / 2, y + cell / 2, cell * 0.075, cell * 0.028, 4), dye.detail)
            for side in range(4):
                angle = side * math.pi / 2
                tile.disc(
                    x + cell * 0.25 * math.cos(angle),
                    y + cell * 0.25 * math.sin(angle),
                    cell * 0.02,
                    dye.detail,
                )


def _kawung_petal(
    tile: Tile, dye: Dye, centre: tuple[float, float], cell: float, turn: float, dots: int
) -> None:
    reach = cell * 0.355
    x, y = centre[0] + math.cos(turn) * reach, centre[1] + math.sin(turn) * reach
    tile.polygon(ellipse(x, y, cell * 0.27, cell * 0.155, turn=turn), dye.figure)
    tile.polygon(ellipse(x, y, cell * 0.2, cell * 0.095, turn=turn), mix(dye.figure, dye.ground, 0.28))
    tile.polygon(ellipse(x, y, cell * 0.175, cell * 0.075, turn=turn), dye.figure)
    for index in range(dots):
        along = (index - (dots - 1) / 2) * cell * 0.17
        tile.polygon(
            ellipse(
                x + math.cos(turn) * along, y + math.sin(turn) * along, cell * 0.045, cell * 0.026, turn=turn
            ),
            dye.ground,
        )


def parang(tile: Tile, dye: Dye, luck: random.Random) -> None:
    """Slanting rows of waves like a broken cliff, with a chain of lozenges between the rows."""
    bands = luck.choice((2, 2, 1))
    blades = bands * 4
    wide = 1 / bands
    for band in range(bands):
        for index in range(blades * 2):
            along = index / (blades * 2)
            edge = (band + 0.5) / bands
            _lozenge(tile, dye, (along + edge / 2, along - edge / 2), wide * 0.045)
        for index in range(blades):
            along, across = index / blades, band / bands
            centre = (along + across / 2, along - across / 2)
            blade = placed(_blade(), *centre, scale=wide * 0.62, turn=math.pi / 4)
            tile.polygon(blade, dye.figure)
            inner = placed(_blade(), *centre, scale=wide * 0.4, turn=math.pi / 4)
            tile.polygon(inner, dye.ground)
            core = placed(_blade(), *centre, scale=wide * 0.27, turn=math.pi / 4)
            tile.polygon(core, dye.detail)


def _blade() -> Path:
    return smooth(
        [
            (-0.2, -0.56),
            (0.14, -0.4),
            (0.12, -0.1),
            (0.2, 0.16),
            (0.2, 0.56),
            (-0.14, 0.4),
            (-0.12, 0.1),
            (-0.2, -0.16),
        ],
        closed=True,
        steps=6,
    )


def _lozenge(tile: Tile, dye: Dye, centre: tuple[float, float], size: float) -> None:
    x, y = centre
    tile.polygon([(x - size, y), (x, y - size), (x + size, y), (x, y + size)], dye.detail)
    tile.disc(x, y, size * 0.34, dye.ground)


def truntum(tile: Tile, dye: Dye, luck: random.Random) -> None:
    """Small flowers like stars in the night sky: love that grows again."""
    cells = luck.choice((3, 4))
    cell = 1 / cells
    for column in range(cells):
        for row in range(cells):
            x, y = (column + 0.5) * cell, (row + 0.5) * cell
            _floret(tile, dye, (x, y), cell * 0.36, 8)
            _floret(tile, dye, (x + cell / 2, y + cell / 2), cell * 0.2, 6)
            for step in range(4):
                angle = step * math.pi / 2
                tile.disc(
                    x + math.cos(angle) * cell * 0.46,
                    y + math.sin(angle) * cell * 0.46,
                    cell * 0.018,
                    dye.figure,
                )


def _floret(tile: Tile, dye: Dye, centre: tuple[float, float], reach: float, petals: int) -> None:
    for index in range(petals):
        turn = index * math.tau / petals
        tile.polygon(placed(petal(reach, reach * 0.3), *centre, turn=turn), dye.figure)
        tip = turn + math.pi / petals
        tile.disc(
            centre[0] + math.cos(tip) * reach * 0.82,
            centre[1] + math.sin(tip) * reach * 0.82,
            reach * 0.06,
            dye.detail,
        )
    tile.disc(*centre, reach * 0.2, dye.ground)
    tile.disc(*centre, reach * 0.13, dye.spark)


def ceplok(tile: Tile, dye: Dye, luck: random.Random) -> None:
    """Rosettes in a grid of squares, joined by crosses."""
    cells = 2
    cell = 1 / cells
    petals = luck.choice((8, 12))
    for column in range(cells):
        for row in range(cells):
            x, y = (column + 0.5) * cell, (row + 0.5) * cell
            tile.disc(x, y, cell * 0.45, dye.figure)
            tile.disc(x, y, cell * 0.425, dye.ground)
            for index in range(petals):
                turn = index * math.tau / petals
                leaf = placed(petal(cell * 0.4, cell * 1.1 / petals), x, y, turn=turn)
                tile.polygon(leaf, dye.figure)
                vein = placed(petal(cell * 0.24, cell * 0.5 / petals), x, y, turn=turn)
                tile.polygon(placed(vein, 0, 0), mix(dye.detail, dye.figure, 0.2))
            tile.disc(x, y, cell * 0.11, dye.ground)
            tile.polygon(star(x, y, cell * 0.09, cell * 0.045, 8), dye.spark)
            _crossing(tile, dye, (x + cell / 2, y + cell / 2), cell)


def _crossing(tile: Tile, dye: Dye, centre: tuple[float, float], cell: float) -> None:
    for quarter in range(4):
        turn = math.pi / 4 + quarter * math.pi / 2
        tile.polygon(placed(petal(cell * 0.25, cell * 0.12), *centre, turn=turn), dye.detail)
        tile.polygon(placed(petal(cell * 0.17, cell * 0.05), *centre, turn=turn), dye.ground)
    tile.disc(*centre, cell * 0.05, dye.spark)
    for quarter in range(4):
        angle = quarter * math.pi / 2
        tile.disc(
            centre[0] + math.cos(angle) * cell * 0.14,
            centre[1] + math.sin(angle) * cell * 0.14,
            cell * 0.022,
            dye.figure,
        )


_CLOUD = (
    (-0.4, 0.1, 0.04), (-0.3, 0.06, 0.085), (-0.16, 0.0, 0.13), (0.0, -0.07, 0.15), (0.15, -0.01, 0.13),
    (0.27, 0.07, 0.09), (0.37, 0.11, 0.05), (-0.08, 0.09, 0.09), (0.1, 0.1, 0.08),
)  # fmt: skip


def mega_mendung(tile: Tile, dye: Dye, luck: random.Random) -> None:
    """Rain clouds in graded shades, each outline inside the other."""
    shades = [dye.figure, *(mix(dye.figure, dye.ground, share) for share in (0.72, 0.48, 0.26, 0.08))]
    drift = luck.uniform(-0.04, 0.04)
    for row in range(2):
        x, y = 0.25 + row * 0.5 + drift, 0.25 + row * 0.5
        _cloud(tile, (x, y), 0.98 - 0.1 * row, 1 - 2 * row, [*shades, dye.figure])
        _cloud(tile, (x + 0.5, y + 0.03), 0.5, 2 * row - 1, [*shades[:4], dye.spark])


def _cloud(tile: Tile, centre: Point, size: float, hand: int, shades: list[RGB]) -> None:
    for layer, shade in enumerate(shades):
        shrink = layer * 0.0245 - (0.008 if layer else 0.0)
        for dx, dy, radius in _CLOUD:
            if radius > shrink + 0.006:
                tile.disc(
                    centre[0] + hand * dx * size, centre[1] + dy * size, (radius - shrink) * size, shade
                )
