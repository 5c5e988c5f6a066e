"""`manage.py setup_site`."""

from typing import Any

from django.core.management.base import BaseCommand

from pages.services import setup_site


class Command(BaseCommand):
    help = "Set up languages, home page, site address, groups and reference data. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        report = setup_site()
        self.stdout.write(
            f"Home pages made: {report.home_pages}. Reference rows added: {report.reference_rows}."
        )
