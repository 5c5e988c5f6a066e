"""Batches write the same files as single drawings, in one process or in several."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from media.artwork import Job, batch, draw, draw_many, drawing, encoded
from media.rendering import Order
from media.shapes import Format, Size


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

    assert sorted(drawn.path for drawn in written) == sorted(job.path for job in jobs(alone))
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


def test_others_draw_while_the_caller_goes_on(tmp_path: Path) -> None:
    with drawing(jobs(tmp_path), workers=2) as drawn:
        first = next(drawn)

        assert first.path.stat().st_size == first.file_size
    assert not list(tmp_path.rglob("*.part"))


def test_where_no_process_can_be_started_it_is_drawn_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OSError("no semaphores")

    monkeypatch.setattr(batch, "ProcessPoolExecutor", refuse)

    written = draw_many(jobs(tmp_path), workers=2)

    assert len(written) == 7
    assert "one process" in caplog.text


def test_renditions_are_made_of_the_drawing_in_memory(tmp_path: Path) -> None:
    card = Order(Size.CARD, Format.WEBP, "fill-120x90|format-webp", "", (0, 0, 240, 180), 120, 90)
    job = replace(jobs(tmp_path)[0], orders=(card,))

    (drawn,) = draw_many([job])

    (rendered,) = drawn.made.rendered
    assert Image.open(io.BytesIO(rendered.data)).size == (120, 90)
    assert len(drawn.made.fingerprint) == 16


def test_a_full_product_picture_stays_light_on_the_wire() -> None:
    job = Job(Path("x.jpg"), "product", "semarang", "lunpia", "ceplok", "lunpia")

    data = encoded(draw(job))

    assert len(data) < 450_000
    assert Image.open(io.BytesIO(data)).size == (1600, 1200)
