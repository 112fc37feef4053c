"""Text files as sheets: read by DuckDB where they lie when they are regular, written anew when they are not.

A file is regular when DuckDB, told every option, takes every row and gives as many as the file has lines.
Then no quotation mark can have run rows together and each row's number is its line. Any other file goes
through our own, slower reading once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from data.intake.reading import refusals
from data.intake.reading.bases import Base, as_rows, base_of_table, blank_test, cell_names
from data.intake.reading.duckcsv import DuckCsv, run
from data.intake.reading.limits import HEAD_ROWS, IN_MEMORY_BYTES
from data.intake.reading.plaintext import PlainText, made_plain
from data.intake.reading.progress import Watch
from data.intake.reading.records import ONE_COLUMN, is_blank
from data.intake.reading.rewriting import Rewritten, rewritten
from data.intake.reading.scanned import ScannedRows, written_rows
from data.intake.reading.sheets import Head
from data.intake.reading.stored import Stored
from data.intake.reading.tables import Row, SheetInfo
from data.intake.reading.textheads import TextHead, text_head
from data.intake.reading.texttails import text_tail


@dataclass
class TextSheet:
    """A text file whose rows are lines."""

    name: str
    stored: Stored
    in_memory_bytes: int = IN_MEMORY_BYTES

    def info(self) -> SheetInfo:
        """Return the name: how long a text is, nobody knows before it is read."""
        return SheetInfo(self.name)

    def head(self, rows: int) -> Head:
        """Return the first records, blank ones too."""
        found = text_head(self.stored, rows)
        return Head(list(found.rows), found.complete, has_blank_rows=True)

    def load(
        self,
        connection: duckdb.DuckDBPyConnection,
        relation: str,
        folder: Path,
        watch: Watch,
        *,
        verify: bool,
    ) -> Base:
        """Read the whole file into DuckDB."""
        head = text_head(self.stored)
        text, remarks = made_plain(self.stored, head.encoding, folder, watch, head.narrow_records or 0)
        if not text.survey.lines:
            raise refusals.empty(self.name)
        loader = _Loader(connection, relation, head, text, self.in_memory_bytes, watch)
        base = loader.regular(verify=verify) or loader.irregular(folder)
        base.remarks.join(remarks)
        return base


@dataclass
class _Loader:
    connection: duckdb.DuckDBPyConnection
    relation: str
    head: TextHead
    text: PlainText
    in_memory_bytes: int
    watch: Watch

    def regular(self, *, verify: bool) -> Base | None:
        """Let DuckDB read the file as it lies; None where the file is not regular."""
        above, found = self.head.narrow_records, self.text.survey
        odd = found.blank_lines_inside or found.spaced_quotes or self.head.dialect.delimiter == ONE_COLUMN
        if above is None or odd:
            return None
        csv = DuckCsv(self.text.path, self.head.dialect, tuple(cell_names(self.head.width)), above)
        try:
            if found.size > self.in_memory_bytes:
                return self._scanned(csv, verify)
            return self._loaded(csv)
        except (duckdb.InvalidInputException, duckdb.ConversionException):
            # Whatever DuckDB cannot take apart, our own reading can.
            return None

    def _loaded(self, csv: DuckCsv) -> Base | None:
        cells = ", ".join(csv.columns)
        rows = f"SELECT row_number() OVER () + {csv.skipped} AS line, {cells}"
        scan = csv.relation()
        into = f"CREATE TEMP TABLE {self.relation} AS {rows}, CAST(NULL AS VARCHAR) AS overflow FROM {scan}"
        got = run(self.connection, into, self.watch) or 0
        if got + csv.skipped != self.text.survey.lines:
            self.connection.execute(f"DROP TABLE {self.relation}")
            return None
        blank = run(
            self.connection,
            f"DELETE FROM {self.relation} WHERE {blank_test(cell_names(len(csv.columns)))}",
            self.watch,
        )
        above = [row for row in self.head.rows[: csv.skipped] if not is_blank(row[1])]
        if above:
            values = written_rows(above, len(csv.columns))
            self.connection.execute(f"INSERT INTO {self.relation} {values}")
        blanks = (blank or 0) + csv.skipped - len(above) + self.text.survey.trailing_blank_lines
        read = self.text.survey.lines + self.text.survey.trailing_blank_lines
        return base_of_table(self.connection, self.relation, len(csv.columns), read, blanks)

    def _scanned(self, csv: DuckCsv, verify: bool) -> Base | None:
        found, width = self.text.survey, self.head.width
        tail = text_tail(self.text, self.head.dialect)
        below = 0
        while below < len(tail) and len(tail[-1 - below][1]) != width:
            below += 1
        csv = replace(csv, tolerant=below > 0)
        blank = 0
        if verify:
            scan = csv.relation()
            # Cheap to see of a row: whether its first text begins with a blank. Only then is it looked into.
            first = f"coalesce({', '.join(csv.columns)})"
            count = f"SELECT count(*), count(*) FILTER ({first} IS NULL OR {first} < '!') FROM {scan}"
            with self.watch.over(self.connection):
                [(got, blank)] = self.connection.execute(count).fetchall()
            if got + csv.skipped + below != found.lines:
                return None
            if blank:
                test = blank_test(cell_names(width), overflow=False)
                blank = run(self.connection, f"SELECT count(*) FROM {scan} WHERE {test}", self.watch) or 0
        above = [row for row in self.head.rows[: csv.skipped] if not is_blank(row[1])]
        under = [row for row in tail[len(tail) - below :] if not is_blank(row[1])]
        rows = ScannedRows(csv, False, width, tuple(above), tuple(under), hides_blank=blank > 0)
        return Base(
            columns=width,
            read=found.lines + found.trailing_blank_lines,
            blank=blank + csv.skipped - len(above) + below - len(under) + found.trailing_blank_lines,
            head=_of_width(self.head.rows, width),
            tail=_of_width(tail, width),
            rows=rows,
        )

    def irregular(self, folder: Path) -> Base:
        """Write the file anew and read the copy."""
        copy = rewritten(self.text, self.head.dialect, self.head.width, folder / "rewritten", self.watch)
        if self.text.ours:
            self.text.path.unlink()
        base = self._of_copy(copy)
        base.blank = copy.blank
        base.read = copy.rows + base.blank
        base.remarks = copy.remarks
        return base

    def _of_copy(self, copy: Rewritten) -> Base:
        width = self.head.width
        csv = DuckCsv(copy.path, copy.dialect, ("line", *cell_names(width), "overflow"))
        rows = ScannedRows(csv, True, width)
        select = rows.select(1, numbered=True)
        if copy.path.stat().st_size <= self.in_memory_bytes:
            run(self.connection, f"CREATE TEMP TABLE {self.relation} AS {select}", self.watch)
            copy.path.unlink()
            return base_of_table(self.connection, self.relation, width, 0, 0)
        with self.watch.over(self.connection):
            head = self.connection.execute(f"{select} LIMIT {HEAD_ROWS}").fetchall()
        return Base(width, 0, 0, as_rows(head), list(copy.tail), rows)


def _of_width(rows: Iterable[Row], width: int) -> list[Row]:
    """Return the rows that are not blank, all equally wide."""
    return [
        (line, cells[:width] + [""] * (width - len(cells))) for line, cells in rows if not is_blank(cells)
    ]
