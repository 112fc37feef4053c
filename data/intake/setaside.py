"""Rows that no cleaner is to judge, and the rows set aside as they stand in the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.findings import FindingLog
from data.intake.loaded import rejects_of
from data.intake.reading.tables import RawTable

if TYPE_CHECKING:
    import duckdb

BEYOND = "cells-beyond"
OF_SHIFTED_ROWS = (BEYOND, "cells-missing", "heading-blank")
"""What the reading says of rows that are too long, and of the others beside them."""

_FEW_SHARE = 0.5
_OWN_CELLS_MOST = 200_000


def without_shifted(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, log: FindingLog, *, separated: bool
) -> tuple[pd.DataFrame, RawTable]:
    """Set aside rows with cells to the right of the last column: none of their cells can be trusted.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Where the sheet lives.
    raw : RawTable
        The sheet.
    log : FindingLog
        Takes the finding.
    separated : bool
        Whether marks separate the cells. Then a few texts to the right of the last heading come from a mark
        too many; in a workbook they are remarks beside the table.

    Returns
    -------
    rejects, raw
        The rows set aside, and the sheet without them.
    """
    surplus = _unnamed_at_the_end(raw) if separated else []
    if not surplus and not any(one.code == BEYOND for one in raw.findings):
        return rejects_of([]), raw
    beyond = f"coalesce({', '.join(['overflow', *surplus])})"
    told = f"concat_ws('; ', {', '.join([*surplus, 'overflow'])})"
    rows = connection.execute(
        f"SELECT line, {told} FROM {raw.relation} WHERE {beyond} IS NOT NULL ORDER BY line"
    ).fetchall()
    if not rows or len(rows) > _FEW_SHARE * raw.rows:
        return rejects_of([]), raw
    log.add("row-too-long", [line for line, _ in rows], "", [text for _, text in rows])
    view = f"{raw.relation}_whole"
    connection.execute(f"CREATE TEMP VIEW {view} AS SELECT * FROM {raw.relation} WHERE {beyond} IS NULL")
    shifted = rejects_of([(line, "row-too-long", "", text) for line, text in rows])
    kept = replace(raw, relation=view, unnumbered=f"(SELECT * EXCLUDE (line) FROM {view})")
    return shifted, replace(kept, rows=raw.rows - len(shifted))


def _unnamed_at_the_end(raw: RawTable) -> list[str]:
    """Return the columns without a heading to the right of the last one that has one."""
    named = [one.index for one in raw.columns if one.written_as]
    return [one.cell for one in raw.columns if named and one.index > named[-1]]


def with_own_cells(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, rejects: pd.DataFrame
) -> pd.DataFrame:
    """Put the cells of rows set aside beside them, under the file's own headings."""
    if rejects.empty:
        return rejects
    names = ", ".join(f"coalesce({one.cell}, '') AS \"o{place}\"" for place, one in enumerate(raw.columns))
    connection.register("set_aside", rejects[["line"]].head(_OWN_CELLS_MOST))
    found = connection.execute(
        f"SELECT line, {names} FROM {raw.relation} SEMI JOIN set_aside USING (line)"
    ).df()
    connection.unregister("set_aside")
    own = {f"o{place}": one.name for place, one in enumerate(raw.columns)}
    clash = {name: f"{name} (file)" if name in rejects.columns else name for name in own.values()}
    found = found.rename(columns={cell: clash[name] for cell, name in own.items()})
    return rejects.merge(found, on="line", how="left")
