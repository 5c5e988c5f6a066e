"""Every reason an import can give, with its words. Codes are stable: scripts may depend on them.

A rule's scope says what it stops: the whole `file`, a `mapping` file, one `row`, or nothing (`note`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Scope = Literal["file", "mapping", "row", "note"]
Params = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason: what happened (`message`) and what to do next (`remedy`), translated when read."""

    code: str
    scope: Scope
    message: "_StrPromise"
    remedy: "_StrPromise"

    def message_for(self, params: Params) -> str:
        """The message in the active language; raises KeyError when a placeholder has no value."""
        return str(self.message).format(**params)

    def remedy_for(self, params: Params) -> str:
        """The remedy in the active language; raises KeyError when a placeholder has no value."""
        return str(self.remedy).format(**params)


_FILE_RULES = (
    Rule(
        "file.missing",
        "file",
        _("There is no file named {name}."),
        _("Check the name and the folder."),
    ),
    Rule(
        "file.unreadable",
        "file",
        _("The file cannot be opened: {problem}."),
        _("Check that you may read it, or save it anew somewhere else."),
    ),
    Rule(
        "file.empty",
        "file",
        _("The file is empty."),
        _("Save the workbook again and send that file."),
    ),
    Rule(
        "file.too_large",
        "file",
        _("The file has {size} MB; at most {limit} MB can be read."),
        _("Remove pictures, or split the file into several."),
    ),
    Rule(
        "file.kind",
        "file",
        _("This is a file of the kind {kind}, not a CSV or XLSX table."),
        _("Open it in a spreadsheet program and save it as .xlsx or .csv."),
    ),
    Rule(
        "file.encrypted",
        "file",
        _("The workbook is protected with a password."),
        _("Open it, remove the password, save it and send it again."),
    ),
    Rule(
        "file.macros",
        "file",
        _("The workbook carries macros."),
        _("Save it as an .xlsx workbook, which holds no macros."),
    ),
    Rule(
        "file.encoding",
        "file",
        _("Line {line} holds bytes that are not valid text."),
        _("Save the table as “CSV UTF-8” or as .xlsx."),
    ),
    Rule(
        "file.quotes",
        "file",
        _("A quotation mark opened in row {row} is never closed."),
        _("Close or remove the quotation mark, or save the table as .xlsx."),
    ),
    Rule(
        "file.long_row",
        "file",
        _("Row {row} is longer than {limit} characters."),
        _("Look for a quotation mark that is never closed, or a table saved without line ends."),
    ),
    Rule(
        "file.header",
        "file",
        _("No heading row was found in the first {rows} rows."),
        _("Put the column names in the first row: {columns}."),
    ),
    Rule(
        "file.header_missing",
        "file",
        _("These columns are missing: {columns}."),
        _("Add them to the heading row, or name them in a mapping file."),
    ),
    Rule(
        "file.header_twice",
        "file",
        _("Two columns both hold “{column}”: {first} and {second}."),
        _("Remove or rename one of them."),
    ),
    Rule(
        "file.no_rows",
        "file",
        _("There are no rows under the heading row."),
        _("Add at least one product."),
    ),
    Rule(
        "file.too_many_rows",
        "file",
        _("The table has more than {limit} rows."),
        _("Split it into several files."),
    ),
    Rule(
        "file.too_many_columns",
        "file",
        _("The table has {columns} columns; at most {limit} can be read."),
        _("Delete the columns that are not needed."),
    ),
    Rule(
        "workbook.damaged",
        "file",
        _("The workbook is damaged or incomplete."),
        _("Open it in a spreadsheet program, save it as a new .xlsx file and send that."),
    ),
    Rule(
        "workbook.unpacked",
        "file",
        _("Unpacked, the workbook would fill {size} MB; at most {limit} MB can be read."),
        _("Copy only the table into a new workbook, or save it as CSV."),
    ),
    Rule(
        "workbook.ratio",
        "file",
        _("The workbook's part {part} is packed more than {limit} times smaller than it is."),
        _("Copy only the table into a new workbook, or save it as CSV."),
    ),
    Rule(
        "workbook.parts",
        "file",
        _("The workbook has {parts} parts; at most {limit} can be read."),
        _("Copy only the table into a new workbook."),
    ),
    Rule(
        "workbook.spread",
        "file",
        _("Reading the sheet would take {size} MB of memory; at most {limit} MB are allowed."),
        _("Delete stray cells far from the table and very long repeated texts, or save it as CSV."),
    ),
    Rule(
        "workbook.no_sheet",
        "file",
        _("The workbook has no visible sheet with data."),
        _("Put the table in the first sheet and show that sheet."),
    ),
)

_MAPPING_RULES = (
    Rule(
        "mapping.unreadable",
        "mapping",
        _("The mapping file cannot be read: {problem}"),
        _("Write it as TOML or JSON in UTF-8, as the import guide shows."),
    ),
    Rule(
        "mapping.unknown_entry",
        "mapping",
        _("The mapping has an unknown entry “{place}”."),
        _("Remove it or correct its spelling. Known here: {known}."),
    ),
    Rule(
        "mapping.wrong_value",
        "mapping",
        _("The mapping's entry “{place}” must be {expected}."),
        _("Correct that entry."),
    ),
    Rule(
        "mapping.incomplete",
        "mapping",
        _("The mapping does not say where “{column}” comes from."),
        _("Add it under columns, constants or derive."),
    ),
    Rule(
        "mapping.two_sources",
        "mapping",
        _("The mapping names two sources for “{column}”."),
        _("Keep it in one of columns, constants and derive."),
    ),
    Rule(
        "mapping.no_such_header",
        "mapping",
        _("The mapping expects a column “{header}”, which the file does not have."),
        _("Correct the name in the mapping. The file has: {headers}."),
    ),
)

