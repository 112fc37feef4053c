"""Which assumption moves the top: every row of the tornado against a plan solved with that value."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data.dictionaries import columns, parameters
from workbook.model.results import Results
from workbook.model.run import solve
from workbook.model.tornado import REACHING, low_and_high, moved, tornado
from workbook.plan import describe


@pytest.mark.parametrize("name", parameters())
def test_low_and_high_lie_in_the_bounds_around_the_value(name: str) -> None:
    parameter = describe(name)
    for value in (parameter.default, parameter.minimum, parameter.maximum):
        low, high = low_and_high(parameter, value)
        assert parameter.minimum <= low <= value <= high <= parameter.maximum
        assert low < high


def ranked(*socs: str) -> pd.DataFrame:
    return pd.DataFrame({"soc": socs, "rank": np.arange(1.0, len(socs) + 1)})


def test_moves_are_counted_by_hand() -> None:
    before = ranked("a", "b", "c", "d")
    assert moved(before, before) == (0, 0, 0)
    assert moved(before, ranked("b", "a", "c", "d")) == (0.5, 0, 0)
    assert moved(before, ranked("b", "c", "d")) == ((3 + 1 + 1 + 1) / 4, 1, 1)
    assert all(np.isnan(moved(before, None)))
    assert all(np.isnan(moved(ranked(), before)))
    many = [f"{place:02}" for place in range(30)]
    swapped = [*many[:19], many[29], *many[20:29], many[19]]
    assert moved(ranked(*many), ranked(*swapped)) == (10 / 20, 1, 0)


def test_each_parameter_moves_the_top_as_a_solved_plan_does(atlanta: Results) -> None:
    """The short way for parameters that formulas hold is the whole answer."""
    table = atlanta.tornado.set_index("parameter")
    for name in ("weight_wage_gain", "viability_rate_ratio_max", "return_rate", "risk_line", "nonba_kappa"):
        for side in ("low", "high"):
            plan = atlanta.plan.with_parameter(name, table.loc[name, side])
            other = solve(atlanta.prepared, plan).priorities
            assert table.loc[name, f"moved_{side}"] == moved(atlanta.priorities, other)[0], name


def test_parameters_of_other_groups_move_nothing(atlanta: Results) -> None:
    silent = [name for name, one in parameters().items() if one.group not in REACHING]
    assert silent
    assert not set(silent) & set(atlanta.tornado["parameter"])
    for name in silent:
        for value in low_and_high(describe(name), atlanta.parameters[name]):
            other = solve(atlanta.prepared, atlanta.plan.with_parameter(name, value))
            assert other.priorities.equals(atlanta.priorities)


def test_the_largest_mover_comes_first_and_nothing_is_out_of_range(results: Results) -> None:
    table = results.tornado
    assert list(table.columns) == list(columns("tornado"))
    assert table["parameter"].is_unique
    most = table[["moved_low", "moved_high"]].max(axis=1).fillna(0)
    assert most.is_monotonic_decreasing
    assert (table["leaving"].dropna() >= table["unranked"].dropna()).all()
    assert table["leaving"].dropna().between(0, 20).all()
    switches = table[table["parameter"].isin(["rebase_wage_lines", "gateway_precedence"])]
    assert (switches["moved_high"].dropna() == 0).all(), "the value in use moves nothing"


def test_scenarios_and_people_out_of_work_are_assumptions_too(atlanta: Results) -> None:
    table = atlanta.tornado.set_index("parameter")
    others = [name for name in table.index if name.startswith("scenario.")]
    assert sorted(others) == [
        "scenario.fast_recovery", "scenario.health_growth", "scenario.infrastructure_programme",
        "scenario.slow_recovery",
    ]  # fmt: skip
    assert table.loc[others, ["value", "low", "high", "moved_low"]].isna().all(axis=None)
    slow = solve(atlanta.prepared, replace(atlanta.plan, scenario="slow_recovery"))
    assert table.loc["scenario.slow_recovery", "moved_high"] == moved(atlanta.priorities, slow.priorities)[0]
    assert table.loc["unemployed", "moved_low"] == 0, "fewer people everywhere change no order"
    assert table.loc["unemployment_basis", "moved_high"] > 0
    again = tornado(slow)
    assert "scenario.baseline" in set(again["parameter"])
    assert "scenario.slow_recovery" not in set(again["parameter"])


def test_the_only_weight_that_counts_cannot_be_zero(atlanta: Results) -> None:
    plan = atlanta.plan
    for name in parameters():
        if name.startswith("weight_"):
            plan = plan.with_parameter(name, 1 if name == "weight_wage_gain" else plan.parameters[name])
    for name in parameters():
        if name.startswith("weight_") and name != "weight_wage_gain":
            plan = plan.with_parameter(name, 0)
    table = tornado(solve(atlanta.prepared, plan)).set_index("parameter")
    assert table.loc["weight_wage_gain", ["moved_low", "moved_high"]].tolist() == [0, 0]
    assert table.loc["weight_springboard", "moved_high"] > 0
    assert (table.loc["weight_springboard", "low"], table.loc["weight_springboard", "high"]) == (0, 5)
