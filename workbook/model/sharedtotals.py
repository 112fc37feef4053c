"""The counts of people out of work of a file as one table that adds up, for withholding small ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.reference.pack import Pack
from workbook.model.claims import MILITARY, UNKNOWN
from workbook.model.patterns import sectors_of
from workbook.model.sharedcounts import GOVERNMENT
from workbook.model.suppression import CountTable, Relation
from workbook.model.toldcounts import wholes_of

Key = tuple[str, str, str, str]
SOC, GROUP, INDUSTRY, DEMOGRAPHIC = range(4)
TOTAL: Key = ("", "", "", "")
COLUMNS = ["soc", "group", "industry", "demographic"]
ADDS_UP = 0.5
"""People by which a total may differ from its parts and still be their sum."""


@dataclass(frozen=True)
class Counts:
    """The counts of one month and how they add up.

    Attributes
    ----------
    names : tuple
        What each of the first cells counts: occupation, group, industry, group of people; all blank is the
        total. The cells after them are what totals have beyond their parts.
    table : CountTable
        The cells.
    total : float
        All civilians; NaN where the file does not tell them.
    """

    names: tuple[Key, ...]
    table: CountTable
    total: float

    def total_open(self, withheld: np.ndarray) -> bool:
        """Tell whether the total itself has to be withheld."""
        return TOTAL not in self.names or bool(withheld[self.names.index(TOTAL)])


class _Building:
    """Cells and relations as they are put together."""

    def __init__(self, people: Mapping[Key, float]) -> None:
        self.names = list(people)
        self.values = list(people.values())
        self.place = {name: at for at, name in enumerate(self.names)}
        self.relations: list[Relation] = []
        self.hidden: set[int] = set()
        self.fixed: set[int] = set()

    def adds_up(self, total: int, parts: Sequence[int]) -> None:
        """Say that parts make up a total: what it has beyond them is a cell too, that nobody publishes."""
        if not parts:
            return
        rest = self.values[total] - sum(self.values[part] for part in parts)
        at = len(self.values)
        self.values.append(rest)
        (self.hidden if rest >= ADDS_UP else self.fixed).add(at)
        self.relations.append(Relation(total, (*parts, at)))


def counts_of(pack: Pack, rows: pd.DataFrame) -> Counts:
    """Return the counts of one month as a table that adds up.

    Counts by two things at once, by industries that are no sectors and of soldiers are not in it, nor are
    groups counted together where one of them is counted by itself: the model does not use them.
    """
    people = _people(pack, rows)
    (_, whole), *_ = wholes_of(pack, rows) or (("", float("nan")),)
    if np.isfinite(whole):
        people[TOTAL] = whole
    building = _Building(people)
    group_of = dict(pack.occupations()[["soc", "group"]].itertuples(index=False, name=None))
    placed: set[int] = set()
    for name, at in building.place.items():
        if name[GROUP]:
            inside = name[GROUP].split("+")
            parts = [
                part for one, part in building.place.items() if one[SOC] and group_of.get(one[SOC]) in inside
            ]
            building.adds_up(at, parts)
            placed |= set(parts)
    if TOTAL in building.place:
        loose = [at for one, at in building.place.items() if one[SOC] and at not in placed]
        groups = [at for one, at in building.place.items() if one[GROUP]]
        ways = [[*groups, *loose], [at for one, at in building.place.items() if one[INDUSTRY]]]
        kinds = dict.fromkeys(name[DEMOGRAPHIC].partition(": ")[0] for name in building.names)
        ways += [
            [at for one, at in building.place.items() if one[DEMOGRAPHIC].startswith(f"{kind}: ")]
            for kind in kinds
            if kind
        ]
        for parts in ways:
            building.adds_up(building.place[TOTAL], parts)
    dear = frozenset([building.place[TOTAL]] if TOTAL in building.place else [])
    table = CountTable(
        np.array(building.values, dtype=float),
        tuple(building.relations),
        frozenset(building.hidden),
        frozenset(building.fixed),
        dear,
    )
    return Counts(tuple(building.names), table, people.get(TOTAL, float("nan")))


def _people(pack: Pack, rows: pd.DataFrame) -> dict[Key, float]:
    """Return the people of every count that is used; one that is not known in part is left out."""
    known = set(pack.occupations()["soc"])
    sectors = {*sectors_of(pack), *GOVERNMENT, UNKNOWN} if (rows["industry"] != "").any() else set()
    alone = {name for name in rows["group"] if name and "+" not in name}
    found: dict[Key, float] = {}
    for *texts, count in rows[[*COLUMNS, "unemployed"]].itertuples(index=False, name=None):
        soc, group, industry, demographic = (str(text) for text in texts)
        ways = bool(soc or group) + bool(industry) + bool(demographic)
        apart = "+" in group and alone & set(group.split("+"))
        unused = (soc and soc not in known) or (industry and industry not in sectors) or apart
        if ways > 1 or unused or group == MILITARY:
            continue
        name: Key = (soc, "" if soc else group, industry, demographic)
        found[name] = found.get(name, 0.0) + float(count)
    return {name: people for name, people in found.items() if np.isfinite(people)}


def shared_rows(rows: pd.DataFrame, counts: Counts, withheld: np.ndarray) -> tuple[pd.DataFrame, list[str]]:
    """Return one row for each count, blank where it is withheld, and the occupations whose count is."""
    open_ = dict(zip(counts.names, withheld, strict=False))
    period = next(iter(rows["period"]), "")
    found = pd.DataFrame(
        [
            (*name, period, float("nan") if open_[name] else float(value))
            for name, value in zip(counts.names, counts.table.values, strict=False)
        ],
        columns=[*COLUMNS, "period", "unemployed"],
    )
    return found[list(rows.columns)], [name[SOC] for name in counts.names if name[SOC] and open_[name]]
