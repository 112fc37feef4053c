"""One table to one file, CSV or Parquet, of any length; it is never held whole.

In CSV a number is written with every digit it has, a whole one without a decimal point; a blank is an empty
cell; a day is written as 2025-03-31. A text that a spreadsheet would take for a formula (it begins with
``=``, ``+``, ``-``, ``@``, a tab or a carriage return) is preceded by an apostrophe; numbers never are.
Parquet keeps every text as it stands.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data import engine
from data.formulatext import guarded_sql
from workbook.outfile import flush

if TYPE_CHECKING:
    import pandas as pd

    from data.intake.reading.progress import Watch

SUFFIXES = (".csv", ".parquet")
_EXACT_WHOLE_NUMBERS = 2**53
_NUMBERS = ("FLOAT", "DOUBLE")


def write_one_table(
    table: pd.DataFrame | Path,
    path: Path,
    *,
    without: Sequence[str] = (),
    order: str = "",
    watch: Watch | None = None,
) -> int:
    """Write a table in its own order of columns; the name's ending says in which form.

    Parameters
    ----------
    table : pandas.DataFrame or Path
        The rows, or the Parquet file that holds them.
    path : Path
        Ends in .csv or .parquet; written in place, so give a name beside the wanted one.
    without : sequence of str
        Columns to leave out, where there are any of these names.
    order : str
        Column by which the rows are put in order, where there is one of this name; otherwise they stay.
    watch : Watch, optional
        Calls the writing off.

    Returns
    -------
    int
        Rows written.

    Raises
    ------
    OSError
        When the disk does not take it.
    """
    with engine.connect() as connection:
        if isinstance(table, Path):
            relation = f"read_parquet({quoted(table.as_posix())})"
        else:
            connection.register("one_table", table)
            relation = "one_table"
        query = f"SELECT * FROM {relation}"
        if order and order in connection.sql(query).columns:
            query += f" ORDER BY {_name(order)}"
        return write_query(connection, query, path, without=without, watch=watch)


def write_query(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    path: Path,
    *,
    without: Sequence[str] = (),
    watch: Watch | None = None,
) -> int:
    """Write what a query gives; otherwise as `write_one_table`."""
    text = path.suffix.casefold() == ".csv"
    described = connection.execute(f"DESCRIBE {query}").fetchall()
    columns = [(str(row[0]), str(row[1])) for row in described if row[0] not in without]
    cells = ", ".join(f"{_cell(name, kind, text=text)} AS {_name(name)}" for name, kind in columns)
    form = "FORMAT csv, HEADER, NULLSTR ''" if text else "FORMAT parquet, COMPRESSION zstd"
    statement = f"COPY (SELECT {cells} FROM ({query})) TO {quoted(path.as_posix())} ({form})"
    try:
        if watch is None:
            rows = connection.execute(statement).fetchone()
        else:
            with watch.over(connection):
                rows = connection.execute(statement).fetchone()
    except duckdb.IOException as error:
        raise _refused(error) from error
    flush(path)
    return int(rows[0]) if rows else 0


def _cell(name: str, kind: str, *, text: bool) -> str:
    """Return the SQL of one cell: days without hours, and for CSV as the text to be written."""
    cell = _name(name)
    if kind.startswith("TIMESTAMP"):
        cell = f"CAST({cell} AS DATE)"
    if not text:
        return cell
    if kind in _NUMBERS:
        whole = f"{cell} = trunc({cell}) AND abs({cell}) < {_EXACT_WHOLE_NUMBERS}"
        return (
            f"CASE WHEN isnan({cell}) OR isinf({cell}) THEN NULL"
            f" WHEN {whole} THEN CAST(CAST({cell} AS BIGINT) AS VARCHAR) ELSE CAST({cell} AS VARCHAR) END"
        )
    if kind == "VARCHAR":
        return f"nullif({guarded_sql(cell)}, '')"
    return f"CAST({cell} AS VARCHAR)"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def quoted(text: str) -> str:
    """Return a text as SQL has it.

    >>> quoted("O'Hare")
    "'O''Hare'"
    """
    return "'" + text.replace("'", "''") + "'"


def _refused(error: duckdb.IOException) -> OSError:
    said = str(error).splitlines()[0]
    number = errno.ENOSPC if "space" in said.casefold() else errno.EIO
    return OSError(number, said)
