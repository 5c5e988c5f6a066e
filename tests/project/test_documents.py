"""What the documents name is there: whoever follows a path finds a file, whoever types a command has one."""

import re
from pathlib import PurePosixPath

import pytest
from django.core.management import get_commands

from tests.project.sources import ROOT, named, tracked

DOCUMENTS = [path for path in tracked() if path.suffix == ".md"]
#: A path inside backquotes that ends in a file's extension; rooms of the site are named without `site/`.
NAMED_FILE = re.compile(r"`([\w.-]+(?:/[\w.-]+)+\.(?:py|md|json|html|css|js|toml|yaml))(?::\d+)?`")
MANAGED = re.compile(r"manage\.py ([a-z_]+)")


@pytest.fixture(scope="module")
def endings() -> set[str]:
    """Every tracked file by each of its trailing parts: `shops/models.py` is also `models.py`."""
    paths = [path.relative_to(ROOT).parts for path in tracked()]
    return {str(PurePosixPath(*parts[start:])) for parts in paths for start in range(len(parts))}


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_a_document_names_files_that_are_there(document, endings) -> None:
    files = NAMED_FILE.findall(document.read_text())

    missing = [name for name in files if name not in endings]

    assert not missing, f"{named(document)} names what is not there: {missing}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_a_document_names_commands_that_are_there(document) -> None:
    commands = set(MANAGED.findall(document.read_text()))

    missing = commands - set(get_commands())

    assert not missing, f"{named(document)} tells to run {sorted(missing)}"
