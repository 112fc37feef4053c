"""Paths of two steps and of one: shares add up to one, the best come first, small steps claim nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.dictionaries import columns
from workbook.model.paths import FEASIBILITY, FEW, ORDERS, PEOPLE, WAGE, paths_from, paths_to, region_paths
from workbook.model.results import Results
from workbook.model.run import solve

BEST = {PEOPLE: "people", WAGE: "wage_gain_usd", FEASIBILITY: "feasibility"}


def place_of(results: Results, soc: str) -> int:
    return list(results.frame["soc"]).index(soc)


def listed(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["kind"] == "path"]


@pytest.mark.parametrize("by", ORDERS)
def test_paths_of_every_region_add_up_and_the_best_come_first(results: Results, by: str) -> None:
    table = region_paths(results, by)
    assert list(table.columns) == list(columns("paths"))
    if table.empty:
        return
    assert table["share"].sum() == pytest.approx(1, abs=1e-9)
    assert (table["people"] >= 0).all()
    assert listed(table)[BEST[by]].dropna().is_monotonic_decreasing
    assert (listed(table)["people_first_step"] >= results.parameters["suppression_min_people"]).all()


def test_every_way_of_listing_counts_the_same_people(atlanta: Results) -> None:
    everything = region_paths(atlanta, listed=10**9)
    few = region_paths(atlanta, listed=3)
    by_wage = region_paths(atlanta, WAGE, listed=10**9)
    assert "further" not in set(everything["kind"])
    assert len(listed(few)) == 3
    for table in (few, by_wage):
        assert table["people"].sum() == pytest.approx(everything["people"].sum())
    assert few.loc[few["kind"] == "further", "people"].sum() == pytest.approx(
        listed(everything)["people"].iloc[3:].sum()
    )


@settings(max_examples=25)
@given(place=st.integers(0, 829), by=st.sampled_from(ORDERS))
def test_from_and_to_any_occupation_the_shares_add_up_to_one(atlanta: Results, place: int, by: str) -> None:
    for table in (paths_from(atlanta, place, by), paths_to(atlanta, place, by)):
        assert list(table.columns) == list(columns("paths"))
        if len(table):
            assert table["share"].sum() == pytest.approx(1, abs=1e-9)
            assert table["share"].between(0, 1 + 1e-9).all()


def test_a_small_region_counted_by_plain_loops(atlanta: Results) -> None:
    """From waiters: over each Gateway to each Target, and the rest of their moves."""
    frame, everywhere = atlanta.frame, atlanta.prepared.national
    moves, o = everywhere.nonba_moves, place_of(atlanta, "35-3031")
    part = frame["employment"][o] / everywhere.jobs.employment[o]
    gateways = [
        g for g in range(len(moves)) if frame["class"][g] == "Gateway" and frame["openings_12m"][g] > 0
    ]
    targets = [t for t in range(len(moves)) if frame["class"][t] == "Target"]
    claimed: list[float] = []
    few = astray = 0.0
    for g in gateways:
        first, leaving = moves[o, g] * part, moves[g].sum()
        for t in targets:
            people = first * moves[g, t] / leaving
            if first >= 10 and moves[g, t] >= 10:
                claimed.append(people)
            else:
                few += people
        astray += first * (1 - sum(moves[g, t] for t in targets) / leaving)
    whole = moves[o].sum() * part
    table = paths_from(atlanta, o, listed=10**9)
    assert list(listed(table)["people"]) == pytest.approx(sorted((p for p in claimed if p > 0), reverse=True))
    rest = table[table["kind"] != "path"].set_index("kind")["share"]
    assert rest["few"] == pytest.approx(few / whole)
    assert rest["no target"] == pytest.approx(astray / whole)
    over = sum(moves[o, g] for g in gateways) * part
    assert rest["no gateway"] == pytest.approx(1 - over / whole)


def test_one_path_is_the_same_from_both_ends(atlanta: Results) -> None:
    best = listed(region_paths(atlanta)).iloc[0]
    there = paths_from(atlanta, place_of(atlanta, best["origin_soc"]), listed=10**9)
    back = paths_to(atlanta, place_of(atlanta, best["target_soc"]), listed=10**9)
    for table in (there, back):
        same = table[
            (table["origin_soc"] == best["origin_soc"])
            & (table["gateway_soc"] == best["gateway_soc"])
            & (table["target_soc"] == best["target_soc"])
        ].iloc[0]
        for name in ("people", "people_first_step", "second_step_share", "wage_gain_usd", "training_gap"):
            assert same[name] == pytest.approx(best[name]), name
        assert same["feasibility"] == pytest.approx(1 / (1 + same["training_gap"]))


def test_of_the_region_the_paths_are_those_of_the_progressions(atlanta: Results) -> None:
    told = atlanta.progressions.head(5)
    mine = listed(atlanta.paths).head(5)
    assert list(mine["people"]) == pytest.approx(list(told["people"]))
    assert list(mine["target_soc"]) == list(told["target_soc"])


def test_a_higher_limit_claims_less_and_says_so(atlanta: Results) -> None:
    strict = solve(atlanta.prepared, atlanta.plan.with_parameter("suppression_min_people", 1000))
    table = paths_from(strict, place_of(strict, "35-3031"))
    assert listed(table).empty
    assert table.loc[table["kind"] == FEW, "words"].iloc[0].startswith("A step of fewer than 1,000 people")
    assert table["share"].sum() == pytest.approx(1)


def test_a_gateway_has_one_step_on_each_side(atlanta: Results) -> None:
    nurses = place_of(atlanta, "29-1141")
    moves, part = atlanta.prepared.national.nonba_moves, atlanta.frame["employment"][nurses]
    part = part / atlanta.prepared.national.jobs.employment[nurses]
    onward = paths_from(atlanta, nurses)
    assert (listed(onward)[["origin_soc"]] == "").all(axis=None)
    assert onward["people"].sum() == pytest.approx(moves[nurses].sum() * part)
    assert list(listed(onward)["people"]) == sorted(listed(onward)["people"], reverse=True)
    feeders = paths_to(atlanta, nurses)
    assert (listed(feeders)["target_soc"] == "").all()
    assert set(feeders.loc[feeders["kind"] != "path", "kind"]) <= {"further", "few", "no origin"}


def test_of_an_occupation_whose_jobs_are_not_published_nothing_is_said(results: Results) -> None:
    blank = np.flatnonzero(~np.isfinite(results.frame["employment"]))
    if len(blank):
        assert paths_from(results, int(blank[0])).empty
