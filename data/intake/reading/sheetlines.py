"""Cells of a worksheet, written as lines of text that DuckDB reads: no cell becomes a Python object.

What stands in the XML as it should be read is copied byte by byte. Only what must be rewritten (dates,
numbers with the noise of binary fractions, truth values, texts with marks in them) goes through Python, each
distinct value once where that pays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from data.intake.reading.limits import LONGEST_RECORD
from data.intake.reading.serials import LONGEST_PLAIN, Shown, number_text
from data.intake.reading.sharedtexts import xml_text
from data.intake.reading.sheetcells import CellTexts
from data.intake.reading.sheettags import (
    NUMBER,
    SHARED,
    Bytes,
    Cells,
    Flags,
    Ints,
    UnusualXmlError,
    cells_in,
    codes_of,
)

SEPARATOR = "\x1f"
_NEEDS_QUOTES = frozenset('"\n\r' + SEPARATOR)
_LONGEST_GAP = 1_000
_FEED = 10
_MOST_FIGURES = 9
_LETTERS = np.uint64(0x4040404040404040)
"""A bit that E and e have, and no figure, point or sign."""
_POINT_NOUGHT = np.uint64(int.from_bytes(b".0", "little"))
_NOUGHTS = np.uint64(int.from_bytes(b"000", "little"))
_NINES = np.uint64(int.from_bytes(b"999", "little"))


@dataclass(frozen=True)
class Lines:
    """Some rows as lines of text: the row of the first one, how many they are, how many cells each has."""

    first: int
    rows: int
    width: int
    text: bytes


class LineWriter:
    """Writes the rows of one worksheet; `width` is the widest row so far."""

    def __init__(self, cells: CellTexts) -> None:
        self._cells = cells
        self.width = 1
        shared = [_quoted(text or "") for text in cells.shared.all()]
        self._shared_length = np.array([len(text) for text in shared], np.int64)
        self._shared_start = np.cumsum(self._shared_length) - self._shared_length
        self._shared: Bytes = np.frombuffer(b"".join(shared), np.uint8)

    def lines(self, xml: bytes) -> Iterator[Lines]:
        """Yield the rows in the XML of whole rows.

        Raises
        ------
        UnusualXmlError
            When the XML is not written as expected.
        """
        codes = codes_of(xml)
        found = cells_in(codes)
        if not len(found.row):
            return
        self.width = max(self.width, int(found.column.max()) + 1)
        source, start, length, shared = self._texts(xml, codes, found)
        gaps = np.flatnonzero(np.diff(found.row) > _LONGEST_GAP) + 1
        cuts = [0, *gaps.tolist(), len(found.row)]
        for low, high in pairwise(cuts):
            cut = slice(low, high)
            yield self._written(found.part(low, high), source, start[cut], length[cut], shared[cut])

    def _texts(self, xml: bytes, codes: Bytes, found: Cells) -> tuple[Bytes, Ints, Ints, Flags]:
        """Find the bytes of each cell's text: where they begin, how many they are, which are shared."""
        start, length = found.start.copy(), found.end - found.start
        shared = found.kind == SHARED
        numbers = self._shared_numbers(codes, start[shared], found.end[shared])
        start[shared], length[shared] = self._shared_start[numbers], self._shared_length[numbers]
        new: list[bytes] = []
        places: list[Ints] = []
        numbers_of: list[Ints] = []
        for place, number, texts in self._rewritten(xml, codes, found):
            places.append(place)
            numbers_of.append(number + len(new))
            new += texts
        if not new:
            return codes, start, length, shared
        wanted, number = np.concatenate(places), np.concatenate(numbers_of)
        lengths = np.array([len(text) for text in new], np.int64)
        start[wanted] = (len(codes) + np.cumsum(lengths) - lengths)[number]
        length[wanted] = lengths[number]
        return np.concatenate([codes, np.frombuffer(b"".join(new), np.uint8)]), start, length, shared

    def _shared_numbers(self, codes: Bytes, start: Ints, end: Ints) -> Ints:
        numbers = _whole_numbers(codes, start, end)
        if numbers is None:
            raise UnusualXmlError
        if len(numbers) and numbers.max() >= len(self._shared_length):
            self._cells.shared.at(int(numbers.max()))
        return numbers

    def _rewritten(self, xml: bytes, codes: Bytes, found: Cells) -> Iterator[tuple[Ints, Ints, list[bytes]]]:
        """Yield the cells whose text is not what stands in the XML: which, which of the texts, the texts."""
        known = self._cells.shown
        shown = np.zeros(max(len(known), int(found.style.max()) + 1), np.int64)
        shown[: len(known)] = known
        plain = found.kind == NUMBER
        as_shown = np.where(plain, shown[found.style], -1)
        numbers = np.flatnonzero(as_shown == Shown.NUMBER)
        odd = numbers[_is_odd(codes, found.start[numbers], found.end[numbers])]
        yield odd, np.arange(len(odd)), [number_text(raw.decode()).encode() for raw in _raw(xml, found, odd)]
        for kind in (Shown.DATE, Shown.TIME, Shown.DURATION):
            dates = np.flatnonzero(as_shown == kind)
            if len(dates):
                yield dates, *self._dates(xml, codes, found, dates, kind)
        others = np.flatnonzero(~plain & (found.kind != SHARED))
        yield others, np.arange(len(others)), self._others(xml, found, others)

    def _dates(
        self, xml: bytes, codes: Bytes, found: Cells, wanted: Ints, shown: Shown
    ) -> tuple[Ints, list[bytes]]:
        columns, rows = found.column[wanted], found.row[wanted]
        for column in np.unique(columns).tolist():
            self._cells.remarks.add("date-cells", rows[columns == column].tolist(), column)
        days = _whole_numbers(codes, found.start[wanted], found.end[wanted])
        if days is not None:
            distinct, number = np.unique(days, return_inverse=True)
            return number, [self._cells.date(str(day), shown).encode() for day in distinct.tolist()]
        raws = [raw.decode() for raw in _raw(xml, found, wanted)]
        return np.arange(len(raws)), [self._cells.date(raw, shown).encode() for raw in raws]

    def _others(self, xml: bytes, found: Cells, wanted: Ints) -> list[bytes]:
        texts = []
        for place, raw in zip(wanted.tolist(), _raw(xml, found, wanted), strict=True):
            kind, text = chr(found.kind[place]), xml_text(raw)
            if kind in "bed":
                text = self._cells.text(kind, text, 0, int(found.row[place]), int(found.column[place]))
            texts.append(_quoted(text))
        return texts

    def _written(self, found: Cells, source: Bytes, start: Ints, length: Ints, shared: Flags) -> Lines:
        first = int(found.row[0])
        row = found.row - first
        rows = int(row[-1]) + 1
        before = np.cumsum(length) - length
        after = np.append(before, length.sum())[np.searchsorted(row, np.arange(rows), side="right")]
        ends = after + np.arange(1, rows + 1) * self.width - 1
        if np.diff(ends, prepend=-1).max() > LONGEST_RECORD:
            raise UnusualXmlError
        out = np.full(int(after[-1]) + rows * self.width, ord(SEPARATOR), np.uint8)
        out[ends] = _FEED
        target = before + row * self.width + found.column
        for wanted, texts in ((~shared, source), (shared, self._shared)):
            _copy(texts, start[wanted], length[wanted], out, target[wanted])
        return Lines(first, rows, self.width, out.tobytes())


def _copy(source: Bytes, start: Ints, length: Ints, out: Bytes, target: Ints) -> None:
    """Copy many stretches of bytes, each to its place."""
    within = np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
    out[np.repeat(target, length) + within] = source[np.repeat(start, length) + within]


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


def _quoted(text: str) -> bytes:
    if _NEEDS_QUOTES.isdisjoint(text):
        return text.encode("utf-8", "replace")
    return ('"' + text.replace('"', '""') + '"').encode("utf-8", "replace")
