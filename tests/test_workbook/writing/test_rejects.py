"""Rows set aside in Excel: their own headings and texts, and why they are there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from data.intake.findings import Finding
from workbook.errors import PlannerError
from workbook.writing import rejects as writing
from workbook.writing.rejects import OURS, REASONS, ROWS, write_rejects

FINDING = Finding("code-unknown", "set aside", "j.csv", "line 3", "No such code", "Mistyped", "Correct it")


@pytest.fixture
def rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "line": [3, 9],
            "code": ["code-unknown", "row-too-long"],
            "column": ["", ""],
            "value": ["=99", "x,y"],
            "Job Title": ["Cook", "+1 Cashier"],
            "code (file)": ["00123", None],
        }
    )


def written(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def test_the_first_sheet_is_the_table_alone(rows: pd.DataFrame, tmp_path: Path) -> None:
    sheet = written(write_rejects(rows, [FINDING], tmp_path / "r.xlsx", subject="j.csv"))[ROWS]
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found[0] == [*OURS, "Job Title", "code"]
    assert found[1] == [3, "The SOC code is not one of the reference pack", "=99", "Cook", "00123"]
    assert found[2] == [9, "The row has more cells than the header", "x,y", "+1 Cashier", None]
    assert len(found) == 3


def test_texts_stay_texts_whatever_they_begin_with(rows: pd.DataFrame, tmp_path: Path) -> None:
    sheet = written(write_rejects(rows, [], tmp_path / "r.xlsx", subject="j.csv"))[ROWS]
    assert {cell.data_type for cell in sheet[2][1:]} == {"s"}
    assert sheet["C2"].quotePrefix
    assert sheet["D3"].quotePrefix
    assert sheet["E2"].number_format == "@"


def test_the_second_sheet_says_why_and_what_to_do(rows: pd.DataFrame, tmp_path: Path) -> None:
    sheet = written(write_rejects(rows, [FINDING], tmp_path / "r.xlsx", subject="j.csv"))[REASONS]
    words = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert words[0] == "2 rows of j.csv were set aside"
    assert words[-5:] == ["set aside", "line 3", "No such code", "Mistyped", "Correct it"]


def test_nothing_set_aside_is_said_too(rows: pd.DataFrame, tmp_path: Path) -> None:
    book = written(write_rejects(rows.iloc[:0], [], tmp_path / "r.xlsx", subject="j.csv"))
    assert book[ROWS].max_row == 1
    assert book[REASONS]["A1"].value == "No row of j.csv was set aside"


def test_more_rows_than_a_sheet_holds(
    rows: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 1)
    book = written(write_rejects(rows, [], tmp_path / "r.xlsx", subject="j.csv"))
    assert book.sheetnames == [ROWS, f"{ROWS} 2", REASONS]
    assert book[f"{ROWS} 2"]["A2"].value == 9


def test_the_same_rows_give_the_same_bytes(rows: pd.DataFrame, tmp_path: Path) -> None:
    one, two = (
        write_rejects(rows, [FINDING], tmp_path / name, subject="j.csv") for name in ("1.xlsx", "2.xlsx")
    )
    assert one.read_bytes() == two.read_bytes()


def test_a_place_that_cannot_be_is_a_sentence(rows: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="no folder"):
        write_rejects(rows, [], tmp_path / "none" / "r.xlsx", subject="j.csv")
    assert os.listdir(tmp_path) == []
