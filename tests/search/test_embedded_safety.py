"""The embedded index between processes: locks, crashes, damage, old versions."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.contract import IndexState, SearchRequest, SearchResult
from search.documents import ProductDocument
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.reading import Snapshot
from search.exceptions import IndexBusy, IndexDamaged, IndexOutdated
from search.factories import make_document
from tests.races import PATIENCE, begin

PROJECT = Path(__file__).parents[2]

WRITER = """
import sys
from pathlib import Path
from search.engines.embedded.engine import EmbeddedEngine
from search.factories import make_claims, make_document

engine = EmbeddedEngine(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    if sys.argv[2] == "rebuild":
        engine.rebuild(make_document(each, f"Brem putaran {number}") for each in range(1, 401))
    elif sys.argv[2] == "claims":
        engine.update([], claims=[make_claims(each, ["halal"]) for each in range(1, 401)])
    else:
        engine.update([make_document(each, f"Brem putaran {number}") for each in range(1, 41)])
"""


def brem(count: int = 400) -> Iterator[ProductDocument]:
    return (make_document(number, "Brem awal") for number in range(1, count + 1))


def total(engine: EmbeddedEngine, words: str = "") -> int:
    return engine.search(SearchRequest(words=words)).total


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path, patience=5)
    engine.rebuild(brem())
    return engine


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


@pytest.mark.parametrize("work", ["update", "rebuild", "claims"])
def test_a_writer_killed_at_any_moment_leaves_a_working_index(
    engine: EmbeddedEngine, tmp_path: Path, work: str
) -> None:
    moments = random.Random(work)

    for _ in range(5):
        writer = start(WRITER, str(tmp_path), work)
        time.sleep(moments.uniform(0.02, 0.4))
        kill(writer)

        assert total(engine) == 400
        assert total(EmbeddedEngine(tmp_path)) == 400
        engine.update([make_document(1, "Wingko babat")])
        assert total(engine, "wingko") == 1


def test_what_a_killed_rebuild_left_behind_is_removed(engine: EmbeddedEngine, tmp_path: Path) -> None:
    writer = start(WRITER, str(tmp_path), "rebuild")
    time.sleep(0.1)
    kill(writer)

    engine.rebuild(brem(5))
    total(engine)
    engine.rebuild(brem(6))

    generations = [each for each in tmp_path.iterdir() if each.is_dir()]
    assert len(generations) <= 2
    assert total(engine) == 6


def test_another_process_sees_a_write_without_being_told(engine: EmbeddedEngine, tmp_path: Path) -> None:
    reader = EmbeddedEngine(tmp_path)
    assert total(reader, "wingko") == 0

    engine.update([make_document(900, "Wingko babat")])
    after_update = total(reader, "wingko")
    engine.rebuild([make_document(1, "Wingko babat"), make_document(2, "Wingko gula aren")])

    assert after_update == 1
    assert total(reader, "wingko") == 2


def test_no_search_fails_while_indexes_are_rebuilt_and_switched(
    engine: EmbeddedEngine, tmp_path: Path
) -> None:
    stop = threading.Event()

    def search() -> set[int]:
        reader, counts = EmbeddedEngine(tmp_path), set[int]()
        while not stop.is_set():
            counts.add(total(reader))
        return counts

    searching = [begin(search) for _ in range(2)]
    try:
        for _ in range(8):
            engine.rebuild(brem(100))
            engine.update([make_document(101, "Brem")])
    finally:
        stop.set()
    counts = [reader.result(PATIENCE) for reader in searching]

    assert set().union(*counts) <= {400, 100, 101}


def test_a_generation_in_use_elsewhere_is_kept(engine: EmbeddedEngine, tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from search.contract import SearchRequest
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.reading import Snapshot

engine = EmbeddedEngine(Path(sys.argv[1]))
engine.search(SearchRequest())
print("ready", flush=True)
sys.stdin.read()
"""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        old = {each.name for each in tmp_path.iterdir() if each.is_dir()}
        engine.rebuild(brem(3))
        kept = {each.name for each in tmp_path.iterdir() if each.is_dir()}
        process.kill()
    total(engine)
    engine.rebuild(brem(4))

    assert old < kept
    assert not old & {each.name for each in tmp_path.iterdir() if each.is_dir()}


def test_a_second_writer_gives_up_after_its_patience(engine: EmbeddedEngine, tmp_path: Path) -> None:
    hasty = EmbeddedEngine(tmp_path, patience=0.1)

    with (tmp_path / "writer.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(IndexBusy):
            hasty.update([make_document(1, "Brem")])
        with pytest.raises(IndexBusy):
            hasty.rebuild(brem(1))

    hasty.update([make_document(1, "Wingko")])
    assert total(engine, "wingko") == 1


def test_two_processes_writing_at_once_lose_nothing(engine: EmbeddedEngine, tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.reading import Snapshot
from search.factories import make_document

engine = EmbeddedEngine(Path(sys.argv[1]), patience=60)
print("ready", flush=True)
for number in range(10):
    engine.update([make_document(int(sys.argv[2]) + number, "Wingko babat")])
"""
    writers = [start(script, str(tmp_path), str(base)) for base in (1000, 2000)]

    for writer in writers:
        with writer:
            assert writer.wait() == 0

    assert total(engine, "wingko") == 20


def test_who_changes_claims_keeps_what_another_process_writes_meanwhile(
    engine: EmbeddedEngine, tmp_path: Path
) -> None:
    script = """
import sys
from pathlib import Path
from search.engines.embedded.engine import EmbeddedEngine
from search.factories import make_claims, make_document

engine = EmbeddedEngine(Path(sys.argv[1]), patience=60)
print("ready", flush=True)
for number in range(1, 21):
    if sys.argv[2] == "claims":
        engine.update([], claims=[make_claims(each, ["halal"]) for each in range(1, 401)])
    else:
        engine.update([make_document(number, "Wingko babat", claims=["halal"])])
"""
    writers = [start(script, str(tmp_path), work) for work in ("claims", "words")]

    for writer in writers:
        with writer:
            assert writer.wait() == 0

    assert (total(engine, "wingko"), total(engine, "brem"), total(engine, "halal")) == (20, 380, 400)


def test_an_index_of_another_version_is_named_and_a_rebuild_mends_it(
    engine: EmbeddedEngine, tmp_path: Path
) -> None:
    about = tmp_path / (tmp_path / "current").read_text() / "about.json"
    about.write_text(json.dumps({"schema": 0}))
    fresh = EmbeddedEngine(tmp_path)

    with pytest.raises(IndexOutdated):
        total(fresh)
    assert fresh.status().state is IndexState.OUTDATED
    fresh.rebuild(brem(3))

    assert total(fresh) == 3


@pytest.mark.parametrize("damage", ["pointer", "about", "list", "columns", "terms", "gone"])
def test_damage_is_named_and_a_rebuild_mends_it(engine: EmbeddedEngine, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / (tmp_path / "current").read_text()
    spoil(tmp_path, folder, damage)
    fresh = EmbeddedEngine(tmp_path)

    with pytest.raises(IndexDamaged):
        total(fresh, "brem")
    assert not fresh.status().is_ready
    fresh.rebuild(brem(3))

    assert total(fresh, "brem") == 3


def spoil(root: Path, folder: Path, damage: str) -> None:
    if damage == "pointer":
        (root / "current").write_bytes(b"\xff\x00../../etc")
    elif damage == "about":
        (folder / "about.json").write_text("{")
    elif damage == "list":
        (folder / "meta.json").write_text('{"segments": 7}')
    elif damage == "gone":
        for each in folder.iterdir():
            each.unlink()
    else:
        suffix = {"columns": ".fast", "terms": ".term"}[damage]
        for each in folder.glob(f"*{suffix}"):
            each.write_bytes(each.read_bytes()[: each.stat().st_size // 3])


@pytest.mark.parametrize(
    ("written", "state"), [('{"schema": 0}', IndexState.OUTDATED), ("{", IndexState.DAMAGED)]
)
def test_status_of_an_open_index_that_went_bad_is_an_answer_too(
    engine: EmbeddedEngine, tmp_path: Path, written: str, state: IndexState
) -> None:
    assert [total(engine) for _ in range(2)] == [400, 400]  # from the second search on nothing is opened
    about = tmp_path / (tmp_path / "current").read_text() / "about.json"
    about.write_text(written)

    status = engine.status()

    assert status.state is state
    assert status.message


def test_an_update_to_a_damaged_index_is_refused(engine: EmbeddedEngine, tmp_path: Path) -> None:
    folder = tmp_path / (tmp_path / "current").read_text()
    spoil(tmp_path, folder, "list")

    with pytest.raises(IndexDamaged):
        EmbeddedEngine(tmp_path).update([make_document(1, "Brem")])


def test_a_question_is_answered_from_memory_until_the_index_or_the_hour_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [dt.datetime(2026, 11, 21, 10, 0, tzinfo=dt.UTC)]
    engine = EmbeddedEngine(tmp_path / "index", now=lambda: now[0])
    engine.rebuild(brem(3))
    engine.search(SearchRequest("opened"))
    asked: list[SearchRequest] = []
    answer = EmbeddedEngine._answer

    def counted(self: EmbeddedEngine, snapshot: Snapshot, request: SearchRequest, hour: int) -> SearchResult:
        asked.append(request)
        return answer(self, snapshot, request, hour)

    monkeypatch.setattr(EmbeddedEngine, "_answer", counted)
    same = [engine.search(SearchRequest("brem")).hits for _ in range(2)]
    now[0] += dt.timedelta(hours=1)
    later = engine.search(SearchRequest("brem"))
    engine.update([], [1])
    after = engine.search(SearchRequest("brem"))

    assert same[0] == same[1] == later.hits
    assert (later.total, after.total) == (3, 2)
    assert len(asked) == 3
