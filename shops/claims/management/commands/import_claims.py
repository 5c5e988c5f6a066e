import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import ClaimKind
from shops.claims.register.entries import Problem
from shops.claims.register.exceptions import RegisterRefused
from shops.claims.register.services import RegisterReport, import_register

FAILED = 1
SOME_REFUSED = 3


class Command(BaseCommand):
    help = (
        "Read the ministry's export of TKDN certificates (an HTML table saved as .xls) and propose each one "
        "to the shops and products it may belong to; curators decide in the CMS. Safe to repeat. "
        "Exit code 0: every row was read; 3: the good rows were read and some were refused (see the report); "
        "1: the file was not read; 2: wrong arguments."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the export")
        parser.add_argument(
            "--kind", default="tkdn", metavar="CODE", help="kind of claim it proves (default: %(default)s)"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="report what would be proposed, save nothing"
        )
        parser.add_argument("--by", metavar="EMAIL", help="for whom it runs; the list in the CMS says so")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="language of the report (default: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            self._import(**options)

    def _import(
        self, *, file: Path, kind: str, by: str | None, dry_run: bool, json: bool, **options: Any
    ) -> None:
        if not file.is_file():
            raise CommandError(_("There is no file “%(name)s”.") % {"name": file.name}, returncode=FAILED)
        found = ClaimKind.objects.filter(code=kind, is_active=True, has_value=True).first()
        if found is None:
            words = _("There is no kind of claim with a value and the code “%(code)s”.")
            raise CommandError(words % {"code": kind}, returncode=FAILED)
        person = self._person(by) if by else None
        try:
            report = import_register(path=file, kind=found, by=person, dry_run=dry_run)
        except RegisterRefused as refused:
            if json:
                self._print_json({"error": {"message": refused.message, "remedy": refused.remedy}})
            raise CommandError(f"{refused.message} {refused.remedy}", returncode=FAILED) from refused
        self._report(report, as_json=json, dry_run=dry_run)

    def _person(self, email: str) -> Any:
        person = get_user_model()._default_manager.filter(email__iexact=email, is_active=True).first()
        if person is None:
            words = _("Nobody here has the address “%(email)s”.")
            raise CommandError(words % {"email": email}, returncode=FAILED)
        return person

    def _report(self, report: RegisterReport, *, as_json: bool, dry_run: bool) -> None:
        if as_json:
            self._print_json({**asdict(report), "dry_run": dry_run})
        else:
            self.stdout.write("\n".join([*map(sentence, report.problems), summary(report)]))
        if report.refused:
            words = ngettext("%(count)d row was refused.", "%(count)d rows were refused.", report.refused)
            raise CommandError(words % {"count": report.refused}, returncode=SOME_REFUSED)

    def _print_json(self, data: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))


def sentence(problem: Problem) -> str:
    """Row, column, value, what is wrong, what to do."""
    return _("Row %(row)d, %(column)s “%(value)s”: %(message)s %(remedy)s") % {
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "message": problem.message,
        "remedy": problem.remedy,
    }


def summary(report: RegisterReport) -> str:
    """What became of the rows."""
    return _(
        "%(rows)d rows read: %(proposed)d new proposals for %(certificates)d certificates, %(known)d known "
        "already, %(unknown)d rows of companies that are no shop here, %(without_value)d without a value, "
        "%(ended)d ended, %(refused)d refused."
    ) % {
        name: getattr(report, name)
        for name in (
            "rows",
            "proposed",
            "certificates",
            "known",
            "unknown",
            "without_value",
            "ended",
            "refused",
        )
    }
