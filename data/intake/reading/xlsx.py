"""Sheets of an Excel workbook: many cells at a time where that is safe, with a parser where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.intake.reading.bases import Base
from data.intake.reading.filling import TableFilling
from data.intake.reading.guardedxml import EnoughReadError, is_plain, parsed
from data.intake.reading.progress import Watch
from data.intake.reading.records import is_blank
from data.intake.reading.remarks import Remarks
from data.intake.reading.segments import SegmentedFilling
from data.intake.reading.sharedtexts import SharedTexts
from data.intake.reading.sheetcareful import CarefulSheet
from data.intake.reading.sheetcells import CellTexts, merges_in
from data.intake.reading.sheetlines import LineWriter
from data.intake.reading.sheets import Head
from data.intake.reading.sheettags import UnusualXmlError
from data.intake.reading.tables import Merge, SheetInfo
from data.intake.reading.workbookparts import SheetPart, WorkbookParts

_CHUNK_BYTES = 1 << 21
_LONGEST_ROW_BYTES = 16 << 20
_PREVIEW_BYTES = 1 << 20
_TAIL_READ_BYTES = 96 << 20
_SHEET_DATA = re.compile(rb"<(\w+:)?sheetData\s*(/?)>")


@dataclass
class WorkbookSheet:
    """One worksheet of an Excel workbook."""

    name: str
    workbook: WorkbookParts
    part: SheetPart
    texts: SharedTexts

    def info(self) -> SheetInfo:
        """Return the name: what a workbook says of the size of its sheets is often wrong."""
        return SheetInfo(self.name)

    def head(self, rows: int) -> Head:
        """Return the first rows that hold anything."""
        found: list[tuple[int, dict[int, str]]] = []

        def take(line: int, cells: dict[int, str], _: str | None) -> None:
            found.append((line, cells))
            if len(found) > rows:
                raise EnoughReadError

        sheet = CarefulSheet(self.workbook.name, self._cells(Remarks()), take)
        whole = parsed(_at_most(self.workbook.member(self.part.part).chunks(), _PREVIEW_BYTES), sheet.parser)
        width = max((max(cells) + 1 for _, cells in found if cells), default=0)
        told = [(line, [cells.get(column, "") for column in range(width)]) for line, cells in found[:rows]]
        return Head([row for row in told if not is_blank(row[1])], whole, self.merges())

    def merges(self) -> tuple[Merge, ...]:
        """Return the merged cells, as far as they can be found quickly."""
        member = self.workbook.member(self.part.part)
        if member.info.file_size > _TAIL_READ_BYTES:
            return ()
        tail = b""
        for chunk in member.chunks(_CHUNK_BYTES):
            tail += chunk
            place = tail.find(b"<mergeCells")
            tail = tail[place:] if place >= 0 else tail[-len(b"<mergeCells") :]
        return merges_in(tail) if tail.startswith(b"<mergeCells") else ()

    def _cells(self, remarks: Remarks) -> CellTexts:
        return CellTexts(self.texts, self.workbook.shown, self.workbook.from_1904, remarks)

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
        cells = self._cells(remarks)
        try:
            base = self._quickly(connection, relation, folder, cells, watch)
        except UnusualXmlError:
            connection.execute(f"DROP TABLE IF EXISTS {relation}")
            remarks.clear()
            base = self._carefully(connection, relation, cells, watch)
        base.remarks = remarks
        if self.workbook.has_macros:
            remarks.add("macros-ignored")
        if self.workbook.has_links:
            remarks.add("links-ignored")
        if self.part.hidden:
            remarks.add("sheet-hidden")
        return base

    def _quickly(
        self,
        connection: duckdb.DuckDBPyConnection,
        relation: str,
        folder: Path,
        cells: CellTexts,
        watch: Watch,
    ) -> Base:
        member = self.workbook.member(self.part.part)
        writer = LineWriter(cells)
        tail = b""
        done = 0
        with (
            _ahead(member.chunks(_CHUNK_BYTES)) as chunks,
            SegmentedFilling(connection, relation, folder, watch) as filling,
        ):
            for xml, is_rows in _whole_rows(chunks):
                if not is_rows:
                    tail = xml
                    continue
                done += len(xml)
                lines = writer.lines(xml)
                if lines is not None:
                    filling.add(lines, done / max(done, member.info.file_size))
            base = filling.base()
        base.merges = merges_in(tail)
        return base

    def _carefully(
        self, connection: duckdb.DuckDBPyConnection, relation: str, cells: CellTexts, watch: Watch
    ) -> Base:
        filling = TableFilling(connection, relation, watch)

        def take(line: int, found: dict[int, str], beyond: str | None) -> None:
            row: list[str | None] = [None] * (max(found) + 1 if found else 1)
            for column, text in found.items():
                row[column] = text
            filling.add(line, row, beyond)

        sheet = CarefulSheet(self.workbook.name, cells, take)
        parsed(self.workbook.member(self.part.part).chunks(_CHUNK_BYTES), sheet.parser)
        base = filling.base(sheet.last_row)
        base.merges = tuple(sheet.merges)
        return base


def _whole_rows(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Cut the XML of a worksheet between rows; yield the rows, and last what stands below them.

    A prefix that all tags have is left out.
    """
    rest = b""
    prefix: bytes | None = None
    row = end = b""
    for chunk in chunks:
        rest += chunk
        if prefix is None:
            begin = _SHEET_DATA.search(rest)
            if begin is None:
                if len(rest) > _LONGEST_ROW_BYTES:
                    raise UnusualXmlError
                continue
            if not is_plain(rest[: begin.start()]):
                raise UnusualXmlError
            prefix = begin.group(1) or b""
            row, end = b"<%brow " % prefix, b"</%bsheetData>" % prefix
            rest = (end if begin.group(2) else b"") + rest[begin.end() :]
        cut = rest.rfind(row)
        over = rest.find(end, max(cut, 0))
        if over >= 0:
            if over:
                yield _without(prefix, rest[:over]), True
            yield _without(prefix, b"".join((rest[over:], *chunks))), False
            return
        if cut > 0:
            yield _without(prefix, rest[:cut]), True
            rest = rest[cut:]
        elif len(rest) > _LONGEST_ROW_BYTES:
            raise UnusualXmlError
    raise UnusualXmlError


def _without(prefix: bytes, xml: bytes) -> bytes:
    return xml.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</") if prefix else xml


class _ahead:  # noqa: N801 -- reads like a function
    """Unpacks the next chunk in a thread while the last one is read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="reading-ahead")

    def __enter__(self) -> Iterator[bytes]:
        return self._each()

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _each(self) -> Iterator[bytes]:
        coming = self._pool.submit(next, self._chunks, b"")
        while chunk := coming.result():
            coming = self._pool.submit(next, self._chunks, b"")
            yield chunk


def _at_most(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    got = 0
    for chunk in chunks:
        yield chunk
        got += len(chunk)
        if got >= most:
            raise EnoughReadError
