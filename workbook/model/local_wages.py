"""Jobs and wages that the planner loaded, in the place of the pack's for the areas that they tell of."""

from __future__ import annotations

import pandas as pd

from data.language import say
from workbook.errors import PlannerError
from workbook.model.localtables import WAGES, LocalTable
from workbook.model.region import NATION

LEVELS = ("detailed", "major", "total")
ALL_JOBS = "00-0000"
"""The row of all occupations, which a whole table of an area has."""

WAGE_FIGURES = (
    *(f"wage_p{percentile}_usd" for percentile in (10, 25, 50, 75, 90)),
    "wage_mean_usd",
)
JOB_COLUMNS = ("employment", "employment_mark", "employment_rse_pct", "location_quotient")


def with_wages(wages: pd.DataFrame, table: LocalTable | None, areas: tuple[str, ...]) -> pd.DataFrame:
    """Return the pack's jobs and wages with what a loaded table tells in their place.

    A table with the row of all occupations is a whole one: it replaces everything of its area, so that no two
    surveys mix. A table without that row is a part: it replaces the occupations that it names.

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
    whole = whole_areas(rows)
    parts = _completed(rows[~rows["area"].isin(whole)], wages)
    replaced = wages["area"].isin(whole) | _told(wages, parts)
    found = pd.concat([wages[~replaced], rows[rows["area"].isin(whole)], parts], ignore_index=True)
    return found.reindex(columns=wages.columns)


def whole_areas(rows: pd.DataFrame) -> frozenset[str]:
    """Return the areas of which a table tells all jobs together: those that it replaces as a whole."""
    return frozenset(rows.loc[rows["soc"] == ALL_JOBS, "area"])


def _told(wages: pd.DataFrame, parts: pd.DataFrame) -> pd.Series:
    """Return which rows of the pack a part of a table speaks of."""
    keys = pd.MultiIndex.from_frame(wages[["area", "soc"]])
    return pd.Series(keys.isin(pd.MultiIndex.from_frame(parts[["area", "soc"]])), index=wages.index)


def _completed(parts: pd.DataFrame, wages: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a part of a table, with the pack's figures where they are silent.

    Jobs, their mark and what is computed from them belong together, so they come from the one or the other.
    Percentiles that a row does not give are the pack's, moved in proportion to the median, so that they stay
    in order; a row without any wage has those of the pack.
    """
    if parts.empty:
        return parts
    parts = parts.drop_duplicates(["area", "soc"]).set_index(["area", "soc"])
    known = wages.set_index(["area", "soc"]).reindex(parts.index)
    done = parts.reindex(columns=known.columns)
    silent = done["employment"].isna()
    for name in JOB_COLUMNS:
        done[name] = done[name].where(~silent, known[name])
    figures = done[list(WAGE_FIGURES)].astype(float)
    without = figures.isna().all(axis=1)
    moved = (figures["wage_p50_usd"] / known["wage_p50_usd"]).where(~without, 1.0)
    for name in WAGE_FIGURES:
        done[name] = figures[name].fillna(known[name] * moved)
    done["wage_mark"] = done["wage_mark"].where(~without, known["wage_mark"])
    return done.reset_index()


def check_covered(table: LocalTable, areas: tuple[str, ...]) -> None:
    """Raise PlannerError when a table of wages has nothing of the region and nothing of the nation."""
    if table.kind == WAGES and rows_of(table, areas).empty:
        raise PlannerError(
            say("The wages of {file} are of other areas", file=table.name),
            say("The file has rows neither of an area of the region nor of the nation"),
            say("Load a file that covers the region, or choose its region first"),
        )


def rows_of(table: LocalTable, areas: tuple[str, ...]) -> pd.DataFrame:
    """Return the rows of a loaded table that are of the region or of the nation."""
    rows = table.rows[table.rows["level"].isin(LEVELS)]
    nameless = (rows["area"] == "") & (rows["area_title"] == "")
    if nameless.all() and len(areas) == 1:
        return rows.assign(area=areas[0])
    return rows[rows["area"].isin({*areas, NATION})]
