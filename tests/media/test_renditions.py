"""Pictures on pages: what a card gets, and that it stays right when files, cuts and rows change."""

import json
from io import BytesIO, StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.template.loader import render_to_string
from django.utils import translation
from PIL import Image as Pillow
from wagtail.images.models import WagtailImageFieldFile

from media.factories import ImageFactory, picture_file
from media.models import Image, Rendition
from media.ready import is_complete
from media.renditions import Size, picture
from media.services.renditions import make_renditions
from media.shapes import AT_ONCE, LATER
from media.signals import pictures_changed
from media.tones import tone_of, tone_sheet

pytestmark = pytest.mark.django_db


def photo(**fields: Any) -> Image:
    """An Image of 1600 × 1200 pixels, left half red and right half blue."""
    drawn = Pillow.new("RGB", (1600, 1200), "#ff0000")
    drawn.paste("#0000ff", (800, 0, 1600, 1200))
    buffer = BytesIO()
    drawn.save(buffer, "JPEG", quality=90)
    return ImageFactory(file=ContentFile(buffer.getvalue(), name="separuh.jpg"), **fields)


def made(**fields: Any) -> Image:
    image = photo(**fields)
    make_renditions(image_id=image.pk)
    return Image.objects.get(pk=image.pk)


def opened(url: str) -> Pillow.Image:
    with default_storage.open(url.removeprefix(settings.MEDIA_URL)) as file:
        return Pillow.open(BytesIO(file.read())).convert("RGB")


def urls_of(srcset: str) -> list[str]:
    return [part.split(" ")[0] for part in srcset.split(", ")]


def test_what_was_just_made_is_not_read_again_for_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    image, read = photo(), []
    monkeypatch.setattr(WagtailImageFieldFile, "get_image_dimensions", lambda file: read.append(file.name))

    make_renditions(image_id=image.pk)

    assert read == []
    assert Rendition.objects.get(filter_spec__startswith="fill-640x480|format-jpeg").width == 640


def test_picture_has_an_address_a_size_and_words() -> None:
    image = ImageFactory(alt_text="Keripik tempe", alt_text_en="Tempe chips")

    shown = picture(image, Size.CARD)
    with translation.override("en"):
        shown_in_english = picture(image, Size.CARD)

    assert shown is not None
    assert (shown.width, shown.height, shown.alt) == (640, 480, "Keripik tempe")
    assert shown.url.endswith(".jpg")
    assert shown_in_english is not None
    assert shown_in_english.alt == "Tempe chips"


def test_picture_without_words_takes_those_given() -> None:
    image = ImageFactory(alt_text="", alt_text_en="")

    shown = picture(image, Size.THUMBNAIL, alt="Brem Madiun")

    assert shown is not None
    assert shown.alt == "Brem Madiun"


def test_lost_or_broken_file_gives_no_picture_instead_of_an_error() -> None:
    lost, broken, whole = ImageFactory(), ImageFactory(), ImageFactory()
    Path(lost.file.path).unlink()
    Path(broken.file.path).write_bytes(b"not a picture")

    shown = [picture(image, Size.CARD) is not None for image in (lost, broken, whole)]

    assert shown == [False, False, True]


def test_broken_file_is_tried_once_and_again_when_it_is_replaced(
    django_assert_num_queries: Any,
) -> None:
    image = ImageFactory()
    Path(image.file.path).write_bytes(b"not a picture")
    picture(image, Size.CARD)

    with django_assert_num_queries(0):
        again = picture(image, Size.CARD)
    image.file = picture_file("lain.jpg")
    image.save()

    assert again is None
    assert picture(Image.objects.get(), Size.CARD) is not None


