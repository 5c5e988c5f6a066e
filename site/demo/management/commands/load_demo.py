import json
from dataclasses import asdict
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.exceptions import DemoError
from demo.people import NewAccount
from demo.services import load_demo


class Command(BaseCommand):
    help = (
        "Load the sample region: invented shops in real places, their products with drawn pictures, "
        "claims in every state, and people to sign in as. Safe to repeat: only what is missing is added. "
        "The passwords of new accounts are printed this once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        start = perf_counter()
        try:
            report = load_demo()
        except DemoError as error:
            raise CommandError(str(error)) from error
        seconds = round(perf_counter() - start, 1)
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(report), "seconds": seconds}))
            return
        self.stdout.write(
            f"Sample region: {report.shops} shops, {report.products} products, {report.claims} claims "
            f"and {report.pages} pages added and {report.pictures} pictures drawn in {seconds} s."
        )
        self._print_accounts(report.accounts)

    def _print_accounts(self, accounts: tuple[NewAccount, ...]) -> None:
        if not accounts:
            return
        self.stdout.write("New accounts; their passwords are shown only now:")
        head = ("Role", "E-mail", "Password", "What for")
        rows = [(one.role, one.email, one.password, one.purpose) for one in accounts]
        widths = [max(len(row[column]) for row in [head, *rows]) for column in range(3)]
        for row in [head, *rows]:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            self.stdout.write("  " + "  ".join([*cells, row[3]]))
