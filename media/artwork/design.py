"""What one drawn product is: its place's colours, its pattern, its luck and the words on its label."""

import random
from dataclasses import dataclass

from media.artwork.colour import RGB
from media.artwork.palettes import Palette
from media.artwork.seeds import Seed, chance


@dataclass(frozen=True)
class Design:
    """The choices a product keeps in all its views.

    `scheme` turns the colours for siblings in a group; `seed` drives everything left to chance.
    """

    palette: Palette
    motif: str
    seed: Seed
    label: str | None = None
    scheme: int = 0

    def luck(self, *part: Seed) -> random.Random:
        """Return the same chance sequence for the same part of this product."""
        return chance("product", self.seed, *part)

    def layout(self, *part: Seed) -> random.Random:
        """Return chance for where small things lie: one of three arrangements, shared by many products.

        Three are enough to look like chance, and few enough that their outlines are found ready.
        """
        return chance("layout", self.luck("layout").randrange(3), *part)

    @property
    def body(self) -> RGB:
        """The colour of the thing itself."""
        return (self.palette.main, self.palette.second, self.palette.accent)[self.scheme % 3]

    @property
    def trim(self) -> RGB:
        """The colour of lids, ribbons and edges."""
        return (self.palette.second, self.palette.main, self.palette.main)[self.scheme % 3]

    @property
    def variant(self) -> int:
        """Which density of its pattern the product has."""
        return self.luck("variant").randrange(2)
