"""What is taken and what is refused: an exact table, and what judging costs in time and memory."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from media import exceptions
from media.pictures import clean_picture
from tests.media import hostile

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "tests" / "data" / "pictures"

#: Every file: the error's name, or the ending of what is kept of it and its size.
VERDICTS = {
    "exif-orientation/LICENSE": "PictureOfUnknownKind",
    "exif-orientation/Landscape_1.jpg": ("jpg", (1800, 1200)),
    "exif-orientation/Landscape_3.jpg": ("jpg", (1800, 1200)),
    "exif-orientation/Landscape_6.jpg": ("jpg", (1800, 1200)),
    "exif-orientation/Landscape_8.jpg": ("jpg", (1800, 1200)),
    "odd/LICENSE": "PictureOfUnknownKind",
    "odd/broken.png": "PictureOfUnknownKind",
    "odd/broken_data_stream.png": "PictureBroken",
    "odd/chi.gif": "PictureOfUnknownKind",
    "odd/crash-2020-10-test.tif": "PictureOfUnknownKind",
    "odd/decompression_bomb.gif": "PictureOfUnknownKind",
    "odd/decompression_bomb_extents.gif": "PictureOfUnknownKind",
    "odd/exif_gps.jpg": ("jpg", (8, 8)),
    "odd/frozenpond.mpo": ("jpg", (640, 480)),
    "odd/hopper.gif": "PictureOfUnknownKind",
    "odd/hopper.jpg": ("jpg", (128, 128)),
    "odd/hopper.psd": "PictureOfUnknownKind",
    "odd/hopper.webp": ("webp", (128, 128)),
    "odd/hopper_bad_exif.jpg": ("jpg", (500, 500)),
    "odd/hopper_gray.jpg": ("jpg", (128, 128)),
    "odd/pil_sample_cmyk.jpg": ("jpg", (100, 100)),
    "odd/transparent.png": ("webp", (200, 150)),
    "odd/truncated_exif_dpi.jpg": ("jpg", (480, 640)),
    "odd/truncated_jpeg.jpg": "PictureBroken",
}


def judged(name: str, data: bytes) -> Any:
    try:
        clean = clean_picture(ContentFile(data, name=name))
    except exceptions.PictureRefused as refusal:
        return type(refusal).__name__
    return clean.extension, (clean.width, clean.height)


def test_every_picture_is_judged_as_the_table_says() -> None:
    files = sorted(path for path in IMAGES.rglob("*") if path.is_file())

    verdicts = {str(path.relative_to(IMAGES)): judged(path.name, path.read_bytes()) for path in files}

    assert verdicts == VERDICTS


@pytest.mark.parametrize(("error", "make"), [pytest.param(e, m, id=n) for n, e, m in hostile.refused()])
def test_hostile_picture_is_refused(error: str, make: hostile.Maker) -> None:
    name, data = make()

    with pytest.raises(getattr(exceptions, error)) as refusal:
        clean_picture(ContentFile(data, name=name))

    assert name in str(refusal.value)


@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in hostile.taken()])
def test_odd_but_honest_picture_is_taken(make: hostile.Maker) -> None:
    name, data = make()

    clean = clean_picture(ContentFile(data, name=name))

    assert 1 <= max(clean.width, clean.height) <= 2560
    assert clean.data[:4] in {b"\x89PNG", b"RIFF"} or clean.data[:2] == b"\xff\xd8"


#: Judges the files named on its command line, each in a process of its own, and prints for each its path, the
#: processor's seconds, and by how many MB the process grew at its highest.
JUDGE = """
import json, os, resource, sys, time
from pathlib import Path
import django
django.setup()
from django.core.files.base import ContentFile
from PIL import Image
from media.exceptions import PictureRefused
from media.pictures import clean_picture
Image.init()
for path in sys.argv[1:]:
    if child := os.fork():
        os.waitpid(child, 0)
        continue
    data = Path(path).read_bytes()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    try:
        clean_picture(ContentFile(data, name=path))
    except PictureRefused:
        pass
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps([path, time.process_time() - start, grown / 1024]), flush=True)
    os._exit(0)
"""


def test_judging_takes_a_second_and_300_mb_at_most(tmp_path: Path) -> None:
    makers = {name: make for name, *_error, make in (*hostile.refused(), *hostile.taken())}
    for name, make in makers.items():
        (tmp_path / name).write_bytes(make()[1])

    costs = costs_of(sorted(tmp_path.iterdir()))
    for name, cost in too_dear(costs).items():
        # A busy machine counts half as much again for the same work; the better of two tries is the work's.
        costs[name] = min(cost, *costs_of([tmp_path / name]).values())

    assert len(costs) == len(makers) >= 45
    assert too_dear(costs) == {}


def too_dear(costs: dict[str, list[float]]) -> dict[str, list[float]]:
    return {name: cost for name, cost in costs.items() if cost[0] > 1 or cost[1] > 300}


def costs_of(paths: list[Path]) -> dict[str, list[float]]:
    """Seconds and MB by the file's name."""
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    command = [sys.executable, "-c", JUDGE, *map(str, paths)]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(path).name: cost for path, *cost in lines}
