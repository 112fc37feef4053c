"""Raking: a textbook table, two by two by hand, every table at once by brute force, and what always holds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.model.raking import Margin, Raked, rake

NAN = float("nan")

# The worked example of the encyclopaedia article "Iterative proportional fitting" (Wikipedia), after the
# procedure of Deming and Stephan, "On a least squares adjustment of a sampled frequency table", 1940.
EXAMPLE = np.array([[40, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]], dtype=float)
ROWS, COLUMNS = np.array([150.0, 300.0, 400.0, 150.0]), np.array([200.0, 300.0, 400.0, 100.0])
AFTER_THREE_ROUNDS = [
    [64.61, 46.28, 35.42, 3.83],
    [49.95, 68.15, 156.49, 25.37],
    [56.70, 144.40, 145.06, 53.76],
    [28.74, 41.18, 63.03, 17.03],
]


def margins(rows: Any, columns: Any) -> list[Margin]:
    """Return the row and column totals of a table as margins of its cells."""
    tall, wide = len(rows), len(columns)
    return [
        Margin("row", tuple(map(str, range(tall))), np.repeat(np.eye(tall), wide, axis=0), rows),
        Margin("column", tuple(map(str, range(wide))), np.tile(np.eye(wide), (tall, 1)), columns),
    ]


def raked(seed: Any, rows: Any, columns: Any) -> tuple[Any, Raked]:
    found = rake(seed.ravel(), margins(rows, columns))
    return found.values.reshape(seed.shape), found


def test_the_textbook_table() -> None:
    table, found = raked(EXAMPLE, ROWS, COLUMNS)
    assert found.converged
    assert found.rounds < 20
    assert table.sum(axis=1) == pytest.approx(ROWS, rel=1e-9)
    assert table.sum(axis=0) == pytest.approx(COLUMNS, rel=1e-9)
    assert np.abs(table - np.array(AFTER_THREE_ROUNDS)).max() < 0.06


def test_the_textbook_table_as_it_was_printed() -> None:
    """Three rounds of rows, then columns; a round of ours begins with the first margin too."""
    values = EXAMPLE.ravel()
    for _ in range(3):
        for one in margins(ROWS, COLUMNS):
            values = rake(values, [one]).values
    assert values.reshape(4, 4).round(2).tolist() == AFTER_THREE_ROUNDS


def test_what_makes_the_fitted_table_the_only_one() -> None:
    """Margins met and every odds ratio of the seed kept: no other table has both."""
    table, _ = raked(EXAMPLE, ROWS, COLUMNS)

    def odds(of: Any) -> Any:
        return of[:-1, :-1] * of[1:, 1:] / (of[1:, :-1] * of[:-1, 1:])

    assert odds(table) == pytest.approx(odds(EXAMPLE))


def test_two_by_two_by_hand() -> None:
    """p (p + 5) = 4 (10 − p) (15 − p) for the first cell."""
    table, _ = raked(np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([10.0, 20.0]), np.array([15.0, 15.0]))
    assert table[0, 0] == pytest.approx((35 - 425**0.5) / 2)


def test_cells_in_shares_are_the_table_without_building_it() -> None:
    """Known rows and shared columns give the margins of the textbook table."""
    shares = EXAMPLE / EXAMPLE.sum(axis=1, keepdims=True)
    found = rake(EXAMPLE.sum(axis=1), [Margin("column", tuple("abcd"), shares, COLUMNS)], known=ROWS)
    assert found.converged
    assert found.values.tolist() == ROWS.tolist()
    assert found.fitted[0] == pytest.approx(COLUMNS)


@settings(max_examples=30)
@given(numbers=st.integers(0, 2**32 - 1))
def test_it_equals_fitting_the_whole_table_of_occupations_industries_and_groups(numbers: int) -> None:
    """Brute force: cells × industries × women or not, three sets of totals, fitted as one table."""
    draw = np.random.default_rng(numbers)
    seed = draw.uniform(1, 50, 6)
    industry = draw.dirichlet(np.ones(3), 6)
    women = draw.uniform(0.05, 0.95, 6)
    sides = np.column_stack([women, 1 - women])
    truth = seed[:, None, None] * industry[:, :, None] * sides[:, None, :] * draw.uniform(0.5, 2, (6, 3, 2))
    group = np.repeat(np.eye(2), 3, axis=0)
    of_group = group.T @ truth.sum(axis=(1, 2))
    totals = truth.sum(axis=(0, 2)), truth.sum(axis=(0, 1))
    whole = seed[:, None, None] * industry[:, :, None] * sides[:, None, :]
    for _ in range(3_000):
        whole *= (totals[0] / whole.sum(axis=(0, 2)))[None, :, None]
        whole *= (totals[1] / whole.sum(axis=(0, 1)))[None, None, :]
        whole *= (group @ (of_group / (group.T @ whole.sum(axis=(1, 2)))))[:, None, None]
    found = rake(
        seed,
        [
            Margin("industry", tuple("abc"), industry, totals[0]),
            Margin("sex", ("women", "men"), sides, totals[1]),
            Margin("group", ("1", "2"), group, of_group),
        ],
    )
    assert found.largest_error < 1e-9
    assert found.values == pytest.approx(whole.sum(axis=(1, 2)), rel=1e-6)


@settings(max_examples=50)
@given(numbers=st.integers(0, 2**32 - 1), known=st.integers(0, 4))
def test_consistent_totals_hold(numbers: int, known: int) -> None:
    draw = np.random.default_rng(numbers)
    people = draw.uniform(0.5, 100, 12)
    group = np.repeat(np.eye(4), 3, axis=0)
    industry = draw.dirichlet(np.ones(3), 12)
    fixed = np.full(12, NAN)
    fixed[:known] = people[:known]
    found = rake(
        people * draw.uniform(0.5, 2, 12),
        [
            Margin("industry", tuple("abc"), industry, people @ industry),
            Margin("group", tuple("abcd"), group, people @ group),
        ],
        fixed,
    )
    assert found.largest_error < 1e-9
    assert found.fitted[0] == pytest.approx(people @ industry, rel=1e-9)
    assert found.fitted[1] == pytest.approx(people @ group, rel=1e-9)
    assert found.values[:known].tolist() == people[:known].tolist()
    assert (found.values >= 0).all()


def test_known_cells_take_from_their_total_and_a_total_of_zero_is_zero() -> None:
    group = np.array([[1.0, 0], [1, 0], [1, 0], [0, 1]])
    found = rake(
        np.array([1.0, 1.0, 3.0, 5.0]),
        [Margin("group", ("a", "b"), group, np.array([100.0, 0.0]))],
        np.array([20.0, NAN, NAN, NAN]),
    )
    assert found.values.tolist() == [20, 20, 60, 0]
    assert found.converged


def test_what_is_given_of_nothing_stays_as_it_was() -> None:
    group = np.array([[1.0, 0], [1, 0], [0, 1]])
    found = rake(np.array([1.0, 3.0, 7.0]), [Margin("group", ("a", "b"), group, np.array([8.0, NAN]))])
    assert found.values.tolist() == [2, 6, 7]


def test_contradictory_totals_leave_the_last_and_the_known_and_say_how_far_off() -> None:
    industry = np.array([[0.5, 0.5], [0.5, 0.5]])
    found = rake(
        np.array([10.0, 10.0]),
        [
            Margin("industry", ("a", "b"), industry, np.array([60.0, 60.0])),
            Margin("group", ("x",), np.ones((2, 1)), np.array([100.0])),
        ],
        np.array([30.0, NAN]),
    )
    assert not found.converged
    assert found.values.tolist() == pytest.approx([30, 70])
    assert found.largest_error == pytest.approx(1 / 6)
    assert found.rounds < 100


def test_people_where_nobody_can_be_are_an_error_and_no_crash() -> None:
    found = rake(
        np.array([5.0, 5.0]), [Margin("group", ("x", "y"), np.eye(2)[[0, 0]], np.array([10.0, 3.0]))]
    )
    assert found.largest_error == 1
    assert found.values.tolist() == [5, 5]
