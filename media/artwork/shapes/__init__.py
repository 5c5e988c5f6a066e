"""The things that can be drawn, grouped by what they are made of."""

from media.artwork.shapes import (
    boxes,
    cloth,
    craft,
    food,
    furniture,
    harvest,
    meals,
    music,
    packs,
    services,
    vessels,
    wear,
)
from media.artwork.shapes.shape import Shape

__all__ = ["SHAPES", "Shape"]

SHAPES: dict[str, Shape] = {
    **boxes.SHAPES,
    **cloth.SHAPES,
    **craft.SHAPES,
    **food.SHAPES,
    **furniture.SHAPES,
    **harvest.SHAPES,
    **meals.SHAPES,
    **music.SHAPES,
    **packs.SHAPES,
    **services.SHAPES,
    **vessels.SHAPES,
    **wear.SHAPES,
}
