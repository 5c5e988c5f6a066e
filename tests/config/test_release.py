"""The digest of the running code."""

from pathlib import Path

import pytest

from config import release as module


def _digest_of(root: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(module, "ROOT", root)
    return module.release.__wrapped__()


def test_release_changes_with_a_template_and_not_with_what_was_compiled_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "site" / "page.html"
    page.parent.mkdir()
    page.write_text("<p>satu</p>")
    first = _digest_of(tmp_path, monkeypatch)

    (page.parent / "page.pyc").write_bytes(b"compiled")
    compiled = _digest_of(tmp_path, monkeypatch)
    page.write_text("<p>dua</p>")
    changed = _digest_of(tmp_path, monkeypatch)

    assert compiled == first
    assert changed != first
