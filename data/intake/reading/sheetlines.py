"""Cells of a worksheet, written as lines of text that DuckDB reads: few cells become Python objects.

What stands in the XML as it should be read is copied byte by byte. Only what must be rewritten (dates,
numbers with the noise of binary fractions, truth values, texts with marks in them) goes through Python, each
distinct value once where that pays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.intake.reading.letters import (
    SEPARATOR,
    Bytes,
    Flags,
    Ints,
    Rewrite,
    Stretches,
    codes_of,
    is_special,
    stretches_of,
    stretches_of_array,
)
from data.intake.reading.limits import LONGEST_RECORD, WIDEST_TABLE
from data.intake.reading.serials import LONGEST_PLAIN, Shown, number_text
from data.intake.reading.sheetcells import CellTexts
from data.intake.reading.sheettags import (
    INLINE,
    NUMBER,
    OF_FORMULA,
    SHARED,
    TRUTH,
    Cells,
    UnusualXmlError,
    cells_in,
    figures,
)
from data.intake.reading.xmltexts import xml_texts

_FEED = 10
_MARKS = re.compile(rb'(<c [^<>]*?)(?: [cv]m="\d+")+')
_MOST_FIGURES = 9
_LETTERS = np.uint64(0x4040404040404040)
"""A bit that E and e have, and no figure, point or sign."""
_POINT_NOUGHT = np.uint64(int.from_bytes(b".0", "little"))
_NOUGHTS = np.uint64(int.from_bytes(b"000", "little"))
_NINES = np.uint64(int.from_bytes(b"999", "little"))


@dataclass(frozen=True)
class Lines:
    """Some rows as lines of text: the row's number, then a cell of each of the columns.

    Attributes
    ----------
    rows, last : int
        How many, and the number of the last one.
    columns : tuple of int
        The columns of the sheet that held anything so far.
    text : bytes
        The lines.
    """

    rows: int
    last: int
    columns: tuple[int, ...]
    text: bytes


class LineWriter:
    """Writes the rows of one worksheet."""

    def __init__(self, cells: CellTexts) -> None:
        self._cells = cells
        self._shared = cells.shared.all()
        self._met: Flags = np.zeros(WIDEST_TABLE, np.bool_)
        self._last = 0

    def lines(self, xml: bytes) -> Lines | None:
        """Return the rows in the XML of whole rows that hold anything; None where there are none.

        Raises
        ------
        UnusualXmlError
            When the XML is not written as expected.
        """
        if not xml.isascii():
            try:
                xml.decode()
            except UnicodeDecodeError as error:
                raise UnusualXmlError from error
        codes = codes_of(xml)
        try:
            found = cells_in(codes)
        except UnusualXmlError:
            # Marks of arrays and of linked data: what the cell shows is in its value all the same.
            xml, marks = _MARKS.subn(rb"\1", xml)
            if not marks:
                raise
            codes = codes_of(xml)
            found = cells_in(codes)
        if not len(found.row):
            return None
        if found.row[0] <= self._last:
            raise UnusualXmlError
        self._met[found.column] = True
        self._last = int(found.row[-1])
        texts = Stretches(codes, found.start, found.end - found.start)
        texts = texts.rewritten(self._rewritten(xml, codes, found))
        shared = np.flatnonzero(found.kind == SHARED)
        numbers = self._shared_numbers(codes, found, shared)
        texts.length[shared] = self._shared.length[numbers]
        return self._written(codes, found, texts, shared, numbers)

    def _shared_numbers(self, codes: Bytes, found: Cells, shared: Ints) -> Ints:
        numbers = _whole_numbers(codes, found.start[shared], found.end[shared])
        if numbers is None:
            raise UnusualXmlError
        if len(numbers) and numbers.max() >= len(self._shared):
            self._cells.shared.at(int(numbers.max()))
        return numbers

    def _rewritten(self, xml: bytes, codes: Bytes, found: Cells) -> Iterator[Rewrite]:
        """Yield the cells whose text is not what stands in the XML: which, the texts, which text is whose."""
        known = self._cells.shown
        shown = np.zeros(max(len(known), int(found.style.max()) + 1), np.int64)
        shown[: len(known)] = known
        plain = found.kind == NUMBER
        as_shown = np.where(plain, shown[found.style], -1)
        numbers = np.flatnonzero(as_shown == Shown.NUMBER)
        odd = numbers[_is_odd(codes, found.start[numbers], found.end[numbers])]
        yield odd, stretches_of([number_text(raw.decode()) for raw in _raw(xml, found, odd)]), None
        for kind in (Shown.DATE, Shown.TIME, Shown.DURATION):
            dates = np.flatnonzero(as_shown == kind)
            if len(dates):
                yield self._dates(xml, codes, found, dates, kind)
        texts = np.flatnonzero((found.kind == INLINE) | (found.kind == OF_FORMULA))
        if len(texts):
            texts = texts[is_special(codes, found.start[texts], found.end[texts])]
            yield texts, stretches_of(xml_texts(_raw(xml, found, texts))), None
        truth = (found.kind == TRUTH) & (found.end - found.start == 1)
        told = np.flatnonzero(truth)
        yield told, stretches_of(("FALSE", "TRUE")), (codes[found.start[told]] == ord("1")).astype(np.int64)
        others = np.flatnonzero(~truth & ~np.isin(found.kind, (SHARED, NUMBER, INLINE, OF_FORMULA)))
        yield others, stretches_of(list(self._others(xml, found, others))), None

    def _dates(self, xml: bytes, codes: Bytes, found: Cells, wanted: Ints, shown: Shown) -> Rewrite:
        columns, rows = found.column[wanted], found.row[wanted]
        for column in np.flatnonzero(np.bincount(columns)).tolist():
            self._cells.remarks.add("date-cells", rows[columns == column].tolist(), column)
        days = _whole_numbers(codes, found.start[wanted], found.end[wanted])
        if days is not None:
            distinct, number = np.unique(days, return_inverse=True)
            texts = [self._cells.date(str(day), shown) for day in distinct.tolist()]
            return wanted, stretches_of(texts), number
        raws = _raw(xml, found, wanted)
        many = self._cells.many_dates(raws, shown)
        if many is not None:
            return wanted, stretches_of_array(many), None
        return wanted, stretches_of([self._cells.date(raw.decode(), shown) for raw in raws]), None

    def _others(self, xml: bytes, found: Cells, wanted: Ints) -> Iterator[str]:
        for place, text in zip(wanted.tolist(), xml_texts(_raw(xml, found, wanted)), strict=True):
            kind, row, column = chr(found.kind[place]), int(found.row[place]), int(found.column[place])
            yield self._cells.text(kind, text, 0, row, column)

    def _written(self, codes: Bytes, found: Cells, texts: Stretches, shared: Ints, numbers: Ints) -> Lines:
        begins = np.diff(found.row, prepend=0) > 0
        first = np.flatnonzero(begins)
        line = Stretches(codes, found.row_start[first], figures(found.row[first]))
        columns = np.flatnonzero(self._met)
        rows, breadth = len(first), len(columns) + 1
        before = np.cumsum(texts.length) - texts.length
        after = np.append(before[first[1:]], texts.length.sum())
        noted = np.cumsum(line.length)
        ends = after + noted + np.arange(1, rows + 1) * breadth - 1
        if np.diff(ends, prepend=-1).max() > LONGEST_RECORD:
            raise UnusualXmlError
        out = np.full(int(ends[-1]) + 1, ord(SEPARATOR), np.uint8)
        out[ends] = _FEED
        row = np.cumsum(begins) - 1
        target = before + noted[row] + row * breadth + np.cumsum(self._met)[found.column]
        own = np.ones(len(target), np.bool_)
        own[shared] = False
        texts.copied(own, out, target[own])
        self._shared.copied(numbers, out, target[shared])
        line.copied(slice(None), out, before[first] + noted - line.length + np.arange(rows) * breadth)
        return Lines(rows, self._last, tuple(columns.tolist()), out.tobytes())


def _is_odd(codes: Bytes, start: Ints, end: Ints) -> Flags:
    """Tell which numbers may not be written the way one writes them, by their last eight letters."""
    eight: npt.NDArray[np.uint64] = np.ndarray((len(codes) - 8,), "<u8", codes, strides=(1,))
    length = end - start
    beyond = np.maximum(8 - length, 0).astype(np.uint64)
    last = eight[end - 8] >> (beyond * np.uint64(8))
    odd: Flags = (last & _LETTERS) != 0
    last = last << (beyond * np.uint64(8))
    odd |= (last >> np.uint64(48)) == _POINT_NOUGHT
    run = (last >> np.uint64(24)) & np.uint64(0xFFFFFF)
    odd |= ((run == _NOUGHTS) | (run == _NINES)) & (length > LONGEST_PLAIN)
    first = codes[start]
    odd |= (first == ord("+")) | (first == ord("."))
    return odd


def _whole_numbers(codes: Bytes, start: Ints, end: Ints) -> Ints | None:
    """Read whole numbers; None where any is not whole, or is very large."""
    numbers = np.zeros(len(start), np.int64)
    if not len(start):
        return numbers
    length = end - start
    if length.max() > _MOST_FIGURES:
        return None
    for step in range(int(length.max())):
        going = step < length
        digit = codes[start + step].astype(np.int64) - 48
        if np.any(((digit < 0) | (digit > 9)) & going):
            return None
        numbers = np.where(going, numbers * 10 + digit, numbers)
    return numbers


def _raw(xml: bytes, found: Cells, wanted: Ints) -> list[bytes]:
    starts, ends = found.start[wanted].tolist(), found.end[wanted].tolist()
    return [xml[start:end] for start, end in zip(starts, ends, strict=True)]
