"""What changed: the month of the plan beside those tracked before, why, and what calls for a look."""

from __future__ import annotations

from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from data.dictionaries import Column, columns
from workbook.model.answers import SUBJECTS, changes
from workbook.writing.layout import Book, set_up_page
from workbook.writing.painting import header_note
from workbook.writing.sheets import solved
from workbook.writing.styles import ACCENT, SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_table

SHEET, TABLE, TRIGGERS, MONTHS = "What changed", "Changes", "Triggers", "Months"
FIRST_ROW = 6
HOW = (
    "Causes are changed one at a time: pack, data, parameters, scenario, classes set by hand; the parts add "
    "up to the change"
)
SHOWN = (
    "subject title before after change unit class_before class_after part_data part_parameters part_scenario "
    "part_overrides part_pack part_data_or_pack cause note soc"
)
TRIGGERS_SHOWN = "trigger title value line months unit evidence soc sentence"
WIDTHS = {
    "title": 44,
    "class_before": 21,
    "class_after": 21,
    "unit": 22,
    "cause": 34,
    "note": 60,
    "subject": 20,
    "evidence": 21,
}
FIRST_RANKS, MOST_MONTHS = 10, 12
FIGURE, NAME, LINE = "Figure", "Region or occupation", "Over the months"
MONTH_NOTE = "The figure in this month; blank where it is not known."


def write(book: Book) -> Placed | None:
    """Write the sheet and return where its table stands; None and no sheet where no month is tracked."""
    before = book.results.tracking.before if book.results.earlier else None
    if before is None:
        return None
    found = book.results.tracking
    called = found.triggers.assign(trigger=found.triggers["trigger"].str.replace("_", " "))
    sheet = book.sheet(SHEET, SHEET, changes(book.results).sentence, HOW)
    solved.write(book, sheet, solved.CHANGES)
    row = FIRST_ROW
    placed = _table(book, sheet, TRIGGERS, called, row, "What calls for a look")
    placed = _write_months(book, sheet, months(found.series), placed.last_row + 3)
    row = placed.last_row + 3
    placed = _table(
        book,
        sheet,
        TABLE,
        found.changes.replace({"subject": SUBJECTS}),
        row,
        "What changed by occupation, and why",
    )
    sheet.freeze_panes(FIRST_ROW - 1, 2)
    set_up_page(book, sheet, paper="tabloid", area=(0, 0, placed.last_row, max(placed.columns.values())))
    return placed


def _table(book: Book, sheet: Worksheet, name: str, table: pd.DataFrame, row: int, told: str) -> Placed:
    """Write one of the dictionary's tables under its heading."""
    own = name == TABLE
    known = columns("changes" if own else "triggers")
    shown = (SHOWN if own else TRIGGERS_SHOWN).split()
    fields = [_field(book, known[column], table[column].tolist(), own=own) for column in shown]
    _heading(book, sheet, row, told)
    placed = write_table(book, sheet, name, fields, row=row + 1, description=told, filters=own, widths=own)
    if any(field.wraps for field in fields):
        fit_rows(sheet, placed, fields)
    return placed


def _heading(book: Book, sheet: Worksheet, row: int, text: str) -> None:
    book.write_text(sheet, row, 0, text, book.styles.get(bold=True, font_color=ACCENT))


def months(series: pd.DataFrame) -> pd.DataFrame:
    """Return the figures to follow over the months, one row a figure and region or occupation.

    Openings and postings of the region, then score and postings of the jobs that are ranked first in the last
    month; a column a month, twelve at most. Postings stand only where a month has some.
    """
    names = sorted(series["month"].unique())[-MOST_MONTHS:]
    last = series[series["month"] == names[-1]].sort_values("rank")
    first = last[last["rank"] <= FIRST_RANKS]
    whole = [("Openings a year", "openings_12m", ""), ("Open postings", "postings_open", "")]
    wanted = whole + [("Score", "score", soc) for soc in first["soc"]]
    wanted += [("Open postings", "postings_open", soc) for soc in first["soc"]]
    titles = dict(zip(last["soc"], last["title"], strict=True))
    rows = []
    for label, column, soc in wanted:
        own = series[series["soc"] == soc].set_index("month")[column].reindex(names)
        if own.notna().any():
            rows.append({FIGURE: label, NAME: titles.get(soc, ""), **own.to_dict()})
    return pd.DataFrame(rows, columns=[FIGURE, NAME, *names])


def _write_months(book: Book, sheet: Worksheet, table: pd.DataFrame, row: int) -> Placed:
    """Write the months side by side, each row with a small line of its own."""
    styles, names = book.styles, list(table.columns[2:])
    _heading(book, sheet, row, "The months side by side")
    score = [styles.number("0.0" if figure == "Score" else "#,##0") for figure in table[FIGURE]]
    fields = [
        Field(FIGURE, table[FIGURE].tolist(), styles.cell(), 20, align="edge", note="What the row follows."),
        Field(
            NAME,
            table[NAME].tolist(),
            styles.text(),
            44,
            note="The region first, then the first ranked jobs.",
        ),
        Field(
            LINE,
            [""] * len(table),
            styles.text(),
            12,
            note="The months from left to right, each row on its own scale.",
        ),
        *(Field(name, table[name].tolist(), score, 12, note=MONTH_NOTE, align="right") for name in names),
    ]
    placed = write_table(
        book,
        sheet,
        MONTHS,
        fields,
        row=row + 1,
        description="Months side by side",
        filters=False,
        widths=False,
    )
    start, end = placed.columns[names[0]], placed.columns[names[-1]]
    for at in range(placed.first_row, placed.first_row + len(table)):
        line = {
            "range": f"'{SHEET}'!{xl_range(at, start, at, end)}",
            "series_color": ACCENT,
            "markers": True,
            "markers_color": ACCENT,
            "weight": 1.5,
        }
        sheet.add_sparkline(at, placed.columns[LINE], line)
    return placed


def _field(book: Book, column: Column, values: list[Any], *, own: bool) -> Field:
    styles, width, note = book.styles, WIDTHS.get(column.name, 12), header_note(column)
    if column.type == "number":
        cells = styles.number(column.number_format, italic=True, font_color=SECONDARY)
        return Field(column.label, values, cells, width, align="right", note=note)
    wraps = column.name in (("title", "note", "cause") if own else ("evidence",))
    return Field(column.label, values, styles.text(text_wrap=wraps), width, note=note, wraps=wraps)
