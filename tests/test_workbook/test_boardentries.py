"""Notes and programmes that a board enters: checked, known again, and kept with the plan."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path
from typing import Any

import pytest

from workbook.boardentries import LONGEST_NOTE, Note, Programme, note_on
from workbook.errors import PlannerError
from workbook.plan import Plan
from workbook.planfile import load_plan, save_plan

PLAN = Plan(("0025980",), "Hinesville, GA", datetime.date(2026, 1, 5))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": " "}, "has no name"),
        ({"soc": "nurse"}, "not an SOC code"),
        ({"cost_usd": -1}, "not a usable cost"),
        ({"weeks": 5000}, "from 0 to 520"),
        ({"seats": "many"}, "not a usable seats"),
    ],
)
def test_a_programme_that_cannot_be_used(given: dict[str, Any], sentence: str) -> None:
    told = {"soc": "29-2061", "title": "Bridge", **given}
    with pytest.raises(PlannerError, match=sentence):
        Programme(**told)


def test_a_blank_figure_is_not_zero() -> None:
    assert Programme("29-2061", "Bridge", cost_usd=float("nan")).cost_usd is None
    assert Programme("29-2061", "Bridge", cost_usd=0).cost_usd == 0


def test_a_note_takes_the_place_of_another_and_a_blank_one_removes_it() -> None:
    plan = PLAN.with_note(Note("risk_line", "one")).with_note(Note("29-1141", "two"))
    assert note_on(plan.with_note(Note("risk_line", "three")).notes, "risk_line") == "three"
    assert plan.with_note(Note("risk_line", "")).notes == (Note("29-1141", "two"),)
    with pytest.raises(PlannerError, match="too long"):
        Note("risk_line", "x" * (LONGEST_NOTE + 1))


def test_both_are_kept_with_the_plan(tmp_path: Path) -> None:
    programme = Programme("29-2061", "Bridge", "College", "certificate", 3500, None, 24)
    plan = dataclasses.replace(PLAN.with_note(Note("29-1141", "Ask\nagain")), programmes=(programme,))
    save_plan(plan, tmp_path / "plan.json")
    assert load_plan(tmp_path / "plan.json") == plan
