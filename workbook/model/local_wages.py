"""Jobs and wages that the planner loaded, in the place of the pack's for the areas that they tell of."""

from __future__ import annotations

import pandas as pd

from workbook.errors import PlannerError
from workbook.model.localtables import WAGES, LocalTable
from workbook.model.region import NATION

LEVELS = ("detailed", "major", "total")


def with_wages(wages: pd.DataFrame, table: LocalTable | None, areas: tuple[str, ...]) -> pd.DataFrame:
    """Return the pack's jobs and wages with the rows of a loaded table for every area that it holds.

    Parameters
    ----------
    wages : pandas.DataFrame
        Rows of the pack, of the region and of what it is compared with.
    table : LocalTable or None
        Wages: ``area``, ``soc``, ``level`` and the columns of the pack's table.
    areas : tuple of str
        Areas of the region. A table that names no area at all is of the region, if that is one area.

    Raises
    ------
    PlannerError
        When the table has nothing of the region and nothing of the nation.
    """
    if table is None:
        return wages
    check_covered(table, areas)
    rows = rows_of(table, areas)
    kept = wages[~wages["area"].isin(set(rows["area"]))]
    columns = [name for name in wages.columns if name in rows]
    return pd.concat([kept, rows[columns]], ignore_index=True).reindex(columns=wages.columns)


def check_covered(table: LocalTable, areas: tuple[str, ...]) -> None:
    """Raise PlannerError when a table of wages has nothing of the region and nothing of the nation."""
    if table.kind == WAGES and rows_of(table, areas).empty:
        raise PlannerError(
            f"The wages of {table.name} are of other areas",
            "The file has rows neither of an area of the region nor of the nation",
            "Load a file that covers the region, or choose its region first",
        )


def rows_of(table: LocalTable, areas: tuple[str, ...]) -> pd.DataFrame:
    """Return the rows of a loaded table that are of the region or of the nation."""
    rows = table.rows[table.rows["level"].isin(LEVELS)]
    nameless = (rows["area"] == "") & (rows["area_title"] == "")
    if nameless.all() and len(areas) == 1:
        return rows.assign(area=areas[0])
    return rows[rows["area"].isin({*areas, NATION})]
