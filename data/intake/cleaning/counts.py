"""Counts of people out of work from every layout: told apart, repeats found, brought into one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from data.intake.cleaning.periods import NO_YEAR, latest
from data.intake.cleaning.texts import worst_mark
from data.intake.findings import FindingLog
from data.intake.loaded import Cleaned, rejects_of
from data.intake.values import ABSENT, SUPPRESSED
from data.language import say

COLUMNS = (
    *("soc", "group", "industry", "demographic", "period", "unemployed", "mark"),
    *("area", "county", "measure"),
)
_KEY = ["soc", "group", "industry", "demographic", "period", "area", "county", "measure"]

Reject = tuple[int, str, str, str]


@dataclass
class Counts:
    """What one layout gives before repeats are looked for.

    Attributes
    ----------
    rows : pandas.DataFrame
        Grain: figure. ``line``, `COLUMNS`, ``written`` (the group as the file has it: two texts may lead to
        one code and then add up, the same text twice is a repeat).
    lines : set of int
        Lines of the file that are used, those that only head others too.
    rejects : list of Reject
        Rows set aside: line, code, field, text.
    weekly : bool
        Whether periods are days on which weeks end.
    """

    rows: pd.DataFrame
    lines: set[int]
    rejects: list[Reject] = field(default_factory=list)
    weekly: bool = False


def frame_of(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Return figures as the table of `Counts`; what a row does not tell is blank."""
    texts = [name for name in (*COLUMNS, "written") if name != "unemployed"]
    told = {
        "line": pd.Series([row["line"] for row in rows], dtype="int64"),
        "unemployed": pd.Series([row["unemployed"] for row in rows], dtype="float64"),
        **{name: pd.Series([row.get(name, "") for row in rows], dtype="str") for name in texts},
    }
    return pd.DataFrame(told)[["line", *COLUMNS, "written"]]


def finished(counts: Counts, log: FindingLog) -> Cleaned:
    """Set repeats aside, tell of figures that are not there, and add up what leads to one code.

    A text that stands twice for one period is a repeat, unless the file gives the total and only with both
    do the parts come to it.
    """
    rows, repeats = _without_repeats(counts.rows, log)
    lines = counts.lines - {line for line, *_ in repeats}
    rejects = rejects_of([*counts.rejects, *repeats])
    for line, code, column, text in rejects.itertuples(index=False, name=None):
        log.add(code, [line], column, [text])
    _tell_of_nothing(rows, log)
    table = _summed(rows)
    period = latest(table["period"])
    facts = {
        "period": period,
        "weekly": counts.weekly,
        "measure": ", ".join(sorted(set(table["measure"]) - {""})),
    }
    return Cleaned(table, len(lines), rejects, facts=facts)


def _without_repeats(rows: pd.DataFrame, log: FindingLog) -> tuple[pd.DataFrame, list[Reject]]:
    key = ["written", *[name for name in _KEY if name not in ("soc", "group", "industry")]]
    dimension = _dimension(rows)
    again = rows.assign(dimension=dimension).duplicated(subset=["dimension", *key])
    if not again.any():
        return rows, []
    whole = ["period", "area", "county", "measure"]
    totals = rows[dimension == "total"].drop_duplicates(whole).set_index(whole)["unemployed"]
    parts = rows.assign(dimension=dimension).groupby(["dimension", *whole])["unemployed"].sum()
    adds_up = [
        abs(float(parts.get((one, *place), float("nan"))) - float(totals.get(place, float("nan")))) < 0.5
        for one, place in zip(dimension, rows[whole].itertuples(index=False, name=None), strict=True)
    ]
    kept = again & pd.Series(adds_up, index=rows.index)
    if kept.any():
        log.add("repeats-add-up", rows.loc[kept, "line"], "", rows.loc[kept, "written"])
    dropped = again & ~kept
    # A line goes only where all of its figures repeat others.
    alive = set(rows.loc[~dropped, "line"])
    gone = rows[dropped & ~rows["line"].isin(alive)].drop_duplicates("line")
    named = [text or say("total of the region") for text in gone["written"]]
    repeats = [
        (int(line), "unemployed-repeated", "", text) for line, text in zip(gone["line"], named, strict=True)
    ]
    return rows[~dropped], repeats


def _dimension(rows: pd.DataFrame) -> pd.Series[str]:
    """Return what every figure is by: occupation, industry, the kind of demographic group, or total."""
    by = rows["demographic"].str.split(":", n=1).str[0].astype("str")
    by = by.mask(rows["industry"] != "", "industry")
    by = by.mask((rows["group"] != "") | (rows["soc"] != ""), "occupation")
    return by.mask(by == "", "total")


def _tell_of_nothing(rows: pd.DataFrame, log: FindingLog) -> None:
    for mark, code in ((SUPPRESSED, "unemployed-suppressed"), (ABSENT, "unemployed-absent")):
        found = rows[rows["mark"] == mark]
        if len(found):
            log.add(code, found["line"], "", found["written"])
    dimension = _dimension(rows)
    elsewhere = ~dimension.isin(("occupation", "total"))
    if elsewhere.any():
        kinds = dimension[elsewhere].drop_duplicates()
        log.add("counts-not-by-occupation", rows.loc[elsewhere, "line"].drop_duplicates(), "", kinds)
    joined = rows["group"].str.contains("+", regex=False)
    if joined.any():
        log.add("groups-together", rows.loc[joined, "line"].drop_duplicates(), "", rows.loc[joined, "group"])
    without = rows["period"] == ""
    if without.any():
        log.add("period-not-stated", rows.loc[without, "line"])
    unsure = rows["period"].str.startswith(NO_YEAR)
    if unsure.any():
        log.add("year-not-stated", rows.loc[unsure, "line"].drop_duplicates(), "", rows.loc[unsure, "period"])


def of_areas(table: pd.DataFrame, areas: Sequence[str]) -> pd.Series[bool]:
    """Return which figures belong to a region.

    Parameters
    ----------
    table : pandas.DataFrame
        Counts with `COLUMNS`.
    areas : sequence of str
        Areas of the pack ("0012060", "1300000").

    Returns
    -------
    pandas.Series of bool
        True for figures of one of the areas, of a county of one of them (of a state all its counties, of a
        metropolitan area those in it), and for figures that name no place.
    """
    wanted = set(areas)
    nowhere = (table["area"] == "") & (table["county"] == "")
    state = table["county"].str[:2] + "00000"
    of_state = (table["county"] != "") & state.isin(wanted)
    # Where a state has a figure of its own, those of its counties are not added to it.
    same = [name for name in _KEY if name in table and name not in ("area", "county")]
    whole = pd.MultiIndex.from_frame(table.loc[table["county"] == "", [*same, "area"]])
    of_state &= ~pd.MultiIndex.from_frame(table[same].assign(area=state)).isin(whole)
    return nowhere | table["area"].isin(wanted) | of_state


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    """Add figures of one key together; a part that is not there leaves the sum without a figure."""
    if not rows.duplicated(_KEY).any():
        return rows.loc[:, list(COLUMNS)].reset_index(drop=True)
    place = rows.groupby(_KEY, sort=False).ngroup()
    first = rows.drop_duplicates(_KEY).loc[:, list(COLUMNS)].reset_index(drop=True)
    first["unemployed"] = rows.groupby(place)["unemployed"].agg(lambda one: one.sum(skipna=False)).to_numpy()
    several = place[place.duplicated(keep=False)].unique()
    marks = {one: worst_mark(rows.loc[place == one, "mark"]) for one in several}
    first["mark"] = [marks.get(one, mark) for one, mark in enumerate(first["mark"])]
    return first
