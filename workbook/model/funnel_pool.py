"""Funnels of several employers added up without names; small counts and counts of few employers are withheld.

An employer takes part in a way of counting (all, by degree, by sex, by race) when its counts for it are
complete from applicants to people hired. Two published ways of counting never differ by fewer employers than
a figure must rest on, so that subtracting one from the other shows no employer.

What is protected are counts of people at a stage, by group and degree. How many dropped out between two
stages that are shown is the difference of these, and not protected by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.intake.duplicates import employer_key
from data.language import say
from workbook.funnelform import GROUPS, POPULATIONS, POSTINGS, RACE, SEX, STAGES, TOTAL, places_of
from workbook.model.funnel import DEGREE, Funnel, no_counts, steps_table
from workbook.model.suppression import CountTable, Relation, bounds, suppressed

Array = NDArray[Any]
Way = tuple[int, str]
"""A population by its place, and the way in which it is counted."""
TOGETHER, WITHHELD = say("All together"), say("withheld")
NEEDED = slice(1, 6)
"""Stages that have to be known: from applicants to people hired."""
ALL_WAY: Way = (0, TOTAL)
DEGREE_WAY: Way = (0, DEGREE)
WAYS: tuple[Way, ...] = (ALL_WAY, DEGREE_WAY, *((place, by) for place in range(3) for by in (SEX, RACE)))


@dataclass(frozen=True)
class Pooled:
    """Counts of all employers that take part.

    Attributes
    ----------
    counts : array of float
        By population, stage and group; NaN where no way of counting covers them.
    withheld : array of bool
        Which of them are not to be published.
    employers : dict of tuple to int
        Employers behind each way of counting; 0 where it is not published.
    given : int
        Employers that sent a file.
    """

    counts: Array
    withheld: Array
    employers: Mapping[Way, int]
    given: int

    @property
    def shown(self) -> Array:
        """The counts without those withheld."""
        return np.where(self.withheld, np.nan, self.counts)


def pooled(funnels: Sequence[Funnel], given: Mapping[str, float]) -> Pooled:
    """Add up the funnels of several employers.

    Parameters
    ----------
    funnels : sequence of Funnel
        Files of one employer are added together first.
    given : mapping of str to float
        Parameters; ``pool_employers_min`` and ``suppression_min_people`` say what is withheld.
    """
    each = by_employer(funnels)
    least = int(given["pool_employers_min"])
    parts = taking_part(each, least)
    counts, employers = no_counts(), np.zeros(no_counts().shape, dtype=int)
    for way, members in parts.items():
        for population, group in _cells(way):
            told = np.array([each[member][population, :, group] for member in members]).reshape(
                -1, len(STAGES)
            )
            if len(members):
                counts[population, :, group] = told.sum(axis=0)
                employers[population, :, group] = (told > 0).sum(axis=0)
    withheld = np.zeros(counts.shape, dtype=bool)
    for stage in range(POSTINGS + 1, len(STAGES)):
        withheld[:, stage] = _withheld(counts[:, stage], employers[:, stage], parts, given)
    withheld[:, POSTINGS] = np.isfinite(counts[:, POSTINGS]) & (employers[:, POSTINGS] < least)
    return Pooled(counts, withheld, {way: len(members) for way, members in parts.items()}, len(each))


def by_employer(funnels: Sequence[Funnel]) -> list[Array]:
    """Return the counts of each employer; what one of its files does not know is not known."""
    found: dict[str, Array] = {}
    for one in funnels:
        name = employer_key(one.employer) if one.employer else f"\N{BULLET}{one.file}"
        found[name] = found[name] + one.counts if name in found else one.counts
    return [_completed(counts) for counts in found.values()]


def _completed(counts: Array) -> Array:
    """Write noughts for groups left empty where the others make up all people already."""
    filled = counts.copy()
    for counted_by in (SEX, RACE):
        places = list(places_of(counted_by))
        parts = filled[:, :, places]
        done = (np.nansum(parts, axis=2) == filled[:, :, 0]) & np.isfinite(parts).any(axis=2)
        filled[:, :, places] = np.where(done[:, :, None] & np.isnan(parts), 0.0, parts)
    return filled


def _cells(way: Way) -> list[tuple[int, int]]:
    """Return population and group of the cells that a way of counting fills."""
    population, counted_by = way
    if way == DEGREE_WAY:
        return [(1, 0), (2, 0)]
    return [(population, group) for group in places_of(counted_by)]


def taking_part(each: Sequence[Array], least: int) -> dict[Way, tuple[int, ...]]:
    """Return which employers take part in each way of counting; none where too few would.

    >>> complete = np.ones((3, 7, 12))
    >>> without_race = complete.copy()
    >>> without_race[0, :, 4:] = np.nan
    >>> parts = taking_part([complete] * 4 + [without_race], 3)
    >>> parts[0, "race"], parts[0, "total"]
    ((0, 1, 2, 3), (0, 1, 2, 3))
    """
    wanted: dict[Way, frozenset[int]] = {}
    for way in WAYS:
        cells = [(0, 0), *_cells(way)] if way[0] == 0 else [(0, 0), (1, 0), (2, 0), (way[0], 0), *_cells(way)]
        wanted[way] = frozenset(
            number
            for number, counts in enumerate(each)
            if all(np.isfinite(counts[population, NEEDED, group]).all() for population, group in cells)
        )
    released: dict[Way, frozenset[int]] = {}
    for way in sorted(WAYS, key=lambda one: (len(wanted[one]), -WAYS.index(one))):
        members = _far_enough(wanted[way], list(released.values()), least)
        released[way] = members if len(members) >= least else frozenset()
    return {way: tuple(sorted(released[way])) for way in WAYS}


def _far_enough(members: frozenset[int], others: Sequence[frozenset[int]], least: int) -> frozenset[int]:
    """Leave employers out until no two ways of counting differ by only a few; nobody where that cannot be."""
    for _ in range(len(others) + 1):
        near = next((one for one in others if one and _near(members, one, least)), None)
        if near is None:
            return members
        members = members & near
    return frozenset()


def _near(members: frozenset[int], other: frozenset[int], least: int) -> bool:
    return any(0 < len(apart) < least for apart in (members - other, other - members))


def _withheld(
    counts: Array,
    employers: Array,
    parts: Mapping[Way, tuple[int, ...]],
    given: Mapping[str, float],
) -> Array:
    """Return which counts of a stage (population × group) to withhold."""
    known = np.isfinite(counts)
    places = {(int(p), int(g)): number for number, (p, g) in enumerate(zip(*np.nonzero(known), strict=True))}
    values = [float(counts[place]) for place in places]
    relations = []
    for whole, listed in _sums(parts):
        cells = [places[one] for one in listed if one in places]
        if whole not in places or not cells:
            continue
        rest = values[places[whole]] - sum(values[cell] for cell in cells)
        if rest >= 0:
            values.append(rest)
            relations.append(Relation(places[whole], (*cells, len(values) - 1)))
    unpublished = {number for place, number in places.items() if not GROUPS[place[1]].compared and place[1]}
    # Who did not state a group, or whose degree nobody knows, is shown in no row; such a count says nothing
    # of anybody, so it is not protected, and it is taken as known to whoever tries to work others out.
    fixed = frozenset(unpublished | set(range(len(places), len(values))))
    dear = frozenset(places[place, 0] for place in range(len(POPULATIONS)) if (place, 0) in places)
    table = CountTable(np.array(values), tuple(relations), fixed=fixed, dear=dear)
    limit = float(given["suppression_min_people"])
    few = [
        number
        for place, number in places.items()
        if number not in unpublished and 0 < employers[place] < given["pool_employers_min"]
    ]
    chosen = _with_few(table, suppressed(table, limit), few, limit)
    found = np.zeros(counts.shape, dtype=bool)
    for place, number in places.items():
        found[place] = chosen[number] or number in unpublished
    return found


def _with_few(table: CountTable, withheld: Array, few: Sequence[int], limit: float) -> Array:
    """Withhold counts of few employers as well, and whatever would give them back."""
    found = withheld.copy()
    found[list(few)] = True
    for cell in few:
        for relation in table.relations:
            if cell not in (relation.total, *relation.parts):
                continue
            low, high = bounds(table, found, [cell])[0]
            if high - low < limit:
                others = [one for one in (*relation.parts, relation.total) if not found[one] and one != cell]
                others = [one for one in others if one not in table.fixed and table.values[one] > 0]
                if others:
                    found[min(others, key=lambda one: (one in table.dear, table.values[one]))] = True
    return found


def _sums(
    parts: Mapping[Way, tuple[int, ...]],
) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """Yield every total that published cells add up to, with these cells.

    What a total has beyond them (degree not known, employers who count less) is left to the caller.
    """
    for way, members in parts.items():
        if members and way[1] != TOTAL:
            yield (way[0], 0), _cells(way)
    for counted_by in (SEX, RACE):
        if all(parts[population, counted_by] for population in range(len(POPULATIONS))):
            for group in places_of(counted_by):
                yield (0, group), [(1, group), (2, group)]


def pooled_steps(found: Pooled, given: Mapping[str, float]) -> pd.DataFrame:
    """Return the steps of all employers together; a row with a withheld count says so.

    Groups are compared with those whose rate is shown.
    """
    shown = steps_table(Funnel("", TOGETHER, counts=found.shown), given)
    every = steps_table(Funnel("", TOGETHER, counts=found.counts), given)
    keys = ["population", "counted_by", "group", "step"]
    seen = set(shown[keys].itertuples(index=False, name=None))
    table = every.copy()
    kept = [key in seen for key in every[keys].itertuples(index=False, name=None)]
    for name in shown.columns:
        if name not in (*keys, "employer", "step_label"):
            table.loc[kept, name] = shown[name].to_numpy()
    gone = ~np.array(kept, dtype=bool)
    for name in ("entered", "went_on", "rate_share", "impact_ratio", "p_value"):
        table.loc[gone, name] = np.nan
    for name in ("below", "few", "one_person", "unlikely"):
        table.loc[gone, name] = False
    table.loc[gone, "reading"], table.loc[gone, "highest_group"] = WITHHELD, ""
    behind = [
        found.employers.get((0 if by in (TOTAL, DEGREE) else _population(of), by), 0)
        for of, by in zip(table["population"], table["counted_by"], strict=True)
    ]
    return table.assign(employers=np.array(behind, dtype=float))[list(columns("funnel"))]


def pooled_sentences(found: Pooled, steps: pd.DataFrame, given: Mapping[str, float]) -> list[str]:
    """Return who takes part in the pool, and what is withheld."""
    taking = found.employers[ALL_WAY]
    least, limit = given["pool_employers_min"], given["suppression_min_people"]
    if not taking:
        return [
            say(
                "Nothing can be shown of {count} employers: at least {least} have to know all stages from "
                "applicants to people hired.",
                count=f"{found.given:,}",
                least=f"{least:,.0f}",
            )
        ]
    said = [
        say("{taking} of {count} employers are added up.", taking=f"{taking:,}", count=f"{found.given:,}")
    ]
    gone = int((steps["reading"] == WITHHELD).sum())
    if gone:
        said.append(
            say(
                "{count} of {rates} rates are withheld: they rest on fewer than {limit} people or {least} "
                "employers, or would give such a count back.",
                count=f"{gone:,}",
                rates=f"{len(steps):,}",
                limit=f"{limit:,.0f}",
                least=f"{least:,.0f}",
            )
        )
    return said


def _population(code: str) -> int:
    return next(place for place, one in enumerate(POPULATIONS) if one.code == code)
