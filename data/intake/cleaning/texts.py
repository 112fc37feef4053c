"""A sheet as text with all its columns, and columns of text turned into figures with their marks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.values import ABSENT, READ, SUPPRESSED, TOP_CODED, numbers

if TYPE_CHECKING:
    from data.intake.loaded import Source

NOT_GIVEN = (ABSENT, SUPPRESSED)
"""Marks of figures that are not there and need no mending: absent, or withheld by the publisher."""


def whole_sheet(source: Source) -> pd.DataFrame:
    """Return every column of a sheet as text, blank where NULL; blanks around a text are kept.

    Returns
    -------
    pandas.DataFrame
        Grain: row of the file. ``line`` and the cells as the relation names them (``c0`` …).
    """
    cells = ", ".join(f"coalesce({one.cell}, '') AS {one.cell}" for one in source.raw.columns)
    chosen = f"line, {cells}" if cells else "line"
    with source.watch.over(source.connection):
        found = source.connection.execute(f"SELECT {chosen} FROM {source.raw.relation} ORDER BY line").df()
    return found.astype({"line": "int64", **{one.cell: "str" for one in source.raw.columns}})


def headings(source: Source) -> dict[str, str]:
    """Return the heading of every column of the relation as it stands in the file."""
    return {one.cell: one.written_as for one in source.raw.columns}


def text_of(rows: pd.DataFrame, name: str) -> pd.Series[str]:
    """Return one field of the rows, blank everywhere where no column tells it."""
    if name in rows:
        return rows[name]
    return pd.Series([""] * len(rows), index=rows.index, dtype="str")


def looked_up(texts: pd.Series[str], known: Mapping[str, str]) -> pd.Series[str]:
    """Return what every text leads to, blank where it leads nowhere."""
    return pd.Series([known.get(text, "") for text in texts], index=texts.index, dtype="str")


def figures(
    texts: pd.Series[str], *, negatives: bool = False, suppressed: Collection[str] = ()
) -> pd.DataFrame:
    """Read a column of figures.

    Returns
    -------
    pandas.DataFrame
        On the index of `texts`: ``value`` (float64, NaN where there is none), ``mark`` (blank, ``absent``,
        ``suppressed``, ``top-coded``, ``unreadable``), ``footnote``, ``percent``.
    """
    known = numbers.read_distinct(texts, negatives=negatives, suppressed=suppressed).set_index("text")
    found = known.reindex(texts.to_numpy())
    found.index = texts.index
    return found


def worst_mark(marks: pd.Series[str]) -> str:
    """Return the mark of a sum: suppressed where a part is withheld, absent where one is not there."""
    for mark in (SUPPRESSED, ABSENT, TOP_CODED):
        if (marks == mark).any():
            return mark
    return max(marks, default=READ)
