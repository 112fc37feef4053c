"""Plain sheets of tables: labels and meanings of the dictionary, blanks, and text that stays text."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.dictionaries import columns
from workbook.errors import PlannerError
from workbook.model.results import Results
from workbook.writing.plain import PlainSheet, described_sheets, write_plain


def test_a_table_stands_on_a_sheet_with_the_dictionary_s_labels(small: Results, tmp_path: Path) -> None:
    table = small.sectors
    place = write_plain(small, "Sectors", described_sheets({"sectors": table}), tmp_path / "plain.xlsx")
    sheet = openpyxl.load_workbook(place)["Sectors"]
    assert [cell.value for cell in sheet[5]] == [column.label for column in columns("sectors").values()]
    known = columns("sectors")["growth_share"]
    assert known.meaning in next(cell.comment.text for cell in sheet[5] if cell.value == known.label)
    for row, told in zip(sheet.iter_rows(min_row=6), table.itertuples(index=False), strict=True):
        for cell, value in zip(row, told, strict=True):
            blank = value is None or value != value or value == ""
            assert cell.value == (
                None if blank else pytest.approx(value) if isinstance(value, float) else value
            )
    assert "Sectors" in sheet.tables


def test_text_that_looks_like_a_formula_stays_text(small: Results, tmp_path: Path) -> None:
    table = pd.DataFrame(
        {"soc": ["11-1011"], "unknown column": ['=HYPERLINK("x")'], "figure": [float("nan")]}
    )
    place = write_plain(
        small, "=1+1", [PlainSheet("A very long name of a sheet, longer than Excel takes", "+1", table, {})],
        tmp_path / "plain.xlsx",
    )  # fmt: skip
    book = openpyxl.load_workbook(place)
    assert book.sheetnames == ["A very long name of a sheet, lo"]
    sheet = book.active
    assert sheet["B6"].value == '=HYPERLINK("x")'
    assert {sheet[cell].data_type for cell in ("A1", "A2", "B6")} == {"s"}
    assert sheet["C6"].value is None


def test_an_empty_table_and_an_unknown_one_have_their_sheets(small: Results, tmp_path: Path) -> None:
    tables = {"reversals": small.reversals.head(0), "never_described": pd.DataFrame({"a": [1.5]})}
    book = openpyxl.load_workbook(
        write_plain(small, "Two", described_sheets(tables), tmp_path / "plain.xlsx")
    )
    assert book.sheetnames == ["Reversals", "Never described"]
    assert book["Reversals"]["A6"].value == "Nothing to list for this region"


def test_a_place_that_cannot_be_written_is_told(small: Results, tmp_path: Path) -> None:
    with pytest.raises(PlannerError):
        write_plain(
            small, "Two", described_sheets({"sectors": small.sectors}), tmp_path / "no" / "plain.xlsx"
        )
