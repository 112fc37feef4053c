"""Real Excel tables: explicit formats, live formulas, and the program's own results as cached values."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from workbook.writing.layout import Book, Sheet
from workbook.writing.notes import note_of
from workbook.writing.privacy import FORMULA_STARTS, clean_text
from workbook.writing.styles import ACCENT, HAIRLINE, SECONDARY

Cells: TypeAlias = Format | Sequence[Format]

LINE_PIXELS = 20
HEADER_PIXELS = 58
"""Two lines of header at the top and room for the filter button below them."""

LETTERS_PER_CHARACTER = 1.17


@dataclass(frozen=True)
class Field:
    """One column of a table on a sheet.

    Parameters
    ----------
    label
        Header, unique in its table.
    values
        One value a row: text, number, True, False; None and NaN are blank.
    cells
        One format for the column, or one a row.
    width
        In characters.
    formula
        Excel's formula, the same text for each row; ``values`` are then its cached results.
    note
        What a reader sees on pointing at the header: unit, kind, meaning.
    group
        Heading over this and the neighbouring columns of the same name.
    kind
        Small text between heading and header: how the figures came about.
    detail
        Folded away behind a plus sign until somebody asks.
    wraps
        Its texts may take several lines.
    align
        Of the header: left, center, right, or edge for text at the sheet's left edge.
    """

    label: str
    values: Sequence[Any]
    cells: Cells
    width: float
    formula: str = ""
    note: str = ""
    group: str = ""
    kind: str = ""
    detail: bool = False
    wraps: bool = False
    align: str = "left"


@dataclass(frozen=True)
class Placed:
    """Where a table stands on its sheet (zero-based rows and columns), for charts, formats and links."""

    name: str
    sheet: str
    header_row: int
    first_row: int
    last_row: int
    first_column: int
    columns: dict[str, int] = field(default_factory=dict)

    @property
    def printed(self) -> tuple[int, int, int, int]:
        """What a sheet with one table prints: its head and the table."""
        return 0, 0, self.last_row, max(self.columns.values())

    def cells(self, label: str) -> tuple[int, int, int, int]:
        """Return first row, column, last row, column of a column's body."""
        return self.first_row, self.columns[label], self.last_row, self.columns[label]

    def chart_range(self, label: str, rows: int | None = None) -> list[Any]:
        """Return a column's body as charts name it; the first ``rows`` of it when given."""
        last = self.last_row if rows is None else min(self.last_row, self.first_row + rows - 1)
        return [self.sheet, self.first_row, self.columns[label], last, self.columns[label]]


def write_table(
    book: Book,
    sheet: Sheet,
    name: str,
    fields: Sequence[Field],
    *,
    row: int,
    column: int = 0,
    description: str = "",
    filters: bool = True,
    widths: bool = True,
) -> Placed:
    """Write a table with its header in ``row``: real Excel table, explicit formats, cached results.

    A table without rows gets one empty row, since Excel wants one; its first cell says that nothing is there.
    `widths` is off where several tables share the columns of a sheet.
    """
    count = len(fields[0].values)
    last = row + max(count, 1)
    sheet.add_table(
        row,
        column,
        last,
        column + len(fields) - 1,
        {
            "name": name,
            "style": None,
            "autofilter": filters,
            "description": description,
            "columns": [_table_column(book, item) for item in fields],
        },
    )
    if any(len(item.label) > item.width - 2 * filters for item in fields if not item.detail):
        sheet.set_row_pixels(row, HEADER_PIXELS if filters else 2 * LINE_PIXELS)
    for place, item in enumerate(fields, column):
        _write_cells(book, sheet, row + 1, place, item)
        if note := item.note or note_of(name, item.label):
            sheet.write_comment(row, place, note, _note_size(note))
    if widths:
        _shape_columns(sheet, fields, column)
    if not count:
        sheet.write_string(row + 1, column, "Nothing to list for this region", book.styles.quiet)
    if count:
        # Codes such as 44.0401 are text on purpose: no green corners.
        area = xl_range(row + 1, column, last, column + len(fields) - 1)
        sheet.ignore_errors({"number_stored_as_text": area})
    places = {item.label: column + offset for offset, item in enumerate(fields)}
    return Placed(name, sheet.get_name(), row, row + 1, last, column, places)


