"""A leading indicator beside local postings: an index of job postings in the states of a region, by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from workbook.model.panel import change_share, directions
from workbook.model.region import Region

Array = NDArray[Any]
APART = {"change_share": 1, "change_3m_share": 3, "change_12m_share": 12}
"""How many months each change looks back."""


def indicator(
    rows: pd.DataFrame, areas: pd.DataFrame, region: Region, month: str, level: float
) -> pd.DataFrame:
    """Return the index of each state of a region by month, with its changes.

    Parameters
    ----------
    rows : pandas.DataFrame
        Grain: area × month, as `data.intake.cleaning.posting_index` gives it.
    areas : pandas.DataFrame
        Areas of the reference pack.
    region : Region
        The region; for the nation every state counts.
    month : str
        Latest month to show, YYYY-MM.
    level : float
        Changes up to this share count as level.

    Returns
    -------
    pandas.DataFrame
        One row per state and month. From a month that the file has only in part no change is computed.
    """
    states = areas[areas["kind"] == "state"].set_index("area")["state_abbr"]
    wanted = set(states) if region.kind == "national" else set(region.states)
    known = rows.assign(state=rows["area"].map(states))
    known = known[known["state"].isin(wanted) & (known["month"] <= month)]
    parts = [
        _of_state(own.sort_values("month", ignore_index=True), level)
        for _, own in known.groupby("state", sort=True)
    ]
    names = list(columns("indicator"))
    return pd.concat(parts, ignore_index=True)[names] if parts else pd.DataFrame(columns=names)


def _of_state(own: pd.DataFrame, level: float) -> pd.DataFrame:
    values = np.where(own["complete"], own["index"], np.nan)
    months: Sequence[str] = own["month"].tolist()
    unbroken = np.zeros(len(own), dtype=bool)
    shares: dict[str, Array] = {
        name: change_share(values, months, unbroken, apart) for name, apart in APART.items()
    }
    return own.assign(**shares, direction=directions(shares["change_3m_share"], level))
