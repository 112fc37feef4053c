"""Hiring funnels: who goes on from stage to stage, group by group, and whether differences can be chance."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.language import say
from workbook.funnelform import (
    EVERYBODY,
    GROUPS,
    POPULATIONS,
    POSTINGS,
    RACE,
    SEX,
    STAGES,
    STEPS,
    TOTAL,
    Step,
    compared,
)

Array = NDArray[Any]
DEGREE = "degree"
HIGHEST, ENOUGH, BELOW, FEW = say("highest"), "≥ 4/5", say("below 4/5"), " *"
"""Readings of a rate, short enough for a cell; the star is added where few people stand behind it."""
DIGITS = 9
"""Digits to which ratios are compared with a line: 48 % ÷ 60 % is four fifths, whatever the last one says."""


@dataclass(frozen=True)
class Comparison:
    """Groups whose rates are compared: where each stands in the counts, as population and group."""

    population: int
    counted_by: str
    cells: tuple[tuple[int, int], ...]
    labels: tuple[str, ...]


def comparisons() -> tuple[Comparison, ...]:
    """Return every comparison: all alone, by degree, by sex and by race, the latter two by degree too."""
    found = []
    for place, population in enumerate(POPULATIONS):
        found.append(Comparison(place, TOTAL, ((place, 0),), (GROUPS[0].label,)))
        if population.code == EVERYBODY:
            found.append(Comparison(place, DEGREE, ((1, 0), (2, 0)), DEGREE_LABELS))
        for counted_by in (SEX, RACE):
            groups = compared(counted_by)
            labels = tuple(GROUPS[group].label for group in groups)
            found.append(Comparison(place, counted_by, tuple((place, group) for group in groups), labels))
    return tuple(found)


DEGREE_LABELS = (say("Without a four-year degree"), say("With a four-year degree"))


@dataclass(frozen=True, eq=False)
class Funnel:
    """What one employer counted.

    Attributes
    ----------
    file, employer, occupation, place : str
        Where it stands and what it is about; blank where not told.
    begins, ends : datetime.date or None
        First and last day of the applications counted.
    counts : array of float
        People, or postings at the first stage, by population, stage and group (`workbook.funnelform`);
        NaN where not known, which is not zero.
    """

    file: str
    employer: str = ""
    occupation: str = ""
    place: str = ""
    begins: datetime.date | None = None
    ends: datetime.date | None = None
    counts: Array = field(default_factory=lambda: no_counts())

    @property
    def name(self) -> str:
        """The employer, or the file where it names none."""
        return self.employer or self.file


def no_counts() -> Array:
    """Return counts of which nothing is known."""
    return np.full((len(POPULATIONS), len(STAGES), len(GROUPS)), np.nan)


@dataclass(frozen=True)
class Rate:
    """One group at one step: people who entered and people who went on; NaN where not known."""

    entered: float
    went_on: float

    @property
    def rate(self) -> float:
        """People who went on ÷ people who entered (0–1); NaN where nobody entered, or more came out."""
        sound = self.entered > 0 and 0 <= self.went_on <= self.entered
        return self.went_on / self.entered if sound else float("nan")


def rates_of(counts: Array, comparison: Comparison, step: Step) -> list[Rate]:
    """Return the rates of the groups of a comparison at a step."""
    return [
        Rate(float(counts[population, step.start, group]), float(counts[population, step.end, group]))
        for population, group in comparison.cells
    ]


def reference(rates: Sequence[Rate], share_min: float) -> int:
    """Return the place of the group with the highest rate, -1 where no two rates are known.

    Groups that make up less than ``share_min`` of the people at the step are looked past, unless nobody of
    the larger ones went on.

    >>> reference([Rate(80, 48), Rate(40, 12)], 0.02)
    0
    >>> reference([Rate(980, 490), Rate(1, 1)], 0.02), reference([Rate(980, 490), Rate(1, 1)], 0)
    (0, 1)
    """
    known = np.array([one.rate for one in rates])
    if np.isfinite(known).sum() < 2:
        return -1
    people = np.array([one.entered for one in rates])
    large = np.isfinite(known) & (people >= share_min * np.nansum(people))
    highest = float(np.max(known, where=large, initial=0.0)) or float(np.nanmax(known))
    return int(np.flatnonzero(known == highest)[0])


def impact_ratio(rate: float, highest: float) -> float:
    """Return a group's rate ÷ the highest group's rate (29 CFR 1607.4 D); NaN where nobody went on.

    >>> round(impact_ratio(12 / 40, 48 / 80), 3)
    0.5
    """
    return rate / highest if highest > 0 else float("nan")


def is_below(ratio: float, line: float) -> bool:
    """Return whether an impact ratio is below the line.

    >>> is_below(0.48 / 0.60, 0.8), is_below(0.45 / 0.60, 0.8)
    (False, True)
    """
    return bool(round(ratio, DIGITS) < line)


def fisher_p(group: Rate, other: Rate) -> float:
    """Return the two-sided p-value of Fisher's exact test for two groups at one step (0–1).

    It is the chance of a difference as unlikely as this one or more, if both groups went on alike.

    >>> round(fisher_p(Rate(4, 3), Rate(4, 1)), 4)
    0.4857
    """
    # SciPy's statistics take most of a second to load; only those who compare should wait.
    from scipy.stats import fisher_exact

    table = [[int(one.went_on), int(one.entered - one.went_on)] for one in (group, other)]
    return float(fisher_exact(table)[1])


def one_person_turns_it(group: Rate, other: Rate) -> bool:
    """Return whether one person of the group in place of one of the other would turn the order of the rates.

    Then the numbers are too small to say much (Questions and Answers on the Uniform Guidelines, 1979, 21).

    >>> one_person_turns_it(Rate(10, 1), Rate(20, 3)), one_person_turns_it(Rate(40, 12), Rate(80, 48))
    (True, False)
    """
    if group.went_on >= group.entered or other.went_on < 1:
        return False
    return (group.went_on + 1) / group.entered > (other.went_on - 1) / other.entered


def steps_table(funnel: Funnel, given: Mapping[str, float]) -> pd.DataFrame:
    """Return every step of a funnel by group; rows whose people are not known are left out.

    Parameters
    ----------
    funnel : Funnel
        What an employer counted.
    given : mapping of str to float
        Parameters of the group Employers.
    """
    rows = [
        row for one in comparisons() for step in STEPS for row in _compared(funnel.counts, one, step, given)
    ]
    table = pd.DataFrame(
        rows, columns=[name for name in columns("funnel") if name not in ("employer", "employers")]
    )
    table = table.assign(employer=funnel.name, employers=1.0)
    return table[list(columns("funnel"))]


def _compared(
    counts: Array, comparison: Comparison, step: Step, given: Mapping[str, float]
) -> Iterator[dict[str, Any]]:
    rates = rates_of(counts, comparison, step)
    judged = judge(rates, given)
    for place, (one, found) in enumerate(zip(rates, judged, strict=True)):
        if not (np.isfinite(one.entered) and np.isfinite(one.went_on)):
            continue
        best = found.best
        p_value = float("nan")
        if best >= 0 and place != best and np.isfinite(one.rate):
            p_value = fisher_p(one, rates[best])
        yield {
            "population": POPULATIONS[comparison.population].code,
            "counted_by": comparison.counted_by,
            "group": comparison.labels[place],
            "step": step.code,
            "step_label": step.label,
            "entered": one.entered,
            "went_on": one.went_on,
            "rate_share": one.rate,
            "impact_ratio": found.ratio,
            "below": found.below,
            "few": found.few,
            "one_person": found.below and one_person_turns_it(one, rates[best]),
            "p_value": p_value,
            "unlikely": p_value < given["funnel_significance"],
            "reading": found.reading,
            "highest_group": comparison.labels[best] if best >= 0 else "",
        }


@dataclass(frozen=True)
class Judged:
    """What comparing a group with the highest comes to; ``best`` is the place of the latter, -1 for none."""

    best: int
    highest: float
    ratio: float
    below: bool
    few: bool
    reading: str


def judge(rates: Sequence[Rate], given: Mapping[str, float]) -> list[Judged]:
    """Compare each group with the one that has the highest rate."""
    best = reference(rates, given["funnel_group_share_min"])
    few_below, line = given["funnel_people_min"], given["funnel_four_fifths"]
    highest = rates[best].rate if best >= 0 else float("nan")
    judged = []
    for one in rates:
        ratio = impact_ratio(one.rate, highest)
        few = one.entered < few_below or (best >= 0 and rates[best].entered < few_below)
        below = is_below(ratio, line)
        word = reading(ratio, highest=one.rate == highest, below=below, few=few)
        judged.append(Judged(best, highest, ratio, below, few, word))
    return judged


def reading(ratio: float, *, highest: bool, below: bool, few: bool) -> str:
    """Return an impact ratio as a word.

    >>> reading(0.5, highest=False, below=True, few=True)
    'below 4/5 *'
    """
    if not np.isfinite(ratio):
        return ""
    return (HIGHEST if highest else BELOW if below else ENOUGH) + (FEW if few else "")


def per_posting(counts: Array) -> float:
    """Return applicants per posting; NaN where either is not known."""
    postings, applicants = counts[0, POSTINGS, 0], counts[0, POSTINGS + 1, 0]
    return float(applicants / postings) if postings > 0 else float("nan")


def degree_share(counts: Array) -> float:
    """Return the share of an employer's postings that ask for a four-year degree (0–1); NaN where not known.

    The two kinds of postings are divided where both are given, otherwise those that ask by all of them.
    """
    every, without, asking = (float(counts[place, POSTINGS, 0]) for place in range(len(POPULATIONS)))
    whole = without + asking if np.isfinite(without) else every
    if not np.isfinite(asking):
        asking = every - without
        whole = every
    return asking / whole if whole > 0 and 0 <= asking <= whole else float("nan")
