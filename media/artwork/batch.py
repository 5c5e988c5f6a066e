"""Many pictures at once, in several processes, written as files."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from PIL import Image

from media.artwork.covers import COVER, HEADER, LOGO, draw_campaign_header, draw_shop_cover, draw_shop_logo
from media.artwork.light import Size
from media.artwork.products import FULL, draw_product
from media.artwork.seeds import Seed

Kind = Literal["product", "cover", "logo", "campaign"]

_QUALITY = 82
_CHUNK = 24


@dataclass(frozen=True)
class Job:
    """One picture to draw and the file to write it to.

    `kind` says which drawing; `subject` is the archetype of a product or the name on a logo (unused for the
    others); `archetypes` are the goods on a cover or header; `size` is that of the drawing when None.
    """

    path: Path
    kind: Kind
    palette: str
    seed: Seed
    motif: str = "kawung"
    subject: str = ""
    view: int = 0
    label: str | None = None
    archetypes: tuple[str, ...] = ()
    size: Size | None = None


def _product(job: Job) -> Image.Image:
    return draw_product(
        job.subject,
        palette=job.palette,
        motif=job.motif,
        seed=job.seed,
        view=job.view,
        size=job.size or FULL,
        label=job.label,
    )


def _cover(job: Job) -> Image.Image:
    return draw_shop_cover(job.palette, job.motif, job.seed, job.size or COVER, archetypes=job.archetypes)


def _logo(job: Job) -> Image.Image:
    return draw_shop_logo(job.subject, job.palette, job.seed, job.size or LOGO)


def _campaign(job: Job) -> Image.Image:
    return draw_campaign_header(
        job.palette, job.motif, job.seed, job.size or HEADER, archetypes=job.archetypes
    )


_DRAWINGS: dict[Kind, Callable[[Job], Image.Image]] = {
    "product": _product,
    "cover": _cover,
    "logo": _logo,
    "campaign": _campaign,
}


def draw(job: Job) -> Image.Image:
    """Return the RGB picture that `job` describes, without writing it."""
    return _DRAWINGS[job.kind](job)


def encoded(picture: Image.Image, suffix: str = ".jpg") -> bytes:
    """Return `picture` as a file's bytes: PNG for the suffix `.png`, else JPEG of quality 82."""
    buffer = io.BytesIO()
    if suffix == ".png":
        picture.save(buffer, "PNG", optimize=False)
    else:
        picture.save(buffer, "JPEG", quality=_QUALITY, optimize=False, progressive=False)
    return buffer.getvalue()


def _written(jobs: Sequence[Job]) -> list[Path]:
    for job in jobs:
        job.path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = job.path.with_name(f".{job.path.name}.part")
        unfinished.write_bytes(encoded(draw(job), job.path.suffix))
        unfinished.replace(job.path)
    return [job.path for job in jobs]


def _alike(job: Job) -> tuple[str, str]:
    return job.kind, job.subject if job.kind == "product" else ""


def _likeness(job: Job) -> tuple[str, str, int, str, str, str]:
    return *_alike(job), job.view, job.palette, job.motif, str(job.seed)


def _chunks(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    """Yield jobs in portions of one archetype, view by view, so that a process draws its masks once."""
    for _, group in groupby(sorted(jobs, key=_likeness), key=_alike):
        alike = list(group)
        for start in range(0, len(alike), _CHUNK):
            yield alike[start : start + _CHUNK]


def draw_many(jobs: Iterable[Job], workers: int = 2) -> list[Path]:
    """Draw and write all `jobs`; return the paths written, in no particular order.

    With more than one worker the work is spread over freshly started processes (no fork, so it is safe beside
    threads and open databases); with one, or for a few jobs, it is done here. A file appears only when it is
    complete. Raises KeyError for an unknown archetype, palette or motif, and OSError when a file cannot be
    written.
    """
    chunks = list(_chunks(jobs))
    if workers <= 1 or len(chunks) <= 1:
        return [path for chunk in chunks for path in _written(chunk)]
    with ProcessPoolExecutor(min(workers, len(chunks)), mp_context=get_context("spawn")) as pool:
        return [path for written in pool.map(_written, chunks) for path in written]
