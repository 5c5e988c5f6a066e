"""The surface that things are painted on: smooth-edged fills, strokes, glazes, shadows and clipping.

A `Pen` paints in the units of one thing: x to the right and y up from the middle of its foot, one unit
about the height of the thing. Every mask is drawn larger and reduced, so edges are smooth at any scale.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from media.artwork.colour import RGB
from media.artwork.light import Stops, falloff, graded
from media.artwork.paths import Path, Point

Box = tuple[int, int, int, int]
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
        mask = _mask(box, [(points, 255), *((self.pixels(hole), 0) for hole in holes)])
        self.image.paste(self._surface(paint, points, box), box, mask)

    def stroke(self, path: Path, width: float, colour: RGB) -> None:
        """Draw along `path`, `width` units wide, with round ends."""
        points = self.pixels(path)
        box = self._box(points, width * self.scale / 2 + 1)
        if box is not None:
            self._lay(colour, box, _lines(box, [(points, width * self.scale, 255)]))

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
        rod = graded(_lines(box, layers), shades)
        self.image.paste(rod, box, _lines(box, [(points, thick, 255)]))

    def glaze(
        self, path: Path, colour: RGB, strength: float, *, stops: Stops | None = None, upright: bool = False
    ) -> None:
        """Lay a thin coat of `colour` over `path`; `stops` vary its strength across (or down) the shape."""
        points = self.pixels(path)
        box = self._box(points)
        if box is None:
            return
        mask = _mask(box, [(points, round(255 * strength))])
        if stops is not None:
            full = _whole(points)
            ramped = falloff(stops, (full[2] - full[0], full[3] - full[1]), upright=upright)
            part = ramped.crop((box[0] - full[0], box[1] - full[1], box[2] - full[0], box[3] - full[1]))
            mask = ImageChops.multiply(mask, part)
        self._lay(colour, box, mask)

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
        step = max(1, min(8, int(radius / 3)))
        size = max(1, -(-(box[2] - box[0]) // step)), max(1, -(-(box[3] - box[1]) // step))
        mask = Image.new("L", size)
        draw = ImageDraw.Draw(mask)
        for shape in shapes:
            draw.polygon(
                [((x - box[0]) / step, (y - box[1]) / step) for x, y in shape], fill=round(255 * strength)
            )
        mask = mask.filter(ImageFilter.GaussianBlur(radius / step))
        mask = mask.resize((size[0] * step, size[1] * step), Image.Resampling.BILINEAR)
        self._lay(colour, box, mask.crop((0, 0, box[2] - box[0], box[3] - box[1])))

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
        self.image.paste(patch, box, _mask(box, [(points, 255), *((self.pixels(hole), 0) for hole in holes)]))

    def window(self, path: Path) -> Box | None:
        """Return the pixels around `path` that lie on the picture, or None when all of it is outside."""
        return self._box(self.pixels(path))

    def put(self, picture: Image.Image, box: Box, paths: Sequence[Path]) -> None:
        """Paste `picture`, ready for the pixels of `box`, where it lies inside any of `paths`."""
        self.image.paste(picture, box, _mask(box, [(self.pixels(path), 255) for path in paths]))

    def _surface(self, paint: Paint, points: Path, box: Box) -> Image.Image:
        if isinstance(paint, tuple):
            return Image.new("RGB", (box[2] - box[0], box[3] - box[1]), paint)
        full = _whole(points)
        surface = paint((full[2] - full[0], full[3] - full[1]))
        return surface.crop((box[0] - full[0], box[1] - full[1], box[2] - full[0], box[3] - full[1]))

    def _lay(self, colour: RGB, box: Box, mask: Image.Image) -> None:
        """Lay `colour` through `mask`: as a picture, because pasting that is twice as quick."""
        self.image.paste(Image.new("RGB", mask.size, colour), box, mask)

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


def _lines(box: Box, layers: Sequence[tuple[Path, float, int]]) -> Image.Image:
    """Return grey lines with round ends, each given as points, width in pixels and grey level."""
    zoom = 4 if max(width for _, width, _ in layers) < 24 else 3
    lines = Image.new("L", ((box[2] - box[0]) * zoom, (box[3] - box[1]) * zoom))
    draw = ImageDraw.Draw(lines)
    for points, width, level in layers:
        moved = [((x - box[0]) * zoom, (y - box[1]) * zoom) for x, y in points]
        thick = max(1, round(width * zoom))
        draw.line(moved, fill=level, width=thick, joint="curve")
        for x, y in (moved[0], moved[-1]):
            draw.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=level)
    return lines.reduce(zoom)


def _mask(box: Box, layers: Sequence[tuple[Path, int]]) -> Image.Image:
    width, height = box[2] - box[0], box[3] - box[1]
    area = width * height
    zoom = 4 if area < 60_000 else 3 if area < 250_000 else 2
    mask = Image.new("L", (width * zoom, height * zoom))
    draw = ImageDraw.Draw(mask)
    for points, level in layers:
        draw.polygon([((x - box[0]) * zoom, (y - box[1]) * zoom) for x, y in points], fill=level)
    return mask.reduce(zoom)
