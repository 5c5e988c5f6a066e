import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.imports.exceptions import FileRefused
from catalogue.imports.mapping import DOCUMENTED, SHIPPED, ColumnMapping, load_mapping
from catalogue.imports.report import ImportReport, as_data, as_text
from catalogue.imports.services import import_file
from shops.models import Partner

FAILED = 1
SOME_REFUSED = 3


class Command(BaseCommand):
    help = (
        "Import a shop's products from a CSV or XLSX file. New products become drafts, prices and stock "
        "change at once, changed texts of live products wait for curation. Exit code 0: every row was taken; "
        "3: the good rows were taken and some were refused (see the report); 1: the file was not imported; "
        "2: wrong arguments."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        shipped = ", ".join(sorted(path.stem for path in SHIPPED.iterdir()))
        parser.add_argument("file", type=Path, help="CSV or XLSX file")
        parser.add_argument("--shop", required=True, metavar="SLUG", help="the shop that sells the products")
        parser.add_argument(
            "--mapping", metavar="FILE", help=f"TOML or JSON mapping for other formats, or one of: {shipped}"
        )
        parser.add_argument("--dry-run", action="store_true", help="report what would happen, save nothing")
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

    def _import(self, *, file: Path, shop: str, json: bool, dry_run: bool, **options: Any) -> None:
        shop_id = Partner.objects.filter(slug=shop).values_list("pk", flat=True).first()
        if shop_id is None:
            message = _("There is no shop “{slug}”.").format(slug=shop)
            remedy = _("Write the name that stands in the shop's address, /toko/NAME/.")
            if json:
                self._print_json({"error": {"rule": "shop.unknown", "message": message, "remedy": remedy}})
            raise CommandError(f"{message} {remedy}", returncode=FAILED)
        try:
            report = import_file(
                shop_id=shop_id, path=file, mapping=_mapping(options["mapping"]), dry_run=dry_run
            )
        except FileRefused as refused:
            if json:
                self._print_json({"error": _error(refused)})
            raise CommandError(f"{refused.message} {refused.remedy}", returncode=FAILED) from refused
        self._report(report, as_json=json)

    def _report(self, report: ImportReport, *, as_json: bool) -> None:
        if as_json:
            self._print_json(as_data(report))
        else:
            self.stdout.write(as_text(report))
        if report.refused:
            words = ngettext("{count} row was refused.", "{count} rows were refused.", report.refused)
            raise CommandError(words.format(count=report.refused), returncode=SOME_REFUSED)

    def _print_json(self, data: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))


def _mapping(name: str | None) -> ColumnMapping:
    """The mapping in that file, or the one that the project ships under that name."""
    if name is None:
        return DOCUMENTED
    shipped = SHIPPED / f"{Path(name).name}.toml"
    return load_mapping(shipped if shipped.is_file() and not Path(name).exists() else Path(name))


def _error(refused: FileRefused) -> dict[str, str]:
    return {"rule": refused.rule, "message": refused.message, "remedy": refused.remedy}
