"""The rule of size classes that is in force: PP 7/2021, article 35. Staff add the next one in the CMS."""

import datetime as dt

from django.db import migrations

IN_FORCE_FROM = dt.date(2021, 2, 2)
BILLION = 1_000_000_000


def add_rule(apps, schema_editor):
    rule = apps.get_model("partner", "SizeRule")
    rule.objects.get_or_create(
        in_force_from=IN_FORCE_FROM,
        defaults={
            "micro_capital": 1 * BILLION,
            "small_capital": 5 * BILLION,
            "medium_capital": 10 * BILLION,
            "micro_sales": 2 * BILLION,
            "small_sales": 15 * BILLION,
            "medium_sales": 50 * BILLION,
            "source": "PP 7/2021 Pasal 35",
        },
    )


def remove_rule(apps, schema_editor):
    apps.get_model("partner", "SizeRule").objects.filter(in_force_from=IN_FORCE_FROM).delete()


class Migration(migrations.Migration):

    dependencies = [("partner", "0005_registration_and_teams")]

    operations = [migrations.RunPython(add_rule, remove_rule)]
