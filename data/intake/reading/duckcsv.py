"""DuckDB's own reading of a text file: every option said, nothing guessed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.intake.reading.limits import LONGEST_RECORD
from data.intake.reading.progress import Watch
from data.intake.reading.records import Dialect


@dataclass(frozen=True)
class DuckCsv:
    """A text file in UTF-8 as DuckDB reads it: all cells text.

    Attributes
    ----------
    path : Path
        The file.
    dialect : Dialect
        What separates its cells.
    columns : tuple of str
        Names of its columns.
    skipped : int
        Records at its beginning to pass over, blank ones counted.
    tolerant : bool
        Whether lines that do not fit are passed over in silence: their number must be known.
    """

    path: Path
    dialect: Dialect
    columns: tuple[str, ...]
    skipped: int = 0
    tolerant: bool = False

    def relation(self, *, skipped: int | None = None) -> str:
        """Return the table function in SQL; a line that does not fit is an error, unless it is tolerant.

        DuckDB's own tables of rejected lines are not used: one line of very many cells takes it hours there.

        Parameters
        ----------
        skipped : int, optional
            Records to pass over, instead of the usual number.
        """
        quote = self.dialect.quote if self.dialect.quoted else ""
        options = {
            "delim": quoted(self.dialect.delimiter),
            "quote": quoted(quote),
            "escape": quoted(self.dialect.escape if quote else ""),
            "header": "false",
            "auto_detect": "false",
            "compression": "'none'",
            "skip": str(self.skipped if skipped is None else skipped),
            "max_line_size": str(2 * LONGEST_RECORD),
            "columns": "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in self.columns) + "}",
        }
        if self.tolerant:
            options["ignore_errors"] = "true"
        told = ", ".join(f"{name}={value}" for name, value in options.items())
        return f"read_csv({quoted(literal_path(self.path))}, {told})"


def run(connection: duckdb.DuckDBPyConnection, sql: str, watch: Watch) -> int | None:
    """Run a statement under watch and return the number it gives, if any."""
    with watch.over(connection):
        # Only a result that is fetched whole is a statement that ran to its end.
        found = connection.execute(sql).fetchall()
    return int(found[0][0]) if found else None


def literal_path(path: Path) -> str:
    """Write a path so that the marks which DuckDB takes for patterns mean themselves."""
    return "".join(f"[{mark}]" if mark in "*?[" else mark for mark in str(path))


def quoted(value: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
