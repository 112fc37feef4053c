"""What every sheet shares: its head, frozen panes, printed page, header and footer."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    Worksheet,
    re_dynamic_function,
)

from workbook.writing.privacy import FORMULA_STARTS, clean_text, header_text
from workbook.writing.styles import ACCENT, Styles

if TYPE_CHECKING:
    from workbook.model.results import Results

PAPER = {"letter": 1, "tabloid": 3, "legal": 5, "a4": 9}


@dataclass(frozen=True)
class Stamp:
    """What every sheet says about itself: region, vintages, parameters, date and program version."""

    region: str
    vintages: str
    parameters_hash: str
    as_of: datetime.date
    version: str

    @property
    def day(self) -> str:
        """The plan's day in words that cannot be misread across borders."""
        return f"{self.as_of.day} {self.as_of:%B %Y}"

    @property
    def line(self) -> str:
        """The stamp as one line of text."""
        parts = (self.region, self.vintages, f"parameters {self.parameters_hash}", self.day, self.program)
        return " · ".join(parts)

    @property
    def program(self) -> str:
        """Name and version of the program."""
        return f"Headway {self.version}".strip()


@dataclass(frozen=True)
class Book:
    """The workbook being written, with what its sheets share."""

    workbook: Workbook
    styles: Styles
    results: Results
    stamp: Stamp
    cover: str = ""

    def sheet(
        self,
        name: str,
        title: str,
        sentence: str,
        how: str = "",
        *,
        columns: int = 8,
        links: int = 1,
        also: Mapping[int, str] | None = None,
    ) -> Worksheet:
        """Add a sheet and write its head: title, the sentence that answers, how to read it, where it is from.

        The head takes rows 1 to 4 (`HEAD_ROWS`); texts run over the cells to their right, so nothing else may
        stand in those rows within `columns` columns. Beside the title, in column ``links``, stands the way
        back to the cover where the workbook has one; ``also`` names further sheets by column.
        """
        sheet = self.workbook.add_worksheet(name, Sheet)
        sheet.hide_gridlines(2)
        sheet.set_row_pixels(0, 30)
        sheet.set_row_pixels(1, 24)
        self.write_text(sheet, 0, 0, title, self.styles.title)
        self.write_text(sheet, 1, 0, sentence, self.styles.sentence)
        self.write_text(sheet, 2, 0, how, self.styles.quiet)
        self.write_text(sheet, 3, 0, self.stamp.line, self.styles.quiet)
        if self.cover:
            self.write_link(sheet, 0, links, self.cover, f"← {self.cover}")
        for column, other in (also or {}).items():
            self.write_link(sheet, 0, column, other, f"→ {other}")
        return sheet

    def write_link(self, sheet: Worksheet, row: int, column: int, target: str, text: str) -> None:
        """Write a link to another sheet of the workbook."""
        link = self.styles.get(font_color=ACCENT, underline=1, indent=1)
        sheet.write_url(row, column, f"internal:'{target}'!A1", link, text, f"Go to {target}")

    def write_text(self, sheet: Worksheet, row: int, column: int, value: object, cell: Format) -> None:
        """Write text as text, whatever it starts with; ``cell`` is a format of `styles`."""
        text = clean_text(value)
        guarded = self.styles.guarded(cell) if text.startswith(FORMULA_STARTS) else cell
        sheet.write_string(row, column, text, guarded)

    def write_across(
        self, sheet: Worksheet, row: int, first: int, last: int, value: object, cell: Format
    ) -> None:
        """Write text over merged columns."""
        if last > first:
            sheet.merge_range(row, first, row, last, "", cell)
        self.write_text(sheet, row, first, value, cell)


FOOTER_LETTERS = 150
"""Letters of the sources that a footer holds; Excel allows 255 for all of its three parts."""

HEAD_ROWS = 4
"""Rows of a sheet's head; what the sheet shows begins below."""


def set_up_page(
    book: Book,
    sheet: Worksheet,
    *,
    paper: str = "letter",
    repeat: tuple[int, int] | None = None,
    area: tuple[int, int, int, int] | None = None,
    pages_high: int = 0,
) -> None:
    """Set the printed page: landscape, one page wide, header rows repeated, region and vintage on every page.

    `area` is what prints (first row, first column, last row, last column); `pages_high` 0 is any number.
    """
    sheet.set_landscape()
    sheet.set_paper(PAPER[paper])
    sheet.fit_to_pages(1, pages_high)
    if area:
        sheet.print_area(*area)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)
    if repeat:
        sheet.repeat_rows(*repeat)
    stamp = book.stamp
    region = header_text(stamp.region[:100])
    sheet.set_header(f'&L&"Calibri,Bold"{region}&R&A')
    vintages = header_text(_whole_parts(stamp.vintages, FOOTER_LETTERS))
    program = header_text(stamp.program)
    sheet.set_footer(f"&L{vintages}&Rparameters {stamp.parameters_hash} · {program} · &P of &N")


