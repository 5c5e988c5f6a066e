"""The colour behind a picture that is still loading: one of 64, as a class, as pages have no inline style."""

from functools import cache
from itertools import product

#: The four levels of each of red, green and blue.
LEVELS = (0x20, 0x60, 0xA0, 0xE0)
#: The element around an `<img>` has no box of its own, so that the image lies where its class puts it.
_FRAME = "@layer base {\n  picture { display: contents; }\n}\n\n"


@cache
def tone_of(colour: str) -> str:
    """The class for a colour such as `#8a4b1f`: `tone-210`; empty for no colour."""
    if len(colour) != 7:
        return ""
    return "tone-" + "".join(str(int(colour[at : at + 2], 16) // 64) for at in (1, 3, 5))


def tone_sheet() -> str:
    """The style sheet `site/static/css/tones.css`, which a test compares with this."""
    rules = (
        f"  .tone-{red}{green}{blue} {{ background-color: "
        f"#{LEVELS[red]:02x}{LEVELS[green]:02x}{LEVELS[blue]:02x}; }}"
        for red, green, blue in product(range(4), repeat=3)
    )
    return f"{_FRAME}@layer utilities {{\n" + "\n".join(rules) + "\n}\n"
