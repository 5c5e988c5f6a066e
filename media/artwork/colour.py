"""Colours as plain RGB triples, and the few mixtures that painting needs."""

from typing import TypeAlias

RGB: TypeAlias = tuple[int, int, int]

WHITE: RGB = (255, 255, 255)


def rgb(code: str) -> RGB:
    """Return the triple of a `#RRGGBB` code; raise ValueError for any other form."""
    digits = code.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"not a #RRGGBB colour: {code!r}")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def mix(first: RGB, second: RGB, share: float) -> RGB:
    """Return `first` with `share` (0 to 1) of `second` stirred in."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def lighter(colour: RGB, share: float) -> RGB:
    """Return `colour` moved towards white by `share` (0 to 1)."""
    return mix(colour, WHITE, share)


def darker(colour: RGB, share: float) -> RGB:
    """Return `colour` moved towards a warm near-black by `share` (0 to 1)."""
    return mix(colour, (24, 16, 12), share)


def luminance(colour: RGB) -> float:
    """Return the perceived lightness of `colour`, 0 (black) to 1 (white), by the Rec. 709 weights."""
    red, green, blue = colour
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def readable_on(ground: RGB, dark: RGB, light: RGB) -> RGB:
    """Return whichever of `dark` and `light` stands out more on `ground`."""
    level = luminance(ground)
    return dark if abs(level - luminance(dark)) >= abs(level - luminance(light)) else light
