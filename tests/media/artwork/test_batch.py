"""Batches write the same files as single drawings, in one process or in several."""

import io
from pathlib import Path

import pytest
from PIL import Image

from media.artwork import Job, draw, draw_many, encoded


def jobs(folder: Path) -> list[Job]:
    small = (240, 180)
    products = [
        Job(folder / "p" / f"{name}-{view}.jpg", "product", "malang", name, "ceplok", name, view, size=small)
        for name in ("tempe_chips", "mask")
        for view in range(2)
    ]
    return [
        *products,
        Job(folder / "sampul.jpg", "cover", "jepara", "s", "truntum", size=(320, 120), archetypes=("table",)),
        Job(folder / "logo.png", "logo", "jepara", "s", subject="Griya Ukir Lestari", size=(96, 96)),
        Job(folder / "kampanye.jpg", "campaign", "padang", "s", "songket", size=(320, 120)),
    ]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    alone, together = tmp_path / "alone", tmp_path / "together"

    written = draw_many(jobs(alone), workers=1)
    draw_many(jobs(together), workers=2)

    assert sorted(written) == sorted(job.path for job in jobs(alone))
    assert contents(alone) == contents(together)
    assert len(contents(alone)) == 7


def test_files_are_pictures_of_the_kind_their_name_says(tmp_path: Path) -> None:
    draw_many(jobs(tmp_path), workers=1)

    kinds = {path.suffix: kind(path) for path in tmp_path.rglob("*.*")}

    assert kinds == {".jpg": "JPEG", ".png": "PNG"}


def kind(path: Path) -> str | None:
    with Image.open(path) as picture:
        return picture.format


def test_nothing_half_written_is_left_when_a_drawing_fails(tmp_path: Path) -> None:
    bad = Job(tmp_path / "x.jpg", "product", "malang", 1, "ceplok", "spaceship")

    with pytest.raises(KeyError, match="spaceship"):
        draw_many([bad], workers=1)

    assert contents(tmp_path) == {}


def test_no_jobs_need_no_processes() -> None:
    written = draw_many([], workers=4)

    assert written == []


def test_a_full_product_picture_stays_light_on_the_wire() -> None:
    job = Job(Path("x.jpg"), "product", "semarang", "lunpia", "ceplok", "lunpia")

    data = encoded(draw(job))

    assert len(data) < 450_000
    assert Image.open(io.BytesIO(data)).size == (1600, 1200)
