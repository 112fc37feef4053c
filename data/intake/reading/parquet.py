"""Parquet files: columns already, read where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.engine import connect
from data.intake.reading import refusals
from data.intake.reading.bases import TAIL_ROWS, Base, as_rows
from data.intake.reading.duckcsv import literal_path, quoted
from data.intake.reading.headingnames import unique_names
from data.intake.reading.limits import HEAD_ROWS, WIDEST_TABLE
from data.intake.reading.progress import Watch
from data.intake.reading.sheets import Head
from data.intake.reading.tables import Row, SheetInfo
from data.language import say


@dataclass(frozen=True)
class ParquetRows:
    """Rows of a Parquet file, as text or as they are."""

    path: Path
    columns: tuple[tuple[str, str], ...]
    scanned: bool = True

    @property
    def relation(self) -> str:
        """Return the table function in SQL."""
        return f"read_parquet({quoted(literal_path(self.path))}, file_row_number=true)"

    def select(self, first_line: int, *, numbered: bool, without: Sequence[Row] = ()) -> str:
        """Return a SELECT of the rows from one on, as text."""
        cells = ", ".join(
            f"{_as_text(name, kind)} AS c{place}" for place, (name, kind) in enumerate(self.columns)
        )
        line = "file_row_number + 1 AS line, " if numbered else ""
        rows = f"SELECT {line}{cells}, CAST(NULL AS VARCHAR) AS overflow FROM {self.relation}"
        tests = [f"file_row_number >= {first_line - 1}"] if first_line > 1 else []
        tests += (
            [f"file_row_number NOT IN ({', '.join(str(line - 1) for line, _ in without)})"] if without else []
        )
        return rows + (f" WHERE {' AND '.join(tests)}" if tests else "")

    def typed(self) -> str:
        """Return a SELECT of the rows with the types of the file."""
        return f"SELECT * EXCLUDE (file_row_number) FROM {self.relation}"


def _as_text(name: str, kind: str) -> str:
    """Return a column as text: nested values as JSON, a blank text as none, whole numbers without “.0”."""
    column = '"' + name.replace('"', '""') + '"'
    if kind == "VARCHAR":
        return f"nullif({column}, '')"
    if kind in ("FLOAT", "DOUBLE"):
        return f"regexp_replace(CAST({column} AS VARCHAR), '\\.0$', '')"
    if kind == "TIMESTAMP":
        return f"regexp_replace(CAST({column} AS VARCHAR), ' 00:00:00$', '')"
    if "STRUCT" in kind or "MAP" in kind or kind.endswith("[]"):
        return f"CAST(to_json({column}) AS VARCHAR)"
    return f"CAST({column} AS VARCHAR)"


@dataclass
class ParquetSheet:
    """A Parquet file."""

    name: str
    path: Path

    def info(self) -> SheetInfo:
        """Return name and size, which the file tells."""
        with connect(threads=1) as connection:
            return SheetInfo(self.name, self._count(connection), len(self._rows(connection).columns))

    def head(self, rows: int) -> Head:
        """Return the first rows."""
        with connect(threads=1) as connection:
            found = self._rows(connection)
            head = self._fetch(connection, f"{found.select(1, numbered=True)} LIMIT {rows}")
            return Head(
                head, self._count(connection) <= rows, names=unique_names([name for name, _ in found.columns])
            )

    def load(
        self,
        connection: duckdb.DuckDBPyConnection,
        relation: str,
        folder: Path,
        watch: Watch,
        *,
        verify: bool,
    ) -> Base:
        """Give the whole file to DuckDB, which reads it where it lies."""
        rows = self._rows(connection)
        count = self._count(connection)
        with watch.over(connection):
            head = self._fetch(connection, f"{rows.select(1, numbered=True)} LIMIT {HEAD_ROWS}")
            tail = self._fetch(connection, rows.select(max(1, count - TAIL_ROWS + 1), numbered=True))
        names = unique_names([name for name, _ in rows.columns])
        return Base(len(rows.columns), count, 0, head, tail, rows, names=names)

    def _rows(self, connection: duckdb.DuckDBPyConnection) -> ParquetRows:
        relation = ParquetRows(self.path, ()).relation
        found = self._run(connection, f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {relation}")
        if len(found) > WIDEST_TABLE:
            raise refusals.too_wide(self.name, len(found), WIDEST_TABLE)
        return ParquetRows(self.path, tuple((str(row[0]), str(row[1])) for row in found))

    def _count(self, connection: duckdb.DuckDBPyConnection) -> int:
        [(count,)] = self._run(connection, f"SELECT count(*) FROM {ParquetRows(self.path, ()).relation}")
        return int(str(count))

    def _fetch(self, connection: duckdb.DuckDBPyConnection, sql: str) -> list[Row]:
        return as_rows(self._run(connection, sql))

    def _run(self, connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
        try:
            return connection.execute(sql).fetchall()
        except (duckdb.InvalidInputException, duckdb.IOException, duckdb.SerializationException) as error:
            raise refusals.damaged(self.name, say("a Parquet file")) from error
