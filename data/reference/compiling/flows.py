"""Moves between the 22 major groups, from month to month (Current Population Survey)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

FLOWS_FILE = "transitions/cps_group_flows_2019-2026.csv"
GROUPS_FILE = "transitions/occ22_crosswalk.csv"


def compile_group_flows(folder: Path) -> pd.DataFrame:
    """Pool the survey's monthly moves between different major groups over all months on file.

    Month-to-month changes of recorded occupation are noisy (coding alone moves people), so only the relative
    size of the moves between groups is meant to be used: `share`.

    Returns
    -------
    DataFrame
        One row per origin and other destination group ("41"), all 462 pairs; a pair never seen is 0.
        `share` of all moves between groups (0-1, sums to 1); `monthly_mean` weighted persons a month.
        Moves into and out of unemployment and of the labour force are not here.
    """
    read = pd.read_csv(folder / FLOWS_FILE, dtype=str)
    group_of_state = _group_of_state(folder)
    moves = pd.DataFrame(
        {
            "origin": read["origin_state"].map(group_of_state),
            "destination": read["destination_state"].map(group_of_state),
            "people": read["weighted_transition_count"].astype(float),
        }
    ).dropna(subset=["origin", "destination"])
    groups = sorted(group_of_state.values())
    pairs = pd.MultiIndex.from_product([groups, groups], names=["origin", "destination"])
    seen = moves.groupby(["origin", "destination"])["people"].sum()
    pooled = seen.reindex(pairs, fill_value=0.0).reset_index()
    between = pooled[pooled["origin"] != pooled["destination"]].reset_index(drop=True)
    between["share"] = (between["people"] / between["people"].sum()).round(9)
    between["monthly_mean"] = (between["people"] / read["month"].nunique()).round(1)
    return between[["origin", "destination", "share", "monthly_mean"]]


def _group_of_state(folder: Path) -> dict[str, str]:
    """Name the major group of each of the 22 states the flows count: "occ22_01" is "11"."""
    crosswalk = pd.read_csv(folder / GROUPS_FILE, dtype=str).dropna(subset=["occ22_id"])
    named = crosswalk[["occ22_id", "soc_major_group_code"]].drop_duplicates()
    states = "occ22_" + named["occ22_id"].str.zfill(2)
    return dict(zip(states, named["soc_major_group_code"].str[:2], strict=True))
