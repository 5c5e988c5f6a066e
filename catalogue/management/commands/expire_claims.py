import datetime as dt
import json
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalogue.claims.expiry import expire_claims


def day(text: str) -> dt.date:
    """A day as it is written on the command line."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no day; write it as YYYY-MM-DD, such as 2026-11-21.") from error


class Command(BaseCommand):
    help = "Close the claims whose last day has passed and reindex their products. Run it after midnight."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day, help="act as if today were this day (YYYY-MM-DD)")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        expired = expire_claims(on=options["on"])
        self.stdout.write(
            json.dumps({"expired": expired}) if options["json"] else f"Claims expired: {expired}."
        )
