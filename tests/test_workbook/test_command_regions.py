"""``headway regions``: a state's regions in one workbook, and slips said in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl

Run = Callable[..., tuple[int, str, str]]


def test_a_state_in_one_workbook(run_command: Run, tmp_path: Path) -> None:
    out = tmp_path / "ri.xlsx"
    words = ("--state", "RI", "--out", out, "--date", "2026-11-22", "--scenario", "slow_recovery")
    status, said, err = run_command("regions", *words)
    assert (status, err) == (0, "")
    assert "2 regions" in said
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Regions", "Occupations"]
    titles = {row[1] for row in book["Regions"].iter_rows(min_row=7, values_only=True)}
    assert titles == {"Rhode Island", "Providence-Warwick, RI-MA"}


def test_slips_are_said_and_nothing_is_written(run_command: Run, tmp_path: Path) -> None:
    for words in (("--state", "ZZ"), ("--param", "no_such_name=1"), ("--scenario", "boom")):
        status, said, err = run_command("regions", "--out", tmp_path / "x.xlsx", *words)
        assert (status, said) == (1, "")
        assert err.startswith("headway: ")
    assert list(tmp_path.iterdir()) == []
