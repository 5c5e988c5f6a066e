"""Two hundred visitors ask for the same picture before it has been made."""

import time
from types import SimpleNamespace
from typing import Any

import pytest

from media import receivers
from media.factories import ImageFactory
from media.models import Image
from media.renditions import Picture, Size, picture
from media.services import renditions
from tests.races import Errors, at_once

VISITORS = 20
TIMES = 10


def asked_at_once(image_id: int, may_raise: Errors = ()) -> list[list[Picture | None]]:
    """What each of the visitors is shown, each asking several times with a row of their own."""

    def visit() -> list[Picture | None]:
        return [picture(Image.objects.get(pk=image_id), Size.CARD) for _time in range(TIMES)]

    return at_once(*[visit] * VISITORS, may_raise=may_raise)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often a picture was drawn; drawing takes a while, as for a large photo, and no task comes first."""
    monkeypatch.setattr(receivers, "make_pictures", SimpleNamespace(enqueue=lambda image_id: None))
    times: list[int] = []
    real = renditions.render

    def slowly(*args: Any) -> Any:
        times.append(1)
        time.sleep(0.2)
        return real(*args)

    monkeypatch.setattr(renditions, "render", slowly)
    return times


@pytest.mark.django_db(transaction=True)
def test_picture_asked_for_by_two_hundred_at_once_is_made_once(drawn: list[int]) -> None:
    image = ImageFactory()

    shown = [seen for visitor in asked_at_once(image.pk) for seen in visitor]

    assert len(shown) == 200
    assert len(drawn) == 1
    assert {(seen.width, seen.height) for seen in shown if seen} == {(640, 480)}
    assert None not in shown


@pytest.mark.django_db(transaction=True)
def test_without_the_claim_it_would_be_made_again_and_again(
    drawn: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    image = ImageFactory()
    monkeypatch.setattr(renditions, "claim", lambda image_id: renditions.timezone.now())

    asked_at_once(image.pk, may_raise=Exception)  # they take away each other's files

    assert len(drawn) > 1


@pytest.mark.django_db
def test_claim_of_a_killed_process_lapses() -> None:
    image = ImageFactory()
    renditions.claim(image.pk)
    taken = renditions.claim(image.pk)
    Image.objects.update(claimed_until=renditions.timezone.now())

    later = renditions.claim(image.pk)

    assert taken is None
    assert later is not None
