"""What every page needs is written in several files and sent as one; scripts name each other by content."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from pytest_django import Settings

from config.static_files import JOINED, HashedFiles, JoiningFinder

SHEET = "css/site.css"
SCRIPT = "js/frame.js"


@pytest.fixture
def place(settings: Settings, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path / "joined"


def text_of(name: str) -> str:
    return Path(str(finders.find(name))).read_text()


def test_sheet_holds_its_layers_in_their_order(place: Path) -> None:
    text = Path(JoiningFinder().find(SHEET)).read_text()

    places = [text.index(text_of(part)) for part in JOINED[SHEET]]
    assert text.startswith("@layer reset, tokens, base, layout, components, utilities;")
    assert places == sorted(places)


def test_joined_scripts_keep_their_names_to_themselves(place: Path) -> None:
    text = Path(JoiningFinder().find(SCRIPT)).read_text()

    parts = [text_of(part) for part in JOINED[SCRIPT]]
    assert [text.count(f"{{\n{part}}}\n") for part in parts] == [1] * len(parts)
    assert not any(re.search(r"^(import|export)\b", part, re.MULTILINE) for part in parts)


def test_joined_file_follows_its_parts(place: Path) -> None:
    finder, target = JoiningFinder(), place / SHEET
    finder.find(SHEET)
    target.write_text("of yesterday")

    finder.find(SHEET)
    written_at = target.stat().st_mtime_ns
    finder.find(SHEET)

    assert target.read_text() != "of yesterday"
    assert target.stat().st_mtime_ns == written_at, "written again without need"
    assert target.stat().st_mode & 0o777 == 0o644, "a web server in front has to read it"


def test_joined_files_are_found_for_pages_and_for_collecting(place: Path) -> None:
    finder = JoiningFinder()

    collected = [(name, storage.path(name)) for name, storage in finder.list([])]

    assert finder.find("css/reset.css") == []
    assert finder.find(SHEET) == str(place / SHEET)
    assert finder.find(SHEET, find_all=True) == [str(place / SHEET)]
    assert collected == [(SHEET, str(place / SHEET)), (SCRIPT, str(place / SCRIPT))]


def test_modules_name_each_other_by_content_and_scripts_of_packages_stay_as_they_are(tmp_path: Path) -> None:
    source, target = FileSystemStorage(tmp_path / "source"), HashedFiles(tmp_path / "target", "/static/")
    texts = {
        "js/list.js": 'import { read } from "./kept.js";\nconst later = () => import("./zoom.js");\n',
        "js/kept.js": "export const read = 1;\n",
        "js/zoom.js": "export const zoom = 1;\n",
        "package/js/all.js": 'import other from "./not-there.js";\n',
    }
    for name, text in texts.items():
        source.save(name, ContentFile(text))
        target.save(name, ContentFile(text))

    done = {name: hashed for name, hashed, _is_done in target.post_process({n: (source, n) for n in texts})}

    text = (tmp_path / "target" / done["js/list.js"]).read_text()
    assert re.search(r'from "\./kept\.[0-9a-f]{12}\.js";', text)
    assert re.search(r'import\("\./zoom\.[0-9a-f]{12}\.js"\)', text)
    assert (tmp_path / "target" / done["package/js/all.js"]).read_text() == texts["package/js/all.js"]
