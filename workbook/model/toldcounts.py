"""What a planner's file tells of people out of work: by occupation, group, industry, sex and race, in all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.reference.pack import Pack
from workbook.model.claims import MILITARY, UNKNOWN
from workbook.model.patterns import sectors_of
from workbook.model.sharedcounts import Shared, by_industry, by_people

Array = NDArray[Any]


@dataclass(frozen=True)
class Told:
    """What a planner's file says [persons].

    Attributes
    ----------
    observed : array
        Per occupation of the pack; NaN where the file has none, or a part of it was withheld.
    by_group : dict
        Sum of the occupations of the file in each major group.
    groups : dict
        By civilian major group, several joined by a plus sign, people of unknown occupation spread.
    military : float
        Soldiers, who are no occupation of the pack.
    unplaced : float
        People without occupation that no group of the file could take.
    unknown_share : float
        Share of the people whose occupation, or else industry, is not known (0–1).
    total : float
        The regional total; NaN when the file gives none.
    wholes : dict
        Sum of each way of counting that holds everybody, by its name: by industry, by sex, by age.
    shared : tuple of Shared
        Counts that occupations share.
    odd : dict
        People by industry of no sector of the staffing pattern.
    """

    observed: Array
    by_group: dict[str, float]
    groups: dict[str, float]
    military: float
    unplaced: float
    unknown_share: float
    total: float
    wholes: dict[str, float]
    shared: tuple[Shared, ...]
    odd: dict[str, float]


@dataclass
class _Sums:
    """The rows of one month added up: NaN where a part was withheld, as in a sum over several areas."""

    totals: list[float] = field(default_factory=list)
    soc: dict[str, float] = field(default_factory=dict)
    group: dict[str, float] = field(default_factory=dict)
    industry: dict[str, float] = field(default_factory=dict)
    demographic: dict[str, dict[str, float]] = field(default_factory=dict)


def _sums(rows: pd.DataFrame) -> _Sums:
    """Add up rows that are by one thing only; those by two, as by occupation and sex, are left out."""
    found = _Sums()
    names = ("soc", "group", "industry", "demographic", "unemployed")
    for soc, group, industry, demographic, people in zip(
        *(rows[name].tolist() for name in names), strict=True
    ):
        where, key = found.group, group
        if industry and not (soc or group or demographic):
            where, key = found.industry, industry
        elif demographic and not (soc or group or industry):
            kind, _, key = demographic.partition(": ")
            where = found.demographic.setdefault(kind, {})
        elif industry or demographic:
            continue
        elif soc:
            where, key = found.soc, soc
        elif not group:
            found.totals.append(people)
            continue
        where[key] = where.get(key, 0.0) + people
    return found


def told_of(pack: Pack, rows: pd.DataFrame) -> Told:
    """Read the rows of one month; people of unknown occupation are spread over the groups in proportion."""
    socs, group_of = _occupations(pack)
    return _told(_sums(rows), socs, group_of, sectors_of(pack) if (rows["industry"] != "").any() else ())


def wholes_of(pack: Pack, months: pd.DataFrame) -> tuple[tuple[str, float], ...]:
    """Return all civilians of each month: the total, else all groups, else what counts everybody; or NaN.

    With several ways of counting the largest, as the others may have left somebody out.
    """
    socs, group_of = _occupations(pack)
    sectors = sectors_of(pack) if (months["industry"] != "").any() else ()
    found = []
    for month, rows in months.groupby("period", sort=True):
        told = _told(_sums(rows), socs, group_of, sectors)
        people = told.total
        given = _single(told.groups)
        if not np.isfinite(people) and not set(group_of.values()) - given - set(told.by_group):
            rest = sum(one for name, one in told.by_group.items() if name not in given)
            people = sum(told.groups.values()) + rest + told.military + told.unplaced
        if not np.isfinite(people):
            people = max(told.wholes.values(), default=np.nan)
        found.append((str(month), float(people) - told.military))
    return tuple(found)


def _occupations(pack: Pack) -> tuple[list[str], dict[str, str]]:
    occupations = pack.occupations()
    socs = occupations["soc"].tolist()
    return socs, dict(zip(socs, occupations["group"], strict=True))


def _told(sums: _Sums, socs: list[str], group_of: dict[str, str], sectors: tuple[str, ...]) -> Told:
    by_group: dict[str, float] = {}
    counted = {soc: people for soc, people in sums.soc.items() if soc in group_of and np.isfinite(people)}
    for soc, people in counted.items():
        by_group[group_of[soc]] = by_group.get(group_of[soc], 0.0) + people
    groups = _apart({name: people for name, people in sums.group.items() if np.isfinite(people)})
    blank = groups.pop(UNKNOWN, 0.0)
    known = sum(groups.values())
    industries, wholes, odd, unknown = by_industry(sums.industry, sectors)
    of_people, whole_kinds = by_people(sums.demographic)
    wholes |= whole_kinds
    if blank > 0 and not known > 0 and not any(by_group.values()):
        # Nobody's occupation is known, so the zeros of the groups say nothing.
        groups, wholes, blank, unknown = {}, {"occupation": blank} | wholes, 0.0, 1.0
    elsewhere = sum(one for name, one in by_group.items() if name not in _single(groups))
    everyone = known + elsewhere + blank
    factor = 1 + blank / known if known > 0 else 1.0
    military = groups.pop(MILITARY, 0.0) * factor
    totals = [one for one in sums.totals if np.isfinite(one)]
    return Told(
        np.array([counted.get(soc, np.nan) for soc in socs]),
        by_group,
        {name: count * factor for name, count in groups.items()},
        military,
        0.0 if known > 0 else blank,
        blank / everyone if everyone > 0 else unknown,
        sum(totals) if totals else float("nan"),
        wholes,
        (*industries, *of_people),
        odd,
    )


def _single(groups: dict[str, float]) -> set[str]:
    return {one for name in groups for one in name.split("+")}


def _apart(groups: dict[str, float]) -> dict[str, float]:
    """Leave out groups counted together where one of them is also counted by itself."""
    alone = {name for name in groups if "+" not in name}
    return {
        name: people for name, people in groups.items() if "+" not in name or not alone & set(name.split("+"))
    }
