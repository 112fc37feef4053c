"""Allocation: how many people a budget can move from which Origin to which good job, and what limits it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.language import say
from workbook.errors import PlannerError
from workbook.model import allocation_limits as limits
from workbook.model import allocation_tables as tables
from workbook.model import linear_programme
from workbook.model.allocation_moves import Moves, moves_of
from workbook.model.allocation_request import Request
from workbook.model.linear_programme import Programme, Solution
from workbook.model.national import GROUPS

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
A_LITTLE_USD = 10_000.0
"""What the next dollars are told for: “the next $10,000 moves 1.3 more people”."""
SPECKS = 1e-6
"""Fewer people than this on a move are a rounding error of the solver."""
CURVE_STEPS, CURVE_REACH = 20, 2.0
"""The budget curve goes in so many steps up to so many times the budget."""
COST_WEIGHT = 1e-3
"""Of equally good plans that of the larger gain in wages is taken, a dollar of cost counting this much."""


@dataclass(frozen=True, eq=False)
class Allocation:
    """The best use of a budget in a region, or why there is none.

    Everything follows from the ``results`` of a plan and the ``request``; ``solution`` is None when the
    limits of the request cannot hold together.
    """

    results: Results
    request: Request
    moves: Moves
    programme: Programme
    solution: Solution | None

    @property
    def feasible(self) -> bool:
        """Whether all limits can hold together."""
        return self.solution is not None

    @cached_property
    def plan(self) -> Array:
        """People of every move and choice; none where the limits cannot hold together."""
        if self.solution is None:
            return np.zeros(self.programme.count)
        return np.where(self.solution.plan > SPECKS, self.solution.plan, 0.0)

    @property
    def people(self) -> float:
        """People moved."""
        return float(limits.people_of(self.moves) @ self.plan)

    @property
    def placed(self) -> float:
        """People expected to work in the occupation they were trained for."""
        return self.people * self.results.given["placement_rate"]

    @property
    def cost_usd(self) -> float:
        """What the moves cost."""
        return float(limits.cost_of(self.moves) @ self.plan)

    @property
    def wage_gain_usd(self) -> float:
        """Expected gain in wages, USD a year: people × gain × placement rate."""
        return float(self._gain @ self.plan)

    @cached_property
    def _gain(self) -> Array:
        return limits.gain_of(self.moves, self.results.given["placement_rate"])

    @property
    def budget_price(self) -> float:
        """By how much the last dollar of the budget raises what is aimed at: people, or USD a year."""
        if self.solution is None:
            return float("nan")
        return float(self.solution.prices[limits.BUDGET][0]) / limits.THOUSAND

    @property
    def totals(self) -> dict[str, float | bool]:
        """The figures of the whole allocation by name."""
        return {
            "feasible": self.feasible,
            "people": self.people,
            "placed": self.placed,
            "cost_usd": self.cost_usd,
            "wage_gain_usd": self.wage_gain_usd,
            "budget_price": self.budget_price,
            "equity_cost_share": self.equity_cost_share,
        }

    @cached_property
    def conflict(self) -> tuple[str, ...]:
        """The fewest limits that cannot hold together, by their names in `allocation_limits`."""
        return () if self.feasible else linear_programme.conflict(self.programme)

    @cached_property
    def with_more(self) -> Allocation:
        """The allocation of the next dollars on top of the budget."""
        return self.changed(budget_usd=self.request.budget_usd + A_LITTLE_USD)

    @cached_property
    def without_floors(self) -> Allocation:
        """The allocation without equity floors: what they cost is the difference."""
        return self.changed(floors={}) if self.request.floors else self

    @property
    def equity_cost_share(self) -> float:
        """Share of what is aimed at (wage gain or people) that the equity floors cost (0–1)."""
        if self.solution is None or self.without_floors.solution is None:
            return float("nan")
        free = self.without_floors.solution.value
        return max(0.0, 1 - self.solution.value / free) if free > 0 else 0.0

    @cached_property
    def moved(self) -> pd.DataFrame:
        """One row per move and programme, the largest gain in wages first."""
        return tables.moved(self)

    @cached_property
    def limits(self) -> pd.DataFrame:
        """The budget, what must be reached, and every other limit used up, with what one more is worth."""
        return tables.limits_table(self)

    @cached_property
    def groups(self) -> pd.DataFrame:
        """Shares of the groups of workers among the people moved, against their shares of the Origins."""
        return tables.groups(self)

    @cached_property
    def curve(self) -> pd.DataFrame:
        """People and gain in wages against the budget, from nothing to twice the budget."""
        budgets = self.request.budget_usd * np.linspace(0, CURVE_REACH, CURVE_STEPS + 1)
        rows = [tables.curve_row(self.changed(budget_usd=float(budget))) for budget in budgets]
        return pd.DataFrame(rows, columns=list(columns("budget_curve")))

    def changed(self, **request: Any) -> Allocation:
        """Return the allocation of another request for the same region."""
        return _solved(self.results, replace(self.request, **request), self.moves)

    def most(self, weights: Array, names: tuple[str, ...]) -> float:
        """Return the largest Σ weights × people that these families of limits allow; NaN if they conflict."""
        found = linear_programme.best(self.programme.of_only(names), weights)
        return float("nan") if found is None else found.value

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return every table by the name of its file."""
        return {
            "allocation": self.moved,
            "allocation_limits": self.limits,
            "allocation_groups": self.groups,
            "budget_curve": self.curve,
        }


def allocate(
    results: Results, request: Request | None = None, minimums: Mapping[str, float] | None = None
) -> Allocation:
    """Return the best use of a budget in the region of solved results.

    Parameters
    ----------
    results : Results
        Of a plan.
    request : Request, optional
        What is asked for; by default what the plan's parameters say.
    minimums : mapping, optional
        With the parameters: by SOC code, people that must arrive in an occupation at least.

    Raises
    ------
    PlannerError
        When a floor is asked for a group whose share of the region's Origins is not known, or a minimum for
        an occupation that the pack does not have.
    """
    asked = request or Request.of(results.given, minimums)
    moves = moves_of(results)
    for group in asked.floors:
        if not np.isfinite(moves.origin_shares[group]):
            raise PlannerError(
                say(
                    "The share of group “{group}” in the Origins of the region is not known",
                    group=say(GROUPS[group]),
                ),
                say("No jobs of Origins are published for {place}", place=results.region.short_name),
                say("Leave out the floor or choose a larger region"),
            )
    for soc in asked.minimums:
        if soc not in set(results.frame["soc"]):
            raise PlannerError(
                say("“{soc}” is not an occupation of the reference pack", soc=soc),
                say("A minimum names one detailed occupation by its SOC code"),
                say("Look the code up in the regional matrix"),
            )
    return _solved(results, asked, moves)


def _solved(results: Results, request: Request, moves: Moves) -> Allocation:
    stretch = results.given["move_stretch_max"]
    programme = limits.programme_of(moves, request, stretch, results.frame["soc"])
    gain = limits.gain_of(moves, results.given["placement_rate"])
    aim = gain if request.by_wages else limits.people_of(moves)
    then = gain - COST_WEIGHT * limits.cost_of(moves)
    return Allocation(results, request, moves, programme, linear_programme.best(programme, aim, then))
