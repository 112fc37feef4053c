"""The circular rules in worlds of a few occupations, worked out by hand.

Wage lines are the 2020 dollars: $42,000 for Origins, Gateways and Targets, $37,000 for the low band.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from workbook.model.classification import MOST_PASSES, Classified, Traits, classify
from workbook.model.results import Results
from workbook.model.rules import RULES, outcomes
from workbook.model.run import solve
from workbook.plan import CLASSES, Override, Parameters

# income, non-BA share, automation risk, Job Zone, growth
LOW = (30_000, 0.9, 0.9, 1, 0.1)
MIDDLE = (39_000, 0.9, 0.9, 2, 0.1)
RISKY = (50_000, 0.8, 0.9, 3, 0.1)
SAFE = (50_000, 0.8, 0.1, 3, 0.1)
TOP = (90_000, 0.2, 0.1, 4, 0.1)
NEITHER = (90_000, 0.05, 0.1, 5, 0.1)

Moves = Mapping[tuple[str, str], float]
BASIC: dict[str, tuple[float, ...]] = {
    "waiter": LOW,
    "clerk": MIDDLE,
    "supervisor": RISKY,
    "electrician": RISKY,
    "manager": TOP,
    "surgeon": NEITHER,
    "hermit": LOW,
}
BASIC_MOVES: Moves = {
    ("waiter", "supervisor"): 60,
    ("waiter", "electrician"): 40,
    ("clerk", "supervisor"): 20,
    ("supervisor", "manager"): 34,
    ("supervisor", "waiter"): 66,
    ("electrician", "manager"): 33,
    ("electrician", "waiter"): 67,
    ("manager", "surgeon"): 10,
    ("surgeon", "manager"): 5,
    ("hermit", "supervisor"): 9.5,
}


def lines(**changes: float) -> dict[str, float]:
    """Return the parameters with the wage lines in 2020 dollars."""
    given = {**Parameters.defaults(), "origin_line_usd": 42_000.0, "low_band_line_usd": 37_000.0}
    return {**given, "target_line_usd": 42_000.0, **changes}


def world(people: Mapping[str, tuple[float, ...]], moves: Moves, **forced: str) -> Traits:
    names = list(people)
    flows = np.zeros((len(names), len(names)))
    for (origin, destination), count in moves.items():
        flows[names.index(origin), names.index(destination)] = count
    income, share, risk, zone, growth = (
        np.array(column, dtype=float) for column in zip(*people.values(), strict=True)
    )
    by_hand = np.array([forced.get(name, "") for name in names], dtype=object)
    return Traits(income, share, risk, zone, growth, flows, by_hand)


def classes(solved: Classified, names: Mapping[str, Any]) -> dict[str, str]:
    return dict(zip(names, solved.names, strict=True))


def test_each_class_in_one_small_world() -> None:
    solved = classify(world(BASIC, BASIC_MOVES), lines())
    assert classes(solved, BASIC) == {
        "waiter": "Origin",
        "clerk": "Mid-wage Origin",
        "supervisor": "Gateway",
        "electrician": "Historical Adjacency",
        "manager": "Target",
        "surgeon": "Not classified",
        "hermit": "Not classified",
    }
    assert list(solved.band) == ["low", "mid", "", "", "", "", ""]
    assert solved.outflow_share[2:4] == pytest.approx([0.34, 0.33])
    assert solved.inflow_share[2] == pytest.approx(80 / 89.5), "the hermit moves without being an Origin"
    assert solved.path_people[[0, 1, 6]] == pytest.approx([60, 20, 9.5])
    assert solved.feed_people[4] == 34
    assert not solved.borderline.any()


def test_a_share_of_exactly_the_line_is_not_above_it() -> None:
    """Outflow and inflow have to be above their line, income of a Gateway at it or above."""
    traits = world(BASIC, BASIC_MOVES)
    assert classes(classify(traits, lines(outflow_share_min=0.34)), BASIC)["supervisor"] != "Gateway"
    assert classes(classify(traits, lines(outflow_share_min=0.3399)), BASIC)["supervisor"] == "Gateway"
    inflow = float(classify(traits, lines()).inflow_share[2])
    assert classes(classify(traits, lines(inflow_share_min=inflow)), BASIC)["supervisor"] != "Gateway"


@pytest.mark.parametrize(
    ("occupation", "place", "value", "expected"),
    [
        ("waiter", 0, 41_999.99, "Mid-wage Origin"),
        ("waiter", 0, 42_000, "Not classified"),
        ("waiter", 0, 37_000, "Mid-wage Origin"),
        ("waiter", 0, 36_999.99, "Origin"),
        ("waiter", 1, 0.5, "Origin"),
        ("waiter", 1, 0.4999, "Not classified"),
        ("supervisor", 0, 42_000, "Gateway"),
        ("supervisor", 1, 0.25, "Gateway"),
        ("supervisor", 1, 0.2499, "Not classified"),
        ("supervisor", 3, 4, "Gateway"),
        ("supervisor", 3, 5, "Not classified"),
        ("manager", 0, 42_000, "Not classified"),
        ("manager", 0, 42_000.01, "Target"),
        ("manager", 1, 0.10, "Target"),
        ("manager", 1, 0.0999, "Not classified"),
        ("manager", 2, 0.7, "Not classified"),
        ("manager", 2, 0.6999, "Target"),
        ("manager", 4, -0.05, "Target"),
        ("manager", 4, -0.0501, "Not classified"),
        ("manager", 2, float("nan"), "Not classified"),
        ("electrician", 0, 42_000, "Not classified"),
        ("electrician", 3, 5, "Not classified"),
        ("electrician", 1, 0.2499, "Not classified"),
    ],
)
def test_each_line_from_both_sides(occupation: str, place: int, value: float, expected: str) -> None:
    changed = list(BASIC[occupation])
    changed[place] = value
    people = {**BASIC, occupation: tuple(changed)}
    assert classes(classify(world(people, BASIC_MOVES), lines()), people)[occupation] == expected


def test_without_targets_everything_that_leads_nowhere_falls() -> None:
    """No Target, so no Gateway; no Gateway and no Target, so nobody has a path: the circle unwinds."""
    people = {**BASIC, "manager": (90_000, 0.2, 0.9, 4, 0.1)}
    solved = classify(world(people, BASIC_MOVES), lines())
    assert set(solved.names) == {"Not classified"}
    assert solved.passes == 2


def test_a_target_that_no_gateway_feeds_is_pruned_with_those_who_counted_on_it() -> None:
    """The director is only fed by the electrician, who is no Gateway; the assistant only leads to him."""
    people = {**BASIC, "director": TOP, "assistant": SAFE, "cook": LOW}
    moves = {
        **BASIC_MOVES,
        ("electrician", "director"): 30,
        ("assistant", "director"): 9.9,
        ("cook", "assistant"): 50,
        ("assistant", "cook"): 2,
    }
    solved = classes(classify(world(people, moves), lines()), people)
    assert solved["electrician"] == "Gateway", "63 of his 130 go on to manager and director"
    assert (solved["director"], solved["assistant"], solved["cook"]) == ("Target", "Gateway", "Origin")
    moves[("electrician", "director")] = 9.9
    solved = classes(classify(world(people, moves), lines()), people)
    assert solved["director"] == "Not classified"
    assert solved["electrician"] == "Historical Adjacency"
    assert solved["assistant"] == "Not classified", "83 % went to the director, who is no Target"
    assert solved["cook"] == "Not classified", "neither a Gateway nor a Target is left on his path"


def test_precedence_of_gateway_over_target_is_a_parameter() -> None:
    people = {**BASIC, "supervisor": SAFE}
    unfed = world(people, BASIC_MOVES)
    for switch in (1, 0):
        assert classes(classify(unfed, lines(gateway_precedence=switch)), people)["supervisor"] == "Gateway"
    fed = world(people, {**BASIC_MOVES, ("electrician", "supervisor"): 20.0})
    first, second = (classify(fed, lines(gateway_precedence=switch)) for switch in (1, 0))
    assert classes(first, people)["electrician"] == "Gateway", "53 of 120 go to manager and supervisor"
    assert classes(first, people)["supervisor"] == "Gateway"
    assert classes(second, people)["supervisor"] == "Target"
    assert first.targets[2]
    assert list(second.gateways) == [name == "electrician" for name in people]


def test_a_dead_end_that_origins_reach_goes_before_target() -> None:
    """He passes the tests of Target too and counts as one while flows are measured."""
    people = {**BASIC, "electrician": SAFE}
    moves = {**BASIC_MOVES, ("supervisor", "electrician"): 30}
    solved = classify(world(people, moves), lines())
    assert classes(solved, people)["electrician"] == "Historical Adjacency"
    assert solved.targets[3]
    assert solved.outflow_share[2] == pytest.approx(64 / 130)


def test_where_nobody_moves_on_the_outflow_is_not_known_and_nothing_is_passed() -> None:
    moves = {pair: count for pair, count in BASIC_MOVES.items() if pair[0] != "electrician"}
    solved = classify(world(BASIC, moves), lines())
    assert np.isnan(solved.outflow_share[3])
    assert classes(solved, BASIC)["electrician"] == "Not classified"


@pytest.mark.parametrize("class_name", CLASSES)
def test_a_class_set_by_hand_shows_whatever_the_tests_say(class_name: str) -> None:
    for occupation in BASIC:
        solved = classify(world(BASIC, BASIC_MOVES, **{occupation: class_name}), lines())
        place = list(BASIC).index(occupation)
        assert solved.names[place] == class_name
        assert not solved.borderline[place]
        assert solved.band[place] == {"Origin": "low", "Mid-wage Origin": "mid"}.get(class_name, "")


def test_a_class_set_by_hand_flows_to_the_others() -> None:
    without = classes(classify(world(BASIC, BASIC_MOVES, manager="Not classified"), lines()), BASIC)
    assert without["supervisor"] != "Gateway"
    assert without["waiter"] == "Not classified"
    as_target = classes(classify(world(BASIC, BASIC_MOVES, waiter="Target"), lines()), BASIC)
    assert as_target["electrician"] == "Not classified", "the waiters among his feeders are no Origins now"
    as_gateway = classes(classify(world(BASIC, BASIC_MOVES, electrician="Gateway"), lines()), BASIC)
    assert as_gateway["electrician"] == "Gateway"
    people = {**BASIC, "helper": LOW}
    moves = {**BASIC_MOVES, ("helper", "electrician"): 12.0}
    assert classes(classify(world(people, moves), lines()), people)["helper"] == "Not classified"
    solved = classify(world(people, moves, electrician="Gateway"), lines())
    assert classes(solved, people)["helper"] == "Origin"


@pytest.mark.parametrize("precedence", [1, 0])
def test_setting_the_class_that_the_rules_give_changes_nothing(atlanta: Results, precedence: int) -> None:
    plan = atlanta.plan.with_parameter("gateway_precedence", precedence)
    before = solve(atlanta.prepared, plan)
    rng = np.random.default_rng(7)
    for class_name in CLASSES:
        places = np.flatnonzero(before.classified.names == class_name)
        for place in rng.choice(places, size=6, replace=False):
            plan = plan.with_override(Override(before.frame["soc"][place], class_name, "as the rules say"))
    after = solve(atlanta.prepared, plan)
    columns = ["class", "band", "springboard_share", "inflow_origin_share", "origin_reach"]
    assert after.matrix[columns].equals(before.matrix[columns])
    assert int(after.classes["overridden"].sum()) == len(plan.overrides) == 36


def falling_row(length: int) -> tuple[dict[str, tuple[float, ...]], Moves]:
    """Return Gateways in a row, each of which loses its footing when the one before it falls.

    A Gateway sends 10 people to its own Target, which nobody else feeds, 9 to the Target of the one before,
    and 31 back: with both Targets 38 %, with its own alone 20 %. The first has no Gateway before it.
    """
    people: dict[str, tuple[float, ...]] = {"waiter": LOW}
    moves: dict[tuple[str, str], float] = {}
    for step in range(length):
        people |= {f"gateway {step}": RISKY, f"target {step}": TOP}
        moves[("waiter", f"gateway {step}")] = 20
        moves[(f"gateway {step}", f"target {step}")] = 10
        moves[(f"gateway {step}", "waiter")] = 40 if step == 0 else 31
        if step:
            moves[(f"gateway {step}", f"target {step - 1}")] = 9
    return people, moves


def test_passes_end_at_twenty_and_what_still_changes_is_borderline() -> None:
    people, moves = falling_row(12)
    short = classify(world(people, moves), lines())
    assert short.passes == 13
    assert not short.borderline.any()
    assert not short.gateways.any()
    people, moves = falling_row(30)
    long = classify(world(people, moves), lines())
    assert long.passes == MOST_PASSES == 20
    changing = [name for name, on_edge in zip(people, long.borderline, strict=True) if on_edge]
    assert changing == ["gateway 19", "target 19"]


def test_a_class_left_and_taken_again_is_borderline() -> None:
    """With Target first, the foreman is a Target, a dead end while his Target falls, and a Target again.

    Nobody feeds the director, so he falls first; the foreman and the agent led to him. Then the cook loses
    his path, which was the agent, and nobody who reaches the foreman is an Origin any longer.
    """
    people = {**BASIC, "foreman": SAFE, "agent": RISKY, "director": TOP, "cook": LOW}
    moves = {
        **BASIC_MOVES,
        ("supervisor", "foreman"): 12,
        ("cook", "foreman"): 9,
        ("foreman", "director"): 9,
        ("foreman", "waiter"): 12,
        ("cook", "agent"): 20,
        ("agent", "director"): 9,
        ("agent", "waiter"): 11,
    }
    first = classify(world(people, moves), lines())
    assert classes(first, people)["foreman"] == "Target"
    assert not first.borderline.any(), "Gateway, dead end, Target: never twice the same"
    second = classify(world(people, moves), lines(gateway_precedence=0))
    assert classes(second, people)["foreman"] == "Target"
    assert [name for name, on_edge in zip(people, second.borderline, strict=True) if on_edge] == ["foreman"]


COUNT = 7
PEOPLE = st.lists(st.sampled_from([LOW, MIDDLE, RISKY, SAFE, TOP, NEITHER]), min_size=COUNT, max_size=COUNT)
FLOWS = st.lists(st.sampled_from([0, 0, 5, 9, 10, 12, 40]), min_size=COUNT**2, max_size=COUNT**2)


@settings(max_examples=150)
@drawn(people=PEOPLE, flows=FLOWS)
def test_any_world_settles_where_every_class_agrees_with_every_other(
    people: list[tuple[float, ...]], flows: list[int]
) -> None:
    named = {str(place): person for place, person in enumerate(people)}
    moves = {
        (str(o), str(d)): float(flows[o * COUNT + d]) for o in range(COUNT) for d in range(COUNT) if o != d
    }
    traits = world(named, moves)
    given = lines()
    solved = classify(traits, given)
    assert solved.passes < MOST_PASSES
    assert not solved.borderline.any()
    passed = outcomes(traits, solved, given)
    all_of = {
        name: np.logical_and.reduce([passed[i] for i, rule in enumerate(RULES) if rule.class_name == name])
        for name in CLASSES[:-1]
    }
    for place in range(COUNT):
        fits = [name for name in CLASSES[:-1] if all_of[name][place]]
        order = ("Gateway", "Historical Adjacency", "Target", "Mid-wage Origin", "Origin")
        fits = [name for name in order if name in fits and (name != order[3] or "Origin" in fits)]
        assert solved.names[place] == (fits[0] if fits else "Not classified")
    into, out_of = traits.moves.sum(axis=0), traits.moves.sum(axis=1)
    for place in range(COUNT):
        from_origins = traits.moves[solved.origins, place].sum()
        to_targets = traits.moves[place, solved.targets].sum()
        expected = (
            from_origins / into[place] if into[place] else float("nan"),
            to_targets / out_of[place] if out_of[place] else float("nan"),
        )
        assert (solved.inflow_share[place], solved.outflow_share[place]) == pytest.approx(
            expected, nan_ok=True
        )


def test_stricter_lines_never_make_more_gateways(atlanta: Results) -> None:
    """Every test of a Gateway is harder with a higher line, and the others' classes only follow."""
    counts = []
    for line in (0.2, 0.3, 0.4, 0.6):
        given = {**atlanta.given, "outflow_share_min": line}
        counts.append(set(np.flatnonzero(classify(atlanta.traits, given).gateways)))
    assert all(later <= earlier for earlier, later in pairwise(counts))
    assert len(counts[0]) > len(counts[-1])
    wide = {**atlanta.given, "path_people_min": 0.0}
    assert set(np.flatnonzero(classify(atlanta.traits, wide).origins)) >= set(
        np.flatnonzero(atlanta.classified.origins)
    )


def test_forced_classes_of_all_occupations_are_all_kept() -> None:
    forced = np.array(["Gateway"] * len(BASIC), dtype=object)
    solved = classify(replace(world(BASIC, BASIC_MOVES), forced=forced), lines())
    assert set(solved.names) == {"Gateway"}
    assert np.nanmax(solved.inflow_share) == 0
