"""The slide of an allocation: whom the budget moves, what limits it, what more of it would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.model.allocation_amounts import dollars
from workbook.model.allocation_words import headline, sentences
from workbook.writing.deck.charts import Bars
from workbook.writing.deck.slides import MOST, Slide, lettered
from workbook.writing.styles import CLASS_STRONG

if TYPE_CHECKING:
    from workbook.model.results import Results

MOST_LETTERS = 620
"""Letters beside the chart; what is beyond them stands in the notes."""


def allocation(results: Results) -> Slide:
    """Show the jobs into which a budget moves most people."""
    found = results.allocation
    moved, budget = found.moved, found.request.budget_usd
    charts: tuple[Bars, ...] = ()
    if len(moved):
        by_job = moved.groupby(["destination_soc", "destination", "class"])["people"].sum().reset_index()
        by_job = by_job.sort_values(["people", "destination_soc"], ascending=[False, True]).head(MOST)
        rows = list(zip(*(by_job[name].tolist() for name in ("destination", "class", "people")), strict=True))
        said = "; ".join(f"{title}: {people:,.0f}" for title, _, people in rows)
        charts = (
            Bars(
                [lettered(title, class_name) for title, class_name, _ in rows],
                [people for *_, people in rows],
                [CLASS_STRONG[class_name] for _, class_name, _ in rows],
                "#,##0" if float(by_job["people"].min()) >= 10 else "#,##0.0",
                f"Bars: people moved by {dollars(budget)} into each job. {said}.",
                series="People",
            ),
        )
    words: list[str] = []
    rest: list[str] = []
    for sentence in sentences(found):
        room = len(" ".join([*words, sentence])) <= MOST_LETTERS and not rest
        (words if room else rest).append(sentence)
    subtitle = f"People into each job · budget {dollars(budget)} · costs and shares are assumptions"
    return Slide(headline(found), subtitle, charts, tuple(words), tuple(rest))
