"""Patterns that come from the loom and the plaiting hand: lurik, ikat, songket, anyaman."""

import random

from media.artwork.colour import darker, lighter, mix
from media.artwork.motifs.tile import Dye, Tile


def lurik(tile: Tile, dye: Dye, luck: random.Random) -> None:
    """Warp stripes of uneven width, fine threads between them."""
    colours = (
        dye.figure,
        dye.detail,
        dye.spark,
        mix(dye.ground, dye.figure, 0.35),
        mix(dye.ground, dye.detail, 0.4),
    )
    for start in (0.0, 0.5):
        x = start
        while x < start + 0.46:
            width = luck.choice((0.006, 0.006, 0.012, 0.02, 0.035))
            tile.box(x, 0, x + width, 1, luck.choice(colours))
            x += width + luck.choice((0.008, 0.016, 0.03))
    for step in range(80):
        tile.box(0, step / 80, 1, step / 80 + 0.003, mix(dye.ground, dye.figure, 0.12))


def ikat(tile: Tile, dye: Dye, luck: random.Random) -> None:
    """Lozenges tied and dyed before weaving, so that every edge is feathered along the warp."""
    threads = 96
    plan = (
        (0.47, dye.figure),
        (0.4, dye.ground),
        (0.33, dye.detail),
        (0.22, dye.figure),
        (0.13, dye.ground),
        (0.07, dye.spark),
    )
    for centre_x, centre_y in ((0.5, 0.5), (0.0, 0.0)):
        for reach, colour in plan:
            for thread in range(threads):
                off = (thread + 0.5) / threads - 0.5
                half = reach * 1.0 - abs(off)
                step = round(half * 16) / 16
                if step <= 0:
                    continue
                fray = luck.uniform(-0.012, 0.012)
                x = centre_x + off
                tile.box(
                    x - 0.6 / threads,
                    centre_y - step + fray,
                    x + 0.6 / threads,
                    centre_y + step + fray,
                    colour,
                )
    _ikat_hooks(tile, dye)


def _ikat_hooks(tile: Tile, dye: Dye) -> None:
    for x, y in ((0.5, 0.0), (0.0, 0.5)):
        for width, height, colour in (
            (0.1, 0.02, dye.figure),
            (0.02, 0.1, dye.figure),
            (0.045, 0.045, dye.spark),
        ):
            tile.box(x - width, y - height, x + width, y + height, colour)
        tile.box(x - 0.018, y - 0.018, x + 0.018, y + 0.018, dye.ground)


_FLOWER = (
    "....#....",
    "...###...",
    ".#..#..#.",
    "##.###.##",
    "#.##o##.#",
    "##.###.##",
    ".#..#..#.",
    "...###...",
    "....#....",
)


def songket(tile: Tile, dye: Dye, luck: random.Random) -> None:
    """Metal thread laid over dark silk: counted flowers in a trellis of lozenges."""
    cells = luck.choice((2, 3))
    cell = 1 / cells
    knot = cell / 22
    for column in range(cells):
        for row in range(cells):
            for dx, dy in ((0.5, 0.5), (0.0, 0.0)):
                _counted_flower(tile, dye, ((column + dx) * cell, (row + dy) * cell), knot)
            for step in range(11):
                along = (step + 0.5) / 22 * cell
                for x, y in ((along, cell / 2 - along), (cell - along, cell / 2 - along)):
                    for flip in (y, cell - y):
                        left, top = column * cell + x, row * cell + flip
                        tile.box(left - knot / 2, top - knot / 2, left + knot / 2, top + knot / 2, dye.detail)
    for line in range(110):
        tile.box(0, line / 110, 1, line / 110 + 0.0032, mix(dye.ground, dye.detail, 0.14))


def _counted_flower(tile: Tile, dye: Dye, centre: tuple[float, float], knot: float) -> None:
    for row, marks in enumerate(_FLOWER):
        for column, mark in enumerate(marks):
            if mark == ".":
                continue
            x, y = centre[0] + (column - 4) * knot, centre[1] + (row - 4) * knot
            colour = dye.spark if mark == "o" else dye.figure
            tile.box(x - knot * 0.5, y - knot * 0.5, x + knot * 0.5, y + knot * 0.5, colour)


def anyaman(tile: Tile, dye: Dye, luck: random.Random) -> None:
    """Plaited strips, two over and two under, each strip rounded by light."""
    strips = luck.choice((8, 12))
    cell = 1 / strips
    for column in range(strips):
        for row in range(strips):
            across = (column + row) % 4 < 2
            base = dye.figure if across else dye.ground
            if (row if across else column) % 4 == 3:
                base = dye.detail
            _strip(tile, (column * cell, row * cell), cell, across, base)


def _strip(
    tile: Tile, corner: tuple[float, float], cell: float, across: bool, base: tuple[int, int, int]
) -> None:
    x, y = corner
    tile.box(x, y, x + cell, y + cell, darker(base, 0.6))
    for inset, tone in (
        (0.04, darker(base, 0.22)),
        (0.16, base),
        (0.3, lighter(base, 0.16)),
        (0.4, lighter(base, 0.26)),
    ):
        gap = cell * inset
        if across:
            tile.box(x, y + gap, x + cell, y + cell - gap * 1.3, tone)
        else:
            tile.box(x + gap, y, x + cell - gap * 1.3, y + cell, tone)
