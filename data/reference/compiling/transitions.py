"""The modelled transition table: who would move where in a year, when no record of it exists.

A doubly constrained gravity model. The kernel says how likely a move is from what the occupations ask of
people; proportional fitting then makes the table agree with what is published: how many people leave each
occupation, how many openings each offers, and how people move between the 22 major groups.

The result is a claim about likelihood, not a record; everything that shows it calls it modelled.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

DISTANCE_DECAY = 5.0
"""β: how fast moves thin out with skill distance (in units of the mean distance between occupations)."""
PREPARATION_DECAY = 0.6
"""γ: how fast moves thin out with each Job Zone climbed beyond one."""
STAY_SHARE = 0.55
"""Share of all moves that stay inside the major group."""
PASSES = 200
"""Rounds of proportional fitting; fixed, so that the table is the same wherever it is compiled."""


def compile_transitions(
    occupations: pd.DataFrame, element_scores: pd.DataFrame, related: pd.DataFrame, group_flows: pd.DataFrame
) -> pd.DataFrame:
    """Return the modelled people per year from each occupation to each other one.

    Parameters
    ----------
    occupations
        One row per detailed SOC: ``soc, group, job_zone, transfers_year, openings_year``.
    element_scores
        One row per SOC and O*NET element with its ``importance``.
    related
        O*NET related occupations with their ``tier`` 3, 2 or 1.
    group_flows
        Off-diagonal shares of moves between major groups.

    Returns
    -------
    DataFrame
        ``origin, destination, people_milli`` (thousandths of a person a year), every pair, no self-pairs.
    """
    occupations = occupations.sort_values("soc", ignore_index=True)
    socs = occupations["soc"].tolist()
    leaving = occupations["transfers_year"].to_numpy(dtype=float)
    openings = occupations["openings_year"].to_numpy(dtype=float)
    arriving = openings * (leaving.sum() / openings.sum())
    members, names = _members(occupations["group"])
    blocks = _fit_blocks(_shares(group_flows, names), members @ leaving, members @ arriving)
    people = _fit(_kernel(occupations, element_scores, related), leaving, arriving, members, blocks)
    codes = np.array(socs, dtype=object)
    count = len(socs)
    table = pd.DataFrame(
        {
            "origin": np.repeat(codes, count),
            "destination": np.tile(codes, count),
            "people_milli": np.rint(people * 1000).astype(np.int64).ravel(),
        }
    )
    return table[table["origin"] != table["destination"]].reset_index(drop=True)


def skill_similarity(element_scores: pd.DataFrame, socs: list[str]) -> Matrix:
    """Return the Pearson correlation of Skills and Knowledge importance between occupations, n × n.

    Sums run in a fixed order without a linear-algebra library, and the result is rounded to nine decimals:
    two machines give the same table.
    """
    importance = element_scores.pivot(index="soc", columns="element_id", values="importance").reindex(socs)
    profile = importance.sort_index(axis=1).to_numpy(dtype=float, copy=True)
    profile = profile - profile.mean(axis=1, keepdims=True)
    profile = profile / np.sqrt((profile**2).sum(axis=1, keepdims=True))
    similarity = np.zeros((len(socs), len(socs)))
    for element in profile.T:
        similarity += element[:, None] * element[None, :]
    return np.asarray(np.round(similarity, 9))


def _kernel(occupations: pd.DataFrame, element_scores: pd.DataFrame, related: pd.DataFrame) -> Matrix:
    socs = occupations["soc"].tolist()
    place = {soc: index for index, soc in enumerate(socs)}
    distance = 1 - skill_similarity(element_scores, socs)
    distance = distance / distance[~np.eye(len(socs), dtype=bool)].mean()
    relatedness = np.zeros_like(distance)
    rows = [place[soc] for soc in related["soc"]]
    relatedness[rows, [place[soc] for soc in related["related_soc"]]] = related["tier"].to_numpy(dtype=float)
    zone = occupations["job_zone"].to_numpy(dtype=float)
    climb = np.maximum(0, zone[None, :] - zone[:, None] - 1)
    kernel = np.exp(-DISTANCE_DECAY * distance) * (1 + relatedness) * np.exp(-PREPARATION_DECAY * climb)
    np.fill_diagonal(kernel, 0)
    return np.asarray(kernel)


def _members(groups: pd.Series[Any]) -> tuple[Matrix, list[str]]:
    names = sorted(groups.unique())
    return np.array([(groups == name).to_numpy(dtype=float) for name in names]), names


def _shares(group_flows: pd.DataFrame, names: list[str]) -> Matrix:
    wide = group_flows.pivot(index="origin", columns="destination", values="share")
    shares = wide.reindex(index=names, columns=names).fillna(0).to_numpy(dtype=float, copy=True)
    np.fill_diagonal(shares, 0)
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def _fit_blocks(shares: Matrix, leaving: Matrix, arriving: Matrix) -> Matrix:
    """Return people per year between major groups that agree with both totals of every group."""
    blocks = shares * leaving[:, None] * (1 - STAY_SHARE)
    np.fill_diagonal(blocks, leaving * STAY_SHARE)
    for _ in range(PASSES):
        blocks *= _ratio(leaving, blocks.sum(axis=1))[:, None]
        blocks *= _ratio(arriving, blocks.sum(axis=0))[None, :]
    return blocks


def _fit(people: Matrix, leaving: Matrix, arriving: Matrix, members: Matrix, blocks: Matrix) -> Matrix:
    group = members.argmax(axis=0)
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    for _ in range(PASSES):
        people *= _ratio(leaving, people.sum(axis=1))[:, None]
        people *= _ratio(arriving, people.sum(axis=0))[None, :]
        now = np.add.reduceat(np.add.reduceat(people, starts, axis=0), starts, axis=1)
        people *= _ratio(blocks, now)[group][:, group]
    return people


def _ratio(wanted: Matrix, found: Matrix) -> Matrix:
    """Return wanted ÷ found; 0 where nothing was found (an occupation without transfers or openings)."""
    return np.divide(wanted, found, out=np.zeros_like(found), where=found > 0)
