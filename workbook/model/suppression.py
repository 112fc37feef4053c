"""Cell suppression: which counts of a table to withhold so that no small one can be worked out.

A count of at least one person and fewer than the limit is withheld (primary suppression). So that totals do
not give it back, further counts are withheld (complementary suppression), those of the fewest people first,
found by linear programmes. What is promised: whoever solves for a withheld small count from everything that
is published finds that it may be nought as well as the limit or more; and any other withheld count is left
open by at least the limit.

A nought is published: it shows nobody. It is therefore never withheld to protect another count, since it
could hide nothing.

Method: Fischetti and Salazar 2001 (the attacker's problem), Kelly, Golden and Assad 1992 (one linear
programme for each count and direction); bounds by HiGHS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

SLACK = 1e-6
"""People by which a bound may miss what is promised, for the arithmetic of the solver."""
_NEVER_IF_AVOIDABLE = 1e4


@dataclass(frozen=True)
class Relation:
    """One total and its parts, as places in the table: the parts add up to the total."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class CountTable:
    """Counts that add up.

    Attributes
    ----------
    values : array
        People of each cell.
    relations : tuple of Relation
        Which cells add up to which.
    hidden : frozenset of int
        Cells that are published in no case, such as what a total has beyond its listed parts.
    fixed : frozenset of int
        Cells that are known in any case.
    dear : frozenset of int
        Cells to be withheld only where nothing else helps, such as the total of all.
    """

    values: Array
    relations: tuple[Relation, ...]
    hidden: frozenset[int] = field(default_factory=frozenset)
    fixed: frozenset[int] = field(default_factory=frozenset)
    dear: frozenset[int] = field(default_factory=frozenset)

    def matrix(self) -> Array:
        """Return the relations as a matrix, relations × cells, whose product with the values is zero."""
        found = np.zeros((len(self.relations), len(self.values)))
        for row, relation in enumerate(self.relations):
            np.add.at(found[row], list(relation.parts), 1.0)
            found[row, relation.total] -= 1.0
        return found

    def small(self, limit: float) -> Array:
        """Return which cells hold somebody, but fewer people than the limit."""
        known = np.isin(np.arange(len(self.values)), list(self.fixed))
        found: Array = (self.values > 0) & (self.values < limit) & ~known
        return found


def suppressed(table: CountTable, limit: float) -> Array:
    """Return which cells to withhold; `CountTable.hidden` ones are among them where they are small.

    >>> table = CountTable(np.array([40.0, 4.0, 25.0, 11.0]), (Relation(0, (1, 2, 3)),))
    >>> suppressed(table, 10).tolist()
    [False, True, False, True]
    """
    small = table.small(limit)
    withheld = small.copy()
    if limit <= 0 or not small.any():
        return withheld
    solver = _Attacker(table)
    for cell in np.flatnonzero(small)[np.argsort(table.values[small], kind="stable")]:
        if not _open_in_one_total(table, withheld, int(cell), limit):
            for change in (limit - table.values[cell], -table.values[cell]):
                withheld |= solver.cheapest(withheld, int(cell), change)
    done = small.copy()
    while len(rest := np.flatnonzero(withheld & ~done)):
        cell = int(rest[np.argmin(table.values[rest])])
        low, high = solver.bounds(withheld, cell)
        if high - low < limit - SLACK:
            withheld |= solver.cheapest(withheld, cell, limit)
        done[cell] = True
    return withheld


def bounds(table: CountTable, withheld: Array, cells: Sequence[int]) -> Array:
    """Return the least and most people that each cell can have, given all that is published (cells × 2)."""
    solver = _Attacker(table)
    return np.array([solver.bounds(withheld, int(cell)) for cell in cells]).reshape(-1, 2)


def _open_in_one_total(table: CountTable, withheld: Array, cell: int, limit: float) -> bool:
    """Tell at once that a cell is safe: withheld parts of its one total hold the limit, itself included."""
    mine = [one for one in table.relations if cell in one.parts or cell == one.total]
    if len(mine) != 1 or mine[0].total == cell:
        return not mine
    elsewhere = {part for one in table.relations if one is not mine[0] for part in (one.total, *one.parts)}
    loose = [part for part in mine[0].parts if withheld[part] and part not in elsewhere]
    return len(loose) > 1 and float(table.values[loose].sum()) >= limit


class _Attacker:
    """Solves for what the published cells leave open."""

    def __init__(self, table: CountTable) -> None:
        from scipy.optimize import linprog

        self._table, self._matrix, self._linprog = table, table.matrix(), linprog

    def _open(self, withheld: Array) -> Array:
        places = np.arange(len(self._table.values))
        hidden = np.isin(places, list(self._table.hidden))
        found: Array = (withheld | hidden) & ~np.isin(places, list(self._table.fixed))
        return found

    def bounds(self, withheld: Array, cell: int) -> tuple[float, float]:
        """Return the least and most people that a cell can have."""
        values, open_ = self._table.values, self._open(withheld)
        if not open_[cell]:
            return float(values[cell]), float(values[cell])
        places = np.flatnonzero(open_)
        used = self._matrix[:, places].any(axis=1)
        rows = self._matrix[used]
        target = -(rows[:, ~open_] @ values[~open_])
        goal = (places == cell).astype(float)
        found = []
        for sign in (1.0, -1.0):
            solved = self._linprog(sign * goal, A_eq=rows[:, places], b_eq=target, bounds=(0, None))
            found.append(sign * float(solved.fun) if solved.status == 0 else -sign * np.inf)
        return found[0], found[1]

    def cheapest(self, withheld: Array, cell: int, change: float) -> Array:
        """Return the cells that have to be withheld so that one may be larger, or smaller, by a change.

        Other published cells move with it, each at a cost of its people, so that few people are withheld.
        """
        values, open_ = self._table.values, self._open(withheld)
        places = np.arange(len(values))
        still = (values <= 0) & ~open_ | np.isin(places, list(self._table.fixed))
        cost = np.where(open_, 0.0, 1.0 + np.maximum(values, 0.0))
        cost[list(self._table.dear)] *= _NEVER_IF_AVOIDABLE
        up = np.where(still, 0.0, np.inf)
        down = np.where(still, 0.0, np.maximum(values, 0.0))
        step = abs(change)
        for bound, wanted in ((up, change > 0), (down, change < 0)):
            bound[cell] = step if wanted else 0.0
        least = np.zeros(2 * len(values))
        least[cell if change > 0 else cell + len(values)] = step
        solved = self._linprog(
            np.concatenate([cost, cost]),
            A_eq=np.hstack([self._matrix, -self._matrix]),
            b_eq=np.zeros(len(self._matrix)),
            bounds=np.column_stack([least, np.concatenate([up, down])]),
        )
        if solved.status != 0:
            return np.zeros(len(values), dtype=bool)
        moved = solved.x[: len(values)] + solved.x[len(values) :]
        found: Array = (moved > SLACK) & ~np.isin(places, list(self._table.hidden))
        return found