def test_ready_renditions_cost_no_query_no_cache_and_no_storage(
    django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = made()
    monkeypatch.setattr(type(default_storage._wrapped), "exists", None)
    monkeypatch.setattr(type(default_storage._wrapped), "open", None)

    with django_assert_num_queries(0):
        shown = [picture(image, size) for size in (Size.CARD, Size.PAGE, Size.THUMBNAIL)]

    assert all(shown)


def test_every_format_and_width_is_named_and_lies_in_the_storage() -> None:
    image = made()
    make_renditions(image_id=image.pk, kinds=LATER)

    shown = picture(Image.objects.get(), Size.PAGE)

    assert shown is not None
    assert [source.type for source in shown.sources] == ["image/avif", "image/webp"]
    assert [part.split(" ")[1] for part in shown.srcset.split(", ")] == ["480w", "800w", "1200w"]
    for srcset in (shown.srcset, *(source.srcset for source in shown.sources)):
        sizes = [opened(url).size for url in urls_of(srcset)]
        assert sizes == [(480, 360), (800, 600), (1200, 900)]
    assert (shown.width, shown.height) == (800, 600)
    assert shown.preload.type == "image/avif"
    assert shown.preload.srcset == shown.sources[0].srcset


def test_small_picture_is_not_enlarged_and_not_made_twice() -> None:
    image = ImageFactory(file=picture_file(size=(400, 300)))

    written = make_renditions(image_id=image.pk)

    shown = picture(Image.objects.get(), Size.PAGE)
    assert shown is not None
    assert (shown.width, shown.height, shown.srcset) == (400, 300, "")
    assert written == Rendition.objects.count() == 2 * (2 + 1 + 1)


def test_cut_follows_the_focal_point() -> None:
    image = made()
    Image.objects.update(focal_point_x=1500, focal_point_y=600, focal_point_width=100, focal_point_height=100)
    moved = Image.objects.get()

    before = picture(image, Size.THUMBNAIL)
    make_renditions(image_id=image.pk, sizes=[Size.LOGO])
    after = picture(Image.objects.get(), Size.LOGO)

    assert not is_complete(moved, AT_ONCE)
    assert before is not None
    assert after is not None
    assert opened(before.url).getpixel((40, 60))[0] > 200  # red, left of the middle
    assert opened(after.url).getpixel((60, 64))[2] > 200  # blue


def test_replaced_file_is_never_shown_under_the_old_renditions() -> None:
    image = made()
    old = picture(image, Size.CARD)

    image.file = picture_file("hijau.jpg", colour="#00ff00")
    image.save()

    new = picture(Image.objects.get(), Size.CARD)
    assert old is not None
    assert new is not None
    assert new.url != old.url
    assert opened(new.url).getpixel((100, 100))[1] > 200


def test_purged_renditions_are_named_no_longer_and_made_anew(
    django_capture_on_commit_callbacks: Any,
) -> None:
    image = made()

    with django_capture_on_commit_callbacks(execute=True):
        image.renditions.filter(filter_spec__contains="webp").delete()
    again = Image.objects.get()

    assert is_complete(again, AT_ONCE)
    shown = picture(again, Size.CARD)
    assert shown is not None
    assert all(
        default_storage.exists(url.removeprefix("/media/")) for url in urls_of(shown.sources[0].srcset)
    )


def test_file_lost_from_the_storage_is_found_and_made_by_the_command() -> None:
    image = made()
    shown = picture(image, Size.CARD)
    assert shown is not None
    default_storage.delete(shown.url.removeprefix("/media/"))

    call_command("make_renditions", "--check", stdout=StringIO())

    again = picture(Image.objects.get(), Size.CARD)
    assert again is not None
    assert opened(again.url).size == (640, 480)


def test_command_makes_what_is_missing_once_and_reports(tmp_path: Path) -> None:
    for _number in range(3):
        ImageFactory()
    Path(ImageFactory().file.path).write_bytes(b"not a picture")

    reports = []
    for _time in range(2):
        out = StringIO()
        call_command("make_renditions", "--json", stdout=out)
        reports.append(json.loads(out.getvalue()))

    assert (reports[0]["pictures"], reports[0]["unreadable"]) == (4, 1)
    assert reports[0]["files"] == Rendition.objects.count() == 3 * 2 * (2 + 2 + 1)
    assert (reports[1]["pictures"], reports[1]["files"]) == (0, 0)


def test_interrupted_making_is_taken_up_where_it_stopped() -> None:
    image = photo()
    make_renditions(image_id=image.pk)
    Image.objects.update(renditions_ready={})  # killed before the note was written

    written = make_renditions(image_id=image.pk)

    assert written == 0
    assert is_complete(Image.objects.get(), AT_ONCE)


def test_upload_has_its_renditions_after_the_commit(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        photo()

    image = Image.objects.get()
    assert is_complete(image, AT_ONCE)
    assert not is_complete(image, LATER)  # tasks run in the request here, where AVIF has no place
    assert image.fingerprint


def test_worker_makes_avif_in_a_task_of_its_own(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from media import tasks

    settings.TASKS_BACKEND = "database"
    later: list[int] = []
    monkeypatch.setattr(tasks, "make_avif", SimpleNamespace(enqueue=later.append))
    image = photo()

    tasks.make_pictures.func(image.pk)

    assert later == [image.pk]
    assert is_complete(Image.objects.get(), AT_ONCE)
    assert not is_complete(Image.objects.get(), LATER)


def test_saving_an_old_copy_of_the_row_keeps_what_a_task_has_made_since() -> None:
    image = photo()
    old = Image.objects.get()
    make_renditions(image_id=image.pk)

    old.title = "Judul baru"
    old.save()

    fresh = Image.objects.get()
    assert (fresh.title, is_complete(fresh, AT_ONCE)) == ("Judul baru", True)


def test_whoever_shows_a_picture_is_told_when_it_changes() -> None:
    heard: list[list[int]] = []

    def listen(image_ids: list[int], **_kwargs: Any) -> None:
        heard.append(image_ids)

    image = photo()
    pictures_changed.connect(listen)
    try:
        make_renditions(image_id=image.pk)
        make_renditions(image_id=image.pk)
        image.save()
    finally:
        pictures_changed.disconnect(listen)

    assert heard == [[image.pk], [image.pk]]


def test_deleting_a_picture_takes_its_files_along(django_capture_on_commit_callbacks: Any) -> None:
    image = made()
    names = list(image.renditions.values_list("file", flat=True))

    with django_capture_on_commit_callbacks(execute=True):
        image.delete()

    assert len(names) > 10
    assert not any(default_storage.exists(name) for name in names)


def test_markup_has_formats_sizes_and_no_inline_style() -> None:
    image = made(dominant_colour="#8a4b1f")

    html = render_to_string("components/picture.html", {"picture": picture(image, Size.CARD), "eager": True})
    lazy = render_to_string("components/picture.html", {"picture": picture(image, Size.CARD)})
    link = render_to_string("components/picture_preload.html", {"picture": picture(image, Size.CARD)})

    assert '<source type="image/webp"' in html
    assert 'width="640"' in html
    assert 'height="480"' in html
    assert 'fetchpriority="high"' in html
    assert "tone-210" in html
    assert "style=" not in html
    assert 'loading="lazy"' in lazy
    assert 'type="image/webp"' in link
    assert "360w" in link


def test_tones_are_64_and_the_sheet_is_what_they_say() -> None:
    sheet = (Path(__file__).resolve().parents[2] / "site/static/css/tones.css").read_text(encoding="utf-8")

    assert sheet == tone_sheet()
    assert sheet.count(".tone-") == 64
    assert (tone_of("#8a4b1f"), tone_of("#ffffff"), tone_of("")) == ("tone-210", "tone-333", "")
