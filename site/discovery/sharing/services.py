"""Keeps share pictures: each is drawn once for what it shows, and takes the place of the one before."""

import logging
import time

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from discovery.sharing.cards import ShareCard
from discovery.sharing.drawing import draw

logger = logging.getLogger(__name__)

FOLDER = "bagikan"
#: Seconds that others wait for the one who draws, and how often they look.
PATIENCE, PAUSE = 8.0, 0.1


def share_jpeg(card: ShareCard, language: str) -> bytes:
    """The card's picture as a JPEG, from the storage or drawn now.

    Of many who ask at once for one that is not there yet, one draws and the others wait for it; after some
    seconds they draw it themselves, as when the cache that holds the lock is down.
    """
    place = f"{_folder(card)}/{language}-{card.version}.jpg"
    lock = f"drawing-{place}"
    deadline = time.monotonic() + PATIENCE
    while not default_storage.exists(place):
        if cache.add(lock, True, timeout=PATIENCE) or time.monotonic() > deadline:
            try:
                return _keep(card, language, place)
            finally:
                cache.delete(lock)
        time.sleep(PAUSE)
    with default_storage.open(place) as file:
        kept: bytes = file.read()
    return kept


def _keep(card: ShareCard, language: str, place: str) -> bytes:
    data = draw(card)
    if not default_storage.exists(place):
        default_storage.save(place, ContentFile(data))
        _drop_older(card, language, place)
        logger.info("share picture drawn", extra={"place": place, "bytes": len(data)})
    return data


def _drop_older(card: ShareCard, language: str, place: str) -> None:
    """Remove what the same thing looked like before: nobody is led there any more."""
    folder = _folder(card)
    _folders, names = default_storage.listdir(folder)
    for name in names:
        if name.startswith(f"{language}-") and f"{folder}/{name}" != place:
            default_storage.delete(f"{folder}/{name}")


def _folder(card: ShareCard) -> str:
    return f"{FOLDER}/{card.kind}/{card.key}"
