"""Each of the planner's further questions, asked of regions large, small and odd."""

from __future__ import annotations

from typing import Any

import pytest

from workbook.model.answer import Answer
from workbook.model.questions import QUESTIONS, Question
from workbook.model.region import plan_for
from workbook.model.results import Results
from workbook.model.run import run

REGIONS = ("25980", "Guam", "US")
"""The smallest area of the pack, one without Gateways, and the nation."""


@pytest.fixture(scope="module", params=REGIONS)
def anywhere(request: pytest.FixtureRequest, pack: Any) -> Results:
    return run(pack, plan_for(pack, request.param))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_every_question_has_a_sentence_and_tables_or_a_reason(question: Question, anywhere: Results) -> None:
    answer: Answer = question.answer(anywhere)
    assert answer.sentence.endswith("."), answer.sentence
    assert answer.sentence[0] == answer.sentence[0].upper()
    assert "nan" not in answer.sentence.casefold().split()
    assert len({shown.label for shown in answer.tables}) == len(answer.tables)
    for shown in answer.tables:
        assert set(shown.columns) <= set(shown.rows.columns), shown.label
        assert {shown.wide, *shown.first} <= set(shown.columns), shown.label
        assert not shown.key or shown.key in shown.columns, shown.label


def test_the_sector_lens_tells_counted_from_imputed(anywhere: Results) -> None:
    sectors = anywhere.sectors
    assert sectors["imputed_share"].dropna().eq(1).all(), "without a file every count is imputed"
