"""``headway allocate``: what a budget does best in a region, what limits it, and what parity costs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workbook.commands.asking import Reply, answer, occupation_at, records

if TYPE_CHECKING:
    from workbook.model.allocation import Allocation
    from workbook.model.results import Results

SHOWN = 10
"""Moves that the text names."""


def say_allocation(asked: argparse.Namespace) -> int:
    """Allocate the budget and say what it does; status 0, also where the limits cannot hold together.

    Raises
    ------
    PlannerError
        When a region, a file, a figure or an occupation cannot be used.
    """
    from workbook.model.allocation_request import FLOORS

    asked.param = [*asked.param, ("budget_usd", asked.budget)]
    if asked.objective is not None:
        asked.param.append(("allocate_by_wages", str(int(asked.objective == "wages"))))
    if asked.at_least is not None:
        asked.param.append(("allocate_people_min", asked.at_least))
    asked.param += [(FLOORS[group], times) for group, times in asked.equity]

    def ask(results: Results) -> Reply:
        from workbook.model.allocation import allocate

        minimums = {
            str(results.frame["soc"][occupation_at(results, name)]): people for name, people in asked.minimum
        }
        found = allocate(results, minimums=minimums)
        given = {
            "budget_usd": found.request.budget_usd,
            "objective": "wages" if found.request.by_wages else "people",
            "people_min": found.request.people_min,
            "equity_floors": dict(found.request.floors),
            "minimums": minimums,
            "totals": found.totals,
        }
        return Reply(results, found.moved, found.tables(), tuple(lines(found)), given)

    return answer(asked, ask)


def lines(found: Allocation) -> list[str]:
    """Return an allocation as a page of text."""
    from workbook.model.allocation_amounts import dollars, persons
    from workbook.model.allocation_words import headline, sentences

    said = [headline(found), ""]
    moved = records(found.moved.head(SHOWN))
    if moved:
        said.append(f"The {len(moved)} moves with most gain in wages, of {len(found.moved)}")
    for row in moved:
        course = f", {row['programme']}" if row["programme"] else ""
        said += [
            f"  {row['origin']} → {row['destination']}",
            f"      {persons(row['people'])}, {dollars(row['cost_usd'])}{course}, "
            f"{dollars(row['person_gain_usd'])} more a year each",
        ]
    return [*said, *([""] if moved else []), *sentences(found)]
