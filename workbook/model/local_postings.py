"""What local postings say of each occupation: how many are open, what they ask, what they offer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data import engine
from data.intake.loaded import Loaded
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


_COUNTED = """
    WITH current AS (
        SELECT soc, education, wage_annual_usd AS wage, education IN $no_degree AS no_degree
        FROM postings WHERE soc <> '' AND (NOT $within OR area IN (SELECT area FROM inside))
            AND (expires IS NULL OR expires >= $snapshot)
    )
    SELECT soc, count(*) AS open, count(*) FILTER (education <> '') AS stated,
        count(*) FILTER (no_degree) AS no_degree,
        median(wage) FILTER (isfinite(wage)) AS wage, count(wage) FILTER (isfinite(wage)) AS wages,
        median(wage) FILTER (no_degree AND isfinite(wage)) AS wage_no_degree,
        count(wage) FILTER (no_degree AND isfinite(wage)) AS wages_no_degree
    FROM current GROUP BY soc
"""
_LEFT_OUT = """
    SELECT count(*) FILTER (NOT here), count(*) FILTER (here AND expires < $snapshot)
    FROM (SELECT expires, NOT $within OR area IN (SELECT area FROM inside) AS here
          FROM postings WHERE soc <> '')
"""


def count_postings(
    pack: Pack, region: Region, table: PostingsTable | Loaded | None, as_of: datetime.date
) -> PostingCounts:
    """Count the open postings of a region by occupation.

    A posting is open on the day of the snapshot: the plan's day, or the newest posting's when the file is
    older. One without an expiry date counts as open. A table that lies in a file is counted where it lies;
    its rows are never held.
    """
    socs = pack.occupations()["soc"]
    if table is None:
        blank = np.full(len(socs), np.nan)
        return PostingCounts(blank, blank, blank, blank, blank, blank, blank)
    inside = areas_inside(pack, region)
    with engine.connect() as connection:
        _show(connection, table)
        areas = pd.DataFrame({"area": pd.Series(sorted(inside or ()), dtype="str")})
        connection.register("inside", areas)
        newest = connection.execute("SELECT CAST(max(posted) AS DATE) FROM postings").fetchone()
        snapshot = min(as_of, newest[0]) if newest and newest[0] is not None else as_of
        told = {"within": inside is not None, "snapshot": snapshot}
        found = connection.execute(_COUNTED, {**told, "no_degree": list(NO_DEGREE)}).df().set_index("soc")
        outside, closed = connection.execute(_LEFT_OUT, told).fetchone() or (0, 0)

    def per_soc(name: str, blank: float = 0.0) -> Array:
        return found[name].reindex(socs).fillna(blank).to_numpy(dtype=float)

    return PostingCounts(
        open_=per_soc("open"),
        stated_education=per_soc("stated"),
        no_degree=per_soc("no_degree"),
        wage_usd=per_soc("wage", np.nan),
        wages=per_soc("wages"),
        wage_no_degree_usd=per_soc("wage_no_degree", np.nan),
        wages_no_degree=per_soc("wages_no_degree"),
        snapshot=snapshot,
        outside=int(outside),
        closed=int(closed),
    )


def _show(connection: duckdb.DuckDBPyConnection, table: PostingsTable | Loaded) -> None:
    """Give the postings to SQL under the name ``postings``."""
    rows = table.table if isinstance(table, Loaded) else table.rows
    if isinstance(rows, pd.DataFrame):
        connection.register(
            "postings", rows[["soc", "area", "posted", "expires", "education", "wage_annual_usd"]]
        )
    else:
        connection.from_parquet(str(rows)).create_view("postings")


def areas_inside(pack: Pack, region: Region) -> set[str] | None:
    """Return the areas whose postings count, None for all of them.

    Postings without an area belong to the plan's region; a state holds the metro areas that name it.
    """
    if region.kind == "national":
        return None
    inside = set(region.areas) | {""}
    areas = pack.areas()
    states = set(areas.loc[areas["area"].isin(region.areas) & (areas["kind"] == "state"), "state_abbr"])
    if states:
        inside |= {
            row["area"] for _, row in areas.iterrows() if states_of(row)[:1] and states_of(row)[0] in states
        }
    return inside