def _shape_columns(sheet: Worksheet, fields: Sequence[Field], column: int) -> None:
    """Set widths, and fold the details away behind a plus sign over the column before them."""
    if any(item.detail for item in fields):
        sheet.outline_settings(True, True, False, False)
    for offset, item in enumerate(fields):
        folds = not item.detail and offset + 1 < len(fields) and fields[offset + 1].detail
        options = {"level": 1, "hidden": True} if item.detail else {"collapsed": True} if folds else {}
        longest = max(len(word) for word in item.label.split())
        sheet.set_column(column + offset, column + offset, max(item.width, longest + 1.5), None, options)


def _aligned(align: str) -> dict[str, Any]:
    return (
        {"align": "left"}
        if align == "edge"
        else {"align": "left", "indent": 1}
        if align == "left"
        else {"align": align}
    )


def _table_column(book: Book, item: Field) -> dict[str, Any]:
    header = book.styles.header(**_aligned(item.align))
    if item.label.startswith(FORMULA_STARTS):
        # A heading may be a planner's own words, such as the title of a scenario.
        header = book.styles.guarded(header)
    told: dict[str, Any] = {"header": item.label, "header_format": header}
    if item.formula and len(item.values):
        told["formula"] = item.formula
    return told


def _note_size(note: str) -> dict[str, Any]:
    lines = sum(1 + len(part) // 44 for part in note.split("\n"))
    return {"x_scale": 2.2, "y_scale": max(0.6, 0.24 * lines), "author": "Headway", "font_size": 10}


def _write_cells(book: Book, sheet: Sheet, first_row: int, column: int, item: Field) -> None:
    values = item.values.tolist() if hasattr(item.values, "tolist") else list(item.values)
    formats: list[Format] = [item.cells] * len(values) if isinstance(item.cells, Format) else list(item.cells)
    for at in sheet.put_column(first_row, column, values, formats, item.formula):
        value, cell = values[at], formats[at]
        if isinstance(value, bool):
            sheet.write_boolean(first_row + at, column, value, cell)
        elif isinstance(value, int | float):
            sheet.write_number(first_row + at, column, value, cell)
        else:
            book.write_text(sheet, first_row + at, column, value, cell)


def lines_needed(text: object, width: float) -> int:
    """Return about how many lines a text takes when it wraps in a column of this many characters.

    Words break at spaces; proportional letters are narrower than the digits that column widths count.
    """
    shown = clean_text(text)
    if len(shown) <= width * LETTERS_PER_CHARACTER and "\n" not in shown:
        return 1
    fitting = max(4, int(width * LETTERS_PER_CHARACTER))
    return sum(max(1, len(textwrap.wrap(part, fitting))) for part in shown.split("\n"))


def fit_rows(sheet: Worksheet, placed: Placed, fields: Sequence[Field], *, most: int = 12) -> None:
    """Give each row of a table the height that its wrapped texts need; only Excel would do so by itself."""
    wrapping = [item for item in fields if item.wraps]
    for number in range(len(fields[0].values)):
        lines = max(lines_needed(item.values[number], item.width - 1) for item in wrapping)
        if lines > 1:
            sheet.set_row_pixels(placed.first_row + number, LINE_PIXELS * min(lines, most) + 2)


def write_groups(book: Book, sheet: Worksheet, placed: Placed, fields: Sequence[Field], *, row: int) -> None:
    """Write headings over neighbouring columns in ``row``, and in the next how the figures came about."""
    styles = book.styles
    previous = None
    for offset, item in enumerate(fields):
        column = placed.first_column + offset
        first = item.group != previous
        edge: dict[str, Any] = {"left": 1, "left_color": HAIRLINE} if first and offset else {}
        heading = styles.get(
            bold=True, font_color=ACCENT, **_aligned("edge" if not offset else "left"), **edge
        )
        if first and item.group:
            sheet.write_string(row, column, item.group, heading)
        else:
            sheet.write_blank(row, column, None, heading)
        small = styles.get(font_color=SECONDARY, italic=True, **_aligned(item.align), **edge)
        sheet.write_string(row + 1, column, item.kind, small)
        previous = item.group