def _whole_parts(line: str, most: int) -> str:
    """Return as many parts of a line as fit, never a part of one.

    >>> _whole_parts("OEWS May 2025 · O*NET 29.3", 20)
    'OEWS May 2025'
    """
    while len(line) > most and " · " in line:
        line = line.rpartition(" · ")[0]
    return line[:most]


def tab_colour(sheet: Worksheet) -> None:
    """Mark the sheet that a reader may change."""
    sheet.set_tab_color(ACCENT)


class Sheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet that writes formulas and formatted cells several times faster, to the same bytes.

    The library tries some hundred replacements and searches on every formula cell, and writes the formulas of
    a table's column once more than we do; a table's column has one text for all its rows, so remembering what
    it comes to is enough.
    """

    _tables_only = False

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return _prepared(formula, expand_future_functions)

    def put_column(
        self, row: int, column: int, values: Sequence[Any], cells: Sequence[Format], formula: str = ""
    ) -> list[int]:
        """Put numbers and blanks, or one formula with its results, down from a cell, and return what is left.

        Parameters
        ----------
        row, column
            The first cell.
        values, cells
            One value and one format a row; None, NaN and an empty text are blank.
        formula
            Excel's formula of every row, without the equals sign; the values are then its results.

        Returns
        -------
        list of int
            Places of the values that are neither: texts, True and False.
        """
        if (
            not len(values)
            or self._check_dimensions(row, column)
            or self._check_dimensions(row + len(values) - 1, column)
        ):
            return []
        table, left = self.table, []
        prepared = _prepared(formula, False)
        for at, (value, cell) in enumerate(zip(values, cells, strict=True)):
            blank = value is None or value != value or value == ""
            if formula:
                table[row + at][column] = CellFormulaTuple(prepared, cell, "" if blank else value)
            elif blank:
                table[row + at][column] = CellBlankTuple(cell)
            elif type(value) is float or type(value) is int:
                table[row + at][column] = CellNumberTuple(value, cell)
            else:
                left.append(at)
        return left

    def add_table(self, *given: Any, **more: Any) -> int:
        """Add a table without writing the formulas of its columns, whose cells are written with results."""
        self._tables_only = True
        try:
            return int(super().add_table(*given, **more))
        finally:
            self._tables_only = False

    def _write_formula(
        self, row: int, col: int, formula: str, cell_format: Format | None = None, value: Any = 0
    ) -> int:
        if self._tables_only:
            return 0
        if self.constant_memory or not _is_plain(formula):
            return int(super()._write_formula(row, col, formula, cell_format, value))
        if self._check_dimensions(row, col):
            return -1
        self.table[row][col] = CellFormulaTuple(_prepared(formula, False), cell_format, value)
        return 0

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind = type(cell)
        if cell.format is None or kind not in _PLAIN:
            super()._write_cell(row, col, cell)
            return
        start = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{cell.format._get_xf_index()}"'
        if kind is CellNumberTuple:
            self.fh.write(f"{start}><v>{cell.number:.16G}</v></c>")
        elif kind is CellStringTuple:
            self.fh.write(f'{start} t="s"><v>{cell.string}</v></c>')
        elif kind is CellBlankTuple:
            self.fh.write(f"{start}/>")
        elif isinstance(cell.value, bool):
            self.fh.write(f'{start} t="b"><f>{_escaped(cell.formula)}</f><v>{cell.value:d}</v></c>')
        elif isinstance(cell.value, str):
            text = ' t="str"' if cell.value else ""
            self.fh.write(f"{start}{text}><f>{_escaped(cell.formula)}</f><v>{escape(cell.value)}</v></c>")
        else:
            self.fh.write(f"{start}><f>{_escaped(cell.formula)}</f><v>{cell.value}</v></c>")


_PLAIN = (CellNumberTuple, CellStringTuple, CellBlankTuple, CellFormulaTuple)


@lru_cache(maxsize=1024)
def _is_plain(formula: str) -> bool:
    """Return whether a formula gives one value: neither a dynamic function nor an array formula."""
    return bool(formula) and not formula.startswith("{") and not re_dynamic_function.search(formula)


@lru_cache(maxsize=1024)
def _prepared(formula: str, expand_future_functions: bool) -> str:
    prepared: str = Worksheet()._prepare_formula(formula, expand_future_functions)
    return prepared


@lru_cache(maxsize=1024)
def _escaped(formula: str) -> str:
    return escape(formula)
