"""What changed: the month of the plan beside the one tracked before, why, and what calls for a look."""

from __future__ import annotations

from typing import Any

from data.dictionaries import Column, columns
from workbook.model.answers import changes
from workbook.writing.layout import Book, set_up_page
from workbook.writing.tables import Field, Placed, write_table

SHEET, TABLE, TRIGGERS = "What changed", "Changes", "Triggers"
HEADER_ROW = 5
HOW = (
    "Causes are changed one at a time: pack, data, parameters, scenario, classes set by hand; the parts add "
    "up to the change · solved by Headway: this sheet does not follow changes made here"
)
SHOWN = (
    "subject title before after change unit class_before class_after part_data part_parameters part_scenario "
    "part_overrides part_pack part_data_or_pack cause note soc"
)
TRIGGERS_SHOWN = "trigger title value line unit months evidence sentence soc"
WIDTHS = {
    "title": 44,
    "class_before": 21,
    "class_after": 21,
    "unit": 22,
    "cause": 34,
    "note": 60,
    "subject": 20,
}


def write(book: Book) -> Placed | None:
    """Write the sheet and return where its table stands; None and no sheet where no month is tracked."""
    before = book.results.tracking.before if book.results.earlier else None
    if before is None:
        return None
    found = book.results.tracking
    sheet = book.sheet(SHEET, SHEET, changes(book.results).sentence, HOW)
    placed = None
    row = HEADER_ROW
    for name, table, shown, told in (
        ("triggers", found.triggers, TRIGGERS_SHOWN, "What calls for a look"),
        ("changes", found.changes, SHOWN, "What changed by occupation, and why"),
    ):
        known = columns(name)
        fields = [_field(book, known[column], table[column].tolist()) for column in shown.split()]
        book.write_text(sheet, row - 1, 0, told, book.styles.quiet)
        title = TRIGGERS if name == "triggers" else TABLE
        own = name == "changes"
        placed = write_table(book, sheet, title, fields, row=row, description=told, widths=own)
        row = placed.last_row + 4
    set_up_page(book, sheet, repeat=(HEADER_ROW, HEADER_ROW))
    return placed


def _field(book: Book, column: Column, values: list[Any]) -> Field:
    styles, width = book.styles, WIDTHS.get(column.name, 12)
    if column.type == "number":
        return Field(column.label, values, styles.number(column.number_format), width, align="right")
    return Field(column.label, values, styles.text(), width)
