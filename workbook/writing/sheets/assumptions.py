"""Assumptions: every number that a board may change, with its bounds, meaning and source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from data.dictionaries import Parameter
from workbook import boardform
from workbook.writing.formulas import excel_formula
from workbook.writing.layout import Book, set_up_page, tab_colour
from workbook.writing.sheets import inputs, multipliers, solved
from workbook.writing.sheets.assumption_rows import (
    CHANGED_HERE,
    EFFECTS,
    NEEDS_SOLVING,
    NOT_DEFAULT,
    Row,
    changed_word,
    sheet_rows,
    value_pattern,
)
from workbook.writing.styles import ACCENT, CAUTION, CAUTION_FILL, INPUT_FILL, SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_table

SHEET, TABLE = "Assumptions", "Assumptions"
HEADER_ROW = 5
LABELS = {
    "group": "Group",
    "label": "Assumption",
    "value": "Value",
    "unit": "Unit",
    "default": "Default",
    "changed": "Changed",
    "board_note": boardform.NOTE,
    "least": "Least",
    "most": "Most",
    "effect": "Takes effect",
    "meaning": "Meaning",
    "source": "Source",
    "rests": "Rests on it",
    "name": "Name",
    "solved": "Solved with",
}
HOW = (
    "Blue on yellow is an input: type over it. Black follows by formula. Tests, labels, scores and ranks "
    "recompute "
    "in this file; classes, reach and springboard are solved by Headway."
)
CHANGED = (
    f'IF(LEN([solved])>0,IF([value]=[solved],IF([value]=[default],"","{NOT_DEFAULT}"),'
    f'IF([effect]="{EFFECTS["live"]}","{CHANGED_HERE}","{NEEDS_SOLVING}")),"")'
)


def write(book: Book, values: Mapping[str, float], sentence: str) -> Placed:
    """Write the sheet, give each value its name, and put bounds and help on each input."""
    sheet = book.sheet(SHEET, SHEET, sentence, HOW, links=2, also={3: multipliers.SHEET})
    tab_colour(sheet)
    titles = tuple(multipliers.scenario_titles(book.results).values())
    rows = sheet_rows(values, multipliers.chosen_title(book.results), titles)
    columns = _fields(book, rows)
    placed = write_table(book, sheet, TABLE, columns, row=HEADER_ROW, description="Parameters of the plan")
    column = placed.columns[LABELS["value"]]
    for number, row in enumerate(rows, placed.first_row):
        pattern = value_pattern(row)
        book.workbook.define_name(row.name, f"={SHEET}!{xl_rowcol_to_cell(number, column, True, True)}")
        if row.choices:
            sheet.data_validation(number, column, number, column, multipliers.drop_down(titles))
        elif row.parameter is not None:
            sheet.data_validation(number, column, number, column, _validation(row.parameter))
        elif row.formula:
            formula = excel_formula(row.formula, TABLE, LABELS)
            sheet.write_formula(number, column, formula, book.styles.number(pattern, valign="top"), row.value)
    _mark_changes(book, sheet, placed)
    fit_rows(sheet, placed, columns)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    set_up_page(book, sheet, paper="legal", repeat=(HEADER_ROW, HEADER_ROW), area=placed.printed)
    return placed


def _mark_changes(book: Book, sheet: Worksheet, placed: Placed) -> None:
    first, column, last, _ = placed.cells(LABELS["changed"])
    cell = xl_rowcol_to_cell(first, column, False, True)
    caution = book.styles.differential(font_color=CAUTION, bg_color=CAUTION_FILL)
    rule = {"type": "formula", "criteria": f"=LEN({cell})>0", "format": caution}
    sheet.conditional_format(first, column, last, column, rule)


def _validation(known: Parameter) -> dict[str, Any]:
    """Return the bounds of an input as Excel checks them, with help (Excel allows 32 and 255 signs)."""
    whole = known.type in ("integer", "switch")
    kind = "a whole number" if whole else "a number"
    bounds = f"{known.minimum:,.10g} to {known.maximum:,.10g}"
    hint = "1 is on, 0 is off." if known.type == "switch" else f"{bounds} ({known.unit})."
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": known.minimum,
        "maximum": known.maximum,
        "input_title": known.label[:32],
        "input_message": f"{hint} {known.meaning}"[:255],
        "error_title": "Out of bounds",
        "error_message": f"{known.label} takes {kind} from {bounds}."[:255],
    }


def _fields(book: Book, rows: Sequence[Row]) -> list[Field]:
    styles = book.styles
    wrapped = styles.text(text_wrap=True, valign="top")
    quiet = styles.text(text_wrap=True, valign="top", font_color=SECONDARY)

    def text(key: str, values: list[str], width: float, cells: Format, **more: Any) -> Field:
        return Field(LABELS[key], values, cells, width, wraps=True, **more)

    def number(key: str, values: list[Any], **more: Any) -> Field:
        cells = [
            styles.number(value_pattern(row, value), valign="top", font_color=SECONDARY)
            for row, value in zip(rows, values, strict=True)
        ]
        return Field(LABELS[key], values, cells, 11, align="right", **more)

    return [
        Field(LABELS["group"], [row.group for row in rows], _group_cells(book, rows), 16, align="edge"),
        text("label", [row.label for row in rows], 36, wrapped),
        Field(LABELS["value"], [row.value for row in rows], _value_cells(book, rows), 12, align="right"),
        text("unit", [row.unit for row in rows], 20, quiet),
        number("default", [row.of_parameter("default") for row in rows]),
        text(
            "changed",
            [changed_word(row, row.value) for row in rows],
            18,
            styles.text(text_wrap=True, valign="top"),
            formula=excel_formula(CHANGED, TABLE, LABELS),
        ),
        inputs.note_field(book, [row.name for row in rows]),
        number("least", [row.of_parameter("minimum") for row in rows]),
        number("most", [row.of_parameter("maximum") for row in rows]),
        text("effect", [EFFECTS[row.effect] for row in rows], 32, quiet),
        text("meaning", [row.meaning for row in rows], 64, wrapped),
        text("source", [row.source for row in rows], 30, quiet),
        text(
            "rests",
            [solved.resting(row.name) if row.is_input else "" for row in rows],
            44,
            quiet,
            note="What only Headway solves and rests on this assumption; a cell there lights up on a change.",
            detail=True,
        ),
        Field(LABELS["name"], [row.name for row in rows], quiet, 28, detail=True),
        number(
            "solved",
            [row.value if row.is_input else None for row in rows],
            note="The value with which Headway solved the classes of this workbook.",
            detail=True,
        ),
    ]


def _group_cells(book: Book, rows: Sequence[Row]) -> list[Format]:
    first = book.styles.cell(valign="top", bold=True)
    again = book.styles.cell(valign="top", font_color=SECONDARY)
    seen: set[str] = set()
    cells = []
    for row in rows:
        cells.append(again if row.group in seen else first)
        seen.add(row.group)
    return cells


def _value_cells(book: Book, rows: Sequence[Row]) -> list[Format]:
    given = {"valign": "top", "font_color": ACCENT, "bg_color": INPUT_FILL, "locked": False}
    return [
        book.styles.number(value_pattern(row), **(given if row.is_input else {"valign": "top"}))
        for row in rows
    ]
