"""What an import did, for people and for scripts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.imports.columns import BY_KEY
from catalogue.imports.table import Note
from catalogue.imports.validation import Refusal

REFUSALS_KEPT = 10_000
_REFUSALS_SHOWN = 50


@dataclass(slots=True)
class ImportReport:
    """Rows by what became of them. `by_rule` counts every refusal; `refusals` keeps the first 10,000."""

    is_dry_run: bool = False
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    by_rule: Counter[str] = field(default_factory=Counter)
    notes: tuple[Note, ...] = ()
    #: The keys of the products that were added or whose texts changed: what curators look at.
    to_review: list[int] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Every filled row of the file."""
        return self.added + self.changed + self.unchanged + self.refused

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Count one row as refused, for these reasons."""
        self.refused += 1
        for refusal in refusals:
            self.by_rule[refusal.rule] += 1
            if len(self.refusals) < REFUSALS_KEPT:
                self.refusals.append(refusal)


def as_data(report: ImportReport) -> dict[str, Any]:
    """The report for `--json`: plain data, texts in the active language."""
    return {
        "dry_run": report.is_dry_run,
        "rows": report.rows,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "refused": report.refused,
        "refused_by_rule": dict(sorted(report.by_rule.items())),
        "refusals": [_refusal_as_data(refusal) for refusal in report.refusals],
        "refusals_left_out": report.by_rule.total() - len(report.refusals),
        "notes": [
            {"rule": note.code, "message": note.message, "remedy": note.remedy} for note in report.notes
        ],
    }


def _refusal_as_data(refusal: Refusal) -> dict[str, Any]:
    return {
        "row": refusal.row,
        "column": refusal.column,
        "value": refusal.value,
        "rule": refusal.rule,
        "message": refusal.message,
        "remedy": refusal.remedy,
    }


def as_text(report: ImportReport) -> str:
    """The report for a terminal, in the active language."""
    lines = [_("Trial run: nothing was saved.")] if report.is_dry_run else []
    lines.append(
        _("{added} added, {changed} changed, {unchanged} unchanged, {refused} refused.").format(
            added=report.added, changed=report.changed, unchanged=report.unchanged, refused=report.refused
        )
    )
    lines.extend(f"{note.message} {note.remedy}" for note in report.notes)
    lines.extend(_counts(report))
    lines.extend(_line(refusal) for refusal in report.refusals[:_REFUSALS_SHOWN])
    left = report.by_rule.total() - min(len(report.refusals), _REFUSALS_SHOWN)
    if left > 0:
        lines.append(
            ngettext("… and {count} more reason.", "… and {count} more reasons.", left).format(count=left)
        )
    return "\n".join(lines)


def _counts(report: ImportReport) -> Sequence[str]:
    return [f"  {count} × {rule}" for rule, count in report.by_rule.most_common()]


def _line(refusal: Refusal) -> str:
    column = BY_KEY[refusal.column].label if refusal.column else "-"
    place = _("Row {row}, {column}").format(row=refusal.row, column=column)
    value = f" “{refusal.value}”" if refusal.value else ""
    return f"{place}{value}: {refusal.message} {refusal.remedy} [{refusal.rule}]"
