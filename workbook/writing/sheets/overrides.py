"""Overrides: the classes that were set by hand, with their reasons, and room for a board to set others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook import boardform
from workbook.plan import CLASSES, Plan
from workbook.writing.formulas import this_row
from workbook.writing.layout import Book, set_up_page, tab_colour
from workbook.writing.sheets import inputs
from workbook.writing.styles import CAUTION, CAUTION_FILL, SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_table

SHEET, TABLE = "Overrides", boardform.OVERRIDES
HEADER_ROW = 5
HOW = (
    "Blue on yellow is an input: write a code of the Regional matrix, choose a class, give the reason. "
    "Clear class and reason to leave an occupation to the rules again. Headway solves the classes anew when "
    "it reads this workbook back."
)
UNKNOWN, NO_CLASS, NO_REASON, READY = (
    "no such SOC code",
    "choose a class",
    "give a reason",
    "can be read back",
)
LEFT = "left to the rules"
SOLVED_HERE = "Class as this workbook was solved; a class set here takes effect when Headway reads it back."


def sentence(plan: Plan) -> str:
    """Say how many classes were set by hand."""
    count = len(plan.overrides)
    if not count:
        return "No class was set by hand: every occupation has the class that the rules give it."
    return f"{count} {'class was' if count == 1 else 'classes were'} set by hand; the rules give all others."


def rows(plan: Plan, titles: Mapping[str, str], classes: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the rows of the sheet: one per override, then the empty ones, as the workbook shows them.

    Parameters
    ----------
    titles, classes : mapping of str to str
        Title and class of every occupation by its SOC code.
    """
    found = [
        {
            boardform.SOC: one.soc,
            boardform.OCCUPATION: titles.get(one.soc, ""),
            boardform.CLASS_NOW: classes.get(one.soc, ""),
            boardform.CLASS_BY_HAND: one.class_name,
            boardform.REASON: one.reason,
            boardform.CHECK: READY if one.soc in titles else UNKNOWN,
        }
        for one in plan.overrides
    ]
    empty = dict.fromkeys((*_HEADINGS,), "")
    return found + [dict(empty) for _ in range(boardform.EMPTY_ROWS)]


_HEADINGS = (
    boardform.SOC,
    boardform.OCCUPATION,
    boardform.CLASS_NOW,
    boardform.CLASS_BY_HAND,
    boardform.REASON,
    boardform.CHECK,
)


def check_formula() -> str:
    """Return what the Check column says of a row, in Excel's words."""
    soc, occupation, by_hand, reason = (
        this_row(TABLE, label)
        for label in (boardform.SOC, boardform.OCCUPATION, boardform.CLASS_BY_HAND, boardform.REASON)
    )
    told = (
        f'IF(LEN({occupation})=0,"{UNKNOWN}",IF(LEN({by_hand}&{reason})=0,"{LEFT}",'
        f'IF(LEN({by_hand})=0,"{NO_CLASS}",IF(LEN({reason})=0,"{NO_REASON}","{READY}"))))'
    )
    return f'IF(LEN({soc}&{by_hand}&{reason})=0,"",{told})'


def write(book: Book) -> Placed:
    """Write the sheet and return where its table stands."""
    plan, matrix = book.results.plan, book.results.matrix
    sheet = book.sheet(SHEET, SHEET, sentence(plan), HOW)
    tab_colour(sheet)
    titles, classes = (dict(zip(matrix["soc"], matrix[name], strict=True)) for name in ("title", "class"))
    shown = _fields(book, rows(plan, titles, classes))
    placed = write_table(book, sheet, TABLE, shown, row=HEADER_ROW, description="Classes set by hand")
    fit_rows(sheet, placed, shown)
    _check_inputs(book, sheet, placed)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    set_up_page(book, sheet, repeat=(HEADER_ROW, HEADER_ROW), area=placed.printed)
    return placed


def _fields(book: Book, told: list[dict[str, str]]) -> list[Field]:
    styles = book.styles
    quiet = styles.text(text_wrap=True, valign="top", font_color=SECONDARY)

    def field(label: str, width: float, cells: Any, **more: Any) -> Field:
        return Field(label, [row[label] for row in told], cells, width, **more)

    return [
        field(
            boardform.OCCUPATION,
            44,
            styles.cell(text_wrap=True, valign="top"),
            formula=inputs.from_matrix(TABLE, "Occupation"),
            wraps=True,
            align="edge",
        ),
        field(boardform.SOC, 11, inputs.text_cells(book)),
        field(
            boardform.CLASS_NOW,
            24,
            quiet,
            formula=inputs.from_matrix(TABLE, "Class"),
            note=SOLVED_HERE,
        ),
        field(boardform.CLASS_BY_HAND, 24, inputs.text_cells(book)),
        field(boardform.REASON, 64, inputs.text_cells(book), wraps=True),
        field(boardform.CHECK, 20, quiet, formula=check_formula()),
    ]


def _check_inputs(book: Book, sheet: Any, placed: Placed) -> None:
    first, column, last, _ = placed.cells(boardform.CLASS_BY_HAND)
    listed = {
        "validate": "list",
        "source": list(CLASSES),
        "error_title": "Not one of the classes",
        "error_message": "Choose from the list, or clear the cell.",
    }
    sheet.data_validation(first, column, last, column, listed)
    code = "Seven signs such as 29-2061, from the Regional matrix."
    inputs.say_what(sheet, placed, boardform.SOC, "Which occupation?", code)
    why = "The board reads it wherever the class shows. A class without a reason is not taken."
    inputs.say_what(sheet, placed, boardform.REASON, "Why?", why)
    caution = book.styles.differential(font_color=CAUTION, bg_color=CAUTION_FILL)
    first, column, last, _ = placed.cells(boardform.CHECK)
    for words in (UNKNOWN, NO_CLASS, NO_REASON):
        rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": caution}
        sheet.conditional_format(first, column, last, column, rule)
