"""Whoever was a curator before regions were asked for looks after the whole country, as until now."""

from django.db import migrations


def give_the_country(apps, schema_editor):
    RegionalGroup = apps.get_model("review", "RegionalGroup")
    for task in apps.get_model("partner", "CurationTask").objects.all():
        for group in task.groups.all():
            RegionalGroup.objects.get_or_create(group_id=group.pk, region=None)


class Migration(migrations.Migration):
    dependencies = [("review", "0001_regional_groups"), ("partner", "0002_curation_task")]

    operations = [migrations.RunPython(give_the_country, migrations.RunPython.noop)]
