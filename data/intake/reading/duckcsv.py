"""DuckDB's own reading of a text file: every option said, nothing guessed, what it rejects counted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.intake.reading.limits import LONGEST_RECORD
from data.intake.reading.progress import Watch
from data.intake.reading.records import Dialect

_REJECTS_KEPT = 1_000


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

    def relation(self, *, rejects: str = "", skipped: int | None = None) -> str:
        """Return the table function in SQL.

        Parameters
        ----------
        rejects : str, optional
            Prefix of the names of the two tables in which DuckDB notes the lines it rejects; without it a
            line that does not fit is an error.
        skipped : int, optional
            Records to pass over, instead of the usual number.
        """
        quote = '"' if self.dialect.quoted else ""
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
        if rejects:
            options |= {
                "store_rejects": "true",
                "rejects_table": quoted(f"{rejects}_errors"),
                "rejects_scan": quoted(f"{rejects}_scans"),
                "rejects_limit": str(_REJECTS_KEPT),
            }
        elif self.tolerant:
            options["ignore_errors"] = "true"
        told = ", ".join(f"{name}={value}" for name, value in options.items())
        return f"read_csv({quoted(literal_path(self.path))}, {told})"


def run(connection: duckdb.DuckDBPyConnection, sql: str, watch: Watch) -> int | None:
    """Run a statement under watch and return the number it gives, if any."""
    with watch.over(connection):
        # Only a result that is fetched whole is a statement that ran to its end.
        found = connection.execute(sql).fetchall()
    return int(found[0][0]) if found else None


def rejected(connection: duckdb.DuckDBPyConnection, rejects: str) -> int:
    """Return how many records DuckDB rejected, and forget about them."""
    found = connection.execute(f"SELECT count(DISTINCT (scan_id, line)) FROM {rejects}_errors").fetchone()
    connection.execute(f"DROP TABLE IF EXISTS {rejects}_errors")
    connection.execute(f"DROP TABLE IF EXISTS {rejects}_scans")
    return int(found[0]) if found else 0


def literal_path(path: Path) -> str:
    """Write a path so that the marks which DuckDB takes for patterns mean themselves."""
    return "".join(f"[{mark}]" if mark in "*?[" else mark for mark in str(path))


def quoted(value: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
