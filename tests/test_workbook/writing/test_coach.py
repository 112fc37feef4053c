"""The coach workbook: links, one printed page a sheet, text that stays text, the same bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from workbook.model.coachpage import CoachBook, coach_book, origin_places
from workbook.model.results import Results
from workbook.writing.coach import sheet_name, write_coach_workbook


@pytest.fixture(scope="module")
def pages(small: Results) -> CoachBook:
    """Three pages, the second with a title that a spreadsheet would run."""
    found = coach_book(small, origin_places(small)[:3])
    odd = replace(found.pages[1], title='=HYPERLINK("x") it\'s / [odd]: and long, very long', lead="+1 job")
    return replace(found, pages=(found.pages[0], odd, found.pages[2]))


def test_each_page_is_a_sheet_that_prints_on_one_page(pages: CoachBook, tmp_path: Path) -> None:
    place = write_coach_workbook(pages, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(place)
    assert book.sheetnames == ["Contents", *(sheet_name(page) for page in pages.pages)]
    for name, page in zip(book.sheetnames[1:], pages.pages, strict=True):
        sheet = book[name]
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # Where the file says nothing, the format means one page each way.
        assert {sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight} <= {None, 1}
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("portrait", 1)
        texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
        assert texts[0] == page.title
        assert page.lead in texts
        assert {step.title for one in page.lists for step in one.steps[:3]} <= {
            text.split(" (nearest")[0] for text in texts
        }
        assert set(pages.legend) <= set(texts)
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert kinds == {"s"}, "a formula"


def test_contents_lead_to_every_sheet_and_back(pages: CoachBook, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_coach_workbook(pages, tmp_path / "a.xlsx"))
    links = [
        cell.hyperlink.location for row in book["Contents"].iter_rows() for cell in row if cell.hyperlink
    ]
    assert [link.removesuffix("!A1").strip("'").replace("''", "'") for link in links] == book.sheetnames[1:]
    for name in book.sheetnames[1:]:
        back = [cell.hyperlink.location for row in book[name].iter_rows() for cell in row if cell.hyperlink]
        assert back == ["'Contents'!A1"]


def test_one_page_stands_alone_and_the_same_page_gives_the_same_bytes(
    pages: CoachBook, tmp_path: Path
) -> None:
    one = replace(pages, pages=pages.pages[:1])
    first = write_coach_workbook(one, tmp_path / "a.xlsx", "a4").read_bytes()
    assert first == write_coach_workbook(one, tmp_path / "b.xlsx", "a4").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == [sheet_name(pages.pages[0])]
    assert book.active.page_setup.paperSize == 9
