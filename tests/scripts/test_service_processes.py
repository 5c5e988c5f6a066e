"""Processes are known for certain, and end for certain."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from scripts.service_tools.places import Place
from scripts.service_tools.processes import Launch, Process, end, identify, marked, spawn, working_in

SLEEPS = "import time; print('ready', flush=True); time.sleep(600)"
IGNORES_TERM = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPS}"


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", SLEEPS], stdout=subprocess.PIPE) as child:
        yield child
        child.kill()


def known(child: subprocess.Popen[bytes]) -> Process:
    process = identify(child.pid)
    assert process is not None
    return process


def start(place: Place, program: str, name: str) -> Process:
    launch = Launch(command=[sys.executable, "-c", program], environment={}, directory=place.data)
    process = spawn(launch, log=place.log(name), account=place.account, marker=place.marker(name))
    deadline = time.monotonic() + 20
    while "ready" not in place.log(name).read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert process is not None
    return process


def test_another_process_with_the_same_id_is_not_ours_and_stays_alive(
    sleeper: subprocess.Popen[bytes],
) -> None:
    earlier = replace(known(sleeper), started=known(sleeper).started - 1)

    end(earlier, by=signal.SIGKILL, seconds=1)

    assert not earlier.is_running
    assert sleeper.poll() is None


def test_a_process_of_an_earlier_boot_is_not_ours_and_stays_alive(sleeper: subprocess.Popen[bytes]) -> None:
    earlier = replace(known(sleeper), boot="an earlier one")

    end(earlier, by=signal.SIGKILL, seconds=1)

    assert not earlier.is_running
    assert sleeper.poll() is None


def test_a_process_that_ended_but_was_not_collected_counts_as_ended(
    sleeper: subprocess.Popen[bytes],
) -> None:
    process = known(sleeper)

    end(process, by=signal.SIGKILL, seconds=5)

    assert not process.is_running
    assert identify(sleeper.pid) is None


def test_ending_a_process_that_is_long_gone_does_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        process = known(child)

    end(process, by=signal.SIGTERM, seconds=1)

    assert not process.is_running


def test_a_server_that_ignores_the_signal_is_killed_after_the_patience(place: Place) -> None:
    process = start(place, IGNORES_TERM, "fake")

    end(process, by=signal.SIGTERM, seconds=0.2)

    assert not process.is_running


def test_marked_finds_servers_of_one_name_and_checkout_only(place: Place) -> None:
    fake, other = start(place, SLEEPS, "fake"), start(place, SLEEPS, "other")

    found = marked(place.marker("fake"))

    assert found == [fake]
    assert other.is_running


def test_working_in_finds_processes_by_their_folder(place: Place) -> None:
    fake = start(place, SLEEPS, "fake")

    found = working_in(place.data)

    assert found == [fake]
    assert working_in(place.cache) == []
