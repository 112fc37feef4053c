"""Reading a worksheet with a parser: slower, but any XML that says the same is read the same."""

from __future__ import annotations

from collections.abc import Callable

from data.intake.reading.guardedxml import GuardedParser
from data.intake.reading.limits import LONGEST_RECORD, WIDEST_TABLE
from data.intake.reading.sheetcells import CellTexts, merge_of, place_of
from data.intake.reading.tables import Merge

_MOST_BEYOND = 1_000
_MOST_FIGURES = 8

RowTaker = Callable[[int, dict[int, str], str | None], None]
"""Called with the row, its cells by column, and what lies to the right of the widest table."""


class CarefulSheet:
    """Parses the XML of a worksheet and gives each row that holds anything to `take`.

    Parameters
    ----------
    name : str
        Name of the file.
    cells : CellTexts
        Turns cells into text.
    take : RowTaker
        Takes the rows; it may raise EnoughReadError.
    """

    def __init__(self, name: str, cells: CellTexts, take: RowTaker) -> None:
        self._cells, self._take = cells, take
        self.parser = GuardedParser(name, self._started, self._ended, self._written)
        self.merges: list[Merge] = []
        self.last_row = 0
        self._row = self._column = 0
        self._found: dict[int, str] = {}
        self._beyond: list[str] = []
        self._kind = ""
        self._style = 0
        self._value: list[str] | None = None
        self._spoken = self._has_formula = self._wanted = False
        self._length = 0

    def _started(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "row":
            told = attributes.get("r", "")
            row = int(told) if told.isdecimal() and len(told) <= _MOST_FIGURES else 0
            # A row that claims the place of an earlier one stands below it: no two lines are the same.
            self._row = max(row, self._row + 1)
            self._column = -1
            self._found, self._beyond = {}, []
        elif tag in ("v", "t"):
            self._wanted = not self._spoken and self._value is not None
        elif tag == "f":
            self._has_formula = True
        elif tag == "rPh":
            self._spoken = True
        elif tag == "mergeCell":
            merge = merge_of(attributes.get("ref", ""))
            if merge:
                self.merges.append(merge)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = place_of(attributes.get("r", ""))
        self._column = place[1] if place else self._column + 1
        self._kind = attributes.get("t", "n")
        style = attributes.get("s", "")
        self._style = int(style) if style.isdecimal() and len(style) <= _MOST_FIGURES else 0
        self._value, self._has_formula, self._length = [], False, 0

    def _written(self, text: str) -> None:
        if self._wanted and self._value is not None:
            self._length += len(text)
            if self._length <= LONGEST_RECORD:
                self._value.append(text)

    def _ended(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._wanted = False
        elif tag == "rPh":
            self._spoken = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row" and (self._found or self._beyond):
            self.last_row = max(self.last_row, self._row)
            self._take(self._row, self._found, "; ".join(self._beyond) or None)
            self._found, self._beyond = {}, []

    def _end_cell(self) -> None:
        raw = "".join(self._value or ())
        self._value = None
        if not raw:
            if self._has_formula and self._kind != "str":
                self._cells.remarks.add("formula-not-calculated", [self._row], self._column)
            return
        text = self._cells.text(self._kind, raw, self._style, self._row, self._column)
        if not text:
            return
        if self._column < WIDEST_TABLE:
            self._found[self._column] = text
        elif len(self._beyond) < _MOST_BEYOND:
            self._beyond.append(text)
            if len(self._beyond) == 1:
                self._cells.remarks.add("cells-beyond", [self._row], values=[text])
        elif len(self._beyond) == _MOST_BEYOND:
            self._beyond.append("…")
            self._cells.remarks.add("row-cut", [self._row])
