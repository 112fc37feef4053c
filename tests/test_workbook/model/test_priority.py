"""Ranks: percentiles among the candidates, ties, and why an occupation stands where it does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from data.dictionaries import columns
from workbook.model.measure import CRITERIA
from workbook.model.priority import STRENGTHS, rank
from workbook.model.results import Results
from workbook.model.run import solve
from workbook.plan import Parameters

NAN = float("nan")
GIVEN = {**Parameters.defaults()}
EVEN = {name: 0.0 for name in GIVEN if name.startswith("weight_")}


def matrix(**changes: list[Any]) -> dict[str, Any]:
    """Make a matrix of five good jobs that are alike, but for the columns given."""
    count = 5
    frame: dict[str, Any] = {
        "soc": np.array([f"1{place}-1011" for place in range(count)], dtype=object),
        "title": np.array([f"Job {place}" for place in range(count)], dtype=object),
        "class": np.array(["Gateway"] * count, dtype=object),
        "viable": np.array([True] * count, dtype=object),
    }
    frame |= {name: np.full(count, 0.5) for name, _, _ in CRITERIA.values()}
    for name, values in changes.items():
        frame[name] = np.array(values, dtype=object if isinstance(values[0], str | bool) else float)
    return frame


def test_only_good_jobs_are_listed_and_only_viable_ones_ranked() -> None:
    table = rank(
        matrix(
            **{
                "class": ["Origin", "Gateway", "Mid-wage Origin", "Target", "Historical Adjacency"],
                "viable": [True, False, True, True, True],
                "accessible_openings": [9.0, 9.0, 1.0, 9.0, 2.0],
            }
        ),
        GIVEN,
    )
    assert list(table["title"]) == ["Job 4", "Job 2", "Job 1"]
    assert list(table["rank"]) == pytest.approx([1, 2, NAN], nan_ok=True)
    assert list(table["candidate"]) == [True, True, False]
    assert list(table["pct_accessible_openings"]) == pytest.approx([100, 0, NAN], nan_ok=True)
    assert np.isnan(table["accessible_openings"][2]), "a job that is not ranked takes no part in percentiles"
    assert list(table.columns) == list(columns("priorities"))


def test_equal_scores_are_ordered_by_openings_then_code() -> None:
    weights = {**GIVEN, **EVEN, "weight_wage_gain": 10.0}
    frame = matrix(accessible_openings=[5, 7, 7, NAN, 1])
    table = rank(frame, weights)
    assert (table["score"] == 50).all()
    assert list(table["title"]) == ["Job 1", "Job 2", "Job 0", "Job 4", "Job 3"]


def test_more_is_better_but_for_seekers_and_risk() -> None:
    rising = [1.0, 2.0, 3.0, 4.0, 5.0]
    for criterion, (column, weight, _) in CRITERIA.items():
        table = rank(matrix(**{column: rising}), {**GIVEN, **EVEN, weight: 1.0})
        best = "Job 0" if criterion in ("low_competition", "resilience") else "Job 4"
        assert table["title"][0] == best, criterion
        assert table[f"pct_{criterion}"][0] == table["score"][0] == 100


def test_a_missing_criterion_is_left_out_and_the_others_count_more() -> None:
    frame = matrix(accessible_openings=[1, 2, 3, 4, NAN], wage_gain_usd=[1, 2, 3, 4, 5])
    weights = {**GIVEN, **EVEN, "weight_accessible_openings": 30.0, "weight_wage_gain": 10.0}
    table = rank(frame, weights).set_index("title")
    assert table.loc["Job 4", "score"] == 100
    assert table.loc["Job 3", "score"] == pytest.approx((100 * 30 + 75 * 10) / 40)
    assert np.isnan(table.loc["Job 4", "pct_accessible_openings"])


def test_without_candidates_the_table_is_empty_and_keeps_its_columns() -> None:
    table = rank(matrix(**{"class": ["Origin"] * 5}), GIVEN)
    assert table.empty
    assert list(table.columns) == list(columns("priorities"))
    table = rank(matrix(viable=[False] * 5), GIVEN)
    assert table[["rank", "score"]].isna().all(axis=None)


def test_percentiles_and_scores_of_a_region_counted_one_by_one(atlanta: Results) -> None:
    table = atlanta.priorities[atlanta.priorities["candidate"].astype(bool)]
    total = np.zeros(len(table))
    weights = np.zeros(len(table))
    for criterion, (column, weight, order) in CRITERIA.items():
        values = list(table[column] if order == "up" else -table[column])
        known = [value for value in values if value == value]
        points = [
            (sum(other < value for other in known) + (known.count(value) - 1) / 2) / (len(known) - 1) * 100
            if value == value
            else NAN
            for value in values
        ]
        assert list(table[f"pct_{criterion}"]) == pytest.approx(points, nan_ok=True), criterion
        total += np.nan_to_num(points) * atlanta.parameters[weight]
        weights += np.isfinite(points) * atlanta.parameters[weight]
    assert list(table["score"]) == pytest.approx(list(total / weights))


def test_twice_the_weights_are_the_same_ranks(results: Results) -> None:
    plan = results.plan
    for name, value in results.parameters.items():
        if name.startswith("weight_"):
            plan = plan.with_parameter(name, 2 * value)
    assert solve(results.prepared, plan).priorities.equals(results.priorities)


def test_one_weight_alone_ranks_by_its_criterion(atlanta: Results) -> None:
    plan = atlanta.plan
    for name in EVEN:
        plan = plan.with_parameter(name, 100 if name == "weight_wage_gain" else plan.parameters[name])
    for name in EVEN:
        if name != "weight_wage_gain":
            plan = plan.with_parameter(name, 0)
    table = solve(atlanta.prepared, plan).priorities
    ranked = table[table["candidate"].astype(bool)].dropna(subset=["wage_gain_usd"])
    assert ranked["wage_gain_usd"].is_monotonic_decreasing


def test_strengths_are_the_criteria_that_add_most(atlanta: Results) -> None:
    soc = atlanta.priorities["soc"][0]
    row = atlanta.priorities.iloc[0]
    gains = {
        criterion: (row[f"pct_{criterion}"] - 50) * atlanta.parameters[weight]
        for criterion, (_, weight, _) in CRITERIA.items()
    }
    best = sorted(gains, key=lambda name: gains[name], reverse=True)[:3]
    assert atlanta.strengths(soc) == [STRENGTHS[name] for name in best if gains[name] > 0]
    assert set(STRENGTHS) == set(CRITERIA)
    last = atlanta.priorities[atlanta.priorities["candidate"].astype(bool)].iloc[-1]
    assert len(atlanta.strengths(last["soc"])) <= 3
