"""The cells of one sheet of a workbook as they stand: value, whether a formula gave it, how it is shown."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from data.intake.reading import refusals
from data.intake.reading.guardedxml import GuardedParser, parsed
from data.intake.reading.serials import DAY_ZERO, DAY_ZERO_1904, Shown, shown_by
from data.intake.reading.sharedtexts import SharedTexts
from data.intake.reading.sheetcells import column_number
from data.intake.reading.workbookparts import WorkbookParts
from data.intake.reading.xmltexts import without_escapes
from data.language import say

MOST_CELLS = 3_000_000
"""Cells of a sheet beyond which it is no sheet of a board workbook."""
_LAST_DATE = 2_958_465
_PERCENT_FORMATS = (9, 10)
_QUOTED = re.compile(r'"[^"]*"|\\.')


@dataclass(frozen=True)
class Look:
    """What the number format of a cell makes of a number."""

    percent: bool = False
    date: bool = False


PLAIN = Look()


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes
    ----------
    value : float, str, bool or None
        What it holds; None where there is nothing, or a formula that was never computed.
    formula : bool
        Whether a formula stands in it; its value is then the one last computed.
    error : bool
        Whether the value is an error such as ``#DIV/0!``.
    look : Look
        How a number in it is shown.
    day_zero : datetime.datetime
        The day from which dates are counted.
    """

    value: float | str | bool | None = None
    formula: bool = False
    error: bool = False
    look: Look = PLAIN
    day_zero: datetime.datetime = DAY_ZERO

    @property
    def uncomputed(self) -> bool:
        """Whether nobody can tell what it holds: a formula without a result, or an error."""
        return self.error or (self.formula and self.value is None)

    @property
    def text(self) -> str:
        """The cell as text: a whole number without its point, a code that became a date as a code again.

        Spreadsheets take 11-2021 for November 2021 when it is typed into a cell that expects no text.

        >>> Cell(24.0).text, Cell("  Bridge to LPN ").text, Cell(None).text
        ('24', 'Bridge to LPN', '')
        >>> Cell(44501.0, look=Look(date=True)).text
        '11-2021'
        """
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return "TRUE" if self.value else "FALSE"
        if isinstance(self.value, str):
            return self.value.replace("\r\n", "\n").replace("\r", "\n").strip()
        if self.look.date and 0 < self.value < _LAST_DATE:
            day = self.day_zero + datetime.timedelta(days=self.value)
            return f"{day.month:02d}-{day.year:04d}"
        return str(int(self.value)) if self.value == int(self.value) else repr(self.value)


BLANK = Cell()


@dataclass(frozen=True)
class Raw:
    kind: str
    text: str
    formula: bool
    style: int


class _Collector:
    """Takes the XML of a worksheet and keeps every cell that holds something."""

    def __init__(self, name: str) -> None:
        self.parser = GuardedParser(name, self._started, self._ended, self._written)
        self.rows: dict[int, dict[int, Raw]] = {}
        self._name = name
        self._row = 0
        self._column = -1
        self._kind, self._style = "n", 0
        self._formula = self._wanted = self._spoken = False
        self._parts: list[str] = []
        self._count = 0

    def _started(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            letters = attributes.get("r", "").rstrip("0123456789")
            self._column = _column(letters) if letters else self._column + 1
            self._kind, self._formula, self._parts = attributes.get("t", "n"), False, []
            style = attributes.get("s", "")
            self._style = int(style) if style.isdecimal() and len(style) < 8 else 0
        elif tag == "row":
            told = attributes.get("r", "")
            self._row = int(told) if told.isdecimal() and len(told) < 8 else self._row + 1
            self._column = -1
        elif tag in ("v", "t"):
            self._wanted = not self._spoken
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._spoken = True

    def _written(self, text: str) -> None:
        if self._wanted:
            self._parts.append(text)

    def _ended(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._wanted = False
        elif tag == "rPh":
            self._spoken = False
        elif tag == "c" and (self._parts or self._formula):
            self._count += 1
            if self._count > MOST_CELLS:
                raise refusals.too_large(
                    self._name, say("A sheet holds more than {count} cells", count=f"{MOST_CELLS:,}")
                )
            raw = Raw(self._kind, "".join(self._parts), self._formula, self._style)
            self.rows.setdefault(self._row, {})[self._column] = raw


@lru_cache(maxsize=4096)
def _column(letters: str) -> int:
    return column_number(letters) if letters.isalpha() and letters.isascii() else 0


@dataclass(frozen=True)
class SheetCells:
    """The cells of a sheet by row (from 1) and column (from 0); each is understood when it is asked for.

    What holds nothing is left out.
    """

    rows: Mapping[int, Mapping[int, Raw]]
    texts: SharedTexts
    looks: list[Look]
    day_zero: datetime.datetime

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell; a blank one where there is none."""
        raw = self.rows.get(row, {}).get(column)
        if raw is None:
            return BLANK
        look = self.looks[raw.style] if raw.style < len(self.looks) else PLAIN
        return Cell(_value(raw, self.texts), raw.formula, raw.kind == "e", look, self.day_zero)


def read_cells(workbook: WorkbookParts, part: str, texts: SharedTexts, looks: list[Look]) -> SheetCells:
    """Return the cells of one sheet.

    Raises
    ------
    IntakeError
        When the sheet is damaged, hostile, or larger than any of ours.
    """
    collector = _Collector(workbook.name)
    parsed(workbook.member(part).chunks(), collector.parser)
    day_zero = DAY_ZERO_1904 if workbook.from_1904 else DAY_ZERO
    return SheetCells(collector.rows, texts, looks, day_zero)


def _value(raw: Raw, texts: SharedTexts) -> float | str | bool | None:
    text = raw.text
    if raw.kind == "s":
        return texts.at(int(text)) if text.isdecimal() and len(text) < 10 else None
    if raw.kind in ("n", ""):
        try:
            number = float(text)
        except ValueError:
            return None
        return number if math.isfinite(number) else None
    if raw.kind == "b":
        return text in ("1", "true")
    return (text if raw.kind == "e" else without_escapes(text)) or None


def looks_of(workbook: WorkbookParts) -> list[Look]:
    """Return what each cell format of a workbook makes of a number, in the order of their numbers."""
    return [
        Look(_is_percent(number, code), shown_by(number, code) is Shown.DATE)
        for number, code in workbook.formats
    ]


def _is_percent(number: int, code: str | None) -> bool:
    return number in _PERCENT_FORMATS if code is None else "%" in _QUOTED.sub("", code)
