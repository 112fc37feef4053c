"""What kind of thing a cell looks like: enough to tell headings from the rows below them, no more."""

from __future__ import annotations

import re
from enum import Enum

from data.intake.reading.records import BLANKS


class CellKind(Enum):
    """What a cell looks like."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    YEAR = "year"
    DATE = "date"
    CODE = "code"
    """Figures with marks in them and no letters: a SOC code, a telephone number."""
    MARK = "mark"
    """What stands where a figure is missing."""


VALUES = frozenset((CellKind.NUMBER, CellKind.YEAR, CellKind.DATE, CellKind.CODE))

_MARKS = frozenset(
    (
        "-",
        "–",
        "—",
        "*",
        "**",
        "***",
        "#",
        ".",
        "..",
        "...",
        "x",
        "n/a",
        "na",
        "nan",
        "null",
        "none",
        "ina",
        "#n/a",
        "(d)",
        "(s)",
        "d",
        "s",
    )
)
_NUMBER = re.compile(
    r"[(\-–+]?\s*[$€£]?\s*[(\-–+]?"
    r"(?:\d{1,3}(?:[, '\u00a0]\d{3})+|\d+)?(?:[.,]\d+)?(?:e[+-]?\d+)?"
    r"\s*[%)€]?\)?\s*[km]?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}(?:[T ]\d.*)?"
    rf"|(?:\d{{1,2}}[- ])?(?:{_MONTHS})[a-z]*\.?[- ,]*\d{{1,4}}(?:,? \d{{4}})?(?: ?[pr])?"
    rf"|\d{{4}}-\d{{2}}",
    re.IGNORECASE,
)
_LONGEST_VALUE = 40


def kind_of(cell: str) -> CellKind:
    """Tell what a cell looks like."""
    text = cell.strip(BLANKS + "\u00a0")
    if not text:
        return CellKind.BLANK
    if text.casefold() in _MARKS:
        return CellKind.MARK
    if len(text) > _LONGEST_VALUE:
        return CellKind.TEXT
    if _YEAR.fullmatch(text):
        return CellKind.YEAR
    if any(letter.isdigit() for letter in text):
        if _NUMBER.fullmatch(text):
            return CellKind.NUMBER
        if _DATE.fullmatch(text):
            return CellKind.DATE
        if not any(letter.isalpha() for letter in text):
            return CellKind.CODE
    return CellKind.TEXT
