"""The budget curve: how many people each budget would move, with the plan's budget as a handle on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.language import say
from workbook.model.pictures.picture import Picture

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
ROUND_TO = 40
"""A budget set by hand is rounded to this many steps of the curve's width, so that it reads well."""


@dataclass(frozen=True, eq=False)
class BudgetCurve(Picture):
    """Budgets that were solved, and what they reach.

    Attributes
    ----------
    budgets : array
        Budgets from nothing to twice the plan's, each solved on its own [USD].
    people, gains_usd : array
        People moved, and their wage gain in a year [USD], for each budget.
    budget : float
        The plan's budget [USD].
    """

    budgets: Array
    people: Array
    gains_usd: Array
    budget: float

    def people_at(self, budget: float) -> float:
        """Return about how many people a budget would move, between solved budgets on a straight line."""
        return float(np.interp(budget, self.budgets, self.people))

    def gain_at(self, budget: float) -> float:
        """Return about the wage gain of a budget [USD per year], likewise."""
        return float(np.interp(budget, self.budgets, self.gains_usd))

    def rounded(self, budget: float) -> float:
        """Return the nearest round budget on the curve, as a handle sets it.

        A step is 1, 2 or 5 times a power of ten.
        """
        rough = float(self.budgets[-1]) / ROUND_TO
        unit = 10.0 ** np.floor(np.log10(rough))
        step = unit * next(one for one in (1, 2, 5, 10) if unit * one >= rough * 0.999)
        return float(np.clip(round(budget / step) * step, 0.0, self.budgets[-1]))

    def words(self) -> list[str]:
        """Return each budget with what it reaches."""
        return [self.budget_words(float(one)) for one in self.budgets]

    def budget_words(self, budget: float) -> str:
        """Return one budget in words."""
        from workbook.model.allocation_amounts import dollars, persons

        return say(
            "{budget}: {people}, {gain} more in wages a year",
            budget=dollars(budget),
            people=persons(self.people_at(budget)),
            gain=dollars(self.gain_at(budget)),
        )


def _with_kinks(curve: pd.DataFrame) -> pd.DataFrame:
    """Add the cost at which other limits than the budget end the curve: what a larger budget leaves unspent.

    The best use of a budget that is not spent is the best use of what it spends, so the point is solved too.
    """
    unspent = curve[curve["cost_usd"] < curve["budget_usd"] - 1.0]
    kinks = unspent.assign(budget_usd=unspent["cost_usd"])
    points = pd.concat([curve, kinks]).drop_duplicates("budget_usd")
    return points.assign(cent=points["budget_usd"].round(2)).drop_duplicates("cent").sort_values("budget_usd")


def budget_curve(results: Results) -> BudgetCurve | None:
    """Return the budget curve of the plan; None where no budget moves anybody."""
    # The optimizers take a quarter of a second to load, which only those who ask should wait.
    from workbook.model.allocation_amounts import dollars
    from workbook.model.allocation_words import next_dollars

    found = results.allocation
    curve = _with_kinks(found.curve)
    people = curve["people"].to_numpy(dtype=float)
    if len(curve) < 2 or not found.feasible or not people.max() > 0:
        return None
    budgets = curve["budget_usd"].to_numpy(dtype=float)
    budget = found.request.budget_usd
    if found.budget_price > 0:
        said = next_dollars(found)
        title = say("At {budget} {said}", budget=dollars(budget), said=said)
    else:
        title = say(
            "More than {cost} would move nobody more: other limits are used up", cost=dollars(found.cost_usd)
        )
    return BudgetCurve(
        title,
        say(
            "People moved by each budget, the most wage gain for the money · solved on assumed costs and "
            "placement"
        )
        if found.request.by_wages
        else say(
            "People moved by each budget, the most people for the money · solved on assumed costs and "
            "placement"
        ),
        say("Budget curve"),
        budgets,
        people,
        curve["wage_gain_usd"].to_numpy(dtype=float),
        float(budget),
    )
