"""Old Excel workbooks (.xls), read by calamine once they are sure not to exhaust the memory.

Calamine lays a sheet out as a full rectangle: two cells far apart would cost as much as all cells between
them. The format itself ends at 65,536 rows and 256 columns; a file that says otherwise is refused.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import duckdb
import python_calamine

from data.intake.reading import refusals
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
from data.intake.reading.tables import Merge, Row, SheetInfo
from data.language import say

_KIND = say("an old Excel workbook")
_MOST_BYTES = 4 * SMALL_PART_BYTES
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def xls_sheets(path: Path, name: str) -> list[Sheet]:
    """Return the sheets of an old Excel workbook.

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
    workbook, names = opened_by_calamine(path, name, _KIND)
    return [
        XlsSheet(sheet, workbook, name, found.errors.get(place, {}))
        for place, sheet in enumerate(names[:MOST_SHEETS])
    ]


def opened_by_calamine(
    path: Path, name: str, kind: str
) -> tuple[python_calamine.CalamineWorkbook, list[str]]:
    """Open a workbook by what is in it, whatever its name says, and return the names of its sheets too.

    Raises
    ------
    IntakeError
        When it is locked with a password or damaged.
    """
    with _calamine(name, kind):
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        return workbook, workbook.sheet_names


@contextmanager
def _calamine(name: str, kind: str) -> Iterator[None]:
    """Turn what calamine says of a workbook that it cannot read into words."""
    try:
        yield
    except python_calamine.PasswordError as error:
        raise refusals.locked_with_password(name) from error
    except (python_calamine.CalamineError, OSError) as error:
        raise refusals.damaged(name, kind) from error
    except BaseException as error:
        # What stops a library written in Rust short is no Exception, and is known by its name alone.
        if type(error).__name__ != "PanicException":
            raise
        raise refusals.damaged(name, kind) from error


@dataclass
class XlsSheet:
    """One sheet of an old or a binary Excel workbook.

    Attributes
    ----------
    name, file : str
        Its name and that of the file.
    workbook : python_calamine.CalamineWorkbook
        The workbook.
    errors : dict
        The errors among its cells by row and column, both from 0.
    kind : str
        What the workbook is, for the words of a refusal.
    notes : tuple of str
        Codes of findings on the whole workbook.
    """

    name: str
    workbook: python_calamine.CalamineWorkbook
    file: str
    errors: dict[tuple[int, int], str]
    kind: str = _KIND
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._own_name = self.name
        self._error_columns: dict[int, list[int]] = {}
        for row, column in self.errors:
            self._error_columns.setdefault(row, []).append(column)

    def info(self) -> SheetInfo:
        """Return the name."""
        return SheetInfo(self.name)

    def _sheet(self) -> python_calamine.CalamineSheet:
        with _calamine(self.file, self.kind):
            return self.workbook.get_sheet_by_name(self._own_name)

    def head(self, rows: int) -> Head:
        """Return the first rows that hold anything."""
        sheet = self._sheet()
        found: list[Row] = []
        for line, cells in self._rows(sheet, Remarks()):
            if len(found) == rows:
                return Head(found, False, _merges(sheet))
            if not is_blank(cells):
                found.append((line, cells))
        return Head(found, True, _merges(sheet))

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
        sheet = self._sheet()
        last = 0
        for line, cells in self._rows(sheet, remarks):
            if any(cells):
                beyond = "; ".join(cell for cell in cells[WIDEST_TABLE:] if cell)
                if beyond:
                    remarks.add("cells-beyond", [line], values=[beyond])
                filling.add(line, cells[:WIDEST_TABLE], beyond or None)
                last = line
        base = filling.base(last)
        for note in self.notes:
            remarks.add(note)
        base.remarks, base.merges = remarks, _merges(sheet)
        return base

    def _rows(self, sheet: python_calamine.CalamineSheet, remarks: Remarks) -> Iterator[Row]:
        _, left = sheet.start or (0, 0)
        for place, found in enumerate(self._found(sheet)):
            cells = [""] * left + [
                _text(cell, place + 1, column, remarks) for column, cell in enumerate(found, start=left)
            ]
            for column in self._error_columns.get(place, ()):
                if column < len(cells):
                    cells[column] = self.errors[place, column]
                    remarks.add("error-cells", [place + 1], column, [cells[column]])
            yield place + 1, cells

    def _found(self, sheet: python_calamine.CalamineSheet) -> Iterator[Sequence[object]]:
        with _calamine(self.file, self.kind):
            yield from sheet.iter_rows()


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


def _merges(sheet: python_calamine.CalamineSheet) -> tuple[Merge, ...]:
    return tuple(
        (top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
