"""The review of titles in Excel: the doubtful first, a drop-down for each row, nothing else to change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from workbook import reviewsheet
from workbook.writing.review import HEADER_ROW, write_review

OCCUPATIONS = {"41-2031": "Retail salespersons", "43-4051": "Customer service representatives"}
FIRST = HEADER_ROW + 2


@pytest.fixture
def titles() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "title": ["Shop hand", "=HYPERLINK(1)", "Zzz", "Clerk"],
            "rows": [3, 1, 9, 40],
            "soc": ["41-2031", "43-4051", "", "43-4051"],
            "confidence": [0.9, 0.2, 0.0, 0.2],
            "alternatives": ["43-4051", "41-2031;43-4051", "", ""],
            "words": ["shop", "", "", "clerk"],
        }
    )


@pytest.fixture
def book(titles: pd.DataFrame, tmp_path: Path) -> Any:
    write_review(titles, OCCUPATIONS, tmp_path / "r.xlsx", subject="jobs.csv")
    return openpyxl.load_workbook(tmp_path / "r.xlsx")


def test_the_least_certain_stand_first(book: Any) -> None:
    sheet = book[reviewsheet.TITLES]
    assert [cell.value for cell in sheet[HEADER_ROW + 1]] == list(reviewsheet.HEADINGS)
    shown = [[cell.value for cell in row[:5]] for row in sheet.iter_rows(min_row=FIRST)]
    assert [row[0] for row in shown] == ["Zzz", "Clerk", "=HYPERLINK(1)", "Shop hand"]
    assert shown[0][2:4] == ["nothing known is like it", 0]
    assert shown[3] == ["Shop hand", 3, "41-2031 Retail salespersons", 0.9, "shop"]


def test_a_title_is_never_a_formula(book: Any) -> None:
    cell = book[reviewsheet.TITLES].cell(FIRST + 2, 1)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_only_the_inputs_can_be_changed(book: Any) -> None:
    for name in book.sheetnames:
        assert book[name].protection.sheet, name
    sheet = book[reviewsheet.TITLES]
    for column, heading in enumerate(reviewsheet.HEADINGS, 1):
        assert sheet.cell(FIRST, column).protection.locked is (heading not in reviewsheet.INPUTS)
        assert sheet.cell(HEADER_ROW + 1, column).protection.locked


def test_drop_downs_show_the_candidates_of_their_row(book: Any) -> None:
    candidates = book[reviewsheet.CANDIDATES]
    assert candidates.sheet_state == "hidden"
    assert [cell.value for cell in candidates[FIRST + 3]][:2] == [
        "41-2031 Retail salespersons",
        "43-4051 Customer service representatives",
    ]
    rules = {str(rule.sqref): rule for rule in book[reviewsheet.TITLES].data_validations.dataValidation}
    assert set(rules) == {f"F{FIRST}:F{FIRST + 3}", f"G{FIRST}:G{FIRST + 3}"}
    choice = rules[f"F{FIRST}:F{FIRST + 3}"]
    assert (choice.type, choice.showErrorMessage) == ("list", True)
    assert f"$A{FIRST}" in choice.formula1
    assert choice.formula1.count(f"{FIRST}") == 3


def test_what_to_do_stands_above(book: Any) -> None:
    words = " ".join(str(book[reviewsheet.TITLES].cell(row, 1).value) for row in range(1, HEADER_ROW + 1))
    assert "4 job titles of jobs.csv" in words
    assert "Only the yellow cells" in words


def test_the_same_titles_give_the_same_bytes(titles: pd.DataFrame, tmp_path: Path) -> None:
    one = write_review(titles, OCCUPATIONS, tmp_path / "one.xlsx", subject="jobs.csv")
    two = write_review(titles, OCCUPATIONS, tmp_path / "two.xlsx", subject="jobs.csv")
    assert one.read_bytes() == two.read_bytes()


def test_more_titles_than_anybody_reviews(
    titles: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewsheet, "LISTED", 2)
    write_review(titles, OCCUPATIONS, tmp_path / "r.xlsx", subject="jobs.csv")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")[reviewsheet.TITLES]
    assert sheet.max_row == FIRST + 1
    assert "least certain of 4" in sheet.cell(2, 1).value


def test_no_titles_at_all(titles: pd.DataFrame, tmp_path: Path) -> None:
    write_review(titles.iloc[:0], OCCUPATIONS, tmp_path / "r.xlsx", subject="jobs.csv")
    assert openpyxl.load_workbook(tmp_path / "r.xlsx")[reviewsheet.TITLES].max_row == HEADER_ROW + 1
