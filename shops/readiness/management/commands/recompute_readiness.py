"""`manage.py recompute_readiness`."""

import json
from dataclasses import asdict
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shops.readiness.queries import current_requirements
from shops.readiness.services.recompute import recompute_everything


class Command(BaseCommand):
    help = (
        "Compute the readiness of every product and shop anew and keep a snapshot of each that changed. "
        "Run it once a night, and after the requirements were changed in a large catalogue."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if not current_requirements().criteria:
            raise CommandError("No requirements are loaded: run setup_site first.")
        start = perf_counter()
        report = recompute_everything()
        seconds = round(perf_counter() - start, 1)
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(report), "seconds": seconds}))
            return
        self.stdout.write(
            f"Readiness of {report.products} products and {report.shops} shops computed in {seconds} s; "
            f"changed: {report.changed_products} products, {report.changed_shops} shops."
        )
