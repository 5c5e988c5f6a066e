import json
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.bench import time_rebuild, time_searches
from search.engines.embedded.engine import EmbeddedEngine


class Command(BaseCommand):
    help = "Measure one part by itself. `bench search`: the embedded engine over an invented catalogue."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=["search"], help="what to measure")
        parser.add_argument("--products", type=int, default=100_000, help="size of the catalogue (100,000)")
        parser.add_argument("--questions", type=int, default=1_000, help="how many searches (1,000)")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with tempfile.TemporaryDirectory(prefix="etalase-bench-") as folder:
            engine = EmbeddedEngine(Path(folder))
            rebuilt = time_rebuild(engine, options["products"])
            time_searches(engine, 50, seed=3)  # warm, with other questions: answers are remembered
            timing = time_searches(engine, options["questions"])
        seen = {
            "products": options["products"],
            "questions": timing.questions,
            "median_ms": timing.median,
            "p95_ms": timing.p95,
            "slowest_ms": timing.slowest,
            "rebuild_seconds": round(rebuilt, 1),
        }
        if options["json"]:
            self.stdout.write(json.dumps(seen))
            return
        self.stdout.write(", ".join(f"{name} {value}" for name, value in seen.items()))
