"""Withholding small counts: by hand, and by trying to solve for what was withheld."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from workbook.model.suppression import CountTable, Relation, bounds, suppressed

LIMIT = 10


def parts(*values: float) -> CountTable:
    return CountTable(np.array([sum(values), *values]), (Relation(0, tuple(range(1, len(values) + 1))),))


def two_way(inside: np.ndarray) -> CountTable:
    """Return a table of rows × columns with both kinds of totals and the total of all."""
    rows, columns = inside.shape
    count = rows * columns
    values = [*inside.ravel(), *inside.sum(axis=1), *inside.sum(axis=0), inside.sum()]
    relations = [
        Relation(count + row, tuple(range(row * columns, (row + 1) * columns))) for row in range(rows)
    ]
    relations += [Relation(count + rows + at, tuple(range(at, count, columns))) for at in range(columns)]
    whole = count + rows + columns
    relations += [Relation(whole, tuple(range(count, count + rows)))]
    relations += [Relation(whole, tuple(range(count + rows, whole)))]
    return CountTable(np.array(values, dtype=float), tuple(relations), dear=frozenset([whole]))


def solved_for(table: CountTable, withheld: np.ndarray, cell: int) -> tuple[float, float]:
    """Try to work a count out from all that is published, by a programme written for this test alone."""
    equal, right = [], []
    for relation in table.relations:
        row = np.zeros(len(table.values))
        row[list(relation.parts)] += 1
        row[relation.total] -= 1
        equal.append(row)
        right.append(0.0)
    known = [
        (value, value) if not hidden else (0, None)
        for value, hidden in zip(table.values, withheld, strict=True)
    ]
    goal = np.eye(len(table.values))[cell]
    least = linprog(goal, A_eq=np.array(equal), b_eq=right, bounds=known)
    most = linprog(-goal, A_eq=np.array(equal), b_eq=right, bounds=known)
    return least.fun, -most.fun if most.status == 0 else np.inf


def safe(table: CountTable, withheld: np.ndarray) -> bool:
    small = (table.values > 0) & (table.values < LIMIT)
    assert withheld[small].all(), "every small count is withheld"
    assert not withheld[table.values == 0].any(), "a nought shows nobody and stays"
    for cell in np.flatnonzero(withheld):
        low, high = solved_for(table, withheld, int(cell))
        if small[cell] and not (low < 1e-6 and high > LIMIT - 1e-6):
            return False
        if high - low < LIMIT - 1e-6:
            return False
    return True


def test_nothing_small_nothing_withheld() -> None:
    assert not suppressed(parts(10, 0, 200), LIMIT).any()


def test_a_single_small_count_takes_the_smallest_other_with_it() -> None:
    assert suppressed(parts(4, 300, 25, 11, 0), LIMIT).tolist() == [False, True, False, False, True, False]


def test_two_small_counts_that_are_few_together_take_a_third() -> None:
    """Two ones would be told by the two that a total leaves over."""
    assert suppressed(parts(1, 1, 50, 60), LIMIT).tolist() == [False, True, True, True, False]


def test_small_counts_that_are_many_together_hide_each_other() -> None:
    assert suppressed(parts(4, 6, 50, 60), LIMIT).tolist() == [False, True, True, False, False]


def test_a_small_count_with_noughts_beside_it_takes_the_total() -> None:
    """Where a total holds only the small count it is the same figure."""
    assert suppressed(parts(4, 0, 0), LIMIT).tolist() == [True, True, False, False]


def test_two_ways_of_adding_up() -> None:
    inside = np.array([[3, 40, 50], [30, 20, 12], [60, 15, 90]])
    table = two_way(inside)
    alone = (table.values > 0) & (table.values < LIMIT)
    assert not safe(table, alone), "the small count alone is given back by its row"
    withheld = suppressed(table, LIMIT)
    assert safe(table, withheld)
    assert withheld.sum() == 4, "the corners of one rectangle are enough"
    assert not withheld[-1]


def test_what_a_total_has_beyond_its_parts_is_a_count_too() -> None:
    """Three people of other occupations are as few as three people of one."""
    table = CountTable(np.array([103.0, 40, 60, 3]), (Relation(0, (1, 2, 3)),), hidden=frozenset([3]))
    assert suppressed(table, LIMIT).tolist() == [False, True, False, True]


def test_bounds_say_what_can_be_worked_out() -> None:
    table = parts(4, 300, 25, 11)
    withheld = suppressed(table, LIMIT)
    assert bounds(table, withheld, [1, 4, 2]).tolist() == [[0, 15], [0, 15], [300, 300]]


@settings(max_examples=12)
@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=2, max_size=4))
def test_whatever_the_table_no_small_count_can_be_solved_for(rows: list[list[int]]) -> None:
    table = two_way(np.array(rows))
    assert safe(table, suppressed(table, LIMIT))


def test_a_limit_of_nought_withholds_nothing() -> None:
    assert suppressed(parts(4, 5), 0).tolist() == [False, False, False]


@pytest.mark.parametrize("limit", [3, 10, 25])
def test_the_limit_is_the_planners(limit: int) -> None:
    withheld = suppressed(parts(2, 8, 20, 400, 500), limit)
    assert withheld[1]
    assert withheld.sum() >= 2
