"""What the cells of a worksheet hold, as text; what is out of the ordinary among them is noted."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from data.intake.reading.remarks import Remarks
from data.intake.reading.serials import (
    FIRST_DAY,
    LAST_DAY,
    LAST_MOMENT,
    Shown,
    as_date,
    clocks,
    moments,
    number_text,
)
from data.intake.reading.sharedtexts import SharedTexts
from data.intake.reading.tables import Merge
from data.intake.reading.xmltexts import without_escapes

_TRUTH = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}
_DATES_REMEMBERED = 200_000
_MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})(?::([A-Za-z]{1,3})(\d{1,7}))?")


class CellTexts:
    """Turns what stands in the XML of a cell into text.

    Parameters
    ----------
    texts : SharedTexts
        The texts of the workbook.
    shown : list of Shown
        What each cell format makes of a number.
    from_1904 : bool
        Whether days are counted from 1904.
    remarks : Remarks
        Takes notes on cells that hold errors or dates.
    """

    def __init__(self, texts: SharedTexts, shown: list[Shown], from_1904: bool, remarks: Remarks) -> None:
        self.shared, self.shown, self._from_1904, self.remarks = texts, shown, from_1904, remarks
        self._dates: dict[tuple[str, Shown], str] = {}

    def text(self, kind: str, raw: str, style: int, line: int, column: int) -> str:
        """Return one cell as text.

        Parameters
        ----------
        kind : str
            Type of the cell as the XML says it: s (number of a shared text), n, b, e, d, str, inlineStr.
        raw : str
            Its value with entities put in.
        style : int
            Number of its format.
        line, column : int
            Where it stands.
        """
        if kind == "s":
            return self.shared.at(int(raw)) if raw.isdecimal() and raw.isascii() and len(raw) < 10 else raw
        if kind in ("", "n"):
            shown = self.shown_as(style)
            if shown is Shown.NUMBER:
                return number_text(raw)
            self.remarks.add("date-cells", [line], column)
            return self.date(raw, shown)
        if kind == "b":
            return _TRUTH.get(raw, raw)
        if kind == "e":
            self.remarks.add("error-cells", [line], column, [raw])
            return raw
        if kind == "d":
            self.remarks.add("date-cells", [line], column)
            return raw.replace("T", " ").removesuffix(" 00:00:00")
        return without_escapes(raw)

    def shown_as(self, style: int) -> Shown:
        """Return what a format makes of a number."""
        return self.shown[style] if style < len(self.shown) else Shown.NUMBER

    def date(self, raw: str, shown: Shown) -> str:
        """Return a number that is shown as a date in ISO form."""
        key = (raw, shown)
        found = self._dates.get(key)
        if found is None:
            if len(self._dates) >= _DATES_REMEMBERED:
                self._dates.clear()
            found = self._dates[key] = as_date(raw, shown, from_1904=self._from_1904)
        return found

    def many_dates(self, raws: Sequence[bytes], shown: Shown) -> npt.NDArray[np.bytes_] | None:
        """Return many numbers that are shown as dates in ISO form; None where some are no usual dates."""
        try:
            days = np.array(raws).astype(np.float64)
        except ValueError:
            return None
        if shown is Shown.DATE and np.all((days >= FIRST_DAY) & (days < LAST_DAY)):
            return moments(days, from_1904=self._from_1904)
        if shown is Shown.TIME and np.all((days >= 0) & (days < LAST_MOMENT)):
            return clocks(days)
        return None


def column_number(letters: str) -> int:
    """Return the number of a column, from 0.

    Examples
    --------
    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def place_of(reference: str) -> tuple[int, int] | None:
    """Return row (from 1) and column (from 0) of a cell's reference, None where it is none."""
    match = _PLACE.fullmatch(reference)
    return (int(match.group(2)), column_number(match.group(1))) if match else None


def merges_in(xml: bytes) -> tuple[Merge, ...]:
    """Return the merged cells that the end of a worksheet's XML names."""
    return tuple(
        (int(top), column_number(left.decode()), int(bottom), column_number(right.decode()))
        for left, top, right, bottom in _MERGED.findall(xml)
    )


def merge_of(reference: str) -> Merge | None:
    """Return the merged cells of a reference such as ``A1:C2``."""
    match = _PLACE.fullmatch(reference)
    if not match or not match.group(3):
        return None
    return (
        int(match.group(2)),
        column_number(match.group(1)),
        int(match.group(4)),
        column_number(match.group(3)),
    )
