"""What local postings say of each occupation: how many are open, what they ask, what they offer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.intake.postings import PostingsTable
from data.reference.pack import Pack
from workbook.model.region import Region, states_of

Array = NDArray[Any]
NO_DEGREE = ("none", "high school", "some college", "associate")


@dataclass(frozen=True)
class PostingCounts:
    """Open postings of a region by occupation of the pack; zero is a real zero, NaN means no file.

    Medians [USD per year] come with the number of wages behind them; `outside` counts postings of other
    regions and `closed` those that had expired on `snapshot`.
    """

    open_: Array
    stated_education: Array
    no_degree: Array
    wage_usd: Array
    wages: Array
    wage_no_degree_usd: Array
    wages_no_degree: Array
    snapshot: datetime.date | None = None
    outside: int = 0
    closed: int = 0


def count_postings(
    pack: Pack, region: Region, table: PostingsTable | None, as_of: datetime.date
) -> PostingCounts:
    """Count the open postings of a region by occupation.

    A posting is open on the day of the snapshot: the plan's day, or the newest posting's when the file is
    older. One without an expiry date counts as open.
    """
    socs = pack.occupations()["soc"]
    if table is None:
        blank = np.full(len(socs), np.nan)
        return PostingCounts(blank, blank, blank, blank, blank, blank, blank)
    rows = table.rows
    newest = rows["posted"].max()
    snapshot = as_of if pd.isna(newest) else min(as_of, newest.date())
    inside = rows[_in_region(pack, region, rows["area"])]
    current = inside[inside["expires"].isna() | (inside["expires"] >= pd.Timestamp(snapshot))]
    stated = current[current["education"] != ""]
    no_degree = stated[stated["education"].isin(NO_DEGREE)]

    def per_soc(found: pd.Series[Any], blank: float = 0.0) -> Array:
        return found.reindex(socs).fillna(blank).to_numpy(dtype=float)

    def wages(of: pd.DataFrame) -> tuple[Array, Array]:
        grouped = of.dropna(subset=["wage_annual_usd"]).groupby("soc")["wage_annual_usd"]
        return per_soc(grouped.median(), np.nan), per_soc(grouped.size())

    return PostingCounts(
        per_soc(current.groupby("soc").size()),
        per_soc(stated.groupby("soc").size()),
        per_soc(no_degree.groupby("soc").size()),
        *wages(current),
        *wages(no_degree),
        snapshot,
        len(rows) - len(inside),
        len(inside) - len(current),
    )


def _in_region(pack: Pack, region: Region, area: pd.Series[str]) -> pd.Series[bool]:
    """Postings without an area belong to the plan's region; a state holds the metro areas that name it."""
    if region.kind == "national":
        return pd.Series(True, index=area.index)
    inside = set(region.areas) | {""}
    areas = pack.areas()
    states = set(areas.loc[areas["area"].isin(region.areas) & (areas["kind"] == "state"), "state_abbr"])
    if states:
        inside |= {
            row["area"] for _, row in areas.iterrows() if states_of(row)[:1] and states_of(row)[0] in states
        }
    return area.isin(inside)
