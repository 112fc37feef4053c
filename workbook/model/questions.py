"""The planner's questions beyond matrix and priorities, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.language import say
from workbook.model import answers, scenario_answers
from workbook.model.pictures.budget import budget_curve
from workbook.model.pictures.firmness import firmness
from workbook.model.pictures.flow import flow
from workbook.model.pictures.heat import gap_map
from workbook.model.pictures.months import months
from workbook.model.pictures.parity import parity
from workbook.model.pictures.sector_bars import sector_bars

if TYPE_CHECKING:
    from workbook.model.answer import Answer
    from workbook.model.pictures.picture import Picture
    from workbook.model.results import Results


def _no_picture(_results: Results) -> Picture | None:
    return None


@dataclass(frozen=True)
class Question:
    """A question of the planner's: its name, a title of a word or two, what answers it, and what pictures it.

    ``picture`` gives None where there is nothing to draw.
    """

    name: str
    title: str
    asked: str
    answer: Callable[[Results], Answer]
    picture: Callable[[Results], Picture | None] = _no_picture


QUESTIONS = (
    Question(
        "paths",
        say("Progressions"),
        say("Which two steps lead furthest, and for how many people?"),
        answers.progressions,
        flow,
    ),
    Question(
        "scenarios",
        say("Scenarios"),
        say("What if demand or the weights were different?"),
        scenario_answers.scenarios,
        firmness,
    ),
    Question(
        "allocation",
        say("Allocation"),
        say("Whom should the budget move?"),
        answers.allocation,
        budget_curve,
    ),
    Question(
        "gaps",
        say("Training gaps"),
        say("What must a course teach, and for how many people?"),
        answers.gaps,
        gap_map,
    ),
    Question(
        "parity",
        say("Representation"),
        say("Who is missing from the better jobs?"),
        answers.representation,
        parity,
    ),
    Question(
        "changes",
        say("What changed"),
        say("What changed since last month, and why?"),
        answers.changes,
        months,
    ),
    Question(
        "sectors",
        say("Sectors"),
        say("Where are the openings, and what do states look for?"),
        answers.sectors,
        sector_bars,
    ),
)