_ROW_RULES = (
    Rule(
        "required.empty",
        "row",
        _("{column} is empty."),
        _("Fill the cell."),
    ),
    Rule(
        "sku.repeated",
        "row",
        _("The SKU stands in several rows: {rows}."),
        _("Keep one row for each SKU."),
    ),
    Rule(
        "sku.rounded",
        "row",
        _("The spreadsheet has shortened this long number, so the SKU is no longer whole."),
        _("Format the column as text and type the SKU again."),
    ),
    Rule(
        "category.unknown",
        "row",
        _("There is no category with this name."),
        _("Use a category from the list, or translate the name in a mapping file."),
    ),
    Rule(
        "category.ambiguous",
        "row",
        _("Several categories have this name: {paths}."),
        _("Write the path, for example {example}."),
    ),
    Rule(
        "class.unknown",
        "row",
        _("There is no product type with this name."),
        _("Use a type from the list, or leave the cell empty."),
    ),
    Rule(
        "class.fixed",
        "row",
        _("The product already has another type."),
        _("Leave the cell empty, or change the type in the editor."),
    ),
    Rule(
        "class.lacks_detail",
        "row",
        _("Products of this type have no detail “{column}”."),
        _("Empty the cell, or choose another product type."),
    ),
    Rule(
        "unit.unknown",
        "row",
        _("This unit is not known."),
        _("Use one of: {units}."),
    ),
    Rule(
        "boolean.unknown",
        "row",
        _("{column} must be yes or no."),
        _("Write ya or tidak, yes or no, 1 or 0."),
    ),
    Rule(
        "number.format",
        "row",
        _("{column} is not a number that can be read without doubt."),
        _("Write it like {example}, or set the number format in a mapping file."),
    ),
    Rule(
        "number.whole",
        "row",
        _("{column} must be a whole number."),
        _("Write it without a fraction."),
    ),
    Rule(
        "number.too_small",
        "row",
        _("{column} must be at least {limit}."),
        _("Correct the number."),
    ),
    Rule(
        "number.too_large",
        "row",
        _("{column} may be at most {limit}."),
        _("Correct the number."),
    ),
    Rule(
        "cell.date",
        "row",
        _("The spreadsheet has turned {column} into a date or time."),
        _("Format the column as text or number and type the value again."),
    ),
    Rule(
        "cell.truth",
        "row",
        _("{column} holds TRUE or FALSE where words are expected."),
        _("Type the text."),
    ),
    Rule(
        "cell.error",
        "row",
        _("The formula in {column} gives an error ({error})."),
        _("Correct the formula, or replace it by its value."),
    ),
    Rule(
        "cell.merged",
        "row",
        _("The row touches merged cells ({range}), so it is not clear what belongs to it."),
        _("Unmerge the cells and fill each row."),
    ),
    Rule(
        "text.too_short",
        "row",
        _("{column} needs at least {limit} characters."),
        _("Write it in full."),
    ),
    Rule(
        "text.too_long",
        "row",
        _("{column} has {length} characters; at most {limit} fit."),
        _("Shorten the text."),
    ),
    Rule(
        "text.no_words",
        "row",
        _("{column} has no words."),
        _("Write a name that a buyer can read."),
    ),
    Rule(
        "text.invisible",
        "row",
        _("{column} holds only invisible characters."),
        _("Type the text, or empty the cell."),
    ),
    Rule(
        "text.control",
        "row",
        _("{column} contains an invisible control character ({character})."),
        _("Type the text again instead of pasting it."),
    ),
    Rule(
        "text.damaged",
        "row",
        _("{column} contains damaged characters (�)."),
        _("Correct the text in the source and save it as UTF-8."),
    ),
    Rule(
        "text.formula",
        "row",
        _("{column} starts like a spreadsheet formula."),
        _("Remove the sign at the start."),
    ),
    Rule(
        "row.overflow",
        "row",
        _("The row has {cells} cells under {columns} headings, so cells may stand in the wrong columns."),
        _("Put quotation marks around texts that contain the separator."),
    ),
    Rule(
        "row.excluded",
        "row",
        _("The mapping takes only rows whose {header} is {accepted}."),
        _("Nothing to do, or change “only” in the mapping file."),
    ),
    Rule(
        "stock.unset",
        "row",
        _("A product made to stock needs a number of pieces."),
        _("Fill the stock, 0 if there are none."),
    ),
    Rule(
        "stock.promised",
        "row",
        _("Already promised to orders: {promised}, more than the new stock."),
        _("Enter at least {promised}, or settle the orders first."),
    ),
    Rule(
        "product.in_review",
        "row",
        _("The product is with the curator, so its texts cannot change now."),
        _("Wait for the decision, or withdraw the submission."),
    ),
    Rule(
        "product.locked",
        "row",
        _("The product is locked by an editor."),
        _("Ask the editor to unlock it."),
    ),
)

_NOTES = (
    Rule(
        "note.ignored_columns",
        "note",
        _("Columns that were not read: {columns}."),
        _("Rename them if they should be imported."),
    ),
    Rule(
        "note.other_sheets",
        "note",
        _("Only the sheet “{sheet}” was read; left out: {others}."),
        _("Import the other sheets as files of their own."),
    ),
    Rule(
        "note.formulas",
        "note",
        _("Cells that hold formulas: {count}. Their last saved results were used."),
        _("Open and save the workbook if the results may be old."),
    ),
    Rule(
        "note.encoding",
        "note",
        _("The file is not UTF-8; it was read as Windows-1252."),
        _("Check names with accents, or save the table as “CSV UTF-8”."),
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in (*_FILE_RULES, *_MAPPING_RULES, *_ROW_RULES, *_NOTES)}
