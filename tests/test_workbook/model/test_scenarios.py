"""What a scenario does to a region's openings and ranks, against the full solution and by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dictionaries import columns
from data.scenarios import GROUPS, INDUSTRIES
from workbook.model.results import Results
from workbook.model.run import prepare, solve
from workbook.model.scenarios import Staffing, scenario_factor, scenarios_table, staffing_of
from workbook.scenarios import Multiplier, Scenario, shipped

FACTORS = st.floats(0, 10)


def scenario(**factors: float) -> Scenario:
    """Make a scenario of industries: ``i23=1.2``, and of groups: ``g47=1.1``."""
    by = {"i": "industry", "g": "group"}
    return Scenario("mine", "", tuple(Multiplier(by[code[0]], code[1:], x) for code, x in factors.items()))


def test_shares_of_industries_add_up_to_one(pack: Any) -> None:
    staffing = staffing_of(pack)
    assert staffing.share.shape == (len(pack.occupations()), 20)
    assert np.allclose(staffing.share.sum(axis=1), 1)
    assert (staffing.share >= 0).all()


def test_the_factor_of_one_occupation_counted_from_the_published_cells(pack: Any) -> None:
    """Electricians: construction and manufacturing hold what the infrastructure programme multiplies."""
    cells = pack.table("staffing")
    own = cells[(cells["soc"] == "47-2111") & (cells["level"] == 2)].dropna(subset=["employment"])
    jobs = dict(zip(own["industry"], own["employment"], strict=True))
    told = {"23": 1.25, "31-33": 1.10, "21": 1.05, "48-49": 1.03}
    expected = sum(count * told.get(industry, 1.0) for industry, count in jobs.items()) / sum(jobs.values())
    factor = scenario_factor(staffing_of(pack), shipped()[3])
    assert factor[list(pack.occupations()["soc"]).index("47-2111")] == pytest.approx(expected, rel=1e-12)
    assert expected > 1.15


@given(
    st.dictionaries(st.sampled_from(INDUSTRIES), FACTORS), st.dictionaries(st.sampled_from(GROUPS), FACTORS)
)
def test_the_factor_lies_between_the_least_and_the_most_multiplier(
    pack: Any, industries: dict[str, float], groups: dict[str, float]
) -> None:
    told = [Multiplier("industry", code, factor) for code, factor in industries.items()]
    told += [Multiplier("group", code, factor) for code, factor in groups.items()]
    factor = scenario_factor(staffing_of(pack), Scenario("mine", "", tuple(told)))
    low, high = (pick([1.0, *industries.values()]) for pick in (min, max))
    grouped = [groups.get(group, 1.0) for group in staffing_of(pack).groups]
    assert (factor >= np.array(grouped) * low - 1e-9).all()
    assert (factor <= np.array(grouped) * high + 1e-9).all()


def test_no_multiplier_and_all_industries_alike_are_exact() -> None:
    staffing = Staffing(INDUSTRIES, np.full((3, 20), 0.05), np.array(["47", "31", "11"], dtype=object))
    assert scenario_factor(staffing, scenario()).tolist() == [1, 1, 1]
    everything = scenario(**{f"i{code}": 1.5 for code in INDUSTRIES}, g31=2.0)
    assert scenario_factor(staffing, everything) == pytest.approx([1.5, 3.0, 1.5])
    closed = scenario(**{f"i{code}": 0.0 for code in INDUSTRIES})
    assert scenario_factor(staffing, closed) == pytest.approx([0, 0, 0], abs=1e-15)
    half = Scenario("half", "", (Multiplier("all", "", 0.5),))
    assert scenario_factor(staffing, half).tolist() == [0.5, 0.5, 0.5]


def test_the_baseline_is_the_plan_as_it_always_was(results: Results) -> None:
    assert results.plan.scenario == "baseline"
    assert (results.frame["scenario_factor"] == 1).all()


def test_side_by_side_equals_solving_each_scenario(results: Results) -> None:
    table = results.scenarios
    assert list(table.columns) == list(columns("scenarios"))
    assert list(table["scenario"].unique()) == [one.name for one in shipped()]
    for name, rows in table.groupby("scenario", sort=False):
        solved = solve(results.prepared, replace(results.plan, scenario=str(name)))
        for column in ("soc", "class", "scenario_factor", "openings_12m", "accessible_openings"):
            pd.testing.assert_series_equal(
                rows[column].reset_index(drop=True), solved.matrix[column], check_names=False, rtol=1e-12
            )
        ranks = solved.priorities.set_index("soc")["rank"].reindex(rows["soc"])
        assert np.array_equal(rows["rank"], ranks, equal_nan=True)


def test_openings_are_those_of_the_baseline_times_the_factor(atlanta: Results) -> None:
    table = atlanta.scenarios
    base = table[table["scenario"] == "baseline"].set_index("soc")
    for _, rows in table.groupby("scenario"):
        openings = rows.set_index("soc")["openings_12m"]
        expected = base["openings_12m"] * rows.set_index("soc")["scenario_factor"]
        pd.testing.assert_series_equal(openings, expected, check_names=False, rtol=1e-12)
        move = (base["rank"] - rows.set_index("soc")["rank"]).to_numpy()
        assert np.array_equal(rows["rank_move"], move, equal_nan=True)


def test_places_gained_count_from_the_baseline_whatever_the_plan_uses(atlanta: Results) -> None:
    other = solve(atlanta.prepared, replace(atlanta.plan, scenario="slow recovery"))
    pd.testing.assert_frame_equal(other.scenarios, atlanta.scenarios, rtol=1e-12)
    assert other.matrix["openings_12m"].sum() < atlanta.matrix["openings_12m"].sum()


def test_an_own_scenario_stands_beside_the_shipped_ones(pack: Any, atlanta: Results) -> None:
    plan = atlanta.plan.with_scenario(replace(scenario(i72=0.0), name="no restaurants"))
    table = scenarios_table(solve(atlanta.prepared, plan))
    assert table["scenario"].nunique() == 6
    own = table[table["scenario"] == "no restaurants"].set_index("soc")
    assert own.loc["35-3031", "scenario_factor"] < 0.15
    assert own.loc["29-1141", "scenario_factor"] > 0.99


def test_a_changed_scenario_needs_no_new_preparation(pack: Any, atlanta: Results) -> None:
    plan = replace(atlanta.plan, scenario="health growth")
    anew = solve(prepare(pack, plan), plan)
    assert solve(atlanta.prepared, plan).priorities.equals(anew.priorities)
