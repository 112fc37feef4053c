"""A workbook that may be one of ours: opened without trust, its tables found by name or by their headings."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from data.intake.findings import IntakeError
from data.intake.reading import refusals
from data.intake.reading.apart import Apart
from data.intake.reading.containers import LOOK_BYTES, Container, recognise, recognise_zip
from data.intake.reading.guardedxml import GuardedParser, attribute, parsed
from data.intake.reading.sharedtexts import SharedTexts
from data.intake.reading.sheetcells import merge_of
from data.intake.reading.stored import PlainFile, checked, head_of
from data.intake.reading.workbookparts import SheetPart, WorkbookParts
from data.intake.reading.xlsfiles import xls_sheets
from data.language import say
from workbook import boardform
from workbook.errors import PlannerError
from workbook.reading.boardcells import BLANK, Cell, Look, SheetCells, looks_of, read_cells

MOST_UNPACKED_BYTES = 400 << 20
"""What a workbook of ours can unpack to at the very most; the largest is under 40 MB."""
SMALL_SHEET_BYTES = 1 << 20
HEAD_ROWS = 60
"""Rows at the top of a sheet among which the headings of a table are looked for."""


@dataclass(frozen=True)
class FoundTable:
    """Where a table stands: its sheet, the row of its headings (from 1), its columns by heading (from 0).

    ``last_row`` is the last row that the file calls part of the table, 0 where it says nothing.
    """

    sheet: str
    header_row: int
    columns: Mapping[str, int]
    last_row: int = 0

    def place(self, row: int, heading: str) -> str:
        """Return a cell as people write it, such as C12; the row alone where the column is not there."""
        column = self.columns.get(heading)
        return say("row {row}", row=row) if column is None else f"{_letters(column)}{row}"


def _letters(column: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class Line:
    """The cells of one row of a table by heading; blank where there is none."""

    cells: SheetCells
    row: int
    columns: Mapping[str, int]

    def __getitem__(self, heading: str) -> Cell:
        column = self.columns.get(heading)
        return BLANK if column is None else self.cells.cell(self.row, column)


@dataclass
class BoardFile:
    """An opened workbook, its sheets read when they are asked for."""

    name: str
    parts: WorkbookParts
    texts: SharedTexts
    looks: list[Look]
    _rows: dict[str, SheetCells] = field(default_factory=dict)
    _tables: dict[str, tuple[SheetPart, tuple[int, int, int, int]]] | None = None

    def cells(self, sheet: SheetPart) -> SheetCells:
        """Return the cells of a sheet."""
        if sheet.part not in self._rows:
            self._rows[sheet.part] = read_cells(self.parts, sheet.part, self.texts, self.looks)
        return self._rows[sheet.part]

    def sheet(self, name: str) -> SheetPart:
        """Return a sheet by its name."""
        return next(one for one in self.parts.sheets if one.name == name)

    def table(
        self, name: str, headings: Collection[str], usual_sheet: str, *, small: bool = False
    ) -> FoundTable | None:
        """Find a table: by its name, else by its headings on any sheet, the usual one first.

        Whatever a sheet is called, wherever a table stands on it, and whatever columns were added to it.

        Parameters
        ----------
        headings
            Those that it cannot do without.
        small
            Look for headings on small sheets only.
        """
        place = self._named().get(name.casefold())
        if place is not None:
            sheet, (top, left, bottom, right) = place
            columns = _columns(self.cells(sheet), top, left, right)
            if set(headings) <= set(columns):
                return FoundTable(sheet.name, top, columns, bottom)
        for sheet in sorted(self.parts.sheets, key=lambda one: one.name != usual_sheet):
            if small and self.parts.member(sheet.part).info.file_size > SMALL_SHEET_BYTES:
                continue
            cells = self.cells(sheet)
            for row in sorted(cells.rows)[:HEAD_ROWS]:
                columns = _columns(cells, row)
                if set(headings) <= set(columns):
                    return FoundTable(sheet.name, row, columns)
        return None

    def lines(self, table: FoundTable) -> Iterator[tuple[int, Line]]:
        """Yield row number and cells by heading of every row below the headings that holds anything.

        Rows that were typed below a table belong to it, up to the first row below it that is blank: not
        every program makes the table longer.
        """
        cells = self.cells(self.sheet(table.sheet))
        ours = frozenset(table.columns.values())
        for row in range(table.header_row + 1, max(cells.rows, default=0) + 1):
            if not ours.isdisjoint(cells.rows.get(row, {})):
                yield row, Line(cells, row, table.columns)
            elif row > table.last_row > 0:
                return

    def _named(self) -> dict[str, tuple[SheetPart, tuple[int, int, int, int]]]:
        if self._tables is None:
            self._tables = {}
            for sheet in self.parts.sheets:
                for part in self.parts.related(sheet.part, "table"):
                    if self.parts.has(part):
                        self._add_table(sheet, part)
        return self._tables

    def _add_table(self, sheet: SheetPart, part: str) -> None:
        told: list[tuple[str, str]] = []

        def started(tag: str, attributes: dict[str, str]) -> None:
            if tag == "table":
                name = attribute(attributes, "displayName") or attribute(attributes, "name")
                told.append((name, attribute(attributes, "ref")))

        parsed(self.parts.small(part), GuardedParser(self.name, started))
        for name, reference in told:
            place = merge_of(reference)
            if place is not None and self._tables is not None:
                self._tables.setdefault(name.casefold(), (sheet, place))


def _columns(cells: SheetCells, row: int, left: int = 0, right: int = 1 << 20) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in sorted(cells.rows.get(row, {})):
        heading = " ".join(cells.cell(row, column).text.split())
        if left <= column <= right and heading:
            found.setdefault(heading, column)
    return found


@contextmanager
def open_board(path: Path) -> Iterator[BoardFile]:
    """Open a workbook that a board may have edited; it is only ever read.

    Raises
    ------
    PlannerError
        When it is missing, no Excel workbook, damaged, encrypted or out of all proportion.
    """
    try:
        with ExitStack() as stack:
            yield _opened(checked(path), path.name, stack)
    except IntakeError as trouble:
        raise PlannerError(trouble.what, trouble.why, trouble.what_to_do) from trouble


def _opened(path: Path, name: str, stack: ExitStack) -> BoardFile:
    head, _ = head_of(PlainFile(name, path), LOOK_BYTES)
    container = recognise(head, name)
    if container is Container.XLS:
        with Apart() as apart:
            xls_sheets(path, name, apart)
    if container is not Container.ZIP:
        raise not_ours(name, say("It is {kind}", kind=container.value))
    try:
        archive = stack.enter_context(zipfile.ZipFile(path))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise refusals.damaged(name, say("an Excel workbook")) from error
    except OSError as error:
        raise refusals.unreadable(path, error) from error
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise refusals.locked_with_password(name)
    if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED_BYTES:
        raise refusals.too_large(name, say("Unpacked it would be larger than any workbook of Headway"))
    container = recognise_zip(archive, name)
    if container is not Container.XLSX:
        raise not_ours(name, say("It is {kind}", kind=container.value))
    workbook = WorkbookParts(archive, name)
    texts = SharedTexts(workbook)
    stack.callback(texts.close)
    return BoardFile(name, workbook, texts, looks_of(workbook))


def not_ours(name: str, why: str) -> PlannerError:
    """Say that a file is no board workbook of this program."""
    return PlannerError(
        say("{name} is no board workbook that Headway wrote", name=name),
        why,
        say("Choose a workbook exported from Headway and saved as an Excel workbook (.xlsx)"),
    )


def looks_like_board(path: Path) -> bool:
    """Tell quickly whether a file seems to be a board workbook, by its name and its list of sheets."""
    if path.suffix.casefold() not in (".xlsx", ".xlsm"):
        return False
    try:
        with open_board(path) as file:
            return any(one.name == boardform.IDENTITY for one in file.parts.sheets)
    except PlannerError:
        return False
