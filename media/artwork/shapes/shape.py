"""What every drawable thing tells the scenes about itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from media.artwork.design import Design
from media.artwork.stage import Pen

Pose = Literal["stands", "hangs", "lies"]


@dataclass(frozen=True)
class Shape:
    """A thing that can be drawn.

    `paint` draws it with its foot at the origin. `width` and `height` are its extent in units. It `stands`
    upright, `hangs` on a wall, or `lies` flat and wide. `focus` is the point a close-up looks at.
    """

    paint: Callable[[Pen, Design], None]
    width: float
    height: float
    pose: Pose = "stands"
    focus: tuple[float, float] | None = None

    @property
    def centre(self) -> tuple[float, float]:
        """The point a close-up looks at: `focus`, or the middle."""
        return self.focus or (0.0, self.height * 0.5)
