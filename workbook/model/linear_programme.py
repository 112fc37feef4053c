"""A linear programme in families of limits: its best plan, what a unit more of each limit is worth, and which
limits cannot hold together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import OptimizeResult, linprog
from scipy.sparse import csr_array, vstack

Array = NDArray[Any]
SOLVED, IMPOSSIBLE = 0, 2
NOTHING = 1e-9
"""A price below this, of a unit in which prices are about one, is none."""
FEW_FAMILIES = 12
"""Up to so many families every smaller set of them is tried when they are in conflict."""


@dataclass(frozen=True, eq=False)
class Family:
    """Limits of one kind, which hold or fall together: ``rows`` · plan ≤ ``bounds``.

    Attributes
    ----------
    name : str
        What the limits are about.
    rows : csr_array
        Limit × variable.
    bounds : Array
        One a limit.
    """

    name: str
    rows: csr_array
    bounds: Array


@dataclass(frozen=True, eq=False)
class Programme:
    """What may be chosen, and what limits it.

    Attributes
    ----------
    families : tuple of Family
        The limits.
    links : csr_array
        Rows whose product with the plan is zero. No variable may be below zero.
    """

    families: tuple[Family, ...]
    links: csr_array

    @property
    def count(self) -> int:
        """Number of variables."""
        return int(self.links.shape[1])

    def without(self, names: Collection[str]) -> Programme:
        """Return the programme without the limits of these families."""
        kept = tuple(family for family in self.families if family.name not in names)
        return Programme(kept, self.links)

    def of_only(self, names: Collection[str]) -> Programme:
        """Return the programme with the limits of these families only."""
        return self.without({family.name for family in self.families} - set(names))


@dataclass(frozen=True, eq=False)
class Solution:
    """The best plan and its prices.

    ``prices`` has one array a family: by how much the best value rises per unit that a limit is raised;
    ``link_prices`` are those of the links.
    """

    value: float
    plan: Array
    prices: dict[str, Array]
    link_prices: Array


def best(programme: Programme, gain: Array, then: Array | None = None) -> Solution | None:
    """Return the plan of the largest Σ gain × plan, None when the limits cannot hold together.

    Parameters
    ----------
    programme : Programme
        The limits. They must bound the gain from above.
    gain : Array
        Of a unit of each variable.
    then : Array, optional
        Of the plans that are equally good, the one of the largest Σ then × plan is taken.

    Notes
    -----
    Solved with HiGHS. The equally good plans are those that keep every limit that has a price at its bound
    and every variable that would cost something at zero: the second pass looks among these only, so the
    prices of the first hold for it as well.
    """
    scale = float(np.abs(gain).max(initial=0.0)) or 1.0
    rows, bounds = _stacked(programme)
    if not programme.count:
        return _of_nothing(programme) if (bounds >= 0).all() else None
    none = np.zeros(programme.links.shape[0])
    found = _highs(-gain / scale, (rows, bounds), (programme.links, none), np.full(programme.count, np.inf))
    if found is None:
        return None
    plan = found.x
    priced = -found.ineqlin.marginals
    if then is not None:
        plan = _among_equals(programme, found, then)
    plan = np.maximum(plan, 0.0)
    starts = np.cumsum([0, *(len(family.bounds) for family in programme.families)])
    prices = {
        family.name: priced[start : start + len(family.bounds)] * scale
        for family, start in zip(programme.families, starts, strict=False)
    }
    return Solution(float(gain @ plan), plan, prices, -found.eqlin.marginals * scale)


def _of_nothing(programme: Programme) -> Solution:
    """Return the plan where there is nothing to choose; HiGHS wants at least one variable."""
    prices = {family.name: np.zeros(len(family.bounds)) for family in programme.families}
    return Solution(0.0, np.zeros(0), prices, np.zeros(programme.links.shape[0]))


def possible(programme: Programme) -> bool:
    """Return whether all limits can hold together."""
    return best(programme, np.zeros(programme.count)) is not None


def conflict(programme: Programme) -> tuple[str, ...]:
    """Return the families of limits that cannot hold together, as few as can be; empty when all can.

    Leaving out any one of them would let the others hold. A family is dropped for good when the rest is
    impossible without it; of few families all smaller sets are tried as well, so that no smaller one exists.
    """
    if possible(programme):
        return ()
    names = [family.name for family in programme.families]
    kept = list(names)
    for name in names:
        fewer = [other for other in kept if other != name]
        if not possible(programme.of_only(fewer)):
            kept = fewer
    if len(names) <= FEW_FAMILIES:
        for size in range(1, len(kept)):
            for chosen in combinations(names, size):
                if not possible(programme.of_only(chosen)):
                    return chosen
    return tuple(kept)


def _stacked(programme: Programme) -> tuple[csr_array, Array]:
    families = programme.families
    if not families:
        return csr_array((0, programme.count)), np.zeros(0)
    rows = csr_array(vstack([family.rows for family in families], format="csr"))
    return rows, np.concatenate([family.bounds for family in families])


def _among_equals(programme: Programme, found: OptimizeResult, then: Array) -> Array:
    """Return the plan of the largest Σ then × plan among the plans as good as the one found."""
    rows, bounds = _stacked(programme)
    tight = -found.ineqlin.marginals > NOTHING
    most = np.where(found.lower.marginals > NOTHING, 0.0, np.inf)
    fixed = csr_array(vstack([programme.links, rows[tight]], format="csr"))
    values = np.concatenate([np.zeros(programme.links.shape[0]), bounds[tight]])
    scale = float(np.abs(then).max(initial=0.0)) or 1.0
    again = _highs(-then / scale, (rows[~tight], bounds[~tight]), (fixed, values), most)
    return np.asarray(found.x if again is None else again.x)


def _highs(
    cost: Array, limits: tuple[csr_array, Array], fixed: tuple[csr_array, Array], most: Array
) -> OptimizeResult | None:
    """Return what HiGHS finds, None when nothing fits; ArithmeticError when it comes to no end."""
    named: dict[str, Any] = {"A_ub": limits[0], "b_ub": limits[1], "A_eq": fixed[0], "b_eq": fixed[1]}
    named |= {"bounds": np.column_stack([np.zeros(len(most)), most]), "method": "highs"}
    found = linprog(cost, **named)
    if found.status == SOLVED:
        return found
    if found.status != IMPOSSIBLE and linprog(np.zeros(len(cost)), **named).status != IMPOSSIBLE:
        raise ArithmeticError(found.message)
    return None


def rows_of(entries: Sequence[tuple[Array, Array, Array]], limits: int, variables: int) -> csr_array:
    """Return limits × variables from parts of (limit, variable, factor); repeated entries add up."""
    limit, variable, factor = (np.concatenate(part) for part in zip(*entries, strict=True))
    return csr_array((factor.astype(float), (limit, variable)), shape=(limits, variables))
