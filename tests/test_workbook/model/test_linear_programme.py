"""The solver of allocations: every corner of small programmes, duality, and conflicts as small as can be."""

from __future__ import annotations

import math
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from workbook.model.linear_programme import (
    Family,
    Programme,
    Solution,
    best,
    conflict,
    possible,
    rows_of,
)

Array = NDArray[Any]
CLOSE = 1e-6


def family(name: str, rows: list[list[float]], bounds: list[float]) -> Family:
    return Family(name, csr_array(np.array(rows, dtype=float)), np.array(bounds, dtype=float))


def programme(*families: Family, links: list[list[float]] | None = None) -> Programme:
    count = families[0].rows.shape[1]
    return Programme(families, csr_array(np.array(links or [], dtype=float).reshape(-1, count)))


def solved(found: Programme, gain: list[float] | Array, then: Array | None = None) -> Solution:
    solution = best(found, np.asarray(gain, dtype=float), then)
    assert solution is not None
    return solution


def best_corner(found: Programme, gain: Array) -> float:
    """Return the best value over all corners: where as many limits are tight as there are variables."""
    rows = np.vstack([np.vstack([one.rows.toarray() for one in found.families]), -np.eye(found.count)])
    bounds = np.concatenate([*(one.bounds for one in found.families), np.zeros(found.count)])
    values = [-math.inf]
    for chosen in combinations(range(len(rows)), found.count):
        square = rows[list(chosen)]
        if abs(np.linalg.det(square)) < 1e-9:
            continue
        corner = np.linalg.solve(square, bounds[list(chosen)])
        if (rows @ corner <= bounds + 1e-7).all():
            values.append(float(gain @ corner))
    return max(values)


@st.composite
def allocations(draw: st.DrawFn) -> tuple[Programme, Array]:
    """Draw a small allocation: costs, a budget, and limits of what goes in and out."""
    origins, jobs = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    edges = list(product(range(origins), range(jobs)))
    whole = st.integers(0, 9)
    costs = draw(st.lists(whole, min_size=len(edges), max_size=len(edges)))
    gain = draw(st.lists(st.integers(-2, 9), min_size=len(edges), max_size=len(edges)))
    into = [[float(d == job) for _, d in edges] for job in range(jobs)]
    out = [[float(o == origin) for o, _ in edges] for origin in range(origins)]
    found = programme(
        family("budget", [[float(cost) for cost in costs]], [draw(st.integers(0, 40))]),
        family("openings", into, draw(st.lists(whole, min_size=jobs, max_size=jobs))),
        family("participants", out, draw(st.lists(whole, min_size=origins, max_size=origins))),
    )
    return found, np.array(gain, dtype=float)


@given(allocations())
@settings(max_examples=60)
def test_the_best_plan_is_the_best_corner(drawn: tuple[Programme, Array]) -> None:
    found, gain = drawn
    assert solved(found, gain).value == pytest.approx(best_corner(found, gain), abs=CLOSE)


@given(allocations())
@settings(max_examples=60)
def test_prices_prove_the_plan(drawn: tuple[Programme, Array]) -> None:
    """Weak duality shows that no plan is better; a limit with room to spare has no price."""
    found, gain = drawn
    solution = solved(found, gain, -gain)
    assert_prices_prove(found, gain, solution)


def assert_prices_prove(found: Programme, gain: Array, solution: Solution) -> None:
    scale = max(1.0, abs(solution.value))
    worth = sum(float(one.bounds @ solution.prices[one.name]) for one in found.families)
    assert abs(worth - solution.value) <= CLOSE * scale
    charged = sum(one.rows.T @ solution.prices[one.name] for one in found.families)
    charged = charged + found.links.T @ solution.link_prices
    assert (charged >= gain - CLOSE * max(1.0, np.abs(gain).max(initial=0.0))).all()
    assert (solution.plan >= 0).all()
    assert np.abs(solution.plan * (charged - gain)).max(initial=0.0) <= CLOSE * scale
    for one in found.families:
        left = one.bounds - one.rows @ solution.plan
        assert (left >= -CLOSE * np.maximum(1.0, np.abs(one.bounds))).all()
        assert (solution.prices[one.name] >= 0).all()
        assert np.abs(left * solution.prices[one.name]).max(initial=0.0) <= CLOSE * scale


