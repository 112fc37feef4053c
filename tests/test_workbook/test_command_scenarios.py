"""``headway scenarios`` and a plan under a scenario: words, JSON, tables, and a workbook of plain sheets."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.dictionaries import columns

Run = Callable[..., tuple[int, str, str]]
REGION = ("--region", "12060", "--date", "2025-06-30")
OURS = "scenario,by,code,factor,reason\nPort closes,industry,48-49,0.2,Fewer ships\n"
TABLES = ["scenarios", "tornado", "robustness", "reversals", "sectors"]


def test_scenarios_in_words(run_command: Run) -> None:
    status, said, err = run_command("scenarios", *REGION, "--top", "3")
    assert (status, err) == (0, "")
    lines = said.splitlines()
    assert lines[0] == "Openings a year in Atlanta-Sandy Springs-Roswell, GA, modelled"
    assert lines[1].split()[0] == "Baseline"
    assert lines[1].endswith("(the plan's)")
    assert "−12.8% against the baseline" in lines[2]
    assert "other weights: 1 to " in said
    assert "Which assumption moves the first 20 most" in said
    assert " weighs " in said
    assert "Healthcare: " in said
    assert "nan" not in said.casefold().replace("finance", "").replace("maintenance", "").replace(
        "financial", ""
    )


def test_scenarios_as_json_tables_and_workbook(run_command: Run, tmp_path: Path) -> None:
    out, folder = tmp_path / "ours.xlsx", tmp_path / "all"
    status, said, _ = run_command(
        "scenarios", *REGION, "--json", "--top", "5", "--out", out, "--tables", folder
    )
    assert status == 0
    told = json.loads(said, parse_constant=lambda name: pytest.fail(name))
    assert told["asked"] == {"scenario": "baseline", "top": 5}
    assert sorted(path.stem for path in folder.iterdir()) == sorted(TABLES)
    for name in TABLES:
        assert list(told[name][0]) == list(columns(name))
        assert list(pd.read_csv(folder / f"{name}.csv").columns) == list(columns(name))
    first = {row["soc"] for row in told["scenarios"]}
    assert len(told["scenarios"]) == 5 * len(first)
    assert {row["soc"] for row in told["robustness"]} == first
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Side by side", "Tornado", "Robustness", "Reversals", "Sectors"]
    sheet = book["Side by side"]
    heads = [cell.value for cell in sheet[5]]
    assert heads[:4] == ["SOC", "Occupation", "Class", "Rank: Baseline"]
    assert "Openings: Slow recovery" in heads
    baseline = sorted(
        (row for row in told["scenarios"] if row["scenario"] == "baseline"), key=lambda row: row["rank"]
    )
    assert [sheet.cell(6 + place, 1).value for place in range(len(first))] == [row["soc"] for row in baseline]
    assert book["Sectors"]["B6"].value == "Healthcare"
    again = tmp_path / "again.xlsx"
    assert run_command("scenarios", *REGION, "--top", "5", "--out", again)[0] == 0
    assert again.read_bytes() == out.read_bytes()


def test_own_scenarios_are_compared_and_one_can_be_the_plans(run_command: Run, tmp_path: Path) -> None:
    file, out = tmp_path / "ours.csv", tmp_path / "table.csv"
    file.write_text(OURS, encoding="utf-8")
    words = ("--scenarios", file, "--scenario", "port closes", "--out", out)
    status, said, _ = run_command("scenarios", *REGION, *words)
    assert status == 0
    line = next(line for line in said.splitlines() if line.strip().startswith("Port closes"))
    assert "against the baseline" in line
    assert line.endswith("(the plan's)")
    assert "Scenario: Baseline" in said or "places on average" in said
    table = pd.read_csv(out)
    assert table["scenario"].nunique() == 6
    assert list(table.columns) == list(columns("scenarios"))


def test_a_plan_under_a_scenario_says_so_everywhere(run_command: Run, tmp_path: Path) -> None:
    told = {}
    for name in ("baseline", "health_growth"):
        words = ("plan", *REGION, "--scenario", name, "--json", "--tables", tmp_path / name)
        status, said, _ = run_command(*words)
        assert status == 0
        told[name] = json.loads(said)
    assert told["baseline"]["scenario"] == {"name": "baseline", "title": "Baseline"}
    assert told["health_growth"]["scenario"] == {"name": "health_growth", "title": "Health growth"}
    assert "under the scenario “Health growth”" in told["health_growth"]["vintages"]["Openings"]
    assert "scenario" not in told["baseline"]["vintages"]["Openings"]
    before, after = (pd.read_csv(tmp_path / name / "matrix.csv").set_index("soc") for name in told)
    nurses = after.loc["29-1141", "openings_12m"] / before.loc["29-1141", "openings_12m"]
    assert nurses == pytest.approx(after.loc["29-1141", "scenario_factor"])
    assert nurses > 1.1
    side = [pd.read_csv(tmp_path / name / "scenarios.csv") for name in told]
    pd.testing.assert_frame_equal(*side)


@pytest.mark.parametrize("command", ["plan", "scenarios", "paths"])
def test_trouble_is_told_in_words(command: str, run_command: Run, tmp_path: Path) -> None:
    words = (command, *REGION, "--json")
    status, _, err = run_command(*words, "--scenario", "slow recover")
    assert status == 1
    assert "There is no scenario “slow recover”" in err
    assert "The nearest is “slow_recovery”" in err
    status, _, err = run_command(*words, "--scenarios", tmp_path / "nowhere.csv")
    assert status == 1
    assert "nowhere.csv were not read" in err


def test_other_questions_write_a_sheet_for_each_table(run_command: Run, tmp_path: Path) -> None:
    out = tmp_path / "paths.xlsx"
    assert run_command("paths", *REGION, "--out", out, "--top", "3")[0] == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Paths"]
    labels = [column.label for column in columns("paths").values()]
    assert [cell.value for cell in book["Paths"][5]][: len(labels)] == labels


def test_a_region_where_nothing_can_be_ranked_is_answered(run_command: Run, tmp_path: Path) -> None:
    words = ("--region", "Guam", "--param", "viability_rate_ratio_max=0.5", "--out", tmp_path / "guam.xlsx")
    status, said, err = run_command("scenarios", *words, "--date", "2025-06-30")
    assert (status, err) == (0, "")
    assert "Openings a year in Guam" in said
