"""Which single assumption moves the top of the priorities most: each is set low and high, one at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import Parameter, columns
from data.language import say
from workbook.errors import PlannerError
from workbook.model.scenarios import live_under
from workbook.plan import describe
from workbook.scenarios import all_scenarios

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
TOP = 20
"""Priorities that are watched."""
SWING_SHARE = 0.2
"""A parameter is set this much lower and higher than it is."""
RANGE_SHARE = 0.05
"""A parameter that is 0 is moved by this share of the range it may have."""
REACHING = ("Wage lines", "Classes", "Availability", "Priority weights")
"""Groups of parameters that priorities depend on; all others shape tables that stand beside them."""


def low_and_high(parameter: Parameter, value: float) -> tuple[float, float]:
    """Return the two values at which a parameter is tried: a fifth below and above, inside its bounds.

    A switch is tried off and on; a whole number moves by one at least; a value of 0 moves by a twentieth of
    its range.

    Examples
    --------
    >>> low_and_high(describe("weight_springboard"), 20.0)
    (16.0, 24.0)
    >>> low_and_high(describe("gateway_precedence"), 1.0), low_and_high(describe("gateway_job_zone_max"), 4.0)
    ((0.0, 1.0), (3.0, 5.0))
    """
    if parameter.type == "switch":
        return 0.0, 1.0
    step = abs(value) * SWING_SHARE or (parameter.maximum - parameter.minimum) * RANGE_SHARE
    if parameter.type == "integer":
        step = max(1.0, float(round(step)))
    return max(parameter.minimum, value - step), min(parameter.maximum, value + step)


def tornado(results: Results) -> pd.DataFrame:
    """Return how far the top 20 move when one assumption at a time changes, the largest mover first.

    One row per parameter, one per other scenario, one for the number of people out of work and one for how
    they are spread over the occupations. A job that is no longer ranked counts as one place after the last.
    """
    rows = [_parameter_row(results, name) for name in results.parameters if describe(name).group in REACHING]
    for one in all_scenarios(results.plan.scenarios):
        if one.name != results.plan.scenario:
            other = live_under(results, one)[1]
            rows.append(
                _row(
                    results,
                    f"scenario.{one.name}",
                    say("Scenario: {title}", title=say(one.title)),
                    high=other,
                )
            )
    rows += [_people_row(results), _basis_row(results)]
    table = pd.DataFrame(rows, columns=list(columns("tornado")))
    most = np.fmax(table["moved_low"].to_numpy(dtype=float), table["moved_high"].to_numpy(dtype=float))
    order = np.lexsort((-table["leaving"].to_numpy(dtype=float), -np.nan_to_num(most)))
    return table.iloc[order].reset_index(drop=True)


def _parameter_row(results: Results, name: str) -> dict[str, Any]:
    value = results.parameters[name]
    low, high = low_and_high(describe(name), value)
    below, above = (_priorities_with(results, name, other) for other in (low, high))
    return _row(results, name, say(describe(name).label), below, above, (value, low, high))


def _priorities_with(results: Results, name: str, value: float) -> pd.DataFrame | None:
    """Return the priorities with one parameter changed; None where the plan cannot take the value."""
    from workbook.model.results import live
    from workbook.model.run import solve

    try:
        plan = results.plan.with_parameter(name, value)
    except PlannerError:  # The only weight that counts cannot be zero.
        return None
    if describe(name).effect == "live":
        return live(results, plan.parameters)[1]
    return solve(results.prepared, plan).priorities


def _people_row(results: Results) -> dict[str, Any]:
    low, high = 1 - SWING_SHARE, 1 + SWING_SHARE
    people, kind = results.frame["unemployed"], results.frame["unemployed_kind"]
    fewer, more = (_with_unemployed(results, people * factor, kind, factor) for factor in (low, high))
    return _row(results, "unemployed", say("People out of work, times"), fewer, more, (1.0, low, high))


def _basis_row(results: Results) -> dict[str, Any]:
    """Spread the same number of people as national unemployment rates would have it."""
    frame, facts = results.frame, results.prepared.national.facts
    people = frame["employment"] * facts["unemployment_rate"]
    both = np.isfinite(people) & np.isfinite(frame["unemployed"])
    expected = float(people[both].sum())
    if expected > 0:
        people = people * (float(frame["unemployed"][both].sum()) / expected)
    kind = np.where(np.isfinite(people), "imputed", "").astype(object)
    other = _with_unemployed(results, people, kind, 1.0)
    label = say("People out of work spread by national rates of unemployment alone")
    return _row(results, "unemployment_basis", label, high=other)


def _with_unemployed(results: Results, people: Array, kind: Array, factor: float) -> pd.DataFrame:
    from workbook.model.run import solve

    prepared = results.prepared
    facts = prepared.facts | {"unemployed": people, "unemployed_kind": kind}
    total = replace(prepared.unemployed, total=prepared.unemployed.total * factor)
    return solve(replace(prepared, facts=facts, unemployed=total), results.plan).priorities


def _row(
    results: Results,
    name: str,
    label: str,
    low: pd.DataFrame | None = None,
    high: pd.DataFrame | None = None,
    values: tuple[float, float, float] = (float("nan"),) * 3,
) -> dict[str, Any]:
    below, above = moved(results.priorities, low), moved(results.priorities, high)
    return {
        "parameter": name,
        "label": label,
        "value": values[0],
        "low": values[1],
        "high": values[2],
        "moved_low": below[0],
        "moved_high": above[0],
        "leaving": np.fmax(below[1], above[1]),
        "unranked": np.fmax(below[2], above[2]),
    }


def moved(before: pd.DataFrame, after: pd.DataFrame | None) -> tuple[float, float, float]:
    """Return by how many places the top 20 move on average, how many leave, and how many are ranked no more.

    A job that is ranked no more counts as one place after the last. All three are NaN without other
    priorities or without a ranked job.
    """
    first = before[before["rank"].notna()].head(TOP)
    if after is None or first.empty:
        return float("nan"), float("nan"), float("nan")
    ranks = after.set_index("soc")["rank"]
    found = ranks.reindex(first["soc"]).to_numpy(dtype=float)
    gone = ~np.isfinite(found)
    found = np.where(gone, ranks.notna().sum() + 1, found)
    moves = np.abs(found - first["rank"].to_numpy(dtype=float))
    return float(moves.mean()), float((gone | (found > TOP)).sum()), float(gone.sum())
