"""How figures moved over the months: the series of every occupation, and the trend that the matrix shows."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from workbook.model.panel import Panel, at, breaks_between, change_share, directions
from workbook.model.snapshots import NO_CLASS, Snapshot, sources_of
from workbook.plan import CLASSES, Plan

if TYPE_CHECKING:
    from workbook.model.run import Prepared

Array = NDArray[Any]
CLASS_NAMES = np.array([*CLASSES, ""], dtype=object)
"""Names by place; the last, place −1, is that of an occupation the month's pack lacks."""
_THREE = 3


def earlier_of(snapshots: Sequence[Snapshot], areas: Sequence[str], month: str) -> list[Snapshot]:
    """Return the months of a region before a month, in order; the later record of a month counts."""
    found = {one.month: one for one in snapshots if one.areas == tuple(areas) and one.month < month}
    return [found[name] for name in sorted(found)]


def series(panel: Panel, region_name: str, titles: Mapping[str, str], level: float) -> pd.DataFrame:
    """Return every month and occupation, the region first with a blank SOC.

    Changes of open postings are shares; they are blank across a break, and where there is no month to
    compare with.
    """
    count, width = len(panel.months), len(panel.soc) + 1
    broken = panel.broken("postings_open")
    blank = np.full(count, np.nan)
    table: dict[str, Array] = {
        "month": np.repeat(np.array(panel.months, dtype=object), width),
        "soc": np.tile(np.array(["", *panel.soc], dtype=object), count),
        "title": np.tile(
            np.array([region_name, *(titles.get(str(soc), "") for soc in panel.soc)], dtype=object), count
        ),
        "class": np.column_stack([np.full(count, "", dtype=object), CLASS_NAMES[panel.classes]]).ravel(),
    }
    whole = {
        name: np.column_stack([panel.totals.get(name, blank), panel.figures[name]]) for name in panel.figures
    }
    shares = change_share(whole["postings_open"], panel.months, broken)
    three = change_share(whole["postings_open"], panel.months, broken, _THREE)
    table |= {name: values.ravel() for name, values in whole.items()}
    table |= {
        "trend_share": shares.ravel(),
        "trend_3m_share": three.ravel(),
        "trend_direction": directions(three, level).ravel(),
        "break": np.repeat(np.array(_marks(panel), dtype=object), width),
    }
    return pd.DataFrame({name: table[name] for name in columns("series")})


def _marks(panel: Panel) -> list[str]:
    return [". ".join(one.sentence for one in panel.breaks if one.month == month) for month in panel.months]


def posting_trend(prepared: Prepared, plan: Plan, snapshots: Sequence[Snapshot]) -> dict[str, Array]:
    """Return the trend of open postings as the matrix shows it.

    ``trend_share`` is the change against the month tracked before, ``trend_direction`` the direction over
    three months; both blank without such a month and across a break.
    """
    month, values = f"{plan.as_of:%Y-%m}", prepared.postings.open_
    known = earlier_of(snapshots, plan.areas, month)
    if not known:
        return {
            "trend_share": np.full(len(values), np.nan),
            "trend_direction": np.full(len(values), "", dtype=object),
        }
    soc = prepared.facts["soc"].astype(known[-1].soc.dtype)
    now = Snapshot(
        month=month,
        as_of=plan.as_of,
        areas=plan.areas,
        region_name=plan.region_name,
        parameters={},
        overrides=(),
        scenario=plan.chosen_scenario,
        pack="",
        program="",
        sources=tuple(sources_of(prepared, plan, {})),
        soc=soc,
        classes=np.full(len(soc), NO_CLASS, dtype=np.int8),
        figures={"postings_open": values},
    )
    every = [*known, now]
    told = np.array([at(soc, one, one.figures["postings_open"]) for one in every])
    broken = np.array(
        [False]
        + [
            any("postings_open" in found.figures for found in breaks_between(old, new))
            for old, new in itertools.pairwise(every)
        ]
    )
    months = [one.month for one in every]
    three = change_share(told, months, broken, _THREE)[-1]
    return {
        "trend_share": change_share(told, months, broken)[-1],
        "trend_direction": directions(three, plan.parameters["trend_level_share"]),
    }
