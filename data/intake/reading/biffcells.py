"""What calamine does not tell of an old Excel workbook: how far out its cells lie, and which hold errors.

The records are published as [MS-XLS]; those of cells begin with row, column and format.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_LAST_COLUMN, _MOST_ROWS = 255, 65_536
_DIMENSIONS, _NEW_DIMENSIONS, _TEXTS = 0x0200, 14, 0x00FC
_SHEET, _BEGINNING, _TRUTH_OR_ERROR, _FORMULA = 0x0085, 0x0809, 0x0205, 0x0006
_CELLS = frozenset(
    (0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6, 0x0201, _TRUTH_OR_ERROR, _FORMULA, 0x0206, 0x0406)
)
_MANY_CELLS = frozenset((0x00BD, 0x00BE))
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
"""The errors a cell can hold, by the byte that stands for them."""
_SPECIAL = 0xFFFF
_IS_ERROR = 2


@dataclass(frozen=True)
class BiffCells:
    """The cells of a workbook that hold errors: by place of the sheet, then by row and column (from 0)."""

    errors: dict[int, dict[tuple[int, int], str]]


def cells_in(stream: bytes) -> BiffCells | None:
    """Look through the records of a workbook; None where one claims more than the format allows."""
    begins: list[int] = []
    errors: dict[int, dict[tuple[int, int], str]] = {}
    sheet = -1
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + length]
        if kind == _SHEET and length >= 4:
            begins.append(struct.unpack_from("<I", body)[0])
        elif kind == _BEGINNING:
            sheet = begins.index(place) if place in begins else -1
        elif kind in _CELLS and length >= 6:
            row, column = struct.unpack_from("<HH", body)
            if column > _LAST_COLUMN:
                return None
            error = _error(kind, body)
            if error:
                errors.setdefault(sheet, {})[row, column] = error
        elif not _is_possible(kind, body, len(stream)):
            return None
        place += 4 + length
    return BiffCells(errors)


def _is_possible(kind: int, body: bytes, size: int) -> bool:
    """Return whether there can be the rows, columns and texts that a record claims: room is made for them."""
    if kind in _MANY_CELLS and len(body) >= 6:
        return bool(struct.unpack_from("<H", body, len(body) - 2)[0] <= _LAST_COLUMN)
    if kind == _DIMENSIONS and len(body) >= _NEW_DIMENSIONS:
        top, bottom, left, right = struct.unpack_from("<IIHH", body)
        return bool(top <= bottom <= _MOST_ROWS and left <= right <= _LAST_COLUMN + 1)
    if kind == _TEXTS and len(body) >= 8:
        return bool(struct.unpack_from("<I", body, 4)[0] <= size)
    return True


def _error(kind: int, body: bytes) -> str:
    """Return the error that a cell holds, blank when it holds none."""
    if kind == _TRUTH_OR_ERROR and len(body) >= 8 and body[7] == 1:
        return ERRORS.get(body[6], "")
    if kind == _FORMULA and len(body) >= 14 and body[6] == _IS_ERROR:
        (mark,) = struct.unpack_from("<H", body, 12)
        return ERRORS.get(body[8], "") if mark == _SPECIAL else ""
    return ""
