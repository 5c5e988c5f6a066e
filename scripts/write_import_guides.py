"""Writes the tables of docs/guides/import*.md anew from the import's columns and rules.

.venv/bin/python scripts/write_import_guides.py
"""

import os
import sys
from pathlib import Path

import django
from django.utils import translation

ROOT = Path(__file__).resolve().parents[1]
GUIDES = {"id": "import.md", "en": "import.en.md"}


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()
    from catalogue.imports.guide import refreshed

    for language, name in GUIDES.items():
        path = ROOT / "docs" / "guides" / name
        with translation.override(language):
            path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
