"""The limits of an allocation as a linear programme: money, openings, people, seats, floors.

The variables are the people on each move, then the people in each choice of a programme for an occupation.
What a programme costs does not depend on where its people come from, so moves × programmes need no variables
of their own: all who arrive in an occupation with programmes take one of them (the links).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from workbook.model.allocation_moves import Moves
from workbook.model.allocation_request import Request
from workbook.model.linear_programme import Family, Programme, rows_of

Array = NDArray[Any]
THOUSAND = 1000.0
"""Money counts in thousands of dollars in the limits, so that all figures there are of like size."""
BUDGET, OPENINGS, PARTICIPANTS, SEATS, PEOPLE = "budget", "openings", "participants", "seats", "people"
MOVES = "moves"
FLOOR, MINIMUM = "floor ", "minimum "
"""Families of one limit each, with the group or the SOC code behind."""


def people_of(moves: Moves) -> Array:
    """Return the people that a unit of each variable moves: one for a move, none for a choice."""
    return np.concatenate([np.ones(moves.count), np.zeros(moves.choices)])


def cost_of(moves: Moves) -> Array:
    """Return what a unit of each variable costs [USD]."""
    return np.concatenate([moves.assumed_cost_usd, moves.choice_cost_usd])


def gain_of(moves: Moves, placement_rate: float) -> Array:
    """Return the expected gain in wages of a unit of each variable [USD a year]."""
    return np.concatenate([moves.gain_usd * placement_rate, np.zeros(moves.choices)])


def programme_of(moves: Moves, request: Request, stretch: float, socs: Array) -> Programme:
    """Return the limits of a request.

    Parameters
    ----------
    moves : Moves
        What can be paid for.
    request : Request
        The budget and what must be reached.
    stretch : float
        Most people on a move, in times those who would make it by the transitions alone; 0 is no limit.
    socs : Array
        Code of every place of the matrix.
    """
    count, edges = moves.count + moves.choices, np.arange(moves.count)
    families = [
        Family(BUDGET, csr_array(cost_of(moves)[None, :] / THOUSAND), _one(request.budget_usd / THOUSAND))
    ]
    for name, places, most in (
        (OPENINGS, moves.destination, moves.openings),
        (PARTICIPANTS, moves.origin, moves.people),
    ):
        used, row = np.unique(places, return_inverse=True)
        families.append(
            Family(name, rows_of([(row, edges, np.ones(len(row)))], len(used), count), most[used])
        )
    families.append(_seats(moves, count))
    if stretch > 0:
        rows = rows_of([(edges, edges, np.ones(moves.count))], moves.count, count)
        families.append(Family(MOVES, rows, moves.reach * stretch))
    if request.people_min > 0:
        families.append(Family(PEOPLE, csr_array(-people_of(moves)[None, :]), _one(-request.people_min)))
    families += [_floor(moves, group, times, count) for group, times in request.floors.items()]
    for soc, least in request.minimums.items():
        arriving = np.zeros(count)
        arriving[: moves.count] = socs[moves.destination] == soc
        families.append(Family(MINIMUM + soc, csr_array(-arriving[None, :]), _one(-least)))
    return Programme(tuple(families), _links(moves, count))


def _one(bound: float) -> Array:
    return np.array([bound], dtype=float)


def _seats(moves: Moves, count: int) -> Family:
    seats = moves.programmes["seats"].to_numpy(dtype=float)
    limited = np.flatnonzero(np.isfinite(seats))
    row = np.full(len(seats), -1)
    row[limited] = np.arange(len(limited))
    choices = np.flatnonzero(row[moves.choice_programme] >= 0)
    entries = (row[moves.choice_programme[choices]], moves.count + choices, np.ones(len(choices)))
    return Family(SEATS, rows_of([entries], len(limited), count), seats[limited])


def _floor(moves: Moves, group: str, times: float, count: int) -> Family:
    short = np.zeros(count)
    short[: moves.count] = times * moves.origin_shares[group] - moves.group_share(group)
    return Family(FLOOR + group, csr_array(short[None, :]), _one(0.0))


def _links(moves: Moves, count: int) -> csr_array:
    taught, choice_row = np.unique(moves.choice_destination, return_inverse=True)
    place = np.searchsorted(taught, moves.destination)
    arriving = np.flatnonzero(np.isin(moves.destination, taught))
    entries = [
        (place[arriving], arriving, np.ones(len(arriving))),
        (choice_row, moves.count + np.arange(moves.choices), -np.ones(moves.choices)),
    ]
    return rows_of(entries, len(taught), count)
