"""Servers come up once, stay up, and go down whatever happened in between."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from scripts.service_tools import records, supervisor
from scripts.service_tools.places import Place
from scripts.service_tools.processes import end, identify, marked
from scripts.service_tools.supervisor import Report
from tests.scripts.fake_server import (
    ENDS_AT_ONCE,
    ENDS_THE_FIRST_TIME,
    HAS_A_CHILD,
    STAYS_SILENT,
    FakeServer,
    MissingServer,
    MissingTool,
    starts,
)

SERVER = FakeServer()
UP = """
import sys
from pathlib import Path
from scripts.service_tools import supervisor
from tests.scripts.fake_server import FakeServer, place_in
print(*[report.pid for report in supervisor.up(place_in(Path(sys.argv[1])), [FakeServer()])])
"""


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", STAYS_SILENT]) as child:
        yield child
        child.kill()


def bring_up(place: Place, server: FakeServer = SERVER) -> Report:
    (report,) = supervisor.up(place, [server])
    return report


def kill(pid: int | None) -> None:
    process = identify(pid or 0)
    assert process is not None
    end(process, by=signal.SIGKILL, seconds=5)


def test_up_reports_a_server_that_answers(place: Place) -> None:
    report = bring_up(place)

    assert (report.state, report.version) == ("up", "1.0")
    assert report.environment == {"FAKE_URL": f"http://127.0.0.1:{report.port}/?a=1&b=2"}
    assert supervisor.status(place, SERVER) == report


def test_up_twice_leaves_the_server_as_it_is(place: Place) -> None:
    first = bring_up(place)

    second = bring_up(place)

    assert second == first
    assert len(starts(place)) == 1


def test_down_ends_the_server_and_twice_does_no_harm(place: Place) -> None:
    bring_up(place)

    reports = [supervisor.down(place, [SERVER]) for _ in "ab"]

    assert reports == [[Report(name="fake", state="down")]] * 2
    assert supervisor.status(place, SERVER).state == "down"
    assert marked(place.marker("fake")) == []


def test_a_killed_server_comes_up_again_on_its_port(place: Place) -> None:
    first = bring_up(place)
    kill(first.pid)
    assert supervisor.status(place, SERVER).state == "down"

    second = bring_up(place)

    assert (second.state, second.port) == ("up", first.port)
    assert second.pid != first.pid


def test_a_record_whose_id_now_belongs_to_a_stranger_does_not_harm_it(
    place: Place, stranger: subprocess.Popen[bytes]
) -> None:
    process = identify(stranger.pid)
    assert process is not None
    stale = replace(process, started=process.started - 1)
    records.save(place.record("fake"), records.Record(process=stale, port=9, is_ready=True))

    report = bring_up(place)
    supervisor.down(place, [SERVER])

    assert report.state == "up"
    assert stranger.poll() is None


def test_a_server_whose_record_was_damaged_is_replaced_not_doubled(place: Place) -> None:
    first = bring_up(place)
    place.record("fake").write_text('{"process":')

    second = bring_up(place)

    assert [process.pid for process in marked(place.marker("fake"))] == [second.pid]
    assert second.pid != first.pid


def test_a_server_that_stopped_answering_is_replaced(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "READY_AGAIN_SECONDS", 0.1)
    monkeypatch.setattr(supervisor, "STOP_SECONDS", 0.1)
    monkeypatch.setattr("scripts.service_tools.loopback.ANSWER_SECONDS", 0.5)
    first = bring_up(place)
    os.kill(first.pid or 0, signal.SIGSTOP)
    assert supervisor.status(place, SERVER).state == "failed"

    second = bring_up(place)

    assert second.state == "up"
    assert [process.pid for process in marked(place.marker("fake"))] == [second.pid]


def test_what_a_killed_parent_left_behind_is_ended(place: Place) -> None:
    server = FakeServer(program=HAS_A_CHILD)
    kill(bring_up(place, server).pid)
    assert len(marked(place.marker("fake"))) == 1

    supervisor.down(place, [server])

    assert marked(place.marker("fake")) == []


def test_two_ups_at_once_start_one_server(place: Place) -> None:
    command = [sys.executable, "-c", UP, str(place.data.parent)]

    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in "ab"]
    pids = [child.communicate(timeout=60)[0] for child in children]

    assert len(starts(place)) == 1
    assert pids[0] == pids[1] == f"{supervisor.status(place, SERVER).pid}\n"


def test_a_server_that_ends_while_starting_gets_a_second_try_on_another_port(place: Place) -> None:
    report = bring_up(place, FakeServer(program=ENDS_THE_FIRST_TIME))

    assert report.state == "up"
    assert len(set(starts(place))) == 2


def test_a_server_that_cannot_start_says_why_with_the_last_line_of_its_log(place: Place) -> None:
    report = bring_up(place, FakeServer(program=ENDS_AT_ONCE))

    assert report.state == "failed"
    assert "the disk is on fire" in report.reason
    assert str(place.log("fake")) in report.remedy
    assert not place.record("fake").exists()


def test_a_server_that_never_answers_is_given_up_and_ended(place: Place) -> None:
    report = bring_up(place, FakeServer(program=STAYS_SILENT, start_seconds=0.3))

    assert report.state == "failed"
    assert "no answer in 0 s" in report.reason
    assert marked(place.marker("fake")) == []


def test_one_that_cannot_be_had_does_not_keep_the_others_down(place: Place) -> None:
    missing, fake, tool = supervisor.up(place, [MissingServer(), SERVER, MissingTool()])

    assert (missing.state, missing.reason) == ("missing", "It is not made any more.")
    assert (tool.state, tool.remedy) == ("missing", "Buy one.")
    assert fake.state == "up"


def test_purge_deletes_what_a_server_stored(place: Place) -> None:
    (place.data / "fake" / "deep").mkdir(parents=True)

    supervisor.down(place, [SERVER])
    kept = (place.data / "fake").exists()
    supervisor.down(place, [SERVER], purge=True)

    assert kept
    assert not (place.data / "fake").exists()
