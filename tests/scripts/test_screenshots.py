"""The pictures in docs/screenshots are of every page that the script knows, and stay small."""

import pytest

from scripts.screenshots import BROKEN, FIXED, FOLDER, LINKED, SCHEMES, SIZES

MOST_BYTES = 6_000_000


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_kind_of_page_has_its_picture(width: int, scheme: str) -> None:
    wanted = {f"{name}-{width}-{scheme}.webp" for name in {*FIXED, *LINKED, *BROKEN}}

    assert wanted - {path.name for path in FOLDER.iterdir()} == set(), "make screenshots"


def test_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.webp")) < MOST_BYTES
