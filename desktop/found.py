"""An answer with everything that its page shows, worked out in a child of the window; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.tables.content import CLASS_COLUMNS, Content, table_content

if TYPE_CHECKING:
    from workbook.model.answer import Answer, Shown
    from workbook.model.pictures.picture import Picture
    from workbook.model.questions import Question
    from workbook.model.results import Results

ROWS_MEASURED, SAMPLES = 40, 4


@dataclass(frozen=True, eq=False)
class Filling:
    """What a table of an answer shows.

    ``samples`` are the texts by column that say how wide the column has to be.
    """

    shown: Shown
    content: Content
    samples: Mapping[str, tuple[str, ...]]

    @property
    def headings(self) -> list[tuple[str, str]]:
        """The columns by name, with what stands above them."""
        return [(name, column.label) for name, column in self.shown.columns.items()]


@dataclass(frozen=True, eq=False)
class Found:
    """An answer, what its tables are filled with, and its picture."""

    answer: Answer
    tables: tuple[Filling, ...]
    picture: Picture | None


def worked_out(question: Question, results: Results) -> Found:
    """Return the answer to a question."""
    answer = question.answer(results)
    return Found(answer, tuple(map(_filling, answer.tables)), question.picture(results))


def _filling(shown: Shown) -> Filling:
    content = table_content(shown.rows, shown.columns, shown.key, shown.first)
    rows = range(min(ROWS_MEASURED, len(content.keys)))
    samples = {
        column.name: _longest(content.text(row, column) for row in rows)
        for column in content.columns
        if column.type != "flag" and column.name not in (shown.wide, *CLASS_COLUMNS)
    }
    return Filling(shown, content, samples)


def _longest(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the few texts with the most letters: one of them is the widest."""
    return tuple(sorted(set(texts), key=len)[-SAMPLES:])
