"""The sheet of the allocation shows the moves, the curve and the limits in words, or why there is none."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data.dictionaries import columns
from workbook.model.allocation_words import headline, sentences
from workbook.model.results import Results
from workbook.model.run import solve
from workbook.writing.export import write_workbook
from workbook.writing.sheets import allocation


def opened(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)[allocation.SHEET]


def body(sheet: Any, name: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet[sheet.tables[name].ref]]


def test_the_sheet_is_the_allocation(small: Results, book: openpyxl.Workbook) -> None:
    sheet, found = book[allocation.SHEET], small.allocation
    words = [sheet.cell(row, 1).value for row in range(1, 30)]
    assert headline(found) in words
    for line in sentences(found):
        assert line in words
    known = columns("allocation")
    header, *rows = body(sheet, allocation.TABLE)
    shown = [known[name].label for name in allocation.SHOWN.split()]
    assert header == [*shown, allocation.LENGTH, allocation.LISTED]
    assert len(rows) == len(found.moved) > 0
    people = header.index(known["people"].label)
    assert [row[people] for row in rows] == pytest.approx(found.moved["people"].tolist())
    curve_header, *curve = body(sheet, allocation.CURVE)
    gained = curve_header.index(columns("budget_curve")["wage_gain_usd"].label)
    assert [row[gained] for row in curve] == pytest.approx(found.curve["wage_gain_usd"].tolist())
    assert len(sheet._charts) == 2


def test_a_conflict_is_shown_in_place_of_moves(small: Results, tmp_path: Path) -> None:
    plan = small.plan.with_parameter("allocate_people_min", 900_000)
    results = solve(small.prepared, plan)
    sheet = opened(write_workbook(results, tmp_path / "conflict.xlsx"))
    words = [sheet.cell(row, 1).value for row in range(1, 30)]
    assert any("cannot hold together" in str(word) for word in words)
    assert body(sheet, allocation.TABLE)[1][0] == "Nothing to list for this region"
