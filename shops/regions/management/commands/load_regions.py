from typing import Any

from django.core.management.base import BaseCommand

from shops.regions.services import load_regions


class Command(BaseCommand):
    help = "Load the 91,599 regions that the project ships. Safe to repeat: only what differs is written."

    def handle(self, *args: Any, **options: Any) -> None:
        report = load_regions()
        self.stdout.write(
            f"Regions: {report.added} added, {report.changed} changed, {report.unchanged} unchanged."
        )