def test_with_nothing_to_choose_the_best_is_nothing() -> None:
    none = Family("budget", csr_array((1, 0)), np.array([5.0]))
    assert solved(Programme((none,), csr_array((0, 0))), []).value == 0
    least = Family("people", csr_array((1, 0)), np.array([-1.0]))
    assert conflict(Programme((none, least), csr_array((0, 0)))) == ("people",)


def test_links_hold_and_have_prices() -> None:
    """Two people arrive and take one of two courses; the cheap one has a single seat."""
    found = programme(
        family("budget", [[0, 1, 3]], [5]),
        family("seats", [[0, 1, 0]], [1]),
        family("people", [[1, 0, 0]], [9]),
        links=[[1, -1, -1]],
    )
    solution = solved(found, [6, 0, 0])
    assert solution.plan == pytest.approx([7 / 3, 1, 4 / 3])
    assert solution.prices["budget"] == pytest.approx([2])
    assert solution.prices["seats"] == pytest.approx([4])
    assert_prices_prove(found, np.array([6.0, 0, 0]), solution)


@given(allocations(), st.data())
@settings(max_examples=40)
def test_among_equals_the_second_aim_decides(drawn: tuple[Programme, Array], data: st.DataObject) -> None:
    """Checked by asking for the second aim where the first must not fall below its best."""
    found, gain = drawn
    then = data.draw(st.lists(st.integers(-9, 9), min_size=found.count, max_size=found.count))
    solution = solved(found, gain, np.array(then, dtype=float))
    assert solution.value == pytest.approx(solved(found, gain).value, abs=CLOSE)
    held = Family("held", csr_array(-gain[None, :]), np.array([-solution.value + 1e-7]))
    wanted = solved(Programme((*found.families, held), found.links), np.array(then, dtype=float))
    assert float(np.array(then) @ solution.plan) == pytest.approx(wanted.value, abs=1e-4)


def test_nothing_possible_is_told_and_so_is_everything() -> None:
    found = programme(family("most", [[1]], [3]), family("least", [[-1]], [-4]))
    assert best(found, np.ones(1)) is None
    assert not possible(found)
    assert possible(found.without({"least"}))
    assert conflict(found) == ("most", "least")
    assert conflict(found.of_only({"most"})) == ()


@given(
    st.lists(st.tuples(st.lists(st.integers(-2, 2), min_size=2, max_size=2), st.integers(-3, 3)), max_size=6)
)
@settings(max_examples=60)
def test_a_conflict_is_as_small_as_can_be(drawn: list[tuple[list[int], int]]) -> None:
    """Every set of limits is tried, by another method of HiGHS."""
    families = [
        family(str(number), [list(map(float, row))], [bound]) for number, (row, bound) in enumerate(drawn)
    ]
    families.append(family("room", [[1, 1]], [50]))
    found = conflict(programme(*families))
    smallest = next(
        (
            size
            for size in range(len(families) + 1)
            for chosen in combinations(families, size)
            if not holds(chosen)
        ),
        None,
    )
    if smallest is None:
        assert found == ()
        return
    assert len(found) == smallest
    named = [one for one in families if one.name in found]
    assert not holds(named)
    for left_out in named:
        assert holds([one for one in named if one is not left_out])


def holds(families: Any) -> bool:
    if not families:
        return True
    rows = np.vstack([one.rows.toarray() for one in families])
    bounds = np.concatenate([one.bounds for one in families])
    found = linprog(np.zeros(rows.shape[1]), A_ub=rows, b_ub=bounds, method="highs-ipm")
    return bool(found.status == 0)


def test_of_many_families_the_conflict_has_none_to_spare() -> None:
    many = [family(f"room {number}", [[1.0, 0.0]], [number + 5]) for number in range(14)]
    found = programme(*many, family("least", [[-1, 0]], [-5.5]), family("other", [[0, -1]], [-2]))
    assert conflict(found) == ("room 0", "least")


def test_rows_of_adds_repeated_entries() -> None:
    entry = (np.array([0, 0, 1]), np.array([1, 1, 0]), np.array([2.0, 3.0, 4.0]))
    assert rows_of([entry], 2, 2).toarray().tolist() == [[0, 5], [4, 0]]
