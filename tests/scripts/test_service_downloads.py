"""A download is whole or absent."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.service_tools import downloads
from scripts.service_tools.downloads import cached, lay_out
from scripts.service_tools.errors import CommandFailed
from tests.scripts.fake_server import place_in

HALF_A_DOWNLOAD = """
import sys, time
from pathlib import Path
from scripts.service_tools.downloads import cached
from tests.scripts.fake_server import place_in
def build(folder):
    (folder / "half").write_text("half")
    print("half", flush=True)
    time.sleep(600)
cached(place_in(Path(sys.argv[1])), "thing", build)
"""


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "RETRY_AFTER_SECONDS", (0.0, 0.0))


def fill(folder: Path) -> None:
    (folder / "whole").write_text("whole")


def test_a_download_is_made_once(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    calls: list[Path] = []

    def build(folder: Path) -> None:
        calls.append(folder)
        fill(folder)

    folders = [cached(place, "thing", build) for _ in "ab"]

    assert len(calls) == 1
    assert folders[0] == folders[1] == place.cache / "thing"
    assert (folders[0] / "whole").read_text() == "whole"


def test_a_failed_download_is_tried_again_with_what_it_had(tmp_path: Path) -> None:
    said: list[str] = []

    def build(folder: Path) -> None:
        if not (folder / "half").exists():
            (folder / "half").touch()
            raise CommandFailed("the line went dead")
        fill(folder)

    folder = cached(place_in(tmp_path, said), "thing", build)

    assert {entry.name for entry in folder.iterdir()} == {"half", "whole"}
    assert said == ["trying again in 0 s: the line went dead"]


def test_a_download_that_keeps_failing_leaves_nothing_behind(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    tries: list[Path] = []

    def build(folder: Path) -> None:
        tries.append(folder)
        fill(folder)
        raise CommandFailed("no such thing")

    with pytest.raises(CommandFailed, match="no such thing"):
        cached(place, "thing", build)

    assert len(tries) == 3
    assert [entry.name for entry in place.cache.iterdir()] == ["thing.lock"]


def test_a_kill_in_the_middle_leaves_no_half_that_counts_as_whole(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    command = [sys.executable, "-c", HALF_A_DOWNLOAD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "half\n"
        child.send_signal(signal.SIGKILL)

    folder = cached(place, "thing", fill)

    assert [entry.name for entry in folder.iterdir()] == ["whole"]
    assert {entry.name for entry in place.cache.iterdir()} == {"thing", "thing.lock"}


def test_two_runs_at_once_download_once(tmp_path: Path) -> None:
    program = HALF_A_DOWNLOAD.replace("time.sleep(600)", "time.sleep(0.5)")
    command = [sys.executable, "-c", program, str(tmp_path)]
    begun = time.monotonic()

    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in "ab"]
    printed = [child.communicate(timeout=60)[0] for child in children]

    assert sorted(printed) == ["", "half\n"], f"after {time.monotonic() - begun:.1f} s"
    assert [child.returncode for child in children] == [0, 0]


def test_laying_out_replaces_what_was_there_and_costs_no_second_copy(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    for folder in (source, target):
        folder.mkdir()
    fill(source)
    (target / "old").touch()

    lay_out(source, target)

    assert [entry.name for entry in target.iterdir()] == ["whole"]
    assert (target / "whole").samefile(source / "whole")
