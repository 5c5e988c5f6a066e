"""Words become HTML in one place: no template trusts what it is given."""

import re

from tests.project.sources import named, tracked

TRUSTING = re.compile(r"\|\s*(?:safe|safeseq|richtext)\b|autoescape\s+off")


def test_no_template_shows_anything_unlooked_at() -> None:
    templates = [path for path in tracked() if path.suffix == ".html" and "/templates/" in str(path)]

    trusting = [
        f"{named(path)}: {found}" for path in templates for found in TRUSTING.findall(path.read_text())
    ]

    assert templates
    assert trusting == []
