"""What a scenario does to each occupation's openings, and a region under several scenarios side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.reference.pack import Pack
from data.scenarios import ALL, GROUP, INDUSTRY
from workbook.scenarios import Scenario, all_scenarios

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
FROM_MATRIX = ("soc", "title", "class", "scenario_factor", "openings_12m", "accessible_openings")


@dataclass(frozen=True)
class Staffing:
    """In which industries the people of each occupation work, nationally.

    ``share[o, i]`` is the share of the published jobs of occupation o in industry i (0–1; a row adds up to
    one, or is zero without any published cell); ``groups`` the major group of each occupation.
    """

    industries: tuple[str, ...]
    share: Array
    groups: Array


@lru_cache(maxsize=2)
def staffing_of(pack: Pack) -> Staffing:
    """Return the national staffing pattern of the pack's occupations by 2-digit industry.

    Cells that the publisher withheld (a few in a hundred jobs) are taken to lie as the published ones do.
    """
    occupations, cells = pack.occupations(), pack.table("staffing")
    sectors = cells[
        (cells["level"] == 2) & cells["employment"].notna() & cells["soc"].isin(occupations["soc"])
    ]
    industries = tuple(sorted(cells.loc[cells["level"] == 2, "industry"].unique()))
    jobs = np.zeros((len(occupations), len(industries)))
    row = pd.Index(occupations["soc"]).get_indexer(pd.Index(sectors["soc"]))
    column = pd.Index(industries).get_indexer(pd.Index(sectors["industry"]))
    np.add.at(jobs, (row, column), sectors["employment"].to_numpy(dtype=float))
    total = jobs.sum(axis=1, keepdims=True)
    share = np.divide(jobs, total, out=np.zeros_like(jobs), where=total > 0)
    return Staffing(industries, share, occupations["group"].to_numpy(dtype=object))


def scenario_factor(staffing: Staffing, scenario: Scenario) -> Array:
    """Return by how much a scenario multiplies the openings of each occupation [ratio].

    Industries reach an occupation by the share of its jobs in them, an industry without a multiplier counts
    1; its major group and a multiplier of everything reach it directly. The three are multiplied.

    Examples
    --------
    >>> from workbook.scenarios import Multiplier
    >>> staffing = Staffing(("23", "62"), np.array([[0.5, 0.5], [0.0, 1.0]]), np.array(["47", "31"]))
    >>> told = (Multiplier("industry", "23", 1.2), Multiplier("group", "31", 1.1))
    >>> scenario_factor(staffing, Scenario("works", "", told)).round(3).tolist()
    [1.1, 1.1]
    """
    change = np.zeros(len(staffing.industries))
    factor = np.ones(len(staffing.groups))
    for one in scenario.multipliers:
        if one.by == INDUSTRY and one.code in staffing.industries:
            change[staffing.industries.index(one.code)] = one.factor - 1
        elif one.by == GROUP:
            factor[staffing.groups == one.code] *= one.factor
        elif one.by == ALL:
            factor *= one.factor
    return np.asarray(np.maximum(0.0, 1 + staffing.share @ change) * factor)


def live_under(results: Results, scenario: Scenario) -> tuple[dict[str, Array], pd.DataFrame]:
    """Return matrix columns and priorities of the same region and plan under another scenario."""
    from workbook.model.results import live

    factor = scenario_factor(staffing_of(results.prepared.pack), scenario)
    return live(results, results.parameters, {"scenario_factor": factor})


def scenarios_table(results: Results) -> pd.DataFrame:
    """Return openings and rank of every occupation under every scenario of the plan.

    One row per scenario and occupation, the baseline first, in SOC order. Classes do not depend on openings
    and are the same in all. ``rank_move`` counts the places gained (+) or lost (−) against the baseline.
    """
    parts: list[dict[str, Array]] = []
    for one in all_scenarios(results.plan.scenarios):
        frame, priorities = live_under(results, one)
        rank = priorities.set_index("soc")["rank"].reindex(frame["soc"]).to_numpy(dtype=float)
        before = parts[0]["rank"] if parts else rank
        parts.append(
            {
                "scenario": np.full(len(rank), one.name, dtype=object),
                "scenario_title": np.full(len(rank), one.title, dtype=object),
                **{name: frame[name] for name in FROM_MATRIX},
                "rank": rank,
                "rank_move": before - rank,
            }
        )
    names = columns("scenarios")
    return pd.DataFrame({name: np.concatenate([part[name] for part in parts]) for name in names})


def side_by_side(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of scenarios with one row per occupation: ranks, then openings, a column a scenario.

    The columns are named ``rank: NAME`` and ``openings_12m: NAME``; rows stand by rank at the baseline.
    """
    names = list(table["scenario"].unique())
    wide = table.drop_duplicates("soc")[["soc", "title", "class"]].set_index("soc", drop=False)
    for column in ("rank", "openings_12m"):
        for name in names:
            rows = table[table["scenario"] == name].set_index("soc")
            wide[f"{column}: {name}"] = rows[column]
    wide = wide.reset_index(drop=True)
    return wide.sort_values([f"rank: {names[0]}", "soc"], ignore_index=True) if names else wide
