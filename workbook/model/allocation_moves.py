"""Moves that a budget can pay for: from which Origin to which good job, by which training, at what cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbook.model.national import GROUPS
from workbook.model.programmes import own_programmes

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
LENGTHS = ("short", "medium", "long")
"""Kinds of training assumed where no programme tells what it costs, as the parameters name them."""
ONE_PROGRAMME = ["programme", "provider", "cip", "cost_usd", "weeks", "seats"]


@dataclass(frozen=True, eq=False)
class Moves:
    """The moves of a region that can be paid for.

    Attributes
    ----------
    origin, destination : Array
        Places of the occupations in the matrix, one a move.
    gain_usd : Array
        What a person earns more after the move [USD a year]; always above zero.
    reach : Array
        Unemployed people who would make the move by the transitions alone.
    assumed_cost_usd, assumed_weeks : Array
        Of a move into an occupation without a programme; zero where the programmes tell.
    programmes : DataFrame
        Programmes that tell what they cost: ``programme, provider, cip, cost_usd, weeks, seats``.
    choice_destination, choice_programme : Array
        Which programme leads to which occupation: places in the matrix, and rows of ``programmes``.
    unpriced : int
        Programmes of the planner's that lead to one of the destinations and tell no cost; not used.
    people, openings : Array
        Of every occupation: people who can take part, and openings a year that people of the plan can fill.
    group_shares : dict
        By group of workers, its share of each occupation's workers (0–1), NaN where it is not published.
    origin_shares : dict
        By group, its share of all Origins of the region, weighted with their jobs.
    """

    origin: Array
    destination: Array
    gain_usd: Array
    reach: Array
    assumed_cost_usd: Array
    assumed_weeks: Array
    programmes: pd.DataFrame
    choice_destination: Array
    choice_programme: Array
    unpriced: int
    people: Array
    openings: Array
    group_shares: dict[str, Array]
    origin_shares: dict[str, float]

    @property
    def count(self) -> int:
        """Number of moves."""
        return len(self.origin)

    @property
    def choices(self) -> int:
        """Number of pairs of an occupation and a programme."""
        return len(self.choice_destination)

    def group_share(self, group: str) -> Array:
        """Return a group's share of the people of each move.

        The share of the Origin's workers; where it is not published, that of all Origins of the region.
        """
        share = self.group_shares[group][self.origin]
        return np.where(np.isfinite(share), share, self.origin_shares[group])

    @property
    def choice_cost_usd(self) -> Array:
        """Cost per person of each choice."""
        return self.programmes["cost_usd"].to_numpy(dtype=float)[self.choice_programme]


def moves_of(results: Results) -> Moves:
    """Return the moves of a region that can be paid for.

    From every Origin with people out of work to every good and viable job with net openings to which at least
    ``move_share_min`` of those who leave the Origin go, when it pays more. Programmes of the planner's own
    list take the place of the assumed training in the occupations that they lead to; of those without a limit
    of seats that lead to the same occupation only the cheapest can be worth its money, and no dearer one is.
    """
    frame, given = results.frame, results.given
    origin, destination = _pairs(results)
    programmes, choice, unpriced = _programmes(results, np.unique(destination))
    length = assumed_length(frame["job_zone"][origin], frame["job_zone"][destination])
    cost = np.array([given[f"training_cost_{name}_usd"] for name in LENGTHS])[length]
    weeks = np.array([given[f"training_weeks_{name}"] for name in LENGTHS])[length]
    taught = np.isin(destination, choice[:, 0])
    shares = {name: results.prepared.national.facts[name] for name in GROUPS}
    return Moves(
        origin,
        destination,
        (frame["nonba_income_usd"][destination] - frame["nonba_income_usd"][origin]),
        results.reach[origin, destination],
        np.where(taught, 0.0, cost),
        np.where(taught, 0.0, weeks),
        programmes,
        choice[:, 0],
        choice[:, 1],
        unpriced,
        np.nan_to_num(frame["unemployed"]) * given["participation_share"],
        np.nan_to_num(frame["net_openings"]) * given["capture_share"],
        shares,
        {name: _origin_share(results, share) for name, share in shares.items()},
    )


def _pairs(results: Results) -> tuple[Array, Array]:
    frame, everywhere = results.frame, results.prepared.national
    good = np.flatnonzero(frame["viable"].astype(bool) & (np.nan_to_num(frame["net_openings"]) > 0))
    origins = np.flatnonzero(results.classified.origins & (np.nan_to_num(frame["unemployed"]) > 0))
    leaving = everywhere.outward[origins][:, None]
    moving = everywhere.nonba_moves[np.ix_(origins, good)]
    share = np.divide(moving, leaving, out=np.zeros_like(moving), where=leaving > 0)
    income = frame["nonba_income_usd"]
    with np.errstate(invalid="ignore"):
        better = income[good][None, :] > income[origins][:, None]
    usual = (share > 0) & (share >= results.given["move_share_min"])
    o, d = np.nonzero(usual & better & (origins[:, None] != good[None, :]))
    return origins[o], good[d]


def assumed_length(origin_zone: Array, destination_zone: Array) -> Array:
    """Return the place in `LENGTHS` of the training assumed for moves between these Job Zones.

    A job needs the training of its own zone also when the Origin has the same one: a zone tells how much one
    prepares, not for what. Zones 1 and 2 need a short one, 3 a medium, 4 and 5 a long one; a step of one zone
    at least a medium, of two a long one. Where a zone is not known it is a medium one.

    >>> assumed_length(np.array([2.0, 1.0, 3.0, 2.0]), np.array([2.0, 2.0, 3.0, 4.0])).tolist()
    [0, 1, 1, 2]
    """
    needed = np.maximum(destination_zone - origin_zone, destination_zone - 2)
    return np.where(np.isfinite(needed), np.clip(np.nan_to_num(needed), 0, 2), 1).astype(int)


def _programmes(results: Results, places: Array) -> tuple[pd.DataFrame, Array, int]:
    """Return the programmes worth a choice, the choices (place, row), and how many lack a cost."""
    found = own_programmes(results, places)
    for name in ("cost_usd", "weeks", "seats"):
        found[name] = pd.to_numeric(found[name]).astype(float)
    unpriced = len(found[found["cost_usd"].isna()].drop_duplicates(ONE_PROGRAMME))
    found = found[found["cost_usd"].notna()]
    free = found[found["seats"].isna()].groupby("soc")["cost_usd"].min()
    cheapest = found["soc"].map(free).to_numpy(dtype=float, na_value=np.inf)
    limited, cost = found["seats"].notna().to_numpy(), found["cost_usd"].to_numpy(dtype=float)
    first = ~found["soc"].where(~limited).duplicated().to_numpy() & ~limited
    kept = found[np.where(limited, (cost < cheapest) & (found["seats"] > 0).to_numpy(), first)]
    number = kept.groupby(ONE_PROGRAMME, dropna=False, sort=False).ngroup().to_numpy()
    programmes = kept[ONE_PROGRAMME].drop_duplicates(ignore_index=True)
    place = pd.Index(results.frame["soc"]).get_indexer(pd.Index(kept["soc"]))
    return programmes, np.column_stack([place, number]).astype(int), unpriced


def _origin_share(results: Results, share: Array) -> float:
    """Return a group's share of the workers of all Origins, as the table of representation has it."""
    jobs = np.nan_to_num(results.frame["employment"])
    counted = results.classified.origins & np.isfinite(share)
    weight = float(jobs[counted].sum())
    return float((share[counted] * jobs[counted]).sum() / weight) if weight > 0 else float("nan")
