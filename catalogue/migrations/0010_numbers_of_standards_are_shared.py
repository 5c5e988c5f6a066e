from django.db import migrations


def share(apps, schema_editor):
    """An SNI number names a standard, which any number of shops meets."""
    apps.get_model("catalogue", "ClaimKind").objects.filter(code="sni").update(has_shared_numbers=True)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0009_numbers_that_shops_share"),
    ]

    operations = [
        migrations.RunPython(share, migrations.RunPython.noop),
    ]
