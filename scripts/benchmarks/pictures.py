"""What a 12-megapixel photo costs: judged and kept, then all its WebP and JPEG renditions, then AVIF.

`python -m scripts.benchmarks.pictures` prints JSON: the best of several rounds, and by how many MB the
process grew at its highest. It needs no database: storing rows and files is left out.
"""

import json
import os
import resource
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image as Pillow

SIZE = (4000, 3000)
ROUNDS = 3


def photo() -> bytes:
    """A JPEG of 12 megapixels with edges, gradients and grain, as a phone writes one: about 2.5 MB."""
    grain = Pillow.effect_noise((SIZE[0] // 8, SIZE[1] // 8), 60).resize(SIZE, Pillow.Resampling.BICUBIC)
    ramp = Pillow.linear_gradient("L").resize(SIZE)
    disc = Pillow.radial_gradient("L").resize(SIZE)
    buffer = BytesIO()
    Pillow.merge("RGB", (grain, ramp, disc)).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def measure() -> dict[str, Any]:
    """Milliseconds of wall clock and of the processor for each step, and the growth of the process in MB."""
    from django.core.files.base import ContentFile

    from media.models import Image
    from media.pictures import clean_picture
    from media.rendering import render
    from media.services.renditions import orders_for
    from media.shapes import ALWAYS, AT_ONCE, LATER

    Pillow.init()
    data = in_a_child(photo)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    kept, keep_ms = best(lambda: clean_picture(ContentFile(data, name="foto.jpg")))
    image = Image(pk=1, collection_id=1, width=kept.width, height=kept.height)
    image.file.name = "foto.jpg"
    made, at_once_ms = best(lambda: render(kept.data, orders_for(image, ALWAYS, AT_ONCE)))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    _made, avif_ms = best(lambda: render(kept.data, orders_for(image, ALWAYS, LATER)))
    return {
        "kept_ms": keep_ms,
        "webp_and_jpeg_ms": at_once_ms,
        "avif_ms": avif_ms,
        "files": len(made.rendered),
        "grown_mb": round(grown / 1024),
    }


def best(step: Callable[[], Any]) -> tuple[Any, dict[str, int]]:
    """The step's answer, and its shortest times of several rounds in milliseconds."""
    walls, processor, answer = [], [], None
    for _round in range(ROUNDS):
        wall, busy = time.perf_counter(), time.process_time()
        answer = step()
        walls.append(time.perf_counter() - wall)
        processor.append(time.process_time() - busy)
    return answer, {"wall": round(1000 * min(walls)), "processor": round(1000 * min(processor))}


def in_a_child(make: Callable[[], bytes]) -> bytes:
    """What `make` answers, made in another process: its memory must not hide what is measured here."""
    read, write = os.pipe()
    if os.fork() == 0:
        with os.fdopen(write, "wb") as pipe:
            pipe.write(make())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        data = pipe.read()
    os.wait()
    return data


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    print(json.dumps(measure()))
