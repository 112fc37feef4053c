"""Rows of a large text file, given to SQL without being held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.intake.reading.bases import blank_test, cell_names, unless
from data.intake.reading.duckcsv import DuckCsv, quoted
from data.intake.reading.tables import Row


@dataclass(frozen=True)
class ScannedRows:
    """Records of a large text file that DuckDB reads anew for every statement.

    Attributes
    ----------
    csv : DuckCsv
        The file.
    numbering : bool
        Whether the file has a column ``line``, and one for what lies to the right; otherwise a row's line is
        its number.
    columns : int
        Text columns.
    above, below : tuple of Row
        Records of other width at the beginning and the end, which DuckDB passes over.
    hides_blank : bool
        Whether rows without any text are among the records and must be left out.
    """

    csv: DuckCsv
    numbering: bool
    columns: int
    above: tuple[Row, ...] = ()
    below: tuple[Row, ...] = ()
    hides_blank: bool = False
    scanned: bool = True

    def select(self, first_line: int, *, numbered: bool, without: Sequence[Row] = ()) -> str:
        """Return a SELECT of the records from a line on."""
        cells = ", ".join(cell_names(self.columns))
        if self.numbering:
            line = "CAST(line AS BIGINT) AS line, " if numbered else ""
            wanted = f"CAST(line AS BIGINT) >= {first_line}{unless(without, 'CAST(line AS BIGINT)')}"
            later = f" WHERE {wanted}" if first_line > 1 or without else ""
            return f"SELECT {line}{cells}, overflow FROM {self.csv.relation()}{later}"
        skipped = max(self.csv.skipped, first_line - 1)
        line = f"row_number() OVER () + {skipped} AS line, " if numbered else ""
        scan = self.csv.relation(skipped=skipped)
        rows = f"SELECT {line}{cells}, CAST(NULL AS VARCHAR) AS overflow FROM {scan}"
        others = {line: cells for line, cells in (*self.above, *self.below) if line >= first_line}
        hidden = [f"({blank_test(cell_names(self.columns))})"] if self.hides_blank else []
        # Rows are known by their cells here: numbering them would read the file in one thread.
        hidden += [_same(row) for row in without if row[0] not in others]
        if hidden:
            rows = f"SELECT * FROM ({rows}) WHERE NOT ({' OR '.join(hidden)})"
        for gone, _ in without:
            others.pop(gone, None)
        if others:
            rows += f" UNION ALL {written_rows(list(others.items()), self.columns, numbered=numbered)}"
        return rows

    def typed(self) -> str | None:
        """Return None: all cells are text."""
        return None


def _same(row: Row) -> str:
    """Return the SQL test that a row has the cells of a note, and is blank beside them."""
    filled = [f"coalesce(c{place} = {quoted(cell)}, false)" for place, cell in enumerate(row[1]) if cell]
    blank = [f"c{place} IS NULL" for place, cell in enumerate(row[1]) if not cell][:1]
    return f"({' AND '.join(filled + blank)})"


def written_rows(rows: Sequence[Row], columns: int, *, numbered: bool = True) -> str:
    """Return a SELECT of a few rows written out: ``line`` if numbered, the cells, ``overflow``."""
    told = [
        ", ".join(
            ([f"CAST({line} AS BIGINT)"] if numbered else [])
            + [_cell(cells[place]) if place < len(cells) else "NULL" for place in range(columns)]
            + [_cell("; ".join(cell for cell in cells[columns:] if cell.strip()))]
        )
        for line, cells in rows
    ]
    names = [*(["line"] if numbered else []), *cell_names(columns), "overflow"]
    return f"SELECT * FROM (VALUES ({'), ('.join(told)})) AS few({', '.join(names)})"


def _cell(text: str) -> str:
    return quoted(text) if text else "CAST(NULL AS VARCHAR)"
