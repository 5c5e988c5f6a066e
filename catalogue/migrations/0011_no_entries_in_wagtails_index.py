"""Products are found by the site's own engine, and in the CMS by a part of their name: no entries of theirs."""

from typing import Any

from django.db import migrations


def forget_entries(apps: Any, schema_editor: Any) -> None:
    entries = apps.get_model("wagtailsearch", "IndexEntry").objects
    entries.filter(content_type__app_label="catalogue", content_type__model="product").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0010_numbers_of_standards_are_shared"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(forget_entries, migrations.RunPython.noop)]
