"""The things that can be drawn, grouped by what they are made of."""

from media.artwork.shapes import boxes, packs, vessels
from media.artwork.shapes.shape import Shape

__all__ = ["SHAPES", "Shape"]

SHAPES: dict[str, Shape] = {**boxes.SHAPES, **packs.SHAPES, **vessels.SHAPES}
