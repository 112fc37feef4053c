"""Sheets of the planner's further questions: one table each, solved by the program, said as such."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from data.dictionaries import Column
from workbook.model.answer import Answer, Shown
from workbook.writing.layout import Book, set_up_page
from workbook.writing.painting import colour_classes, header_note, mark_of
from workbook.writing.sheets import solved
from workbook.writing.styles import SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_table

HEADER_ROW = 5
MARKS = "m: modelled, i: imputed"
WIDEST, NARROWEST, FIGURES = 44, 10, 13
FILTER_BUTTON = 4
LETTERS = 0.95
"""Width in characters that a letter of a text takes on average."""


def write(book: Book, name: str, answer: Answer, how: str, *, links: int = 1) -> Placed:
    """Write the first table of an answer as a sheet and return where it stands."""
    sheet = add(book, name, answer.sentence, how, links=links)
    return write_shown(book, sheet, name, answer.tables[0])


def add(book: Book, name: str, sentence: str, how: str, **links: Any) -> Worksheet:
    """Add the sheet of an answer with its head, and the cell that says when it was solved."""
    sheet = book.sheet(name, name, sentence, f"{how} · {MARKS}", **links)
    solved.write(book, sheet, name)
    return sheet


def write_shown(
    book: Book, sheet: Worksheet, name: str, shown: Shown, *, row: int = HEADER_ROW, frozen: int = 0
) -> Placed:
    """Write a table of an answer with its header in ``row``; ``frozen`` rows stay, else all to the header."""
    known = shown.columns
    names = [one for one in shown.first or known if one in shown.rows.columns]
    fields = [_field(book, known[one], shown.rows[one].tolist(), edge=not at) for at, one in enumerate(names)]
    table = "".join(word.capitalize() for word in name.split())
    placed = write_table(book, sheet, table, fields, row=row, description=f"{name}: {shown.label}")
    if any(field.wraps for field in fields):
        fit_rows(sheet, placed, fields)
    if "class" in names:
        colour_classes(book, sheet, placed, known["class"].label)
    columns = names.index(shown.wide) + 1 if shown.wide in names[:3] else 1
    sheet.freeze_panes(frozen or row + 1, 0 if frozen else columns)
    set_up_page(book, sheet, paper="legal", repeat=(row, row), area=placed.printed)
    return placed


def _field(book: Book, column: Column, values: list[Any], *, edge: bool) -> Field:
    """Return a column: figures in grey italics, since the workbook does not compute them; texts fitted."""
    styles, note = book.styles, header_note(column)
    if column.type == "number":
        cells = styles.number(column.number_format, mark=mark_of(column), italic=True, font_color=SECONDARY)
        return Field(column.label, values, cells, FIGURES, align="right", note=note)
    if column.type == "flag":
        return Field(column.label, values, styles.text(), NARROWEST, note=note)
    longest = max((len(str(value)) for value in values), default=0) * LETTERS + 3
    wraps = longest > WIDEST
    cells = styles.cell(text_wrap=wraps) if edge else styles.text(text_wrap=wraps)
    heading = max(map(len, column.label.split())) + FILTER_BUTTON
    width = min(WIDEST, max(NARROWEST, longest, heading))
    return Field(column.label, values, cells, width, align="edge" if edge else "left", note=note, wraps=wraps)
