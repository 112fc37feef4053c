"""The hiring funnel as a picture: how many of a hundred applicants are left, without and with a degree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.language import say, say_count
from workbook.funnelform import APPLICANTS, STAGES
from workbook.model.pictures.picture import Picture, joined

Array = NDArray[Any]
TABLE = say("Rates")
HIRED = 5


@dataclass(frozen=True)
class StageLeft:
    """Applicants without and with a four-year degree who are left at a stage: people and shares (0–1)."""

    label: str
    people: tuple[float, float]
    shares: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Hiring(Picture):
    """The stages from application to the 90th day."""

    stages: tuple[StageLeft, ...] = ()

    def words(self) -> Sequence[str]:
        """Return each stage in words."""
        return [stage_words(stage) for stage in self.stages]


def stage_words(stage: StageLeft) -> str:
    """Return a stage in words.

    >>> stage_words(StageLeft("Hired", (25, 28), (0.083, 0.175)))
    'Hired: 8% of applicants without a four-year degree (25 people), 18% of those with one (28 people)'
    """
    without, with_ = (
        say("{share} of {who} ({people} people)", share=f"{share:.0%}", who=who, people=f"{people:,.0f}")
        if share == share
        else say("not known of {who}", who=who)
        for share, people, who in zip(
            stage.shares,
            stage.people,
            (say("applicants without a four-year degree"), say("those with one")),
            strict=True,
        )
    )
    return f"{stage.label}: {without}, {with_}"


def hiring_picture(counts: Array, whose: str) -> Hiring | None:
    """Return the picture of counts (population × stage × group); None where applicants by degree are unknown.

    ``whose`` says for the subtitle who counted.
    """
    applied = counts[1:, APPLICANTS, 0]
    if not (applied > 0).all():
        return None
    with np.errstate(invalid="ignore"):
        shares = counts[1:, APPLICANTS:, 0] / applied[:, None]
    stages = tuple(
        StageLeft(
            STAGES[place].label,
            (float(counts[1, place, 0]), float(counts[2, place, 0])),
            (float(shares[0, place - APPLICANTS]), float(shares[1, place - APPLICANTS])),
        )
        for place in range(APPLICANTS, len(STAGES))
    )
    return Hiring(_title(stages), joined(say("Share of the applicants who are left"), whose), TABLE, stages)


def _title(stages: Sequence[StageLeft]) -> str:
    last = stages[HIRED - APPLICANTS]
    without, with_ = last.shares
    if not (without == without and with_ == with_):
        return say("How many of the applicants are left at each stage")
    return say_count(
        "Of 100 applicants without a four-year degree {without} is hired; of 100 with one, {with_degree}",
        "Of 100 applicants without a four-year degree {without} are hired; of 100 with one, {with_degree}",
        round(100 * without),
        without=f"{100 * without:.0f}",
        with_degree=f"{100 * with_:.0f}",
    )
