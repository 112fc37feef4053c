"""Raking: counts that add up to every total given, and stay as near to where they began as that allows.

Iterative proportional fitting (Deming and Stephan 1940). The people of a cell, here an occupation, belong in
shares to the categories of each margin: wholly to one major group, partly to several industries. Given the
cell, the margins are taken as independent of each other, and the fitting keeps them so; therefore the table
of cells × industries × groups of people is never built, and the counts are those that fitting it would give.

Cells that are known do not move: the totals share out what they leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

TOLERANCE = 1e-10
"""A total counts as met when it is off by no more than this part of itself."""
ROUNDS = 10_000
"""Rounds at most: totals that nearly depend on each other come together slowly."""
STANDS_STILL = 1e-12
"""Totals that contradict each other are given up when a round changes the difference by less than this."""
_LARGEST_FACTOR = 1e150


@dataclass(frozen=True)
class Margin:
    """One way of counting the same people: by major group, by industry, by sex.

    Attributes
    ----------
    name : str
        What it counts by.
    labels : tuple of str
        Its categories.
    shares : array, cells × categories
        Share of the people of each cell in each category before fitting (0–1); a row that adds up to less
        than one has the rest in no category of the margin.
    totals : array
        People of each category; NaN where not given.
    """

    name: str
    labels: tuple[str, ...]
    shares: Array
    totals: Array


@dataclass(frozen=True)
class Raked:
    """What raking came to.

    Attributes
    ----------
    values : array
        People of each cell.
    fitted : tuple of array
        Per margin, the people of each category that the values come to.
    rounds : int
        Rounds taken.
    largest_error : float
        Largest difference from a total given, relative to it (0 where none is given).
    """

    values: Array
    fitted: tuple[Array, ...]
    rounds: int
    largest_error: float

    @property
    def converged(self) -> bool:
        """Whether every total is met; contradictory totals never are."""
        return self.largest_error <= TOLERANCE


def rake(seed: Array, margins: Sequence[Margin], known: Array | None = None) -> Raked:
    """Return counts that add up to every total of the margins, as near to the seed as they can be.

    Where totals contradict each other, those of the last margin hold, and known cells before all others.

    Parameters
    ----------
    seed : array
        People of each cell to begin with; only their proportions matter where totals are given.
    margins : sequence of Margin
        What the cells are to add up to.
    known : array, optional
        People of cells that stay as they are; NaN for the others.

    Examples
    --------
    Two by two cells, seed odds ratio 4, rows of 10 and 20, columns of 15 and 15 people: the first cell is
    (35 − √425) ÷ 2.

    >>> rows, columns = np.repeat(np.eye(2), 2, axis=0), np.tile(np.eye(2), (2, 1))
    >>> found = rake(
    ...     np.array([2.0, 1.0, 1.0, 2.0]),
    ...     [
    ...         Margin("row", ("1", "2"), rows, np.array([10.0, 20.0])),
    ...         Margin("column", ("1", "2"), columns, np.array([15.0, 15.0])),
    ...     ],
    ... )
    >>> found.values.round(3).tolist(), found.converged
    ([7.192, 2.808, 7.808, 12.192], True)
    """
    known = np.full(len(seed), np.nan) if known is None else known
    fixed = np.isfinite(known)
    held = np.where(fixed, known, 0.0)
    values = np.where(fixed, known, seed).astype(float)
    steps = [_Whole(one, held, ~fixed) if _is_whole(one) else _Shared(one, held, fixed) for one in margins]
    rounds, error = 0, _largest(steps, values)
    while error > TOLERANCE and rounds < ROUNDS:
        before, was = values, error
        for step in steps:
            values = step.fit(values)
        rounds += 1
        error = _largest(steps, values)
        moved = float(np.abs(values - before).max(initial=0.0))
        if abs(error - was) <= STANDS_STILL * was and moved <= STANDS_STILL * float(values.sum()):
            break
    return Raked(values, tuple(step.counted(values) for step in steps), rounds, error)


def _is_whole(margin: Margin) -> bool:
    return bool(np.isin(margin.shares, (0.0, 1.0)).all()) and bool((margin.shares.sum(axis=1) <= 1).all())


class _Whole:
    """A margin to whose categories cells belong wholly: what is left beside known cells is shared out."""

    def __init__(self, margin: Margin, held: Array, free: Array) -> None:
        self.totals = margin.totals
        given = np.isfinite(margin.totals)
        self._shares = margin.shares
        self._inside = margin.shares[:, given] > 0
        self._left = np.maximum(0.0, margin.totals[given] - held @ margin.shares[:, given])
        self._free = free

    def fit(self, values: Array) -> Array:
        moving = np.where(self._free, values, 0.0) @ self._inside
        factor = np.divide(self._left, moving, out=np.ones_like(self._left), where=moving > 0)
        per_cell = np.where(self._inside, factor, 1.0).prod(axis=1)
        return np.where(self._free, values * per_cell, values)

    def counted(self, values: Array) -> Array:
        return np.asarray(values @ self._shares)


class _Shared:
    """A margin to whose categories cells belong in shares, which the fitting changes with it."""

    def __init__(self, margin: Margin, held: Array, fixed: Array) -> None:
        self.totals = margin.totals
        self._given = np.isfinite(margin.totals)
        self._shares = margin.shares
        self._elsewhere = np.maximum(0.0, 1.0 - margin.shares.sum(axis=1))
        self._factor = np.ones(len(margin.totals))
        self._held, self._fixed = held, fixed

    def fit(self, values: Array) -> Array:
        had = self._weight()
        counted = self.counted(values)
        change = np.divide(self.totals, counted, out=np.ones_like(counted), where=self._given & (counted > 0))
        self._factor = np.minimum(self._factor * change, _LARGEST_FACTOR)
        moved = values * np.divide(self._weight(), had, out=np.zeros_like(had), where=had > 0)
        return np.where(self._fixed, self._held, moved)

    def counted(self, values: Array) -> Array:
        weight = self._weight()
        per_weight = np.divide(values, weight, out=np.zeros_like(weight), where=weight > 0)
        return np.asarray(self._factor * (per_weight @ self._shares))

    def _weight(self) -> Array:
        return np.asarray(self._shares @ self._factor + self._elsewhere)


def _largest(steps: Sequence[_Whole | _Shared], values: Array) -> float:
    """Return the largest difference from a total, relative to it; from zero, relative to all totals."""
    largest = 0.0
    for step in steps:
        given = np.isfinite(step.totals)
        if given.any():
            totals = step.totals[given]
            base = np.where(totals > 0, totals, max(float(totals.sum()), 1.0))
            largest = max(largest, float((np.abs(step.counted(values)[given] - totals) / base).max()))
    return largest
