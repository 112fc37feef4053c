"""Counts of a funnel that do not go together: the same checks on the employer's sheet and when it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbook.funnelform import APPLICANTS, GROUPS, POPULATIONS, POSTINGS, RACE, SEX, STAGES, places_of

Array = NDArray[Any]
MORE_THAN_BEFORE, MORE_THAN_ALL, DEGREES_TOO_MANY, SEX_DIFFERS, RACE_DIFFERS = (
    "more-than-before",
    "more-than-everybody",
    "degrees-add-up-to-more",
    "sex-adds-up-differently",
    "race-adds-up-differently",
)
SAID = {
    MORE_THAN_BEFORE: "More people than at the stage before",
    MORE_THAN_ALL: "More than in the first block",
    DEGREES_TOO_MANY: "With and without a degree add up to more than all",
    SEX_DIFFERS: "Women, men and not stated do not add up to all",
    RACE_DIFFERS: "The races do not add up to all",
}
"""What the column Check says, the most serious first."""


@dataclass(frozen=True)
class Problem:
    """Counts that contradict each other, at one stage of one population; ``groups`` are their places."""

    code: str
    population: int
    stage: int
    groups: tuple[int, ...]


def problems(counts: Array) -> Iterator[Problem]:
    """Yield what contradicts, by population and stage, the most serious first; the unknown never does."""
    for population in range(len(POPULATIONS)):
        for stage in range(len(STAGES)):
            yield from _at(counts, population, stage)


def check_word(counts: Array, population: int, stage: int) -> str:
    """Return what the column Check says of a row; blank where nothing contradicts."""
    return next((SAID[one.code] for one in _at(counts, population, stage)), "")


def _at(counts: Array, population: int, stage: int) -> Iterator[Problem]:
    here = counts[population, stage]
    if stage > APPLICANTS:
        yield from _where(MORE_THAN_BEFORE, population, stage, here > counts[population, stage - 1])
    if population:
        yield from _where(MORE_THAN_ALL, population, stage, here > counts[0, stage])
    if population == len(POPULATIONS) - 1:
        both = here + counts[population - 1, stage]
        yield from _where(DEGREES_TOO_MANY, population, stage, both > counts[0, stage])
    if stage != POSTINGS:
        for code, counted_by in ((SEX_DIFFERS, SEX), (RACE_DIFFERS, RACE)):
            places = places_of(counted_by)
            parts, whole = here[list(places)], here[0]
            differs = np.nansum(parts) > whole or (np.isfinite(parts).all() and parts.sum() < whole)
            if differs:
                yield Problem(code, population, stage, (0, *places))


def _where(code: str, population: int, stage: int, wrong: Array) -> Iterator[Problem]:
    places = tuple(int(place) for place in np.flatnonzero(wrong[: len(GROUPS)]))
    if places:
        yield Problem(code, population, stage, places)
