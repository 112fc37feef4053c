"""Old Excel workbooks (.xls), read by calamine in a process of its own, and only if they fit into memory.

Calamine lays a sheet out as a full rectangle: two cells far apart would cost as much as all cells between
them. The format itself ends at 65,536 rows and 256 columns; a file that says otherwise is refused.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import duckdb

from data.intake.reading import refusals
from data.intake.reading.apart import Apart, ApartBook
from data.intake.reading.bases import Base
from data.intake.reading.biffcells import cells_in
from data.intake.reading.filling import TableFilling
from data.intake.reading.limits import MOST_SHEETS, SMALL_PART_BYTES, WIDEST_TABLE
from data.intake.reading.olefiles import workbook_stream
from data.intake.reading.progress import Watch
from data.intake.reading.records import is_blank
from data.intake.reading.remarks import Remarks
from data.intake.reading.serials import plain_number
from data.intake.reading.sheets import Head, Sheet
from data.intake.reading.tables import Row, SheetInfo
from data.language import say

_KIND = say("an old Excel workbook")
_MOST_BYTES = 4 * SMALL_PART_BYTES
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def xls_sheets(path: Path, name: str, apart: Apart) -> list[Sheet]:
    """Return the sheets of an old Excel workbook, whose rows are read apart.

    Raises
    ------
    IntakeError
        When it is locked with a password, damaged, or not a workbook.
    """
    with refusals.reading(path):
        raw = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""
    if not raw:
        raise refusals.too_large(name, say("An old Excel workbook is never that large"))
    if _ENCRYPTED in raw:
        raise refusals.locked_with_password(name)
    try:
        stream = workbook_stream(raw)
        found = cells_in(stream) if stream is not None else None
    except struct.error as error:
        raise refusals.damaged(name, _KIND) from error
    if found is None:
        raise refusals.damaged(name, _KIND)
    workbook = ApartBook(apart, path, name, _KIND)
    return [
        XlsSheet(sheet, workbook, name, found.errors.get(place, {}))
        for place, sheet in enumerate(workbook.names[:MOST_SHEETS])
    ]


@dataclass
class XlsSheet:
    """One sheet of an old or a binary Excel workbook.

    Attributes
    ----------
    name, file : str
        Its name and that of the file.
    workbook : ApartBook
        The workbook.
    errors : dict
        The errors among its cells by row and column, both from 0.
    notes : tuple of str
        Codes of findings on the whole workbook.
    """

    name: str
    workbook: ApartBook
    file: str
    errors: dict[tuple[int, int], str]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._own_name = self.name
        self._error_columns: dict[int, list[int]] = {}
        for row, column in self.errors:
            self._error_columns.setdefault(row, []).append(column)

    def info(self) -> SheetInfo:
        """Return the name."""
        return SheetInfo(self.name)

    def head(self, rows: int) -> Head:
        """Return the first rows that hold anything."""
        left, merges, told = self.workbook.sheet(self._own_name)
        found: list[Row] = []
        for line, cells in self._rows(left, told, Remarks()):
            if len(found) == rows:
                return Head(found, False, merges)
            if not is_blank(cells):
                found.append((line, cells))
        return Head(found, True, merges)

    def load(
        self,
        connection: duckdb.DuckDBPyConnection,
        relation: str,
        folder: Path,
        watch: Watch,
        *,
        verify: bool,
    ) -> Base:
        """Read the whole sheet into DuckDB."""
        remarks = Remarks()
        filling = TableFilling(connection, relation, watch)
        left, merges, told = self.workbook.sheet(self._own_name)
        last = 0
        for line, cells in self._rows(left, told, remarks):
            if any(cells):
                beyond = "; ".join(cell for cell in cells[WIDEST_TABLE:] if cell)
                if beyond:
                    remarks.add("cells-beyond", [line], values=[beyond])
                filling.add(line, cells[:WIDEST_TABLE], beyond or None)
                last = line
        base = filling.base(last)
        for note in self.notes:
            remarks.add(note)
        base.remarks, base.merges = remarks, merges
        return base

    def _rows(self, left: int, told: Iterator[Sequence[object]], remarks: Remarks) -> Iterator[Row]:
        for place, found in enumerate(told):
            cells = [""] * left + [
                _text(cell, place + 1, column, remarks) for column, cell in enumerate(found, start=left)
            ]
            for column in self._error_columns.get(place, ()):
                if column < len(cells):
                    cells[column] = self.errors[place, column]
                    remarks.add("error-cells", [place + 1], column, [cells[column]])
            yield place + 1, cells


def _text(cell: object, line: int, column: int, remarks: Remarks) -> str:
    """Return a cell as text, the way the cells of newer workbooks are written."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, str):
        return cell.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(cell, int | float):
        return plain_number(repr(cell))
    if isinstance(cell, datetime | date | time | timedelta):
        remarks.add("date-cells", [line], column)
        return _moment(cell)
    return str(cell)


def _moment(cell: datetime | date | time | timedelta) -> str:
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds").removesuffix(" 00:00:00")
    return cell.isoformat() if isinstance(cell, date) else cell.isoformat(timespec="seconds")
