"""Distinct texts read once in Python and joined back in SQL, so that many rows cost what DuckDB costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.findings import EXAMPLES_SHOWN, FindingLog

if TYPE_CHECKING:
    import duckdb

    from data.intake.loaded import Source

_ROW_GROUP = 122_880
_BLANKS = 4
"""Blanks around a text that says nothing, in a large file."""
_SQL_TYPES = {
    "str": "VARCHAR",
    "int64": "BIGINT",
    "Int32": "INTEGER",
    "bool": "BOOLEAN",
    "float64": "DOUBLE",
    "datetime64[us]": "TIMESTAMP",
}
"""Of the columns of frames; DuckDB takes longer to look at a frame without rows than to make its table."""


class MiscountedError(Exception):
    """A large file gave another number of rows than it has lines: it must be counted before it is read."""


@dataclass(frozen=True)
class Staged:
    """The columns that are needed of a sheet, where reading them again is cheap.

    Attributes
    ----------
    connection : duckdb.DuckDBPyConnection
        Where it lives.
    relation : str
        Grain: row of the file. ``line`` and one column for each field of `fields`, named after it: text
        without surrounding blanks, NULL where the file says nothing; beside it or in its place what the
        caller made of the text.
    fields : frozenset of str
        Fields that a column of the file tells.
    types : mapping of str to str
        Of columns with few distinct texts, wherever they are learned: the ENUM type that lists them.
    """

    connection: duckdb.DuckDBPyConnection
    relation: str
    fields: frozenset[str]
    types: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the SQL of a field's text; NULL where no column tells it."""
        return f"s.{name}" if name in self.fields else "CAST(NULL AS VARCHAR)"

    def distinct(self, name: str) -> list[str]:
        """Return the distinct texts of a field in their order, those that say nothing left out."""
        if name not in self.fields:
            return []
        rows = self.connection.execute(
            f"SELECT DISTINCT {name} FROM {self.relation} WHERE {name} IS NOT NULL"
        ).fetchall()
        return sorted(text for (text,) in rows)

    def matching(self, texts: Sequence[str], test: str) -> list[str]:
        """Return those of some texts for which an SQL test of ``text`` is true."""
        if not texts:
            return []
        self.learn("asked_texts", pd.DataFrame({"text": pd.Series(list(texts), dtype="str")}))
        rows = self.connection.execute(f"SELECT text FROM asked_texts WHERE {test}").fetchall()
        return [text for (text,) in rows]

    def learn(self, table: str, frame: pd.DataFrame) -> pd.DataFrame:
        """Keep a frame as a table of the connection, for joining."""
        kinds = {str(name): str(kind) for name, kind in frame.dtypes.items()}
        if not len(frame) and set(kinds.values()) <= set(_SQL_TYPES):
            columns = ", ".join(
                f'"{name}" {self.types.get(name, _SQL_TYPES[kind])}' for name, kind in kinds.items()
            )
            self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({columns})")
            return frame
        # DuckDB takes plain objects as they lie; other arrays of text it would ask for each text.
        texts = [name for name, kind in frame.dtypes.items() if kind == "str" and frame[name].notna().any()]
        listed = ", ".join(
            f"CAST({name} AS {kind}) AS {name}" for name, kind in self.types.items() if name in kinds
        )
        rows = f"SELECT * REPLACE ({listed}) FROM learned" if listed else "FROM learned"
        self.connection.register("learned", frame.astype(dict.fromkeys(texts, object)))
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {rows}")
        self.connection.unregister("learned")
        return frame

    def note_bad(
        self,
        log: FindingLog,
        code: str,
        name: str,
        heading: str,
        texts: Sequence[str],
        where: str = "TRUE",
    ) -> None:
        """Put a finding on the rows whose text of a field is one of these into the log."""
        if not len(texts):
            return
        self.learn("bad_texts", pd.DataFrame({"text": pd.Series(list(texts), dtype="str")}))
        rows = f"FROM {self.relation} AS s SEMI JOIN bad_texts ON s.{name} = bad_texts.text WHERE ({where})"
        count, *_ = self.connection.execute(f"SELECT count(*) {rows}").fetchone() or (0,)
        if not count:
            return
        first = self.connection.execute(
            f"SELECT line, {name} {rows} ORDER BY line LIMIT {10 * EXAMPLES_SHOWN}"
        ).fetchall()
        log.tally(code, int(count), [line for line, _ in first], heading, [text for _, text in first])


