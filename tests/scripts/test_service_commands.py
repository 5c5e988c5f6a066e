"""The verbs of `scripts/services`, as people and scripts see them."""

import json
import shlex
from pathlib import Path

import pytest

from scripts.service_tools import cli
from scripts.service_tools.places import Place
from tests.scripts.fake_server import FakeServer, MissingServer, MissingTool


@pytest.fixture(autouse=True)
def our_services(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "place_for", lambda checkout, say: place)
    monkeypatch.setattr(cli, "SERVICES", (FakeServer(), MissingServer(), MissingTool()))


def run(*words: str) -> int:
    return cli.main(words, Path())


def test_up_of_all_tells_reason_and_remedy_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    code = run("up")

    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    assert lines[0].startswith("fake           up       1.0, port ")
    assert lines[1:] == [
        "missing        missing  It is not made any more. Use another.",
        "tool           missing  No tool. Buy one.",
    ]


def test_up_of_those_that_can_be_had_succeeds() -> None:
    assert run("up", "fake") == 0
    assert run("status", "fake") == 0
    assert run("down") == 0
    assert run("status", "fake") == 1


def test_status_as_json_names_process_port_and_environment(capsys: pytest.CaptureFixture[str]) -> None:
    run("up", "fake")
    capsys.readouterr()

    code = run("status", "--json")

    content = json.loads(capsys.readouterr().out)
    assert code == 1
    assert list(content) == ["fake", "missing", "tool"]
    assert content["fake"]["pid"] > 0
    assert content["fake"]["environment"]["FAKE_URL"].startswith(
        f"http://127.0.0.1:{content['fake']['port']}/"
    )


def test_env_prints_lines_that_a_shell_reads_back(capsys: pytest.CaptureFixture[str]) -> None:
    run("up", "fake")
    capsys.readouterr()

    run("env")
    words = shlex.split(capsys.readouterr().out)
    run("env", "--format=json")
    content = json.loads(capsys.readouterr().out)

    assert words == ["export", f"FAKE_URL={content['FAKE_URL']}"]


def test_env_prints_nothing_when_nothing_is_up(capsys: pytest.CaptureFixture[str]) -> None:
    code = run("env")

    assert (code, capsys.readouterr().out) == (0, "")


def test_an_unknown_service_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refusal:
        run("up", "oracle")

    assert refusal.value.code == 2
    assert "oracle is not one of fake, missing, tool" in capsys.readouterr().err
