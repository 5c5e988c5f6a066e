"""Files of renditions that the storage has lost behind our back."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from media.factories import ImageFactory
from media.models import Image
from media.renditions import Picture, Size, picture
from media.services import lost, renditions
from media.services.lost import find_lost
from media.services.renditions import make_renditions
from media.shapes import AT_ONCE, LATER
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
VISITORS = 20


@pytest.fixture
def shown() -> Picture:
    """A picture with all its renditions."""
    image = ImageFactory()
    make_renditions(image_id=image.pk, kinds=(*AT_ONCE, *LATER))
    found = picture(Image.objects.get(), Size.CARD)
    assert found is not None
    return found


def name_of(url: str) -> str:
    return url.removeprefix("/media/")


def lose(url: str) -> None:
    default_storage.delete(name_of(url))


def test_lost_file_is_there_again_under_its_address(client: Client, shown: Picture) -> None:
    webp = shown.sources[1].srcset.split(" ")[0]
    before = {url: client.get(url).getvalue() for url in (shown.url, webp)}
    lose(shown.url)
    lose(webp)

    answers = {url: client.get(url) for url in before}
    after = {url: client.get(url).getvalue() for url in before}

    assert {url: answer.url for url, answer in answers.items()} == {url: url for url in before}
    assert all(answer["Cache-Control"] == "no-store" for answer in answers.values())
    assert after == before
    assert picture(Image.objects.get(), Size.CARD) == shown


def test_lost_avif_shows_the_upload_and_is_not_made_in_the_request(client: Client, shown: Picture) -> None:
    avif = shown.sources[0].srcset.split(" ")[0]
    lose(avif)

    answer = client.get(avif)

    assert answer.url == Image.objects.get().file.url
    assert not default_storage.exists(name_of(avif))


def test_lost_file_asked_for_by_many_at_once_is_made_once(
    shown: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose(shown.url)
    drawn: list[int] = []
    real = lost.render

    def counted(*args: Any) -> Any:
        drawn.append(1)
        return real(*args)

    def visit() -> tuple[int, str]:
        answer = Client().get(shown.url, follow=True)
        answer.close()
        return answer.status_code, answer["Content-Type"]

    monkeypatch.setattr(lost, "render", counted)
    seen = at_once(*[visit] * VISITORS)

    assert seen == [(200, "image/jpeg")] * VISITORS
    assert len(drawn) == 1


def test_whoever_asks_while_another_makes_it_is_shown_the_upload(client: Client, shown: Picture) -> None:
    lose(shown.url)
    renditions.claim(Image.objects.get().pk)

    answer = client.get(shown.url)

    assert answer.url == Image.objects.get().file.url


def test_picture_whose_upload_is_lost_too_is_simply_not_there(client: Client, shown: Picture) -> None:
    lose(shown.url)
    lose(Image.objects.get().file.url)

    answers = [client.get(shown.url).status_code for _time in range(2)]

    assert answers == [404, 404]
    assert picture(Image.objects.get(), Size.CARD) is None


@pytest.mark.parametrize("name", ["images/x.0123abcd.card-640.jpg", "private/x.pdf", "images/x.01.odd-1.gif"])
def test_name_that_no_rendition_bears_is_not_there(client: Client, name: str) -> None:
    assert client.get(f"/media/{name}").status_code == 404


def test_names_that_are_made_up_cost_at_most_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert find_lost("images/x.0123abcd.card-640.jpg") is None
    with django_assert_num_queries(0):
        assert find_lost("original_images/x.jpg") is None
