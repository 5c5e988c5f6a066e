"""Many pictures at once, in several processes, written as files."""

import io
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
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
from media.rendering import Made, Order, render_drawn

logger = logging.getLogger(__name__)

Kind = Literal["product", "cover", "logo", "campaign"]

_QUALITY = 82
_CHUNK = 24


@dataclass(frozen=True)
class Job:
    """One picture to draw and the file to write it to.

    `kind` says which drawing; `subject` is the archetype of a product or the name on a logo (unused for the
    others); `archetypes` are the goods on a cover or header; `size` is that of the drawing when None;
    `orders` are the renditions to make of it while it is in memory.
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
    orders: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that was drawn: its file, how many bytes that has, and its renditions, not written yet."""

    path: Path
    file_size: int
    made: Made


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


def _written(jobs: Sequence[Job]) -> list[Drawn]:
    return [_drawn(job) for job in jobs]


def _drawn(job: Job) -> Drawn:
    picture = draw(job)
    data = encoded(picture, job.path.suffix)
    job.path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = job.path.with_name(f".{job.path.name}.part")
    unfinished.write_bytes(data)
    unfinished.replace(job.path)
    return Drawn(job.path, len(data), render_drawn(picture, job.orders))


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


def draw_many(jobs: Iterable[Job], workers: int = 2) -> list[Drawn]:
    """Draw and write all `jobs`; return what was drawn, in no particular order. See `drawing`."""
    with drawing(jobs, workers) as drawn:
        return list(drawn)


@contextmanager
def drawing(jobs: Iterable[Job], workers: int = 2) -> Iterator[Iterator[Drawn]]:
    """Begin to draw and write all `jobs` and give an iterator of what is drawn, in no particular order.

    With more than one worker the work is spread over freshly started processes (no fork, so it is safe beside
    threads and open databases) while the caller does other things; with one, for a few jobs, or where no
    process can be started, it is done here as the iterator is read. A file appears only when it is complete.
    Reading raises KeyError for an unknown archetype, palette or motif, and OSError when a file cannot be
    written. Whoever leaves early leaves the rest undrawn.
    """
    chunks = list(_chunks(jobs))
    pool = _pool(min(workers, len(chunks)))
    if pool is None:
        yield (drawn for chunk in chunks for drawn in _written(chunk))
        return
    try:
        results = pool.map(_written, chunks)
        yield (drawn for written in results for drawn in written)
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor | None:
    if workers <= 1:
        return None
    try:
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    except (ImportError, OSError):  # a machine without the semaphores that processes share
        logger.warning("pictures are drawn in one process", exc_info=True)
        return None
