"""Sellers who hand in photos from their phones while visitors look at pages."""

import asyncio
import secrets
import time
import urllib.request
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import psycopg

from scripts.benchmarks.addresses import demo_pages, links
from scripts.benchmarks.busy import busy_demo, busy_environment, workers
from scripts.benchmarks.pictures import in_a_child, photo
from scripts.benchmarks.running import run_json
from scripts.benchmarks.traffic import Step, get, send

SECONDS = 60.0
UPLOADS: Step = (40 / 60, SECONDS)
VISITS: Step = (20, SECONDS)
PHOTOS = 4
#: The worker has to follow; who waits longer has found one that does not.
CATCHES_UP_WITHIN = 120.0
OPEN_TASKS = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"


def measure_uploads() -> dict[str, Any]:
    """A minute of 40 photos and 20 pages a second: what both saw, and when the last picture was ready."""
    photos = [in_a_child(photo) for _photo in range(PHOTOS)]
    with busy_demo() as url, workers():
        _wait_for_worker()
        seller = run_json(busy_environment(), "-m", "scripts.benchmarks.seller")
        uploads = [upload(url, seller, data) for data in photos]
        paths = paths_of(url)
        visits = [get(url, path) for path in paths]
        _warm(url, paths)
        seen = asyncio.run(_both(url, uploads, visits))
        waited = _wait_for_worker()
    return {**seen, "ready_after_seconds": round(waited, 1)}


async def _both(url: str, uploads: list[bytes], visits: list[bytes]) -> dict[str, Any]:
    (handed_in,), (looked,) = await asyncio.gather(send(url, uploads, [UPLOADS]), send(url, visits, [VISITS]))
    return {"pages": looked.summary(), "uploads": handed_in.summary()}


def _warm(url: str, paths: Iterable[str]) -> None:
    """A server that has run for a while: somebody has looked at each page already.

    What a photo changes is made anew all the same.
    """
    for path in paths:
        with urllib.request.urlopen(url + path, timeout=60) as answer:  # noqa: S310  (our own server)
            answer.read()


def paths_of(url: str) -> list[str]:
    """A page of each kind, then many products and shops."""
    return [
        *demo_pages(url).values(),
        *links(url, "/cari/", r"/produk/[-\w]+/"),
        *links(url, "/toko/", r"/toko/[-\w]+/"),
    ]


def upload(url: str, seller: dict[str, str], data: bytes) -> bytes:
    """The request by which the panel's script sends a photo."""
    border, token = secrets.token_hex(16), secrets.token_hex(16)
    body = (
        f"--{border}\r\n"
        'Content-Disposition: form-data; name="photo"; filename="foto.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    ).encode()
    body += data + f"\r\n--{border}--\r\n".encode()
    head = (
        f"POST /penjual/{seller['shop']}/produk/foto/ HTTP/1.1\r\n"
        f"Host: {urlsplit(url).netloc}\r\n"
        f"Cookie: sessionid={seller['session']}; csrftoken={token}\r\n"
        f"X-CSRFToken: {token}\r\n"
        f"Content-Type: multipart/form-data; boundary={border}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    return head + body


def _wait_for_worker() -> float:
    """Seconds until no task is left; raises RuntimeError when that does not come."""
    started = time.monotonic()
    with psycopg.connect(busy_environment()["DATABASE_URL"], autocommit=True) as connection:
        while connection.execute(OPEN_TASKS).fetchone() != (0,):
            if time.monotonic() > started + CATCHES_UP_WITHIN:
                raise RuntimeError("the worker does not catch up")
            time.sleep(0.2)
    return time.monotonic() - started
