"""``headway read``: what a board changed is printed, and what is accepted becomes a plan."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_workbook.reading.conftest import with_values
from workbook.desk import Desk, SourceFile
from workbook.plan import Plan
from workbook.planfile import load_desk, load_plan, load_snapshots, save_plan

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def edited(board_path: Path, tmp_path: Path) -> Path:
    """A workbook in which a board changed two numbers, and typed one that is out of bounds."""
    typed = {"risk_line": 0.65, "return_rate": 0.3, "weight_wage_gain": 400}
    return with_values(board_path, typed, tmp_path / "edited.xlsx")


def test_what_was_changed_is_printed(edited: Path, run_command: Run) -> None:
    status, said, _ = run_command("read", edited)
    assert status == 0
    assert "Low automation risk below: 60 % → 65 %" in said
    assert "(Assumptions!C" in said
    assert "400 is out of bounds" in said
    assert "100" in said


def test_nothing_was_changed(board_path: Path, run_command: Run) -> None:
    status, said, _ = run_command("read", board_path)
    assert (status, "Nothing was changed in this workbook" in said) == (0, True)


def test_a_plan_takes_the_changes_and_keeps_its_files_and_months(
    edited: Path, plan: Plan, run_command: Run, tmp_path: Path
) -> None:
    given, new = tmp_path / "plan.json", tmp_path / "new.json"
    now = plan.with_parameter("risk_line", 0.5)
    desk = Desk((SourceFile("wages", "/somewhere/wages.csv"),))
    months = [{"month": "2026-05"}]
    save_plan(now, given, desk, months)
    status, said, _ = run_command("read", edited, "--plan", given, "--out", new)
    assert status == 0
    assert "conflict: the plan has 50 % now" in said
    assert "Took 1 change from edited.xlsx; 2 left out" in said
    assert load_plan(new) == now.with_parameter("return_rate", 0.3)
    assert load_desk(new) == desk
    assert list(load_snapshots(new)) == months
    assert load_plan(given) == now
    run_command("read", edited, "--plan", given, "--out", new, "--accept", "all")
    assert load_plan(new) == now.with_parameter("return_rate", 0.3).with_parameter("risk_line", 0.65)
    run_command("read", edited, "--plan", given, "--out", new, "--accept", "risk_line")
    assert load_plan(new) == now.with_parameter("risk_line", 0.65)


def test_as_json_and_as_a_plan_of_its_own(edited: Path, plan: Plan, run_command: Run, tmp_path: Path) -> None:
    new = tmp_path / "new.json"
    _, said, _ = run_command("read", edited, "--out", new, "--accept", "none", "--json")
    told = json.loads(said)
    assert [(one["id"], one["valid"], one["accepted"]) for one in told["differences"]] == [
        ("risk_line", True, False),
        ("return_rate", True, False),
        ("weight_wage_gain", False, False),
    ]
    assert told["findings"][0]["where"].startswith("Assumptions!C")
    assert load_plan(new) == plan


def test_what_cannot_be_done_is_said(edited: Path, plan: Plan, run_command: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    save_plan(dataclasses.replace(plan, areas=("0012060",), region_name="Atlanta"), other)
    status, _, trouble = run_command("read", edited, "--plan", other)
    assert (status, "take the workbook as a new plan" in trouble) == (1, True)
    status, _, trouble = run_command("read", edited, "--plan", tmp_path / "none.json")
    assert (status, "There is no plan" in trouble) == (1, True)
    status, _, trouble = run_command("read", edited, "--out", tmp_path / "x.json", "--accept", "budget")
    assert (status, "not a change of" in trouble) == (1, True)
    status, _, trouble = run_command("read", edited, "--out", tmp_path / "no" / "x.json")
    assert (status, "There is no folder" in trouble) == (1, True)
    assert run_command("read", edited, "--accept", "all")[0] == 2
