"""Writes the tables of the import guides from `columns` and `rules`, in the active language.

A table stands in a guide between `<!-- name -->` and `<!-- /name -->`; the rest is written by hand.
"""

import re
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from catalogue.imports.columns import COLUMNS, Column, Kind
from catalogue.imports.rules import RULES, Rule

_SCOPES = ("file", "mapping", "row", "note")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def refreshed(text: str) -> str:
    """The guide's text with each of its tables written anew."""
    for name, table in _TABLES.items():
        before, start, rest = text.partition(f"<!-- {name} -->\n")
        _old, end, after = rest.partition(f"<!-- /{name} -->")
        text = f"{before}{start}{table()}\n{end}{after}"
    return text


def _columns_table() -> str:
    heads = (
        _("Heading"),
        _("Also known as"),
        _("Must be filled"),
        _("What it holds"),
        _("Limits"),
        _("Example"),
    )
    return _table(
        heads,
        (
            (
                f"**{column.label}**",
                ", ".join(f"`{name}`" for name in _other_headings(column)),
                _("yes") if column.is_required else "",
                column.help,
                _limits(column),
                f"`{column.example}`",
            )
            for column in COLUMNS
        ),
    )


def _other_headings(column: Column) -> list[str]:
    return [name for name in dict.fromkeys(column.headers) if name != column.label]


def _limits(column: Column) -> str:
    if column.kind in (Kind.RUPIAH, Kind.INTEGER, Kind.DECIMAL):
        return f"{_number(column.least)} – {_number(column.most)}"
    if column.kind is Kind.BOOLEAN:
        return _("yes or no")
    shortest = max(column.shortest, 1 if column.is_required else 0)
    span = f"{shortest} – {_number(column.longest)}" if shortest else f"≤ {_number(column.longest)}"
    return _("{span} characters").format(span=span)


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _rules_table() -> str:
    heads = (_("Rule"), _("What happened"), _("What to do"))
    rows = sorted(RULES.values(), key=lambda rule: _SCOPES.index(rule.scope))
    return _table(heads, ((f"`{rule.code}`", *_words(rule)) for rule in rows))


def _words(rule: Rule) -> list[str]:
    return [_PLACEHOLDER.sub("…", str(text)) for text in (rule.message, rule.remedy)]


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(heads)]
    lines.append(["---"] * len(lines[0]))
    lines.extend([cell.replace("|", "\\|") for cell in row] for row in rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


_TABLES: dict[str, Callable[[], str]] = {"columns": _columns_table, "rules": _rules_table}
