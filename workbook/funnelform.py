"""How the employer's hiring-funnel workbook is laid out: written, filled in by an employer, read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.language import say

FORM, VERSION = "headway-hiring-funnel", 1
"""What the cell named `IDENTITY` says, and the one to its right: by these the workbook is known again."""

IDENTITY = "headway_funnel"
"""The name by which the workbook is known again, whatever its sheets are called."""

EMPLOYER, OCCUPATION, PLACE, BEGINS, ENDS = (
    "funnel_employer",
    "funnel_occupation",
    "funnel_place",
    "funnel_begins",
    "funnel_ends",
)
"""Named cells: who hires, for what, where, and the first and last day of the applications counted."""


@dataclass(frozen=True)
class Stage:
    """A stage of hiring: its code, its name, and who is counted there."""

    code: str
    label: str
    meaning: str


STAGES = (
    Stage("postings", say("Postings"), say("Job postings of the period, each counted once")),
    Stage("applicants", say("Applicants"), say("Everybody who applied in the period")),
    Stage("screened", say("Passed screening"), say("Of these applicants: who was left after the first look")),
    Stage(
        "interviewed",
        say("Interviewed"),
        say("Of these applicants: who was invited and came to an interview"),
    ),
    Stage("offered", say("Offered a job"), say("Of these applicants: who was offered a job")),
    Stage("hired", say("Hired"), say("Of these applicants: who took the offer and started")),
    Stage(
        "stayed",
        say("Still there after 90 days"),
        say("Of these applicants: who was still employed after 90 days"),
    ),
)
POSTINGS, APPLICANTS = 0, 1
"""Places of the stages that are no step of a person, and where the steps begin."""


@dataclass(frozen=True)
class Group:
    """A group of people; ``counted_by`` says which groups make up everybody together."""

    code: str
    label: str
    counted_by: str
    compared: bool = True


TOTAL, SEX, RACE = "total", "sex", "race"
GROUPS = (
    Group("total", say("All"), TOTAL, compared=False),
    Group("women", say("Women"), SEX),
    Group("men", say("Men"), SEX),
    Group("sex_unknown", say("Not stated"), SEX, compared=False),
    Group("hispanic", say("Hispanic or Latino"), RACE),
    Group("white", say("White"), RACE),
    Group("black", say("Black or African American"), RACE),
    Group("asian", say("Asian"), RACE),
    Group("american_indian", say("American Indian, Alaska Native"), RACE),
    Group("pacific_islander", say("Hawaiian, Pacific Islander"), RACE),
    Group("several", say("Two or more races"), RACE),
    Group("race_unknown", say("Not stated"), RACE, compared=False),
)
"""The groups of the federal form EEO-1; people of Hispanic or Latino origin stand under no race."""


@dataclass(frozen=True)
class Population:
    """A part of the people that has a block of its own; ``name`` is the name of its cells."""

    code: str
    label: str
    name: str
    postings: str


EVERYBODY, WITHOUT, WITH = "everybody", "without degree", "with degree"
POPULATIONS = (
    Population(EVERYBODY, say("Everybody"), "funnel_everybody", say("Postings in all")),
    Population(
        WITHOUT,
        say("Of them, people without a four-year degree"),
        "funnel_without_degree",
        say("Of them, postings that ask for no four-year degree"),
    ),
    Population(
        WITH,
        say("Of them, people with a four-year degree"),
        "funnel_with_degree",
        say("Of them, postings that ask for a four-year degree"),
    ),
)
LARGEST = 10_000_000
"""Most people or postings of a cell."""


@dataclass(frozen=True)
class Step:
    """From one stage to another, by their places; the last one is the whole way from application to job."""

    code: str
    label: str
    start: int
    end: int


STEPS = (
    Step("screening", say("Applied → passed screening"), 1, 2),
    Step("interview", say("Passed screening → interviewed"), 2, 3),
    Step("offer", say("Interviewed → offered a job"), 3, 4),
    Step("hire", say("Offered a job → hired"), 4, 5),
    Step("stay", say("Hired → still there after 90 days"), 5, 6),
    Step("all", say("Applied → hired, the whole way"), 1, 5),
)


def places_of(counted_by: str) -> tuple[int, ...]:
    """Return the places of the groups that make up everybody.

    >>> places_of("sex")
    (1, 2, 3)
    """
    return tuple(place for place, group in enumerate(GROUPS) if group.counted_by == counted_by)


def compared(counted_by: str) -> tuple[int, ...]:
    """Return the places of the groups whose rates are compared.

    >>> compared("sex")
    (1, 2)
    """
    return tuple(place for place in places_of(counted_by) if GROUPS[place].compared)


def inputs() -> Iterator[tuple[int, int, int]]:
    """Yield population, stage and group of every cell that can be filled; postings have no groups.

    >>> sum(1 for _ in inputs())
    219
    """
    for population in range(len(POPULATIONS)):
        for stage in range(len(STAGES)):
            for group in range(len(GROUPS)):
                if stage != POSTINGS or group == 0:
                    yield population, stage, group
