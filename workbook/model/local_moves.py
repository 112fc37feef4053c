"""Moves that the planner loaded, in the place of the modelled ones, occupation by occupation.

A loaded table tells how the people who leave an occupation spread over the others; how many leave in a year
is known better from the pack. So each occupation that the table tells enough of keeps its modelled number of
movers and takes their directions from the table; the others keep the modelled directions.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbook.errors import PlannerError
from workbook.model.localtables import LocalTable
from workbook.model.national import National, nonba_moves

Array = NDArray[Any]
LEAST_PEOPLE = 10
"""Moves of fewer people than this out of an occupation tell no directions."""


def with_moves(everywhere: National, table: LocalTable | None) -> National:
    """Return what holds everywhere with the directions that a table tells.

    Parameters
    ----------
    everywhere : National
        With the modelled moves.
    table : LocalTable or None
        Transitions: ``origin``, ``destination``, ``people`` and ``share`` (either may be NaN), further rows
        for regions or sectors are added together.

    Raises
    ------
    PlannerError
        When the table tells enough of no occupation.
    """
    if table is None:
        return everywhere
    shares, told = directions(table.rows, everywhere.texts["soc"])
    leaving = everywhere.moves.sum(axis=1)
    told &= leaving > 0
    if not told.any():
        raise PlannerError(
            f"The moves of {table.name} tell too little",
            f"Out of no occupation it has {LEAST_PEOPLE} people or more, nor shares",
            "Load a table of more people",
        )
    moves = np.where(told[:, None], shares * leaving[:, None], everywhere.moves)
    found = replace(
        everywhere,
        moves=moves,
        nonba_moves=nonba_moves(moves, everywhere.facts["nonba_share"]),
        moves_told=told,
        moves_source=f"loaded from {table.name} for {told.sum():,} occupations, modelled by Headway for the "
        f"other {(~told).sum():,}",
    )
    # How far occupations lie apart does not hang on who moves.
    found.__dict__["pair_gap"] = everywhere.pair_gap
    return found


def directions(rows: pd.DataFrame, socs: Array) -> tuple[Array, Array]:
    """Return the share of each destination among those who leave, o × d, and of which origins it is told.

    Where an origin has counts of people these count, otherwise its shares. Moves within an occupation do not.
    """
    index = pd.Index(socs)
    origin, destination = (index.get_indexer(pd.Index(rows[name])) for name in ("origin", "destination"))
    apart = (origin >= 0) & (destination >= 0) & (origin != destination)
    size = (len(socs), len(socs))
    people, share = (
        _matrix(rows[name].to_numpy(dtype=float)[apart], origin[apart], destination[apart], size)
        for name in ("people", "share")
    )
    counted = people.sum(axis=1)
    by_share = (counted == 0) & (share.sum(axis=1) > 0)
    told = (counted >= LEAST_PEOPLE) | by_share
    weight = np.where(by_share[:, None], share, people)
    whole = weight.sum(axis=1, keepdims=True)
    return np.divide(weight, whole, out=np.zeros_like(weight), where=whole > 0), told


def _matrix(values: Array, origin: Array, destination: Array, size: tuple[int, int]) -> Array:
    found = np.zeros(size)
    known = np.isfinite(values) & (values > 0)
    np.add.at(found, (origin[known], destination[known]), values[known])
    return found
