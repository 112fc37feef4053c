"""How firm ranks are: the draws, scores as the priorities have them, and the weights at which jobs pass."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from data.dictionaries import columns
from workbook.model import robustness
from workbook.model.measure import CRITERIA
from workbook.model.results import Results, live
from workbook.model.reversals import crossings, pairs
from workbook.model.robustness import candidates_of, drawn_weights, percentiles_of, ranks, scores, weights_of
from workbook.model.run import solve

WEIGHTS = np.array([20.0, 15, 20, 15, 10, 10, 5, 5])
POINTS = st.one_of(st.just(float("nan")), st.integers(0, 100).map(float))


def test_draws_are_centred_and_vary_as_a_dirichlet_does() -> None:
    """Mean w, variance w(1 − w) ÷ (concentration + 1): Kotz, Balakrishnan and Johnson (2000), chapter 49."""
    share = WEIGHTS / WEIGHTS.sum()
    drawn = drawn_weights(WEIGHTS, 50, 10_000)
    assert np.allclose(drawn.sum(axis=1), 1)
    assert np.allclose(drawn.mean(axis=0), share, atol=0.004)
    assert np.allclose(drawn.var(axis=0), share * (1 - share) / 51, rtol=0.08)


def test_draws_are_the_same_every_time_and_a_zero_stays_zero() -> None:
    zero = np.where(np.arange(8) == 2, 0.0, WEIGHTS)
    assert np.array_equal(drawn_weights(zero, 50, 100), drawn_weights(zero * 3, 50, 100))
    assert (drawn_weights(zero, 50, 100)[:, 2] == 0).all()
    alone = np.where(np.arange(8) == 2, 1.0, 0.0)
    assert np.array_equal(drawn_weights(alone, 50, 10), np.tile(alone, (10, 1)))
    assert np.isfinite(drawn_weights(np.array([1e-6, 1, 1, 1, 1, 1, 1, 1e-6]), 1, 1_000)).all()


def test_with_the_weights_of_the_plan_scores_and_ranks_are_those_of_the_priorities(results: Results) -> None:
    candidates = candidates_of(results.priorities)
    scored = scores(percentiles_of(candidates), weights_of(results.given)[None, :])
    assert scored[0] == pytest.approx(candidates["score"].to_numpy(), abs=1e-9)
    assert ranks(scored)[0].tolist() == candidates["rank"].tolist()


def test_each_draw_ranks_as_a_plan_with_those_weights_would(atlanta: Results) -> None:
    candidates = candidates_of(atlanta.priorities)
    drawn = drawn_weights(weights_of(atlanta.given), 50, 1000)[:3]
    places = ranks(scores(percentiles_of(candidates), drawn))
    for row, weights in zip(places, drawn, strict=True):
        parameters = atlanta.parameters
        for (_, name, _), share in zip(CRITERIA.values(), weights, strict=True):
            parameters = parameters.changed(name, share * 100)
        ranked = live(atlanta, parameters)[1].set_index("soc")["rank"]
        assert row.tolist() == ranked[candidates["soc"]].tolist()


def test_intervals_hold_the_rank_and_shares_add_up_to_ten(results: Results) -> None:
    table = results.robustness
    assert list(table.columns) == list(columns("robustness"))
    assert list(table["soc"]) == list(results.priorities.loc[results.priorities["rank"].notna(), "soc"])
    assert (table["rank_low"] <= table["rank_high"]).all()
    assert table["rank_low"].between(1, len(table)).all()
    assert table["top10_share"].between(0, 1).all()
    assert table["top10_share"].sum() == pytest.approx(min(10, len(table)))
    assert robustness.robustness(results).equals(table)


def test_closer_weightings_make_firmer_ranks(atlanta: Results) -> None:
    firm = solve(atlanta.prepared, atlanta.plan.with_parameter("robustness_concentration", 10_000)).robustness
    loose = atlanta.robustness
    width = [(one["rank_high"] - one["rank_low"]).mean() for one in (firm, loose)]
    assert width[0] < width[1] / 5
    assert ((firm["rank_low"] <= firm["rank"]) & (firm["rank"] <= firm["rank_high"])).mean() > 0.95


def test_without_a_candidate_the_tables_are_empty_with_their_columns(atlanta: Results) -> None:
    from dataclasses import replace

    nobody = replace(atlanta, priorities=atlanta.priorities.assign(rank=np.nan))
    assert nobody.robustness.empty
    assert list(nobody.robustness.columns) == list(columns("robustness"))
    assert nobody.reversals.empty
    assert list(nobody.reversals.columns) == list(columns("reversals"))


def test_pairs_are_all_of_the_first_twenty_and_neighbours_below() -> None:
    for count in (0, 1, 2, 19, 20, 21, 30):
        found = [tuple(pair) for pair in pairs(count).tolist()]
        first = {(a, b) for b in range(min(20, count)) for a in range(b)}
        below = {(a, a + 1) for a in range(19, count - 1)}
        assert set(found) == first | below
        assert len(found) == len(set(found))


def test_a_reversal_worked_by_hand() -> None:
    """60·10 + 90·10 against 80·10 + 50·10: 75 against 65; equal when 600 + 90x = 800 + 50x, at 5."""
    points = np.full((2, 8), np.nan)
    points[0, :2], points[1, :2] = (60, 90), (80, 50)
    weights = np.array([10.0, 10, 0, 0, 0, 0, 0, 0])
    assert crossings(points, weights, np.array([[0, 1]]), 1, 100) == [
        (0, pytest.approx(5), pytest.approx(np.nan, nan_ok=True))
    ]
    assert crossings(points, weights, np.array([[0, 1]]), 0, 100)[0][1] == pytest.approx(20)
    assert crossings(points, weights, np.array([[0, 1]]), 0, 19) == []


@given(arrays(float, (2, 8), elements=POINTS), arrays(float, 8, elements=st.integers(0, 30).map(float)))
def test_between_the_crossings_the_order_is_as_told(points: np.ndarray, weights: np.ndarray) -> None:
    """Scores on a fine grid change sign where the crossings say and nowhere else."""
    weights[7] += 1
    now = scores(points, weights[None, :])[0]
    if not np.isfinite(now).all() or now[0] <= now[1]:
        return
    for index in range(8):
        found = crossings(points, weights, np.array([[0, 1]]), index, 100)
        grid = np.linspace(0, 100, 2003)
        tried = np.tile(weights, (len(grid), 1))
        tried[:, index] = grid
        known = np.isfinite(points)
        with np.errstate(invalid="ignore", divide="ignore"):
            scored = (tried @ np.where(known, points, 0).T) / (tried @ known.T.astype(float))
        passes = scored[:, 1] > scored[:, 0] + 1e-9
        told = np.zeros(len(grid), dtype=bool)
        near = np.zeros(len(grid), dtype=bool)
        for _, at, until in found:
            up = at > weights[index]
            end = until if np.isfinite(until) else (np.inf if up else -np.inf)
            told |= (grid > min(at, end)) & (grid < max(at, end))
            near |= (np.abs(grid - at) < 1e-3) | (np.abs(grid - end) < 1e-3)
        certain = ~near & np.isfinite(scored).all(axis=1) & (np.abs(scored[:, 1] - scored[:, 0]) > 1e-6)
        assert np.array_equal(passes[certain], told[certain])


def test_reversals_of_a_region_happen_in_the_priorities(atlanta: Results) -> None:
    table = atlanta.reversals
    assert list(table.columns) == list(columns("reversals"))
    assert (table["passed_rank"] < table["rank"]).all()
    first = table.drop_duplicates("criterion")
    assert set(first["criterion"]) == set(CRITERIA)
    for row in first.to_dict("records"):
        name = CRITERIA[row["criterion"]][1]
        step = 1e-4 if row["direction"] == "more" else -1e-4
        order = {}
        for side in (-step, step):
            value = min(100.0, max(0.0, row["passes_at"] + side))
            ranked = live(atlanta, atlanta.parameters.changed(name, value))[1].set_index("soc")["rank"]
            order[side] = ranked[row["soc"]] < ranked[row["passes_soc"]]
        assert order == {-step: False, step: True}, row["sentence"]
        assert row["title"] in row["sentence"]
        told = row["sentence"].split(f"weighs {row['direction']} than ")[1].split()[0].strip(",")
        assert float(told) == pytest.approx(row["passes_at"], abs=0.05)
        assert float(told) != row["weight"]


def test_pairs_of_the_first_twenty_come_first(atlanta: Results) -> None:
    table = atlanta.reversals
    within = table["rank"] <= 20
    assert within.iloc[0]
    assert (within.astype(int).diff().dropna() <= 0).all()
    change = (table["passes_at"] - table["weight"]).abs()
    assert change[within].is_monotonic_increasing
