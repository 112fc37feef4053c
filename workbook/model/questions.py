"""The planner's questions beyond matrix and priorities, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.model import answers

if TYPE_CHECKING:
    from workbook.model.answer import Answer
    from workbook.model.results import Results


@dataclass(frozen=True)
class Question:
    """A question of the planner's: its name, a title of a word or two, and what answers it."""

    name: str
    title: str
    asked: str
    answer: Callable[[Results], Answer]


QUESTIONS = (
    Question(
        "paths",
        "Progressions",
        "Which two steps lead furthest, and for how many people?",
        answers.progressions,
    ),
    Question("scenarios", "Scenarios", "What if demand or the weights were different?", answers.scenarios),
    Question("allocation", "Allocation", "Whom should the budget move?", answers.allocation),
    Question("gaps", "Training gaps", "What must a course teach, and for how many people?", answers.gaps),
    Question("parity", "Representation", "Who is missing from the better jobs?", answers.representation),
    Question("changes", "What changed", "What changed since last month, and why?", answers.changes),
    Question("sectors", "Sectors", "Where are the openings, and what do states look for?", answers.sectors),
)
