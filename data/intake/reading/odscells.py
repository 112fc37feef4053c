"""Cells of an OpenDocument spreadsheet as text."""

from __future__ import annotations

import re
from collections.abc import Callable

from data.intake.reading import refusals
from data.intake.reading.guardedxml import EnoughReadError, attribute
from data.intake.reading.limits import LONGEST_RECORD, WIDEST_TABLE
from data.intake.reading.remarks import Remarks
from data.intake.reading.serials import number_text
from data.intake.reading.tables import Merge
from data.language import say

RowTaker = Callable[[int, list[str], str | None], None]
"""Called with the row, its cells up to the last one that holds anything, and what lies to the right."""

_DURATION = re.compile(r"-?P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
_MOST_REPEATED_CELLS = 4_000_000
_ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
_ERROR_NUMBER = re.compile(r"(?:Err:|#ERR)\d+")
_MOST_BLANKS = 1_000


class OdsReader:
    """Takes the elements of the XML and gives the rows of one sheet that hold anything.

    Parameters
    ----------
    place : int
        Which sheet, from 0.
    take : RowTaker
        Takes the rows.
    remarks : Remarks
        Takes notes on cells.
    file : str
        Name of the file.
    """

    def __init__(self, place: int, take: RowTaker, remarks: Remarks, file: str) -> None:
        self._place, self._take, self._remarks, self._file = place, take, remarks, file
        self.merges: list[Merge] = []
        self.last_row = 0
        self.over = False
        self._table = -1
        self._depth = 0
        self._row = 0
        self._row_repeats = 1
        self._cells: list[str] = []
        self._beyond: list[str] = []
        self._column = 0
        self._attributes: dict[str, str] | None = None
        self._lines: list[str] = []
        self._in_text = self._aside = 0
        self._repeated = self._length = 0

    def started(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if tag == "table":
            self._depth += 1
            self._table += self._depth == 1
        elif self._table != self._place or self._depth != 1:
            return
        elif tag == "table-row":
            self._row_repeats = _count(attribute(attributes, "number-rows-repeated"))
            self._cells, self._beyond, self._column = [], [], 0
        elif tag in ("table-cell", "covered-table-cell"):
            self._attributes, self._lines, self._length = attributes, [], 0
        elif tag == "annotation":
            self._aside += 1
        elif tag in ("p", "h") and self._attributes is not None:
            self._in_text += 1
            if not self._aside:
                self._lines.append("")
        elif tag in ("s", "tab", "line-break"):
            blanks = min(_count(attribute(attributes, "c")), _MOST_BLANKS)
            self.written({"s": " " * blanks, "tab": "\t", "line-break": "\n"}[tag])

    def written(self, text: str) -> None:
        """Take text."""
        if self._in_text and not self._aside and self._lines and self._table == self._place:
            self._length += len(text)
            if self._length <= LONGEST_RECORD:
                self._lines[-1] += text

    def ended(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == "table":
            self._depth -= 1
            if self._table == self._place and not self._depth:
                self.over = True
                raise EnoughReadError
        elif self._table != self._place or self._depth != 1:
            return
        elif tag in ("p", "h"):
            self._in_text = max(0, self._in_text - 1)
        elif tag == "annotation":
            self._aside -= 1
        elif tag in ("table-cell", "covered-table-cell") and self._attributes is not None:
            self._end_cell(self._attributes)
            self._attributes = None
        elif tag == "table-row":
            self._end_row()

    def _end_cell(self, attributes: dict[str, str]) -> None:
        repeats = _count(attribute(attributes, "number-columns-repeated"))
        text = self._text(attributes)
        right = _count(attribute(attributes, "number-columns-spanned"))
        down = _count(attribute(attributes, "number-rows-spanned"))
        if right > 1 or down > 1:
            row = self._row + 1
            self.merges.append((row, self._column, row + down - 1, self._column + right - 1))
        if text:
            self._repeated += repeats - 1
            self._check_repeated()
            self._cells += [""] * (min(self._column, WIDEST_TABLE) - len(self._cells))
            fitting = max(0, min(repeats, WIDEST_TABLE - self._column))
            self._cells += [text] * fitting
            if fitting < repeats:
                self._beyond.append(text)
        self._column += repeats

    def _text(self, attributes: dict[str, str]) -> str:
        kind = attribute(attributes, "value-type")
        shown = "\n".join(self._lines)
        line = self._row + 1
        if kind in ("float", "percentage", "currency") and attribute(attributes, "value"):
            if _is_error(shown):
                self._remarks.add("error-cells", [line], self._column, [shown])
                return shown
            return number_text(attribute(attributes, "value"))
        if kind == "date":
            self._remarks.add("date-cells", [line], self._column)
            return (
                attribute(attributes, "date-value")
                .replace("T", " ")
                .partition(".")[0]
                .removesuffix(" 00:00:00")
            )
        if kind == "time":
            self._remarks.add("date-cells", [line], self._column)
            return _clock(attribute(attributes, "time-value"))
        if kind == "boolean":
            return attribute(attributes, "boolean-value").upper()
        if _is_error(shown):
            self._remarks.add("error-cells", [line], self._column, [shown])
        return shown

    def _end_row(self) -> None:
        repeats = self._row_repeats
        if any(self._cells) or self._beyond:
            self._repeated += (repeats - 1) * len(self._cells)
            self._check_repeated()
            beyond = "; ".join(self._beyond) or None
            for line in range(self._row + 1, self._row + repeats + 1):
                if beyond:
                    self._remarks.add("cells-beyond", [line], values=[beyond])
                self._take(line, list(self._cells), beyond)
            self.last_row = self._row + repeats
        self._row += repeats

    def _check_repeated(self) -> None:
        if self._repeated > _MOST_REPEATED_CELLS:
            why = say("It says of one cell that it is repeated millions of times")
            raise refusals.too_large(self._file, why)


def _count(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) < 10 else 1


def _is_error(text: str) -> bool:
    return text in _ERRORS or bool(_ERROR_NUMBER.fullmatch(text))


def _clock(text: str) -> str:
    found = _DURATION.fullmatch(text)
    if not found:
        return text
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return f"{days * 24 + hours:02d}:{minutes:02d}:{seconds:02d}"
