"""What people without a four-year degree earn, as a table that the planner loaded tells it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.language import say
from data.reference.pack import Pack
from workbook.errors import PlannerError
from workbook.model.localtables import LocalTable
from workbook.model.region import NATION, Region, state_areas

REGION, STATE, NATIONAL = 0, 1, 2
"""How near to the region a figure is."""


def told_income(
    table: LocalTable | None, pack: Pack, region: Region, socs: NDArray[np.object_]
) -> NDArray[np.float64]:
    """Return what people without a four-year degree earn by occupation [USD per year]; NaN where not told.

    Of each occupation the figure nearest to the region counts: that of its areas (rows without an area are of
    the region), else of its states, else of the nation. Figures of several areas are averaged, weighted by
    people where the table counts them.

    Raises
    ------
    PlannerError
        When the table has nothing of the region, its states or the nation.
    """
    if table is None:
        return np.full(len(socs), np.nan)
    rows = nearest(table, pack, region)
    weight = rows["people"].where(rows["people"] > 0)
    weight = weight.where(
        weight.groupby(rows["soc"]).transform("count") == rows.groupby("soc")["soc"].transform("size"), 1.0
    )
    sums = (rows["income_usd"] * weight).groupby(rows["soc"]).sum() / weight.groupby(rows["soc"]).sum()
    return sums.reindex(socs).to_numpy(dtype=float)


def nearest(table: LocalTable, pack: Pack, region: Region) -> pd.DataFrame:
    """Return the rows with a figure that count for a region, and how near each is (column ``near``).

    None are left where every figure of the region is suppressed or withheld.

    Raises
    ------
    PlannerError
        When no row is of the region, its states or the nation.
    """
    rows = table.rows
    near = pd.Series(np.nan, index=rows.index)
    near[rows["area"] == NATION] = NATIONAL
    near[rows["area"].isin(state_areas(pack, region)) & (region.kind != "national")] = STATE
    near[(rows["area"] == "") | rows["area"].isin(region.areas)] = REGION
    found = rows.assign(near=near).dropna(subset=["near"])
    if found.empty:
        raise PlannerError(
            say("The wages of {file} are of other areas", file=table.name),
            say("The file has rows neither of an area of the region nor of the nation"),
            say("Load a file that covers the region, or choose its region first"),
        )
    found = found[found["income_usd"].notna()]
    return found[found["near"] == found.groupby("soc")["near"].transform("min")]
