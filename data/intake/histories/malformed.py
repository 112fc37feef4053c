"""Rows of a text file that are none: counted by what is wrong with them, and where the first ones stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

from data.intake.findings import EXAMPLES_SHOWN
from data.intake.histories.sources import Source, physical_lines

QUOTES_BROKEN = "quotes-broken"
_KINDS = {
    "MISSING COLUMNS": "row-too-short",
    "TOO MANY COLUMNS": "row-too-long",
    "UNQUOTED VALUE": QUOTES_BROKEN,
    "LINE SIZE OVER MAXIMUM": "row-oversized",
    "INVALID ENCODING": "letters-broken",
    "INVALID STATE": QUOTES_BROKEN,
}


@dataclass(frozen=True)
class Malformed:
    """Rows that are not well formed.

    Attributes
    ----------
    rows : mapping of str to int
        Rows by code of the finding.
    lines : mapping of str to tuple of int
        Lines on which the first of them begin.
    """

    rows: Mapping[str, int] = field(default_factory=dict)
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def malformed_rows(connection: duckdb.DuckDBPyConnection, source: Source, well_formed: int) -> Malformed:
    """Count what DuckDB rejected while it read the files of a source, and forget the rows themselves.

    A quotation mark that does not close takes the rows up to the next one with it: those are counted by the
    lines of the files, since DuckDB does not say how many they were.

    Parameters
    ----------
    well_formed : int
        Rows that were read.
    """
    met = connection.execute(
        "WITH each AS (SELECT file_id, line, min(CAST(error_type AS VARCHAR)) AS kind"
        " FROM reject_errors GROUP BY ALL)"
        f" SELECT kind, count(*), min(line, {EXAMPLES_SHOWN}) FROM each GROUP BY kind"
    ).fetchall()
    connection.execute("DROP TABLE reject_errors; DROP TABLE reject_scans")
    rows: dict[str, int] = {}
    lines: dict[str, tuple[int, ...]] = {}
    for kind, count, first in met:
        code = _KINDS.get(kind, "row-too-short")
        rows[code] = rows.get(code, 0) + count
        lines[code] = tuple(sorted((*lines.get(code, ()), *first))[:EXAMPLES_SHOWN])
    if source.quoted and rows.keys() & {QUOTES_BROKEN, "row-oversized"}:
        swallowed = _lines_unread(connection, source) - sum(rows.values()) - well_formed
        rows[QUOTES_BROKEN] = rows.get(QUOTES_BROKEN, 0) + max(0, swallowed)
    return Malformed(rows, lines)


def _lines_unread(connection: duckdb.DuckDBPyConnection, source: Source) -> int:
    """Lines of the files, but for headers and for what well-formed rows hold beyond their first line."""
    breaks = " + ".join(
        f"coalesce(sum(len(regexp_extract_all(c{place}, '[\\r\\n]+'))), 0)"
        for place in range(len(source.header))
    )
    held = connection.execute(f"SELECT {breaks} FROM {source.relation()} AS source").fetchone()
    lines = sum(physical_lines(file) - 1 for file in source.files)
    return lines - (int(held[0]) if held else 0)
