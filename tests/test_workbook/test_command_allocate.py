"""``headway allocate`` and ``headway plan --budget``: words, tables, conflicts, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.dictionaries import columns

Run = Callable[..., tuple[int, str, str]]
PLACE = ("--region", "12060", "--date", "2025-06-30")
REGION = ("allocate", *PLACE)
TABLES = ["allocation", "allocation_groups", "allocation_limits", "budget_curve"]


def test_a_budget_in_words_and_in_tables(run_command: Run, tmp_path: Path) -> None:
    out = tmp_path / "moves.csv"
    status, said, err = run_command(
        *REGION, "--budget", "$500,000", "--out", out, "--tables", tmp_path / "all"
    )
    assert (status, err) == (0, "")
    assert "$500,000 moves" in said
    assert "the next $10,000 adds" in said
    assert "assumptions of the plan" in said
    assert sorted(path.stem for path in (tmp_path / "all").iterdir()) == TABLES
    for name in TABLES:
        assert list(pd.read_csv(tmp_path / "all" / f"{name}.csv").columns) == list(columns(name)), name
    moved = pd.read_csv(out)
    assert list(moved.columns) == list(columns("allocation"))
    assert moved["cost_usd"].sum() == pytest.approx(500_000)


def test_people_and_parity_as_json(run_command: Run) -> None:
    floors = ("--equity", "black>=parity", "--equity", "Women >= 1.2*parity")
    status, said, _ = run_command(*REGION, "--budget", "300000", "--objective", "people", *floors, "--json")
    assert status == 0
    told = json.loads(said, parse_constant=lambda name: pytest.fail(name))
    assert told["asked"]["objective"] == "people"
    assert told["asked"]["equity_floors"] == {"women_share": 1.2, "black_share": 1}
    groups = {row["group"]: row for row in told["allocation_groups"]}
    assert groups["Women"]["parity_index"] >= 1.2 - 1e-6
    assert groups["Black"]["parity_index"] >= 1 - 1e-6
    assert told["asked"]["totals"]["feasible"] is True
    assert any("of the people moved" in line for line in told["answer"])


def test_a_conflict_is_an_answer(run_command: Run) -> None:
    words = ("--budget", "100000", "--at-least", "500", "--minimum", "Registered Nurses=1", "--json")
    status, said, _ = run_command(*REGION, *words)
    assert status == 0
    told = json.loads(said)
    assert told["answer"][0].startswith("No allocation of $100,000 in Atlanta")
    assert "at least 500 people moved" in told["answer"][0]
    assert "Registered Nurses" not in told["answer"][0]
    assert told["asked"]["totals"]["budget_price"] is None
    assert told["asked"]["minimums"] == {"29-1141": 1}


def test_programmes_of_the_planner_are_used(run_command: Run, tmp_path: Path) -> None:
    programmes = tmp_path / "list.csv"
    programmes.write_text(
        "programme,provider,cip,cost,seats,weeks\nTruck driving,County College,49.0205,900,25,6\n",
        encoding="utf-8",
    )
    out = tmp_path / "moves.csv"
    words = ("--budget", "500000", "--programmes", programmes, "--out", out)
    assert run_command(*REGION, *words)[0] == 0
    moved = pd.read_csv(out)
    assert moved.loc[moved["programme"] == "Truck driving", "people"].sum() == pytest.approx(25)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--budget", "1000", "--equity", "men>=parity"),
        ("--budget", "1000", "--equity", "women=parity"),
        ("--budget", "1000", "--equity", "women>=x*parity"),
        ("--budget", "1000", "--minimum", "29-1141=many"),
        ("--budget", "1000", "--objective", "fame"),
    ],
)
def test_wrong_use(run_command: Run, words: tuple[str, ...]) -> None:
    assert run_command(*REGION, *words)[0] == 2


@pytest.mark.parametrize(
    ("words", "names"),
    [(("--budget", "much"), "Budget"), (("--budget", "10", "--minimum", "11-0000=3"), "11-0000")],
)
def test_what_can_be_mended_is_said(run_command: Run, words: tuple[str, ...], names: str) -> None:
    status, out, err = run_command(*REGION, *words)
    assert (status, out) == (1, "")
    assert names in err


def test_a_plan_with_a_budget_tells_its_allocation(run_command: Run, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    status, said, _ = run_command("plan", *PLACE, "--budget", "200000", "--tables", folder, "--json")
    assert status == 0
    told = json.loads(said, parse_constant=lambda name: pytest.fail(name))
    assert told["allocation"]["cost_usd"] == pytest.approx(200_000)
    assert told["parameters"]["differences"] == {"budget_usd": 200_000}
    assert len(told["allocation"]["budget_curve"]) == 21
    assert {f"{name}.csv" for name in TABLES} <= {path.name for path in folder.iterdir()}
    status, said, _ = run_command("plan", *PLACE, "--budget", "200000", "--tables", folder)
    assert "$200,000 moves" in said


def test_a_plan_without_a_budget_has_none(run_command: Run, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    status, said, _ = run_command("plan", *PLACE, "--tables", folder, "--json")
    assert (status, json.loads(said)["allocation"]) == (0, None)
    assert not (folder / "allocation.csv").exists()
