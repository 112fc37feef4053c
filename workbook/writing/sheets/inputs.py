"""Cells that a board fills in: their look, their checks, and the column for its notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbook import boardform
from workbook.boardentries import note_on
from workbook.writing.formulas import this_row, whole_column
from workbook.writing.layout import Book
from workbook.writing.styles import ACCENT, INPUT_FILL
from workbook.writing.tables import Field

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from workbook.writing.tables import Placed

NOTE_WIDTH = 34
NOTE_HELP = "Write what the board wants kept with this row. Headway reads it back with the workbook."
LOOK: dict[str, Any] = {"font_color": ACCENT, "bg_color": INPUT_FILL, "locked": False}


def text_cells(book: Book, **more: Any) -> Format:
    """Return the format of an input that takes text: what is typed stays as it is typed."""
    return book.styles.text(**{"num_format": "@", "text_wrap": True, "valign": "top", **LOOK, **more})


def number_cells(book: Book, pattern: str) -> Format:
    """Return the format of an input that takes a number."""
    return book.styles.number(pattern, valign="top", **LOOK)


def note_field(book: Book, subjects: Sequence[str], *, group: str = "", heading: str = "input") -> Field:
    """Return the column for the board's notes: one input a row, filled with what the plan holds."""
    notes = book.results.plan.notes
    return Field(
        boardform.NOTE,
        [note_on(notes, subject) for subject in subjects],
        text_cells(book),
        NOTE_WIDTH,
        note=NOTE_HELP,
        group=group,
        kind=heading,
        wraps=bool(notes),
    )


def from_matrix(table: str, label: str) -> str:
    """Return the formula for a column of the regional matrix, looked up by this row's SOC code."""
    code = this_row(table, boardform.SOC)
    row = f"MATCH({code},{whole_column(boardform.MATRIX, boardform.SOC)},0)"
    found = f"INDEX({whole_column(boardform.MATRIX, label)},{row})"
    return f'IF(LEN({code})=0,"",IFERROR({found},""))'


def say_what(sheet: Worksheet, placed: Placed, label: str, title: str, words: str) -> None:
    """Show words beside a cell of a column while somebody fills it in."""
    first, column, last, _ = placed.cells(label)
    shown = {"validate": "any", "input_title": title[:32], "input_message": words[:255]}
    sheet.data_validation(first, column, last, column, shown)
