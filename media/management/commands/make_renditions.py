import json
from dataclasses import asdict
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from media.models import Image
from media.services.batches import make_missing
from media.shapes import AT_ONCE, LATER


class Command(BaseCommand):
    help = (
        "Make the renditions of pictures that are missing: WebP and JPEG, with --avif AVIF as well. "
        "Safe to repeat and to interrupt; what is there is left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--avif", action="store_true", help="make AVIF too, which takes longer")
        parser.add_argument(
            "--check", action="store_true", help="look into the storage and make anew what is lost there"
        )
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        start = perf_counter()
        kinds = (*AT_ONCE, *LATER) if options["avif"] else AT_ONCE
        report = make_missing(images=Image.objects.all(), kinds=kinds, check=options["check"])
        seconds = round(perf_counter() - start, 1)
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(report), "seconds": seconds}))
            return
        self.stdout.write(f"{report.files} files of {report.pictures} pictures made in {seconds} s.")
        if report.unreadable:
            self.stdout.write(f"{report.unreadable} pictures cannot be read; upload them again.")
        if report.elsewhere:
            self.stdout.write(f"{report.elsewhere} are being made by another process; run this again later.")
