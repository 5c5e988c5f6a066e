"""Build the search index anew."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search.engines import get_engine, maintained_engines
from search.exceptions import SearchError
from search.services import rebuild_index


class Command(BaseCommand):
    help = "Build the search index anew beside the old one and switch to it; searches go on meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--engine", help="Only this engine's index (default: all that are kept).")
        parser.add_argument("--json", action="store_true", help="Report as JSON, one line for each engine.")

    def handle(self, *args: Any, **options: Any) -> None:
        names = [options["engine"]] if options["engine"] else maintained_engines()
        for name in names:
            started = time.perf_counter()
            try:
                get_engine(name)
                count = rebuild_index(engine=name)
            except SearchError as error:
                raise CommandError(error.message) from error
            seconds = round(time.perf_counter() - started, 1)
            if options["json"]:
                self.stdout.write(json.dumps({"engine": name, "products": count, "seconds": seconds}))
                continue
            line = _("%(engine)s: %(count)s products in %(seconds)s seconds")
            self.stdout.write(line % {"engine": name, "count": count, "seconds": f"{seconds:.1f}"})
