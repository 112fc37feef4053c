"""Moves that the planner loaded, in the place of the modelled ones or blended with them, by occupation.

A loaded table tells how the people who leave an occupation spread over the others; how many leave in a year
is known better from the pack. So each occupation that the table tells enough of keeps its modelled number of
movers and takes their directions from the table; the others keep the modelled directions. Where the table
counts people, directions told by few lean on the modelled ones (parameter transitions_shrinkage).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.language import say
from workbook.errors import PlannerError
from workbook.model.localtables import LocalTable
from workbook.model.national import National, nonba_moves

Array = NDArray[Any]
LEAST_PEOPLE = 10
"""Moves of fewer people than this out of an occupation tell no directions."""


@dataclass(frozen=True)
class ToldMoves:
    """What a loaded table tells of moves, aligned to the occupations of the pack.

    Attributes
    ----------
    name : str
        The table.
    shares : array, o × d
        Share of each destination among those who leave (0–1); zero rows where not told.
    told : array of bool
        Origins of which it tells enough.
    people : array
        People counted out of each origin; infinite where the table has shares only.
    modelled : array, o × d
        The modelled moves in whose place they come [people a year].
    """

    name: str
    shares: Array
    told: Array
    people: Array
    modelled: Array


def with_moves(everywhere: National, table: LocalTable | None, shrinkage: float = 0.0) -> National:
    """Return what holds everywhere with the directions that a table tells.

    Parameters
    ----------
    everywhere : National
        With the modelled moves.
    table : LocalTable or None
        Transitions: ``origin``, ``destination``, ``people`` and ``share`` (either may be NaN), further rows
        for regions or sectors are added together.
    shrinkage : float
        See `blended`.

    Raises
    ------
    PlannerError
        When the table tells enough of no occupation.
    """
    if table is None:
        return everywhere
    shares, told, people = directions(table.rows, everywhere.texts["soc"])
    told &= everywhere.moves.sum(axis=1) > 0
    if not told.any():
        raise PlannerError(
            say("The moves of {file} tell too little", file=table.name),
            say("Out of no occupation it has {count} people or more, nor shares", count=LEAST_PEOPLE),
            say("Load a table of more people"),
        )
    loaded = ToldMoves(table.name, shares, told, people, everywhere.moves)
    return blended(replace_but_gaps(everywhere, moves_loaded=loaded), shrinkage)


def blended(everywhere: National, shrinkage: float) -> National:
    """Return the moves told and modelled, blended by how many people were counted.

    Out of an occupation with n people counted, the share of a destination is (n × told + k × modelled) ÷
    (n + k), k the shrinkage: as if k more people had moved as modelled. With k = 0 the told shares stand
    alone, and so they do where the table has shares without people.

    Parameters
    ----------
    everywhere : National
        With a loaded table; without one it comes back as it is.
    shrinkage : float
        People, 0 or more.
    """
    loaded = everywhere.moves_loaded
    if loaded is None:
        return everywhere
    weight = np.where(loaded.told, told_weight(loaded.people, shrinkage), 0.0)
    leaving = loaded.modelled.sum(axis=1)
    moves = loaded.modelled * (1 - weight)[:, None] + loaded.shares * (weight * leaving)[:, None]
    return replace_but_gaps(
        everywhere,
        moves=moves,
        nonba_moves=nonba_moves(moves, everywhere.facts["nonba_share"]),
        moves_told=loaded.told,
        moves_weight=weight,
        moves_source=_source(loaded, weight, shrinkage),
    )


def told_weight(people: Array, shrinkage: float) -> Array:
    """Return the weight of told directions against modelled ones: n ÷ (n + k), 1 where n is infinite.

    >>> told_weight(np.array([0.0, 100.0, 300.0, np.inf]), 100).tolist()
    [0.0, 0.5, 0.75, 1.0]
    """
    counted = np.isfinite(people)
    whole = np.where(counted, people, 0.0) + shrinkage
    return np.where(counted, np.divide(people, whole, out=np.ones_like(whole), where=whole > 0), 1.0)


def replace_but_gaps(everywhere: National, **changes: Any) -> National:
    """Return what holds everywhere with changes; how far occupations lie apart does not hang on them."""
    found = replace(everywhere, **changes)
    found.__dict__["pair_gap"] = everywhere.pair_gap
    return found


def _source(loaded: ToldMoves, weight: Array, shrinkage: float) -> str:
    told, others = int(loaded.told.sum()), int((~loaded.told).sum())
    said = say(
        "loaded from {file} for {count} occupations, modelled by Headway for the other {others}",
        file=loaded.name,
        count=f"{told:,}",
        others=f"{others:,}",
    )
    mixed = weight[loaded.told & (weight < 1)]
    if not mixed.size:
        return said
    least, most = f"{mixed.min():.0%}", f"{mixed.max():.0%}"
    return say(
        "{said}; blended by people counted (shrinkage {shrinkage}, the loaded weigh {share})"
        if mixed.size == told
        else "{said}; {count} of them blended by people counted (shrinkage {shrinkage}, the loaded weigh "
        "{share})",
        said=said,
        count=f"{mixed.size:,}",
        shrinkage=f"{shrinkage:,.0f}",
        share=least if least == most else say("{least} to {most}", least=least, most=most),
    )


def directions(rows: pd.DataFrame, socs: Array) -> tuple[Array, Array, Array]:
    """Return the share of each destination among those who leave, o × d, where it is told, and by how many.

    Where an origin has counts of people these count, otherwise its shares, which stand for people without
    number (infinity). Moves within an occupation do not count.
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
    shares = np.divide(weight, whole, out=np.zeros_like(weight), where=whole > 0)
    return shares, told, np.where(by_share, np.inf, counted)


def _matrix(values: Array, origin: Array, destination: Array, size: tuple[int, int]) -> Array:
    found = np.zeros(size)
    known = np.isfinite(values) & (values > 0)
    np.add.at(found, (origin[known], destination[known]), values[known])
    return found
