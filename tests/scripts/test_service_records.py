"""What is remembered of servers survives damage."""

import json
from pathlib import Path

import pytest

from scripts.service_tools.processes import Process
from scripts.service_tools.records import Record, load, save

RECORD = Record(process=Process(pid=4711, started=123456, boot="a1b2"), port=40001, is_ready=True)


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "redis.json"

    save(path, RECORD)

    assert load(path) == RECORD
    assert [entry.name for entry in tmp_path.iterdir()] == ["redis.json"]


def test_every_beginning_of_a_record_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "redis.json"
    save(path, RECORD)
    whole = path.read_text()

    found = []
    for length in range(len(whole)):
        path.write_text(whole[:length])
        found.append(load(path))

    assert set(found) == {None}


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"process": None, "port": 1, "is_ready": True},
        {"process": {"pid": 1}, "port": 1, "is_ready": True},
        {"process": {"pid": -1, "started": 1, "boot": ""}, "port": 1, "is_ready": True},
        {"process": {"pid": "1", "started": 1, "boot": ""}, "port": 1, "is_ready": True},
        {"process": {"pid": 1, "started": 1, "boot": ""}, "port": None, "is_ready": True},
    ],
)
def test_a_record_with_wrong_content_is_no_record(tmp_path: Path, content: object) -> None:
    path = tmp_path / "redis.json"

    path.write_text(json.dumps(content))

    assert load(path) is None


def test_a_missing_record_is_no_record(tmp_path: Path) -> None:
    assert load(tmp_path / "redis.json") is None
