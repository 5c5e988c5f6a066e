"""Writes the tables of docs/guides/import*.md anew from the import's columns and rules.

PYTHONPATH=.:site DJANGO_SETTINGS_MODULE=config.settings.dev .venv/bin/python scripts/write_import_guides.py
"""

from pathlib import Path

import django
from django.utils import translation

GUIDES = {"id": "import.md", "en": "import.en.md"}


def main() -> None:
    django.setup()
    from catalogue.imports.guide import refreshed

    for language, name in GUIDES.items():
        path = Path(__file__).parents[1] / "docs" / "guides" / name
        with translation.override(language):
            path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
