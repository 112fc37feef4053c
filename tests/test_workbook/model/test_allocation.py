"""Allocation of a budget: real regions, the limits, parity, conflicts, programmes, and the curve."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from data.dictionaries import columns
from tests.test_workbook.model.test_linear_programme import assert_prices_prove
from workbook.errors import PlannerError
from workbook.model.allocation import Allocation, allocate
from workbook.model.allocation_conflict import explanation
from workbook.model.allocation_limits import cost_of, gain_of, people_of
from workbook.model.allocation_moves import assumed_length
from workbook.model.allocation_request import FLOORS, Request
from workbook.model.allocation_words import headline, sentences
from workbook.model.localtables import PROGRAMMES, LocalTable
from workbook.model.national import GROUPS
from workbook.model.results import Results
from workbook.model.run import solve

MILLION = 1_000_000.0
PROGRAMME_COLUMNS = ["soc", "cip", "title", "provider", "cost_usd", "weeks", "seats"]
NURSES, DRIVERS, FOOD_MANAGERS, CHIEFS = "29-1141", "53-3032", "11-9051", "11-1011"


@pytest.fixture(scope="module")
def whole(atlanta: Results) -> Allocation:
    return allocate(atlanta)


def with_programmes(results: Results, *rows: tuple[Any, ...]) -> Results:
    table = pd.DataFrame(rows, columns=PROGRAMME_COLUMNS)
    own = LocalTable(PROGRAMMES, table, len(rows), len(rows), 0, (), "0" * 64, "own.csv")
    return solve(replace(results.prepared, tables=(own,)), results.plan)


def assert_far_and_thin_moves_are_told(found: Allocation) -> None:
    """Recount from the table how many moves go far beyond the transitions or are part of a person."""
    moved, said = found.moved, " ".join(sentences(found))
    far = int(((moved["people"] > 10 * moved["reach"]) & (moved["people"] >= 1)).sum())
    thin = int((moved["people"] < 1).sum())
    assert (f"{far} moves ask for more than 10 times" in said) == (far > 1)
    assert (f"{thin} moves are of less than one person each" in said) == (thin > 1)


def assert_limits_hold(found: Allocation) -> None:
    """Recount every limit from the table of moves alone."""
    moved, frame, given_ = found.moved, found.results.frame, found.results.given
    place = {soc: at for at, soc in enumerate(frame["soc"])}
    assert moved["cost_usd"].sum() <= found.request.budget_usd * (1 + 1e-6)
    for column, most in (
        ("destination_soc", frame["net_openings"] * given_["capture_share"]),
        ("origin_soc", frame["unemployed"] * given_["participation_share"]),
    ):
        for soc, people in moved.groupby(column)["people"].sum().items():
            assert people <= most[place[soc]] * (1 + 1e-6) + 1e-6
    assert (moved["people"] > 0).all()
    assert (moved["person_gain_usd"] > 0).all()
    assert np.allclose(moved["wage_gain_usd"], moved["placed"] * moved["person_gain_usd"])


@pytest.mark.parametrize("by_wages", [True, False])
def test_every_region_keeps_every_limit_and_the_prices_prove_it(results: Results, by_wages: bool) -> None:
    found = allocate(results, replace(Request.of(results.given), by_wages=by_wages))
    assert found.solution is not None
    assert_limits_hold(found)
    aim = gain_of(found.moves, results.given["placement_rate"]) if by_wages else people_of(found.moves)
    assert_prices_prove(found.programme, aim, found.solution)
    for name, table in found.tables().items():
        assert list(table.columns) == list(columns(name))
    assert headline(found)
    assert all(line.endswith(".") for line in sentences(found))
    assert_far_and_thin_moves_are_told(found)


def test_a_region_without_claims_moves_nobody_and_says_so(results_of: Any) -> None:
    found = allocate(results_of("Guam"))
    assert found.people == 0
    assert "moves nobody" in headline(found)


def test_totals_are_those_of_the_table(whole: Allocation) -> None:
    moved = whole.moved
    assert moved["people"].sum() == pytest.approx(whole.people)
    assert moved["placed"].sum() == pytest.approx(whole.placed)
    assert moved["cost_usd"].sum() == pytest.approx(whole.cost_usd) == pytest.approx(MILLION)
    assert moved["wage_gain_usd"].sum() == pytest.approx(whole.wage_gain_usd)
    assert whole.people > 100
    assert set(moved["class"]) <= {"Gateway", "Historical Adjacency", "Mid-wage Origin"}


def test_the_same_optimum_by_another_method(whole: Allocation) -> None:
    """The interior point method on moves alone: without programmes there is nothing else to choose."""
    moves, given_ = whole.moves, whole.results.given
    rows, bounds = [cost_of(moves)], [MILLION]
    for places, most in ((moves.destination, moves.openings), (moves.origin, moves.people)):
        for place in np.unique(places):
            rows.append((places == place).astype(float))
            bounds.append(most[place])
    found = linprog(
        -moves.gain_usd * given_["placement_rate"], A_ub=np.array(rows), b_ub=bounds, method="highs-ipm"
    )
    assert -found.fun == pytest.approx(whole.wage_gain_usd, rel=1e-7)


def test_most_people_are_no_fewer_and_the_most_gain_no_smaller(whole: Allocation) -> None:
    people = whole.changed(by_wages=False)
    assert people.people >= whole.people
    assert people.wage_gain_usd <= whole.wage_gain_usd * (1 + 1e-9)


def test_more_money_never_does_less_and_each_dollar_no_more(whole: Allocation) -> None:
    curve = whole.curve
    assert len(curve) == 21
    assert curve["budget_usd"].tolist() == pytest.approx(np.linspace(0, 2 * MILLION, 21).tolist())
    gain = curve["wage_gain_usd"].to_numpy()
    assert (np.diff(gain) >= -1e-3).all()
    assert (np.diff(gain, 2) <= 1e-3).all()
    assert (np.diff(curve["price_10k"]) <= 1e-3).all()
    people = whole.changed(by_wages=False).curve["people"].to_numpy()
    assert (np.diff(people) >= -1e-6).all()
    assert (np.diff(people, 2) <= 1e-6).all()
    assert (curve["cost_usd"] <= curve["budget_usd"] * (1 + 1e-6)).all()


def test_the_next_dollars_do_no_more_than_the_last(whole: Allocation) -> None:
    more = whole.with_more.wage_gain_usd - whole.wage_gain_usd
    assert 0 < more <= whole.budget_price * 10_000 * (1 + 1e-6)
    assert "the next $10,000 adds" in sentences(whole)[0]


def test_money_beyond_what_can_be_used_is_left(whole: Allocation) -> None:
    found = whole.changed(budget_usd=1e9)
    assert found.budget_price == 0
    assert found.cost_usd < 1e9
    assert "other limits are used up" in sentences(found)[0]
    assert whole.changed(budget_usd=0.0).people == 0


@pytest.mark.parametrize("group", GROUPS)
def test_parity_holds_and_costs_what_it_says(whole: Allocation, group: str) -> None:
    found = whole.changed(floors={group: 1.0})
    served = found.groups.set_index("group").loc[GROUPS[group]]
    assert served["share"] >= served["origin_share"] * (1 - 1e-6)
    assert served["floor_share"] == served["origin_share"]
    cost = 1 - found.wage_gain_usd / whole.wage_gain_usd
    assert found.equity_cost_share == pytest.approx(cost, abs=1e-6)
    told = next(line for line in sentences(found) if line.startswith("Parity for"))
    assert "total wage gain" in told
    assert_limits_hold(found)


def test_a_higher_floor_costs_no_less(whole: Allocation) -> None:
    costs = [whole.changed(floors={"women_share": times}).equity_cost_share for times in (0.5, 1.0, 1.3, 1.6)]
    assert costs[0] == pytest.approx(0, abs=1e-9)
    assert (np.diff(costs) >= -1e-9).all()
    assert costs[-1] > 0.05


def test_shares_of_origins_are_those_of_representation(whole: Allocation) -> None:
    table = whole.results.representation
    known = table[table["class"] == "Gateway"].set_index("group")["origin_share"]
    assert whole.groups.set_index("group")["origin_share"].to_dict() == pytest.approx(known.to_dict())


def test_a_minimum_is_held_and_priced(whole: Allocation) -> None:
    free = whole.moved.set_index("destination_soc")["people"].groupby(level=0).sum()
    least = float(free.get(NURSES, 0.0)) + 5
    found = whole.changed(minimums={NURSES: least})
    row = found.limits[found.limits["soc"] == NURSES].iloc[0]
    assert row["limit"] == "People at least"
    assert row["used"] == pytest.approx(least)
    assert row["binding"]
    assert found.wage_gain_usd < whole.wage_gain_usd
    dearer = whole.changed(minimums={NURSES: least + 1})
    assert dearer.wage_gain_usd - found.wage_gain_usd <= row["price"] + 1e-3 <= 1e-3


def test_too_many_people_for_the_budget_is_explained(whole: Allocation) -> None:
    found = whole.changed(people_min=900.0)
    assert not found.feasible
    assert found.conflict == ("budget", "people")
    most = whole.changed(by_wages=False).people
    said = explanation(found)
    assert "the budget of $1,000,000 and at least 900 people moved" in said
    assert f"allows {most:,.0f} people at most" in said
    assert found.people == 0
    assert found.moved.empty
    assert found.limits.empty
    assert np.isnan(found.budget_price)
    assert np.isnan(found.equity_cost_share)
    assert found.curve["people"].isna().iloc[0]
    assert found.curve["people"].notna().iloc[-1]
    assert headline(found).startswith("No allocation of")


def test_a_conflict_does_not_name_what_is_no_part_of_it(whole: Allocation) -> None:
    found = whole.changed(
        minimums={NURSES: 400.0, FOOD_MANAGERS: 1.0}, floors={"black_share": 1.0}, people_min=5.0
    )
    assert found.conflict == ("participants", f"minimum {NURSES}")
    assert "Registered Nurses" in explanation(found)
    alone = whole.changed(minimums={CHIEFS: 2.0})
    assert alone.conflict == (f"minimum {CHIEFS}",)
    assert "No Origin" in explanation(alone)
    unfair = whole.changed(floors={"women_share": 1.99}, people_min=1.0)
    assert unfair.conflict == ("people", "floor women_share")
    assert "0 people at most" in explanation(unfair)
    assert explanation(whole) == ""


def test_programmes_of_the_list_take_the_place_of_assumptions(atlanta: Results, whole: Allocation) -> None:
    found = allocate(
        with_programmes(
            atlanta,
            (DRIVERS, "49.0205", "Truck driving", "College", 900.0, 6.0, 20.0),
            (DRIVERS, "49.0205", "Truck driving", "School", 1500.0, 4.0, np.nan),
            (DRIVERS, "49.0205", "Truck driving", "Dear school", 5000.0, 4.0, np.nan),
            (FOOD_MANAGERS, "12.0504", "Restaurants", "College", np.nan, 30.0, 10.0),
        )
    )
    listed = found.moved[found.moved["programme"] != ""].groupby("provider")["people"].sum()
    assert listed["College"] == pytest.approx(20)
    assert listed["School"] > 0
    assert set(listed.index) == {"College", "School"}
    drivers = found.moved[found.moved["destination_soc"] == DRIVERS]
    assert (drivers["training"] == "programme of the list").all()
    assert set(drivers["weeks"]) == {4.0, 6.0}
    assert found.moves.unpriced == 1
    assert any("1 programme tells no cost and was not used." in line for line in sentences(found))
    seats = found.limits[found.limits["limit"] == "Seats"]
    assert seats["subject"].tolist() == ["Truck driving, College"]
    assert seats["price"].iloc[0] > 0
    assert_limits_hold(found)
    assert_prices_prove(
        found.programme, gain_of(found.moves, atlanta.given["placement_rate"]), solution_of(found)
    )
    assert found.wage_gain_usd > whole.wage_gain_usd


def solution_of(found: Allocation) -> Any:
    assert found.solution is not None
    return found.solution


def test_seats_of_one_programme_are_shared_by_the_occupations_it_leads_to(atlanta: Results) -> None:
    rows = [(soc, "52.0101", "Business", "College", 100.0, 10.0, 7.0) for soc in (DRIVERS, FOOD_MANAGERS)]
    found = allocate(with_programmes(atlanta, *rows))
    taken = found.moved[found.moved["programme"] == "Business"]
    assert taken["people"].sum() == pytest.approx(7)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([DRIVERS, FOOD_MANAGERS, NURSES]),
            st.sampled_from([0.0, 500.0, 2000.0, 9000.0]),
            st.sampled_from([np.nan, 0.0, 3.0, 15.0]),
        ),
        max_size=6,
    ),
    st.sampled_from([0.0, 20_000.0, 150_000.0]),
)
@settings(max_examples=15)
def test_programmes_by_one_variable_per_move_and_programme(
    atlanta: Results, drawn: list[tuple[str, float, float]], budget: float
) -> None:
    """The program chooses programmes per occupation; every move choosing its own comes out alike."""
    rows = [(soc, "01.0101", f"P{at}", "", cost, 5.0, seats) for at, (soc, cost, seats) in enumerate(drawn)]
    results = with_programmes(atlanta, *rows)
    found = allocate(results, replace(Request.of(results.given), budget_usd=budget))
    moves, socs = found.moves, results.frame["soc"]
    plain = allocate(atlanta).moves
    edges = [
        (move, at, cost, seats)
        for move in range(moves.count)
        for at, (soc, cost, seats) in enumerate(drawn)
        if socs[moves.destination[move]] == soc
    ]
    taught = {soc for soc, _, seats in drawn if seats != 0}
    edges += [
        (move, -1, plain.assumed_cost_usd[move], np.nan)
        for move in range(moves.count)
        if socs[moves.destination[move]] not in taught
    ]
    value = direct_optimum(found, edges)
    assert found.wage_gain_usd == pytest.approx(value, rel=1e-6, abs=1e-3)
    assert found.moved["people"].sum() == pytest.approx(found.people)


def direct_optimum(found: Allocation, edges: list[tuple[int, int, float, float]]) -> float:
    moves = found.moves
    move = np.array([edge[0] for edge in edges])
    programme = np.array([edge[1] for edge in edges])
    rows = [np.array([edge[2] for edge in edges])]
    bounds = [found.request.budget_usd]
    for places, most in ((moves.destination[move], moves.openings), (moves.origin[move], moves.people)):
        for place in np.unique(places):
            rows.append((places == place).astype(float))
            bounds.append(most[place])
    for _, at, _, seats in edges:
        if np.isfinite(seats) and at >= 0:
            rows.append((programme == at).astype(float))
            bounds.append(seats)
    gain = moves.gain_usd[move] * found.results.given["placement_rate"]
    kept = np.unique(np.column_stack([np.array(rows), bounds]), axis=0)
    return float(-linprog(-gain, A_ub=kept[:, :-1], b_ub=kept[:, -1], method="highs-ds").fun)


def test_a_limit_of_people_on_one_move(atlanta: Results, whole: Allocation) -> None:
    results = solve(atlanta.prepared, atlanta.plan.with_parameter("move_stretch_max", 3))
    found = allocate(results)
    assert (found.moved["people"] <= 3 * found.moved["reach"] * (1 + 1e-6)).all()
    assert len(found.moved) > len(whole.moved)
    assert "People on one move" in set(found.limits["limit"])


def test_what_the_parameters_ask_for(atlanta: Results) -> None:
    plan = atlanta.plan
    for name, value in {
        "budget_usd": 250_000, "allocate_by_wages": 0, "allocate_people_min": 10, "equity_floor_black": 1,
    }.items():  # fmt: skip
        plan = plan.with_parameter(name, value)
    found = allocate(solve(atlanta.prepared, plan))
    assert found.request == Request(250_000.0, False, 10.0, {"black_share": 1.0}, {})
    assert found.cost_usd == pytest.approx(250_000)
    assert set(FLOORS) == set(GROUPS)


def test_the_aim_by_people_is_told_in_people(whole: Allocation) -> None:
    found = whole.changed(by_wages=False, floors={"women_share": 1.7})
    said = " ".join(sentences(found))
    assert "the next $10,000 moves" in said
    assert "of the people moved" in said


def test_a_minimum_for_no_occupation_and_a_floor_without_shares_are_refused(
    atlanta: Results, results_of: Any
) -> None:
    with pytest.raises(PlannerError, match="99-9999"):
        allocate(atlanta, minimums={"99-9999": 3})
    blank = np.full(len(atlanta.frame["soc"]), np.nan)
    facts = {**atlanta.prepared.facts, "employment": blank}
    shareless = solve(replace(atlanta.prepared, facts=facts), atlanta.plan)
    asked = replace(Request.of(shareless.given), floors={"women_share": 1.0})
    with pytest.raises(PlannerError, match="is not known"):
        allocate(shareless, asked)


def test_unknown_job_zones_take_a_medium_training() -> None:
    nan = float("nan")
    assert assumed_length(np.array([nan, 1.0, 5.0]), np.array([2.0, nan, 1.0])).tolist() == [1, 1, 0]
