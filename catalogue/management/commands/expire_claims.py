import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalogue.claims.services import expire_claims


class Command(BaseCommand):
    help = "Close the claims whose last day has passed and reindex their products. Run it after midnight."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--on", type=dt.date.fromisoformat, help="act as if today were this day (YYYY-MM-DD)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Claims expired: {expire_claims(on=options['on'])}.")
