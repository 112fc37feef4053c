"""Pairs of occupations: strengths before gaps, new technologies, and who comes from where."""

from __future__ import annotations

import numpy as np
import pytest

from data.dictionaries import columns
from workbook.model.pairs import feeders_of, gateways_from, pair, pairs
from workbook.model.results import Results
from workbook.model.training import open_gateways, pair_gaps

WAITERS, NURSES = "35-3031", "29-2061"


def place_of(results: Results, soc: str) -> int:
    return list(results.frame["soc"]).index(soc)


def test_every_element_of_a_pair_is_there_strongest_first(atlanta: Results) -> None:
    o, d = place_of(atlanta, WAITERS), place_of(atlanta, NURSES)
    found = pair(atlanta, o, d)
    elements = found.elements
    assert list(elements.columns) == list(columns("pair_elements"))
    assert elements["strength"].is_monotonic_decreasing
    assert sorted(elements["element_id"]) == sorted(atlanta.prepared.pack.table("elements")["element_id"])
    assert sorted(elements["gap_rank"]) == list(range(1, len(elements) + 1))
    assert elements.sort_values("gap_rank")["gap"].is_monotonic_decreasing
    gaps, transfers = pair_gaps(atlanta, o, d)
    assert elements["gap"].sum() == pytest.approx(gaps.sum())
    assert elements["transfer"].sum() == pytest.approx(transfers.sum())
    assert ((elements["level_held"] < elements["level_needed"]) == (elements["gap"] > 0)).all()
    assert list(found.summary.columns) == list(columns("training_pairs"))
    assert found.summary["gap"].iloc[0] == pytest.approx(gaps.sum())
    assert found.summary["training_feasibility"].iloc[0] == pytest.approx(1 / (1 + gaps.sum()))
    assert set(found.fields["soc"]) == {NURSES}
    assert found.programmes.empty


def test_new_technologies_are_in_demand_there_and_not_used_here(atlanta: Results) -> None:
    found = pair(atlanta, place_of(atlanta, WAITERS), place_of(atlanta, "15-1232"))
    table = atlanta.prepared.pack.table("technologies")
    used = set(table.loc[table["soc"] == WAITERS, "technology"])
    told = found.technologies
    assert list(told.columns) == list(columns("pair_technologies"))
    assert (told["new"] == ~told["technology"].isin(used)).all()
    wanted = told.loc[told["new"] & told["in_demand"], "technology"]
    assert found.summary["technologies"].iloc[0] == "; ".join(wanted[:5])


def test_from_an_occupation_to_itself_nothing_is_missing(atlanta: Results) -> None:
    place = place_of(atlanta, WAITERS)
    row = pairs(atlanta, [(place, place)]).iloc[0]
    assert row["gap"] == 0
    assert row["missing"] == row["technologies"] == ""
    assert row["training_feasibility"] == 1
    assert row["wage_gain_usd"] == 0


def test_both_directions_agree_with_the_reach(results: Results) -> None:
    gateways = open_gateways(results)
    if not len(gateways):
        assert gateways_from(results, 0).empty
        return
    destination = int(gateways[0])
    feeders = feeders_of(results, destination)
    assert feeders["people"].sum() == pytest.approx(results.frame["origin_reach"][destination])
    assert feeders["people"].is_monotonic_decreasing
    origin = place_of(results, str(feeders["origin_soc"].iloc[0]))
    onward = gateways_from(results, origin)
    assert len(onward) == len(gateways)
    here = onward[onward["destination_soc"] == results.frame["soc"][destination]]
    assert here["people"].iloc[0] == feeders["people"].iloc[0]
    assert np.isfinite(onward["gap"]).all()
