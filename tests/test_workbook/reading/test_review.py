"""A filled review comes back as corrections; what is no review is refused in words."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from workbook import reviewsheet
from workbook.errors import PlannerError
from workbook.reading import review as reading
from workbook.reading.review import read_review
from workbook.writing.review import HEADER_ROW, write_review

FIRST = HEADER_ROW + 2
CHOICE, CODE, NOTES = (reviewsheet.HEADINGS.index(name) + 1 for name in reviewsheet.INPUTS)
TITLES = ["Shop hand", "Clerk", "Manager", "Helper"]


@pytest.fixture
def filled(pack: Any, tmp_path: Path) -> Callable[[Callable[[Any], None]], Path]:
    """Write a review, fill it in as a colleague would, and return where it is."""

    def fill(how: Callable[[Any], None]) -> Path:
        frame = pd.DataFrame(
            {
                "title": TITLES,
                "rows": 1,
                "soc": "41-2031",
                "confidence": [0.1, 0.2, 0.3, 0.4],
                "alternatives": "43-4051",
                "words": "",
            }
        )
        occupations = pack.occupations().set_index("soc")["title"].to_dict()
        path = write_review(frame, occupations, tmp_path / "review.xlsx", subject="jobs.csv")
        book = openpyxl.load_workbook(path)
        how(book)
        book.save(path)
        return path

    return fill


def test_a_choice_a_code_and_a_note(filled: Any, pack: Any) -> None:
    def how(book: Any) -> None:
        sheet = book[reviewsheet.TITLES]
        sheet.cell(FIRST, CHOICE).value = "43-4051 Customer service representatives"
        sheet.cell(FIRST + 1, CHOICE).value = "43-4051 Customer service representatives"
        sheet.cell(FIRST + 1, CODE).value = "431011"
        sheet.cell(FIRST + 2, NOTES).value = "ask Ana"

    found = read_review(filled(how), pack)
    assert found.corrections == (("Shop hand", "43-4051"), ("Clerk", "43-1011"))
    assert found.notes == (("Manager", "ask Ana"),)
    assert (found.titles, found.findings) == (4, ())


def test_a_code_that_the_program_took_for_a_date(filled: Any, pack: Any) -> None:
    def how(book: Any) -> None:
        book[reviewsheet.TITLES].cell(FIRST, CODE).value = datetime.datetime(2021, 11, 1)

    assert read_review(filled(how), pack).corrections == (("Shop hand", "11-2021"),)


def test_a_code_that_is_none_is_a_finding_with_its_row(filled: Any, pack: Any) -> None:
    def how(book: Any) -> None:
        sheet = book[reviewsheet.TITLES]
        sheet.cell(FIRST, CODE).value = "99-9999"
        sheet.cell(FIRST + 1, CHOICE).value = "a clerk, I think"
        sheet.cell(FIRST + 2, CODE).value = 412031

    found = read_review(filled(how), pack)
    assert found.corrections == (("Manager", "41-2031"),)
    assert {one.code for one in found.findings} == {"code-unknown"}
    assert f"line {FIRST}" in "".join(one.where for one in found.findings)


def test_columns_and_rows_may_have_moved(filled: Any, pack: Any) -> None:
    def how(book: Any) -> None:
        sheet = book[reviewsheet.TITLES]
        sheet.cell(FIRST + 1, CODE).value = "43-1011"
        sheet.delete_cols(2, 2)
        sheet.insert_rows(1, 3)

    assert read_review(filled(how), pack).corrections == (("Clerk", "43-1011"),)


def test_one_that_nobody_filled(filled: Any, pack: Any) -> None:
    found = read_review(filled(lambda book: None), pack)
    assert (found.titles, found.corrections, found.notes) == (4, (), ())


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        (lambda book: book.remove(book[reviewsheet.TITLES]), "not a review of job titles"),
        (lambda book: book[reviewsheet.CANDIDATES].delete_rows(1), "not a review of job titles"),
        (lambda book: book[reviewsheet.CANDIDATES].cell(1, 2, 9), "A later version"),
        (lambda book: book[reviewsheet.TITLES].delete_rows(1, FIRST - 1), "lost its headings"),
    ],
)
def test_what_is_no_review_is_refused(filled: Any, pack: Any, how: Any, sentence: str) -> None:
    with pytest.raises(PlannerError, match=sentence):
        read_review(filled(how), pack)


@pytest.mark.parametrize("content", [b"", b"title,soc\n", b"PK\x03\x04 broken"])
def test_a_file_of_another_kind_is_refused(content: bytes, pack: Any, tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").write_bytes(content)
    with pytest.raises(PlannerError, match="no Excel workbook, or it is damaged"):
        read_review(tmp_path / "r.xlsx", pack)


def test_a_damaged_part_is_refused(filled: Any, pack: Any, tmp_path: Path) -> None:
    whole = filled(lambda book: None)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(tmp_path / "d.xlsx", "w") as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part, content[:-20] if part.filename == "xl/worksheets/sheet1.xml" else content)
    with pytest.raises(PlannerError, match="damaged"):
        read_review(tmp_path / "d.xlsx", pack)


def test_a_bomb_is_not_unpacked(filled: Any, pack: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(lambda book: None)
    monkeypatch.setattr(reading, "MOST_UNPACKED_BYTES", 1000)
    with pytest.raises(PlannerError, match="larger than any review"):
        read_review(path, pack)


def test_a_file_that_is_not_there(pack: Any, tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="There is no file"):
        read_review(tmp_path / "none.xlsx", pack)
