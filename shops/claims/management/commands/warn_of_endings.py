import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalogue.management.commands.expire_claims import day
from shops.claims.warnings import warn_of_endings


class Command(BaseCommand):
    help = (
        "Warn shops of claims that end in 60, 30 or 7 days: once each, one letter a shop. Run it once a day; "
        "a run that was missed or stopped is made up for by the next one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day, help="act as if today were this day (YYYY-MM-DD)")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        told = warn_of_endings(on=options["on"])
        self.stdout.write(json.dumps({"told": told}) if options["json"] else f"Warnings told: {told}.")
