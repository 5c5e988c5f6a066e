import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.imports.exceptions import FileRefused
from catalogue.imports.mapping import DOCUMENTED, SHIPPED, ColumnMapping, load_mapping
from catalogue.imports.report import ImportReport, as_data, as_text
from catalogue.imports.services import import_file
from catalogue.models import Product
from shops.models import Partner
from shops.review.services.imports import submit_import
from shops.standing.queries import owners_of

FAILED = 1
SOME_REFUSED = 3


class Command(BaseCommand):
    help = (
        "Import a shop's products from a CSV or XLSX file. New products become drafts, prices and stock "
        "change at once, changed texts of live products wait as drafts; --submit hands all of it to the "
        "curators. Exit code 0: every row was taken; 3: the good rows were taken and some were refused (see "
        "the report); 1: the file was not imported; 2: wrong arguments."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        shipped = ", ".join(sorted(path.stem for path in SHIPPED.iterdir()))
        parser.add_argument("file", type=Path, help="CSV or XLSX file")
        parser.add_argument("--shop", required=True, metavar="SLUG", help="the shop that sells the products")
        parser.add_argument(
            "--mapping", metavar="FILE", help=f"TOML or JSON mapping for other formats, or one of: {shipped}"
        )
        parser.add_argument("--dry-run", action="store_true", help="report what would happen, save nothing")
        parser.add_argument(
            "--submit",
            action="store_true",
            help="hand new and changed products to the curators together, in the name of the shop's owner",
        )
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
        self.as_json = json
        found = self._shop(shop)
        owner = self._owner(found) if options["submit"] else None
        submitted = None
        try:
            with transaction.atomic():  # killed before it is handed in, it would be old to the next run
                report = import_file(
                    shop_id=found.pk, path=file, mapping=_mapping(options["mapping"]), dry_run=dry_run
                )
                if owner and not dry_run:
                    submitted = hand_in(found, report.to_review, file.name, owner)
        except FileRefused as refused:
            raise self._failed(refused.rule, refused.message, refused.remedy) from refused
        self._report(report, submitted)

    def _shop(self, slug: str) -> Partner:
        found = Partner.objects.filter(slug=slug).first()
        if found is None:
            message = _("There is no shop “{slug}”.").format(slug=slug)
            remedy = _("Write the name that stands in the shop's address, /toko/NAME/.")
            raise self._failed("shop.unknown", message, remedy)
        return found

    def _owner(self, shop: Partner) -> Any:
        owner = owners_of(shop).first()
        if owner is None:
            message = _("The shop has no owner in whose name products could be handed in.")
            raise self._failed("shop.no_owner", message, _("Import without --submit, or add an owner."))
        return owner

    def _failed(self, rule: str, message: str, remedy: str) -> CommandError:
        if self.as_json:
            self._print_json({"error": {"rule": rule, "message": message, "remedy": remedy}})
        return CommandError(f"{message} {remedy}", returncode=FAILED)

    def _report(self, report: ImportReport, submitted: int | None) -> None:
        if self.as_json:
            self._print_json(as_data(report) | ({} if submitted is None else {"submitted": submitted}))
        else:
            self.stdout.write(as_text(report))
            if submitted is not None:
                words = ngettext(
                    "{count} product was handed to the curators.",
                    "{count} products were handed to the curators.",
                    submitted,
                )
                self.stdout.write(words.format(count=submitted))
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


def hand_in(shop: Partner, keys: list[int], source: str, by: Any) -> int:
    """Hand these products to the curators together; how many could be."""
    products = list(Product.objects.filter(pk__in=keys))
    batch = submit_import(shop=shop, products=products, source=source, by=by)
    return batch.cases.count() if batch else 0
