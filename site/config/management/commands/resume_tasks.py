import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config.tasks import resume_tasks


class Command(BaseCommand):
    help = (
        "Put back into the queue what a killed worker left undone, and letters that the mail server did not "
        "take. Run it every few minutes; a second run changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        resumed = resume_tasks()
        words = f"Tasks put back: {resumed.tasks}. Letters to try again: {resumed.letters}."
        self.stdout.write(json.dumps(asdict(resumed)) if options["json"] else words)