def staged(
    source: Source,
    wanted: Sequence[str],
    nothing: Callable[[str], Sequence[str]],
    columns: Callable[[str, str], Mapping[str, str]],
    types: Mapping[str, str],
) -> Staged:
    """Bring the wanted columns of a sheet to where reading them again is cheap.

    A sheet that lies in memory is only given other names. A large file is read once into Parquet in a folder
    of ours; that is then the check that no row was lost, unless it has been counted before.
    What a note ``without_in_FIELD`` says, a pattern, is left out of the texts of that field.

    Parameters
    ----------
    source : Source
        The sheet.
    wanted : sequence of str
        Fields to take, where a column tells them.
    nothing : callable
        For a field the texts that say nothing in this file.
    columns : callable
        For a field and the SQL of its text the columns to keep, by name.
    types : mapping of str to str
        See `Staged`.

    Raises
    ------
    MiscountedError
        When a large file that has not been counted gives other rows than it should.
    """
    cells = {name: _without(source, name, cell) for name, cell in source.cells.items() if name in wanted}
    kept: dict[str, str] = {}
    for name, cell in cells.items():
        # Of a large file blanks around texts stay, as every reading of a text allows.
        kept |= columns(name, _text(cell, nothing(name), trim=not source.raw.scanned))
    if source.raw.scanned:
        _from_large(source, kept)
    else:
        select = f"SELECT {_listed(['line'], kept)} FROM {source.raw.relation} ORDER BY line"
        with source.watch.over(source.connection):
            source.connection.execute(f"CREATE OR REPLACE TEMP TABLE staged AS {select}")
    return Staged(source.connection, "staged", frozenset(cells), types)


def _listed(first: Sequence[str], columns: Mapping[str, str]) -> str:
    return ", ".join([*first, *(f"{told} AS {name}" for name, told in columns.items())])


def _without(source: Source, name: str, cell: str) -> str:
    pattern = source.note(f"without_in_{name}")
    return f"regexp_replace({cell}, '{_quoted(pattern)}', '')" if pattern else cell


def _from_large(source: Source, columns: Mapping[str, str]) -> None:
    """Read a large file once into Parquet."""
    path = (source.folder / "staged.parquet").as_posix()
    contiguous = _is_contiguous(source)
    rows = source.raw.unnumbered if contiguous else source.raw.relation
    select = f"SELECT {_listed([] if contiguous else ['line'], columns)} FROM {rows}"
    options = f"FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {_ROW_GROUP}"
    with source.watch.over(source.connection):
        (count,) = source.connection.execute(
            f"COPY ({select}) TO '{_quoted(path)}' ({options})"
        ).fetchone() or (0,)
    if contiguous:
        first = source.raw.header.first_data_row
        line = f"file_row_number + {first} AS line, * EXCLUDE (file_row_number)"
        view = f"SELECT {line} FROM read_parquet('{_quoted(path)}', file_row_number=true)"
    else:
        view = f"SELECT * FROM read_parquet('{_quoted(path)}')"
    source.connection.execute(f"CREATE OR REPLACE TEMP VIEW staged AS {view}")
    if count != source.raw.rows or (not source.verified and _has_blank(source, columns)):
        raise MiscountedError(f"{source.raw.rows} rows counted, {count} read")


def _has_blank(source: Source, columns: Iterable[str]) -> bool:
    """Return whether any row holds nothing in the columns taken: it may be a blank one."""
    blank = " AND ".join(f"{name} IS NULL" for name in columns) or "FALSE"
    return bool(source.connection.execute(f"SELECT 1 FROM staged WHERE {blank} LIMIT 1").fetchone())


def _is_contiguous(source: Source) -> bool:
    """Return whether each row is a line and none lies between them, so that its place tells its line.

    Numbering the rows of a large file costs as much again as reading it.
    """
    found = source.connection.execute(
        "SELECT sql FROM duckdb_views() WHERE view_name = ?", [source.raw.relation]
    ).fetchone()
    plain = found is not None and "row_number()" in found[0].casefold() and "union" not in found[0].casefold()
    return plain and source.raw.blank == 0


def _text(cell: str, nothing: Sequence[str], *, trim: bool = True) -> str:
    trimmed = f"nullif(trim({cell}), '')" if trim else cell
    if not nothing:
        return trimmed
    listed = ", ".join(f"'{_quoted(text)}'" for text in ([] if trim else [""]) + [*nothing])
    # Nearly every text is longer than those that say nothing, which its bytes tell at once.
    short = "" if trim else f"strlen({cell}) <= {max(len(one.encode()) for one in nothing) + _BLANKS} AND "
    return f"CASE WHEN {short}trim({cell}) IN ({listed}) THEN NULL ELSE {trimmed} END"


def _quoted(text: str) -> str:
    return text.replace("'", "''")
