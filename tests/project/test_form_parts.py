"""Parts of templates that hold a form: a part included alone is not given the key of the page."""

import re
from pathlib import Path

from tests.project.sources import named, tracked

ALONE = re.compile(r'{%-?\s*include\s+"([^"]+)"([^%]*)\bonly\s*%}')


def templates() -> dict[str, Path]:
    """Every template by the name under which it is included."""
    files = [path for path in tracked() if path.suffix == ".html" and "/templates/" in str(path)]
    return {str(path).rpartition("/templates/")[2]: path for path in files}


def test_a_form_that_is_included_alone_is_given_its_key() -> None:
    by_name = templates()
    keyless = [
        f"{named(path)}: {part}"
        for path in by_name.values()
        for part, given in ALONE.findall(path.read_text())
        if part in by_name and "{% csrf_token %}" in by_name[part].read_text()
        if "csrf_token=" not in given
    ]

    assert keyless == []
