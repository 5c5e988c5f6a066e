import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shops.regions.services import load_regions


class Command(BaseCommand):
    help = "Load the 91,599 regions that the project ships. Safe to repeat: only what differs is written."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        report = load_regions()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report)))
            return
        self.stdout.write(
            f"Regions: {report.added} added, {report.changed} changed, {report.unchanged} unchanged."
        )
