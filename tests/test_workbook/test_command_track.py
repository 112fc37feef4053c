"""``headway track``: months added to a plan file, what changed and why, breaks, triggers, the state index."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from workbook.model.region import plan_for
from workbook.planfile import load_plan, load_snapshots, save_plan

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def plan_file(pack: Any, tmp_path: Path) -> Path:
    """Return a saved plan of Atlanta without files."""
    path = tmp_path / "atlanta.json"
    save_plan(plan_for(pack, "12060", datetime.date(2025, 6, 30)), path)
    return path


def postings(folder: Path, month: str, waiters: int, heads: str = "id,title,soc,posted") -> Path:
    """Write postings of a month in the layout of the program, or under other headings."""
    path = folder / f"postings {month}.csv"
    rows = [f"{month}-{number},Waiter {number},35-3031,{month}-15" for number in range(waiters)]
    rows += [f"{month}-c{number},Clerk {number},43-4051,{month}-15" for number in range(30)]
    path.write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
    return path


def index_file(folder: Path) -> Path:
    """Write a daily index of Georgia from January to June 2025: a tenth down every month."""
    days = pd.date_range("2025-01-01", "2025-06-30")
    rows = [f"{day:%Y-%m-%d},ga,{100 * 0.9 ** (day.month - 1):.4f}" for day in days]
    path = folder / "index.csv"
    path.write_text("\n".join(["date,state,indeed_job_postings_index", *rows]), encoding="utf-8")
    return path


def test_the_first_month_has_nothing_to_compare_with(run_command: Run, plan_file: Path) -> None:
    before = load_plan(plan_file)
    status, said, err = run_command("track", "--plan", plan_file, "--month", "2025-06")
    assert (status, err) == (0, "")
    assert "2025-06: added to atlanta.json, which tracks this month alone" in said
    assert "There is no earlier month" in said
    assert [one["month"] for one in load_snapshots(plan_file)] == ["2025-06"]
    assert load_plan(plan_file) == before, "the plan itself stays as it was"
    assert len(json.dumps(load_snapshots(plan_file)[0])) < 40_000
    assert run_command("track", "--plan", plan_file, "--month", "2025-06")[1].count("taken again") == 1
    assert len(load_snapshots(plan_file)) == 1


def test_months_with_postings_say_what_changed_and_why(
    run_command: Run, plan_file: Path, tmp_path: Path
) -> None:
    for place, waiters in enumerate((1000, 799, 638)):
        month = f"2025-{place + 3:02}"
        given = ("--plan", plan_file, "--month", month, "--postings", postings(tmp_path, month, waiters))
        assert run_command("track", *given)[0] == 0
    plan = load_plan(plan_file)
    assert plan is not None
    save_plan(plan.with_parameter("weight_wage_gain", 40), plan_file)
    out, folder = tmp_path / "changed.xlsx", tmp_path / "tables"
    last = postings(tmp_path, "2025-06", 509)
    given = ("--plan", plan_file, "--month", "2025-06", "--postings", last)
    status, said, err = run_command("track", *given, "--out", out, "--tables", folder)
    assert (status, err) == (0, "")
    assert "which tracks 4 months from 2025-03" in said
    assert "(weight_wage_gain): 15 before, 40 now." in said
    assert "Open postings: 668 before, 539 now (-129 by new data)." in said
    assert "Open postings of Waiters and Waitresses fell by more than 20% in each of 3 months" in said
    changes = pd.read_csv(folder / "changes.csv", dtype={"soc": str}).set_index(["subject", "soc"])
    assert changes.loc[("postings_open", "35-3031"), "part_data"] == -129
    series = pd.read_csv(folder / "series.csv", dtype={"soc": str})
    assert set(series["month"]) == {"2025-03", "2025-04", "2025-05", "2025-06"}
    assert series.groupby("month").size().nunique() == 1
    assert len(series) > 3000
    waiters = series[(series["soc"] == "35-3031") & (series["month"] == "2025-06")].iloc[0]
    assert waiters["trend_direction"] == "falling"
    assert waiters["trend_3m_share"] == pytest.approx(509 / 1000 - 1)
    assert {"Changes", "Series", "Triggers"} <= set(openpyxl.load_workbook(out, read_only=True).sheetnames)


def test_the_workbook_of_a_month_says_what_changed(run_command: Run, plan_file: Path, tmp_path: Path) -> None:
    run_command("track", "--plan", plan_file, "--month", "2025-05")
    out = tmp_path / "month.xlsx"
    given = ("--plan", plan_file, "--month", "2025-06", "--workbook", out)
    status, said, _ = run_command("track", *given)
    assert (status, f"Workbook: {out}" in said) == (0, True)
    book = openpyxl.load_workbook(out, read_only=True)
    assert str(book["What changed"]["A2"].value).startswith("Since May 2025 ranks that moved: 0, classes: 0")
    status, _, err = run_command("track", *given[:-1], tmp_path / "none" / "month.xlsx")
    assert (status, len(load_snapshots(plan_file))) == (1, 2)
    assert "headway:" in err


def test_another_layout_is_a_break(run_command: Run, plan_file: Path, tmp_path: Path) -> None:
    first = postings(tmp_path, "2025-05", 40)
    run_command("track", "--plan", plan_file, "--month", "2025-05", "--postings", first)
    other = postings(tmp_path, "2025-06", 4, "job id,job title,onet code,date posted")
    given = ("--plan", plan_file, "--month", "2025-06", "--postings", other, "--json")
    status, said, _ = run_command("track", *given)
    assert status == 0
    answer = json.loads(said)
    assert answer["asked"]["months"] == ["2025-05", "2025-06"]
    subjects = {row["subject"] for row in answer["changes"]}
    assert "break" in subjects
    assert "postings_open" not in subjects
    assert all(row["trend_share"] is None for row in answer["series"])
    assert any("no change is computed across it" in line for line in answer["answer"])


def test_the_index_of_the_regions_states_stands_beside(
    run_command: Run, plan_file: Path, tmp_path: Path
) -> None:
    given = ("--plan", plan_file, "--month", "2025-05", "--posting-index", index_file(tmp_path))
    status, said, _ = run_command("track", *given)
    assert status == 0
    assert "  GA: 65.6 in 2025-05; -10.0% in a month, -27.1% in three months" in said
    answer = json.loads(run_command("track", *given, "--json")[1])
    last = answer["indicator"][-1]
    assert (last["state"], last["month"], last["direction"]) == ("GA", "2025-05", "falling")
    assert last["change_12m_share"] is None


def test_with_another_pack_the_files_of_the_month_before_tell_pack_and_data_apart(
    run_command: Run, plan_file: Path, tmp_path: Path
) -> None:
    first = postings(tmp_path, "2025-05", 40)
    run_command("track", "--plan", plan_file, "--month", "2025-05", "--postings", first)
    record = json.loads(plan_file.read_text(encoding="utf-8"))
    record["snapshots"][0]["pack"] = "another"
    plan_file.write_text(json.dumps(record), encoding="utf-8")
    given = ("--plan", plan_file, "--month", "2025-06", "--postings", postings(tmp_path, "2025-06", 50))
    assert "Open postings: 70 before, 80 now (+10 by new data)." in run_command("track", *given)[1]
    first.write_text(first.read_text(encoding="utf-8") + "x,Waiter,35-3031,2025-05-15\n", encoding="utf-8")
    said = run_command("track", *given)[1]
    assert "+10 by new data or another reference pack" in said
    assert "cannot be told apart" in said


def test_trouble_is_said_in_words(run_command: Run, plan_file: Path, tmp_path: Path) -> None:
    status, _, err = run_command("track", "--plan", tmp_path / "none.json", "--month", "2025-06")
    assert (status, "holds no plan" in err) == (1, True)
    status, _, err = run_command("track", "--plan", plan_file, "--month", "2025-13")
    assert (status, "is not a month" in err) == (2, True)
    save_plan(load_plan(plan_file), plan_file, snapshots=[{"month": "2025-01", "packed": "x"}])
    status, said, _ = run_command("track", "--plan", plan_file, "--month", "2025-06")
    assert status == 0
    assert "A month that the plan tracks was not read" in said
    assert len(load_snapshots(plan_file)) == 2, "the damaged record is kept"
