"""Growth and openings that the planner loaded, in the place of the pack's national projections."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.language import say
from data.reference.pack import Pack
from workbook.errors import PlannerError
from workbook.model.local_moves import replace_but_gaps
from workbook.model.localtables import LocalTable
from workbook.model.national import National
from workbook.model.region import NATION, Region, state_areas

YEARS = 10
"""Years over which growth is told everywhere in the program."""
_FIGURES = ("employment_base", "employment_projected", "openings_year")


def with_projections(
    everywhere: National, table: LocalTable | None, pack: Pack, region: Region
) -> tuple[National, NDArray[np.bool_]]:
    """Return what holds everywhere with the growth and openings rate of a loaded projection.

    Parameters
    ----------
    everywhere : National
        With the growth and openings rate of the pack.
    table : LocalTable or None
        Projections: rows of states, or of the nation.
    pack : Pack
        The reference pack, which knows the states of the region.
    region : Region
        Where the plan is.

    Returns
    -------
    National, array of bool
        And of which occupations the table tells anything. Growth over other than ten years is brought to ten
        at the same yearly rate; the openings rate is the openings of a year ÷ the jobs of the base year.

    Raises
    ------
    PlannerError
        When the table has nothing of the region's states and nothing of the nation.
    """
    if table is None:
        return everywhere, np.zeros(everywhere.count, np.bool_)
    told = _of_region(table, pack, region).reindex(everywhere.texts["soc"])
    facts = dict(everywhere.facts)
    for name in ("growth_share", "openings_rate"):
        own = told[name].to_numpy(dtype=float)
        facts[name] = np.where(np.isfinite(own), own, facts[name])
    known = told[["growth_share", "openings_rate"]].notna().any(axis=1).to_numpy()
    return replace_but_gaps(everywhere, facts=facts), known


def covering(table: LocalTable, pack: Pack, region: Region) -> pd.DataFrame:
    """Return the rows of a projection that hold for a region: those of its states, else those of the nation.

    Raises
    ------
    PlannerError
        When there are none.
    """
    rows = table.rows[table.rows["level"] == "detailed"]
    states = rows[rows["area"].isin(state_areas(pack, region)) & (region.kind != "national")]
    found = states if len(states) else rows[rows["area"].isin(("", NATION))]
    if found.empty:
        raise PlannerError(
            say("The projections of {file} are of other areas", file=table.name),
            say("The file has rows neither of the states of the region nor of the nation"),
            say("Load the projections of the state, or those of the nation"),
        )
    return found


def _of_region(table: LocalTable, pack: Pack, region: Region) -> pd.DataFrame:
    """Return growth over ten years and openings rate by occupation; several states are added together."""
    rows = covering(table, pack, region)
    ends = rows[["base_year", "projected_year"]].apply(pd.to_numeric)
    years = ends["projected_year"] - ends["base_year"]
    by_soc = rows.assign(years=years.where(years > 0, YEARS)).groupby("soc", sort=False)
    sums = by_soc[list(_FIGURES)].sum(min_count=1)
    stated, span = by_soc["growth_share"].mean(), by_soc["years"].mean()
    growth = (sums["employment_projected"] / sums["employment_base"] - 1).fillna(stated)
    single = by_soc.size() == 1
    growth = growth.mask(single & stated.notna(), stated)
    rate = sums["openings_year"] / sums["employment_base"].where(sums["employment_base"] > 0)
    ten = (1 + growth).clip(lower=0) ** (YEARS / span) - 1
    return pd.DataFrame({"growth_share": growth.where(span == YEARS, ten), "openings_rate": rate})
