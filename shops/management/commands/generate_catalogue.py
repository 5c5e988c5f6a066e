import json
from dataclasses import asdict
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shops.generator.exceptions import GeneratorError
from shops.generator.services import generate_catalogue


class Command(BaseCommand):
    help = (
        "Make a plausible catalogue of any size for measuring: approved sample shops and live products "
        "without pictures. Repeating it with the same seed adds only what is missing. "
        "Run rebuild_search afterwards."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--products", type=int, required=True, help="how many products in all, for this seed"
        )
        parser.add_argument("--shops", type=int, default=500, help="how many shops (default: 500)")
        parser.add_argument("--seed", type=int, default=1, help="names the catalogue (default: 1)")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        products, shops, seed = options["products"], options["shops"], options["seed"]
        if products < 0 or shops < 1 or seed < 0:
            raise CommandError("--products and --seed must be 0 or more and --shops at least 1.")
        start = perf_counter()
        try:
            report = generate_catalogue(products=products, shops=shops, seed=seed)
        except GeneratorError as error:
            raise CommandError(str(error)) from error
        seconds = round(perf_counter() - start, 1)
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(report), "seconds": seconds}))
            return
        self.stdout.write(
            f"Added {report.shops} shops, {report.products} products and {report.claims} claims "
            f"in {seconds} s. Run rebuild_search to have them found."
        )
