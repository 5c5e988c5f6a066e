"""The surface that things are painted on: smooth-edged fills, strokes, glazes, shadows and clipping.

A `Pen` paints in the units of one thing: x to the right and y up from the middle of its foot, one unit
about the height of the thing.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PIL import Image, ImageChops

from media.artwork.colour import RGB
from media.artwork.light import Stops, falloff, graded
from media.artwork.masks import Box, Mask, blurred, inside, lines
from media.artwork.paths import Path, Point

Paint = RGB | Callable[[tuple[int, int]], Image.Image]
"""What fills a shape: one colour, or a function from a pixel size to an RGB picture of that size."""

SHADOW: RGB = (46, 28, 30)


@dataclass(frozen=True)
class Pen:
    """Paints on `image`; the thing's origin lies at pixel (`x`, `y`), and a unit is `scale` pixels."""

    image: Image.Image
    x: float
    y: float
    scale: float

    def at(self, x: float, y: float, *, scale: float = 1.0) -> "Pen":
        """Return a pen for a part whose origin is (x, y) here and whose unit is `scale` of ours."""
        return replace(self, x=self.x + x * self.scale, y=self.y - y * self.scale, scale=self.scale * scale)

    def pixels(self, path: Sequence[Point]) -> Path:
        """Return `path` in image pixels."""
        return [(self.x + a * self.scale, self.y - b * self.scale) for a, b in path]

    def fill(self, path: Path, paint: Paint, *, holes: Sequence[Path] = ()) -> None:
        """Fill `path` with `paint`, leaving `holes` open."""
        points = self.pixels(path)
        box = self._box(points)
        if box is None:
            return
        mask = inside(box, [(points, 255), *((self.pixels(hole), 0) for hole in holes)])
        if isinstance(paint, tuple):
            self._lay(paint, box, mask)
        else:
            self._paste(self._surface(paint, points, box), box, mask)

    def fill_part(self, path: Path, part: Callable[[Box], Image.Image]) -> None:
        """Fill `path` with what `part` makes of the pixels that lie on the picture.

        `part` is given their box, counted from the upper left of all the path's pixels, so that what a close
        view leaves out is never worked out.
        """
        points = self.pixels(path)
        box = self._box(points)
        if box is None:
            return
        full = _whole(points)
        picture = part((box[0] - full[0], box[1] - full[1], box[2] - full[0], box[3] - full[1]))
        self._paste(picture, box, inside(box, [(points, 255)]))

    def stroke(self, path: Path, width: float, colour: RGB) -> None:
        """Draw along `path`, `width` units wide, with round ends."""
        points = self.pixels(path)
        box = self._box(points, width * self.scale / 2 + 1)
        if box is not None:
            self._lay(colour, box, lines(box, [(points, width * self.scale, 255)]))

    def tube(self, path: Path, width: float, shades: Sequence[RGB]) -> None:
        """Draw a round rod along `path`: `shades` from the dark rim to the lit ridge."""
        points, thick = self.pixels(path), width * self.scale
        box = self._box(points, thick / 2 + 1)
        if box is None:
            return
        steps = len(shades) - 1
        layers = []
        for index in range(1, steps + 1):
            lift = thick * index / len(shades) * 0.22
            raised = [(x - lift * 0.6, y - lift) for x, y in points]
            layers.append((raised, thick * (1 - index / len(shades) * 0.92), round(255 * index / steps)))
        rod = graded(lines(box, layers).grey, shades)
        self._paste(rod, box, lines(box, [(points, thick, 255)]))

    def glaze(
        self, path: Path, colour: RGB, strength: float, *, stops: Stops | None = None, upright: bool = False
    ) -> None:
        """Lay a thin coat of `colour` over `path`; `stops` vary its strength across (or down) the shape."""
        points = self.pixels(path)
        box = self._box(points)
        if box is None:
            return
        mask = inside(box, [(points, round(255 * strength))])
        if stops is None:
            self._lay(colour, box, mask)
        else:
            full = _whole(points)
            ramped = falloff(stops, (full[2] - full[0], full[3] - full[1]), upright=upright)
            part = ramped.crop((box[0] - full[0], box[1] - full[1], box[2] - full[0], box[3] - full[1]))
            grey = ImageChops.multiply(mask.grey, part)
            self.image.paste(Image.new("RGB", grey.size, colour), box, grey)

    def soft(self, path: Path, blur: float, strength: float, colour: RGB = SHADOW) -> None:
        """Lay `colour` over `path` with edges `blur` units soft: shadows and sheen."""
        self.soft_all([path], blur, strength, colour)

    def soft_all(self, paths: Sequence[Path], blur: float, strength: float, colour: RGB = SHADOW) -> None:
        """Lay `colour` over all `paths` at once, as `soft` does over one."""
        shapes = [self.pixels(path) for path in paths]
        radius = blur * self.scale
        box = self._box([point for shape in shapes for point in shape], radius * 2.3)
        if box is None:
            return
        self._lay(colour, box, blurred(box, shapes, radius, round(255 * strength)))

    @contextmanager
    def clipped(self, path: Path, *, holes: Sequence[Path] = ()) -> Iterator["Pen"]:
        """Give a pen whose paint stays inside `path`."""
        points = self.pixels(path)
        box = self._box(points)
        if box is None:
            yield replace(self, image=Image.new("RGB", (1, 1)), x=-9e6)
            return
        patch = self.image.crop(box)
        yield replace(self, image=patch, x=self.x - box[0], y=self.y - box[1])
        self._paste(patch, box, inside(box, [(points, 255), *((self.pixels(hole), 0) for hole in holes)]))

    def window(self, path: Path) -> Box | None:
        """Return the pixels around `path` that lie on the picture, or None when all of it is outside."""
        return self._box(self.pixels(path))

    def put(self, picture: Image.Image, box: Box, paths: Sequence[Path]) -> None:
        """Paste `picture`, ready for the pixels of `box`, where it lies inside any of `paths`."""
        self._paste(picture, box, inside(box, [(self.pixels(path), 255) for path in paths]))

    def _surface(
        self, paint: Callable[[tuple[int, int]], Image.Image], points: Path, box: Box
    ) -> Image.Image:
        full = _whole(points)
        surface = paint((full[2] - full[0], full[3] - full[1]))
        return surface.crop((box[0] - full[0], box[1] - full[1], box[2] - full[0], box[3] - full[1]))

    def _paste(self, picture: Image.Image, box: Box, mask: Mask) -> None:
        """Lay `picture`, ready for the pixels of `box`, through `mask`."""
        for part, grey in mask.pieces:
            self.image.paste(picture.crop(part), (box[0] + part[0], box[1] + part[1]), grey)

    def _lay(self, colour: RGB, box: Box, mask: Mask) -> None:
        """Lay `colour` through `mask`: as a picture, because pasting that is thrice as quick."""
        for part, grey in mask.pieces:
            piece = Image.new("RGB", (part[2] - part[0], part[3] - part[1]), colour)
            self.image.paste(piece, (box[0] + part[0], box[1] + part[1]), grey)

    def _box(self, points: Path, margin: float = 0.0) -> Box | None:
        left, top, right, low = _whole(points, margin)
        box = max(0, left), max(0, top), min(self.image.width, right), min(self.image.height, low)
        return box if box[0] < box[2] and box[1] < box[3] else None


def _whole(points: Path, margin: float = 0.0) -> Box:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return (
        int(min(xs) - margin) - 1,
        int(min(ys) - margin) - 1,
        int(max(xs) + margin) + 2,
        int(max(ys) + margin) + 2,
    )
