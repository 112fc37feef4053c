"""A sheet once it is read: every record that is not blank, in DuckDB, before headings are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import duckdb

from data.intake.reading.limits import HEAD_ROWS
from data.intake.reading.records import BLANKS
from data.intake.reading.remarks import Remarks
from data.intake.reading.tables import Merge, Row

TAIL_ROWS = 60
"""Rows at the end among which notes below the table are looked for."""


@dataclass
class Base:
    """What a reader of some kind of file hands over.

    Attributes
    ----------
    columns : int
        Text columns ``c0`` … of its rows.
    read, blank : int
        Records of the sheet, and how many of them hold no text.
    head, tail : list of Row
        First and last records that are not blank, as wide as the sheet.
    rows : RowSource
        Gives the rows to SQL.
    remarks : Remarks
        What was met on the way.
    merges : tuple of Merge
        Cells made one.
    names : tuple of str or None
        Headings that the format itself gives (JSON, Parquet); None where they stand among the rows.
    """

    columns: int
    read: int
    blank: int
    head: list[Row]
    tail: list[Row]
    rows: RowSource
    remarks: Remarks = field(default_factory=Remarks)
    merges: tuple[Merge, ...] = ()
    names: tuple[str, ...] | None = None


class RowSource(Protocol):
    """Gives the records of a base to SQL.

    ``scanned`` tells whether the file is read anew for every statement.
    """

    @property
    def scanned(self) -> bool:
        """Return whether the file is read anew for every statement."""

    def select(self, first_line: int, *, numbered: bool, without: Sequence[Row] = ()) -> str:
        """Return a SELECT of the records from a line on: ``line`` if numbered, ``c0`` …, ``overflow``.

        The rows `without` (by their lines, and by their cells where a source knows no lines) are left out.
        """

    def typed(self) -> str | None:
        """Return a SELECT of the rows with the types of the file, where it has any."""


@dataclass(frozen=True)
class LoadedRows:
    """Records in a table of the connection."""

    relation: str
    scanned: bool = False

    def select(self, first_line: int, *, numbered: bool, without: Sequence[Row] = ()) -> str:
        """Return a SELECT of the records from a line on."""
        what = "*" if numbered else "* EXCLUDE (line)"
        return f"SELECT {what} FROM {self.relation} WHERE line >= {first_line}{unless(without)}"

    def typed(self) -> str | None:
        """Return None: all cells are text."""
        return None


def unless(rows: Sequence[Row], line: str = "line") -> str:
    """Return the SQL that goes on a WHERE and leaves out some lines."""
    return f" AND {line} NOT IN ({', '.join(str(one) for one, _ in rows)})" if rows else ""


def cell_names(columns: int) -> list[str]:
    """Return the names of the text columns."""
    return [f"c{place}" for place in range(columns)]


def blank_test(cells: Sequence[str], *, overflow: bool = True) -> str:
    """Return the SQL test that none of some columns of a row holds any text."""
    names = [*cells, "overflow"] if overflow else cells
    marks = "".join(f"\\x{ord(mark):02x}" for mark in BLANKS)
    # A text of blanks sorts before “!”: nearly every cell is done with by looking at its first letters.
    tests = (f"({name} IS NULL OR ({name} < '!' AND trim({name}, E'{marks}') = ''))" for name in names)
    return " AND ".join(tests)


def base_of_table(
    connection: duckdb.DuckDBPyConnection, relation: str, columns: int, read: int, blank: int
) -> Base:
    """Return the base of records that lie in a table."""
    names = ", ".join(cell_names(columns))
    rows: list[list[Row]] = []
    for order, most in (("ASC", HEAD_ROWS), ("DESC", TAIL_ROWS)):
        # Only the lines are sorted, not whole rows: of those the few wanted are then fetched.
        wanted = f"SELECT line FROM {relation} ORDER BY line {order} LIMIT {most}"
        select = f"SELECT line, {names} FROM {relation} WHERE line IN ({wanted}) ORDER BY line"
        rows.append(as_rows(connection.execute(select).fetchall()))
    head, tail = rows
    return Base(columns, read, blank, head, tail, LoadedRows(relation))


def as_rows(found: Sequence[tuple[object, ...]]) -> list[Row]:
    """Return records fetched from DuckDB (line first) as rows of text."""
    return [(int(str(line)), ["" if cell is None else str(cell) for cell in cells]) for line, *cells in found]
