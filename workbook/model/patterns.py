"""How occupations are made up, nationally: in which industries their people work, and who they are."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.reference.pack import Pack

Array = NDArray[Any]
SECTOR_LEVEL = 2
"""Figures of the NAICS codes by which counts are shared out."""


def sectors_of(pack: Pack) -> tuple[str, ...]:
    """Return the sectors of the OEWS staffing pattern (``11`` … ``81``; ``99`` is government)."""
    return tuple(_by_sector(pack).columns)


def industry_shares(pack: Pack) -> tuple[Array, Array]:
    """Return in which sectors the people of each occupation work, and of each major group.

    National OEWS staffing pattern. An occupation whose cells are all withheld has the pattern of its major
    group, a group without any that of all occupations.

    Returns
    -------
    tuple of array
        Occupations of the pack × sectors, major groups in their order × sectors; shares (0–1), rows add up
        to 1.
    """
    jobs, group_of = _by_sector(pack).to_numpy(), pack.occupations()["group"].to_numpy(dtype=object)
    groups = np.unique(group_of)
    everybody = jobs.sum(axis=0) / jobs.sum()
    of_group = np.array([jobs[group_of == name].sum(axis=0) for name in groups])
    by_group = _shares(of_group, np.broadcast_to(everybody, of_group.shape))
    return _shares(jobs, by_group[np.searchsorted(groups, group_of)]), by_group


def worker_shares(pack: Pack, column: str) -> tuple[Array, Array]:
    """Return the share of a group of workers in each occupation, and in each major group (0–1).

    CPS Table 11, as in `workbook.model.representation`. An occupation that it does not publish has the mean
    of its major group, weighted with national jobs; a group without any that of all occupations.
    """
    occupations = pack.occupations()
    share = occupations[column].to_numpy(dtype=float, na_value=np.nan)
    weight = np.where(np.isfinite(share), np.maximum(_by_sector(pack).to_numpy().sum(axis=1), 1.0), 0.0)
    people = np.nan_to_num(share) * weight
    group_of = occupations["group"].to_numpy(dtype=object)
    groups = np.unique(group_of)
    everybody = people.sum() / weight.sum()
    by_group = np.array(
        [
            people[group_of == name].sum() / weight[group_of == name].sum()
            if weight[group_of == name].any()
            else everybody
            for name in groups
        ]
    )
    return np.where(np.isfinite(share), share, by_group[np.searchsorted(groups, group_of)]), by_group


def _shares(jobs: Array, otherwise: Array) -> Array:
    whole = jobs.sum(axis=1, keepdims=True)
    return np.where(whole > 0, np.divide(jobs, whole, out=np.zeros_like(jobs), where=whole > 0), otherwise)


@lru_cache(maxsize=2)
def _by_sector(pack: Pack) -> pd.DataFrame:
    """Return national jobs of each occupation of the pack by sector; 0 where withheld or none."""
    staffing, socs = pack.table("staffing"), pack.occupations()["soc"]
    sectors = staffing[staffing["level"] == SECTOR_LEVEL]
    table = sectors.pivot_table(index="soc", columns="industry", values="employment", aggfunc="sum")
    return table.sort_index(axis=1).reindex(socs).fillna(0.0).astype(float)
