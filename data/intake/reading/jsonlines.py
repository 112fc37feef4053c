"""Large files of JSON lines, read by DuckDB: flat objects never go through Python."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.intake.reading.bases import TAIL_ROWS, Base, as_rows, base_of_table, cell_names, unless
from data.intake.reading.duckcsv import literal_path, quoted
from data.intake.reading.encodings import Encoding
from data.intake.reading.headingnames import unique_names
from data.intake.reading.limits import HEAD_ROWS, IN_MEMORY_BYTES, LONGEST_JSON_RECORD, WIDEST_TABLE
from data.intake.reading.plaintext import PlainText, made_plain
from data.intake.reading.progress import Watch
from data.intake.reading.stored import Stored
from data.intake.reading.tables import Row

_STARTS_NESTED = "(starts_with({cell}, '{{') OR starts_with({cell}, '['))"


@dataclass(frozen=True)
class JsonLineRows:
    """Records of a large file of JSON lines, read anew for every statement."""

    path: Path
    names: tuple[str, ...]
    scanned: bool = True

    @property
    def relation(self) -> str:
        """Return the table function in SQL; a line that is no JSON gives NULL."""
        return (
            f"read_ndjson_objects({quoted(literal_path(self.path))}, ignore_errors=true,"
            f" compression='uncompressed', maximum_object_size={LONGEST_JSON_RECORD})"
        )

    def select(self, first_line: int, *, numbered: bool, without: Sequence[Row] = ()) -> str:
        """Return a SELECT of the records from one on."""
        shape = json.dumps(dict.fromkeys(self.names, "VARCHAR"), ensure_ascii=False)
        cells = ", ".join(
            f"nullif(record.{_identifier(name)}, '') AS c{place}" for place, name in enumerate(self.names)
        )
        line = "line, " if numbered else ""
        source = f"SELECT json_transform(json, {quoted(shape)}) AS record FROM {self.relation}"
        if numbered or first_line > 1 or without:
            source = (
                f"SELECT row_number() OVER () AS line, json_transform(json, {quoted(shape)}) AS record"
                f" FROM {self.relation}"
            )
        tests = f" WHERE line >= {first_line}{unless(without)}" if first_line > 1 or without else ""
        return f"SELECT {line}{cells}, CAST(NULL AS VARCHAR) AS overflow FROM ({source}){tests}"

    def typed(self) -> str | None:
        """Return None: all cells are text."""
        return None


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True)
class JsonLines:
    """A file that may be JSON lines.

    Attributes
    ----------
    name : str
        Its name.
    stored : Stored
        Its bytes.
    codec, mark_bytes
        How its letters are stored.
    least_bytes : int
        Smaller files are not worth it.
    in_memory_bytes : int
        A file up to this size is loaded, a larger one scanned.
    """

    name: str
    stored: Stored
    codec: str
    mark_bytes: int
    least_bytes: int
    in_memory_bytes: int = IN_MEMORY_BYTES

    def load(
        self, connection: duckdb.DuckDBPyConnection, relation: str, folder: Path, watch: Watch
    ) -> Base | None:
        """Read the records; None where the file is small, nested or anything but one object a line."""
        path = self.stored.path
        if path is not None and path.stat().st_size < self.least_bytes:
            return None
        text, remarks = made_plain(self.stored, Encoding(self.codec, self.mark_bytes), folder, watch)
        if text.survey.size < self.least_bytes or text.mark_bytes or text.survey.blank_lines_inside:
            return None
        names = self._names(connection, text, watch)
        if not names:
            return None
        rows = JsonLineRows(text.path, names)
        if self._is_nested(connection, rows, watch):
            return None
        base = self._base(connection, relation, rows, text, watch)
        base.names = unique_names(names)
        base.remarks.join(remarks)
        return base

    def _names(self, connection: duckdb.DuckDBPyConnection, text: PlainText, watch: Watch) -> tuple[str, ...]:
        """Return all names in the order in which they come up; none where any line is not an object."""
        relation = JsonLineRows(text.path, ()).relation
        with watch.over(connection):
            counts = connection.execute(
                f"SELECT keys, count(*), bool_and(object) FROM (SELECT json_keys(json) AS keys,"
                f" json_type(json) = 'OBJECT' AS object FROM {relation}) GROUP BY keys"
            ).fetchall()
        lines = sum(count for _, count, _ in counts)
        if lines != text.survey.lines or not all(objects for _, _, objects in counts):
            return ()
        names: dict[str, None] = {}
        for keys, _, _ in sorted(counts, key=lambda row: -row[1]):
            if len(set(keys)) != len(keys):
                return ()
            names |= dict.fromkeys(keys)
        folded = {name.casefold() for name in names}
        return tuple(names) if len(folded) == len(names) <= WIDEST_TABLE and "" not in names else ()

    def _is_nested(self, connection: duckdb.DuckDBPyConnection, rows: JsonLineRows, watch: Watch) -> bool:
        tests = " OR ".join(
            f"coalesce(bool_or({_STARTS_NESTED.format(cell=cell)}), false)"
            for cell in cell_names(len(rows.names))
        )
        with watch.over(connection):
            [(nested,)] = connection.execute(
                f"SELECT {tests} FROM ({rows.select(1, numbered=False)})"
            ).fetchall()
        return bool(nested)

    def _base(
        self,
        connection: duckdb.DuckDBPyConnection,
        relation: str,
        rows: JsonLineRows,
        text: PlainText,
        watch: Watch,
    ) -> Base:
        width, lines = len(rows.names), text.survey.lines
        select = rows.select(1, numbered=True)
        with watch.over(connection):
            if text.survey.size <= self.in_memory_bytes:
                connection.execute(f"CREATE TEMP TABLE {relation} AS {select}")
                return base_of_table(connection, relation, width, lines, 0)
            head = as_rows(connection.execute(f"{select} LIMIT {HEAD_ROWS}").fetchall())
        return Base(width, lines, 0, head, head[-TAIL_ROWS:], rows)
