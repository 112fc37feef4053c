"""Finding the cells of a worksheet in its XML, many thousands at a time.

The XML of some thousand rows is looked at as one array of bytes: where tags begin, which they are, where the
values lie. Every tag must be accounted for. Where one is not of the few expected ones, or an attribute stands
where spreadsheet programs do not put it, nothing is guessed: a parser reads the sheet instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.intake.reading.letters import Bytes, Flags, Ints, pairs_at
from data.intake.reading.limits import WIDEST_TABLE

_ROW, _ROW_END, _CELL, _CELL_END, _VALUE, _VALUE_END, _FORMULA, _FORMULA_END = range(1, 9)
_INLINE, _INLINE_END, _TEXT, _TEXT_END = range(9, 13)
_TAGS = {
    b"ro": _ROW, b"/r": _ROW_END, b"c ": _CELL, b"/c": _CELL_END, b"v>": _VALUE, b"/v": _VALUE_END,
    b"f>": _FORMULA, b"f ": _FORMULA, b"/f": _FORMULA_END, b"is": _INLINE, b"/i": _INLINE_END,
    b"t>": _TEXT, b"t ": _TEXT, b"/t": _TEXT_END,
}  # fmt: skip
_TAG_OF = np.zeros(1 << 16, np.uint8)
for _mark, _tag in _TAGS.items():
    _TAG_OF[int.from_bytes(_mark, "little")] = _tag

_ROW_START = b'<row r="'
_KEPT_BLANKS = b' xml:space="preserve">'
_OPEN, _SLASH, _CLOSE, _QUOTE, _SPACE, _EQUALS = b'</>" ='
_TENS = np.array([10**power for power in range(1, 9)], np.int64)

SHARED, NUMBER, TRUTH, ERROR, DATE, INLINE, OF_FORMULA = b"snbedif"
"""Types of cells: the first letter of their name, but f for the text that a formula gives."""


class UnusualXmlError(Exception):
    """The XML is not written as expected."""


@dataclass(frozen=True)
class Cells:
    """The cells of some rows that have a value.

    Attributes
    ----------
    row : array
        Row of each, as the sheet counts; never smaller than the one before.
    row_start : array
        Where in the XML the figures of this row begin.
    column : array
        Column of each, from 0; larger than the one before in the same row.
    kind : array
        Type of each: `SHARED` and so on.
    style : array
        Number of each one's format.
    start, end : array
        Where the value lies in the XML.
    """

    row: Ints
    row_start: Ints
    column: Ints
    kind: Bytes
    style: Ints
    start: Ints
    end: Ints

    def at(self, wanted: Flags) -> Cells:
        """Return some of the cells."""
        return Cells(
            self.row[wanted],
            self.row_start[wanted],
            self.column[wanted],
            self.kind[wanted],
            self.style[wanted],
            self.start[wanted],
            self.end[wanted],
        )


def cells_in(codes: Bytes) -> Cells:
    """Find the cells in the XML of whole rows.

    Parameters
    ----------
    codes : array
        XML from the start of a row to the end of another, with some bytes to spare.

    Raises
    ------
    UnusualXmlError
        When the XML is not written as expected.
    """
    tags = np.flatnonzero(codes == _OPEN)
    kinds = _TAG_OF[pairs_at(codes, tags + 1)]
    _expect(np.all(kinds))
    at = np.flatnonzero(kinds == _CELL)
    rows = np.flatnonzero(kinds == _ROW)
    _expect(len(rows) and rows[0] == 0)
    numbers = _row_numbers(codes, tags[rows])
    counts = np.diff(np.append(np.searchsorted(at, rows), len(at)))
    row = np.repeat(numbers, counts)
    column, kind, style, end = _attributes(codes, tags[at] + 2, figures(row))
    _expect(np.all((np.diff(column) > 0) | (np.diff(row) > 0)))
    shut = codes[end] == _SLASH
    _expect(np.all(codes[end + shut] == _CLOSE))
    value, used, inline = _values(np.concatenate([kinds, np.zeros(8, np.uint8)]), at, shut)
    _expect(used + len(rows) + np.count_nonzero(kinds == _ROW_END) == len(kinds))
    _expect(np.all((inline == (kind == INLINE))[value > 0]))
    start = tags[value] + 3
    texts = np.flatnonzero(inline)
    start[texts] = _text_starts(codes, tags[value[texts]])
    stop = tags[value + 1]
    has = (value > 0) & (stop > start)
    found = Cells(row, np.repeat(tags[rows] + len(_ROW_START), counts), column, kind, style, start, stop)
    return found if has.all() else found.at(has)


def figures(numbers: Ints) -> Ints:
    """Return with how many figures whole numbers are written."""
    return np.searchsorted(_TENS, numbers, side="right") + 1


def _expect(test: object) -> None:
    if not test:
        raise UnusualXmlError


def _row_numbers(codes: Bytes, rows: Ints) -> Ints:
    for offset, letter in enumerate(_ROW_START):
        _expect(np.all(codes[rows + offset] == letter))
    _expect(np.all(codes[rows + len(_ROW_START)] != ord("0")))
    number, _ = _figures(codes, rows + len(_ROW_START))
    _expect(np.all(np.diff(number, prepend=0) > 0))
    return number


def _figures(codes: Bytes, place: Ints) -> tuple[Ints, Ints]:
    """Read whole numbers up to a quotation mark, and return where these marks stand."""
    number = np.zeros(len(place), np.int64)
    place = place.copy()
    for _ in range(len(_TENS)):
        digit = codes[place].astype(np.int64) - 48
        going = (digit >= 0) & (digit <= 9)
        if not going.any():
            break
        number = np.where(going, number * 10 + digit, number)
        place += going
    _expect(np.all(codes[place] == _QUOTE))
    return number, place


def _attributes(codes: Bytes, place: Ints, of_row: Ints) -> tuple[Ints, Bytes, Ints, Ints]:
    """Read reference, type and format of cells; return column, type, format and where the tag ends."""
    for offset, letter in enumerate(b'r="', start=1):
        _expect(np.all(codes[place + offset] == letter))
    column, place = _letters(codes, place + 4)
    place += of_row
    _expect(np.all(codes[place] == _QUOTE))
    place += 1
    style = np.zeros(len(place), np.int64)
    kind = np.full(len(place), NUMBER, np.uint8)
    for _ in range(2):
        more = np.flatnonzero(codes[place] == _SPACE)
        if not len(more):
            break
        name = codes[place[more] + 1]
        _expect(np.all((codes[place[more] + 2] == _EQUALS) & (codes[place[more] + 3] == _QUOTE)))
        styled, typed = more[name == ord("s")], more[name == ord("t")]
        _expect(len(styled) + len(typed) == len(more))
        style[styled], after = _figures(codes, place[styled] + 4)
        place[styled] = after + 1
        kind[typed], after = _types(codes, place[typed] + 4)
        place[typed] = after + 1
    return column, kind, style, place


def _letters(codes: Bytes, place: Ints) -> tuple[Ints, Ints]:
    number = codes[place].astype(np.int64) - 64
    _expect(np.all((number >= 1) & (number <= 26)))
    place = place + 1
    for _ in range(2):
        letter = codes[place].astype(np.int64) - 64
        going = letter >= 1
        if not going.any():
            break
        _expect(np.all(letter <= 26))
        number = np.where(going, number * 26 + letter, number)
        place += going
    _expect(np.all(number <= WIDEST_TABLE))
    return number - 1, place


def _types(codes: Bytes, place: Ints) -> tuple[Bytes, Ints]:
    kind = codes[place].copy()
    length = np.ones(len(place), np.int64)
    length[kind == INLINE] = len("inlineStr")
    of_formula = (kind == SHARED) & (codes[place + 1] == ord("t"))
    length[of_formula] = len("str")
    kind[of_formula] = OF_FORMULA
    _expect(np.all(np.isin(kind, [SHARED, NUMBER, TRUTH, ERROR, DATE, INLINE, OF_FORMULA])))
    end = place + length
    _expect(np.all(codes[end] == _QUOTE))
    return kind, end


def _values(kinds: Bytes, at: Ints, shut: Flags) -> tuple[Ints, int, Flags]:
    """Find the tag of each cell's value (0 where it has none), and count the tags that cells use."""
    first = kinds[at + 1]
    valued = ~shut & (first == _VALUE)
    empty = ~shut & (first == _CELL_END)
    inline = ~shut & (first == _INLINE)
    value = np.where(valued, at + 1, np.where(inline, at + 2, 0))
    formulas = np.flatnonzero(~shut & (first == _FORMULA))
    closed = kinds[at[formulas] + 2] == _FORMULA_END
    value[formulas] = at[formulas] + 2 + closed
    valued[formulas] = kinds[value[formulas]] == _VALUE
    _expect(np.all(shut | empty | inline | valued))
    ends = value[valued]
    _expect(np.all(kinds[ends + 1] == _VALUE_END) and np.all(kinds[ends + 2] == _CELL_END))
    texts = at[inline]
    for offset, tag in ((2, _TEXT), (3, _TEXT_END), (4, _INLINE_END), (5, _CELL_END)):
        _expect(np.all(kinds[texts + offset] == tag))
    used = len(at) + np.count_nonzero(empty) + len(formulas) + np.count_nonzero(closed)
    return value, int(used) + 3 * len(ends) + 5 * len(texts), inline


def _text_starts(codes: Bytes, tags: Ints) -> Ints:
    """Return where texts begin that stand in the cell itself."""
    start = tags + len("<t>")
    kept = np.flatnonzero(codes[tags + 2] != _CLOSE)
    for offset, letter in enumerate(_KEPT_BLANKS, start=2):
        _expect(np.all(codes[tags[kept] + offset] == letter))
    start[kept] += len(_KEPT_BLANKS) + 2 - len("<t>")
    return start
