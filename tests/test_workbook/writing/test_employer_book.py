"""The employer's workbook as a file: what can be changed, what helps, how it prints, how it names itself."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from tests.test_workbook.filledfunnels import brief, form_bytes
from workbook import funnelform as form
from workbook.model.employer import employer_brief
from workbook.writing.employers import practices
from workbook.writing.employers.book import employer_bytes, write_employer


@pytest.fixture(scope="module")
def book() -> Any:
    return load_workbook(io.BytesIO(form_bytes()))


def cells_of(book: Any, name: str) -> set[tuple[int, int]]:
    _, cells = next(iter(book.defined_names[name].destinations))
    left, top, right, bottom = range_boundaries(cells.replace("$", ""))
    return {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}


def test_only_what_is_to_be_filled_in_can_be_changed(book: Any) -> None:
    open_: dict[str, set[tuple[int, int]]] = {}
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        open_[sheet.title] = {
            (cell.row, cell.column) for row in sheet.iter_rows() for cell in row if not cell.protection.locked
        }
    counts = set()
    for population in form.POPULATIONS:
        cells = cells_of(book, population.name)
        first = min(cells)[0]
        counts |= {(row, column) for row, column in cells if row > first or column == 2}
    facts = (form.EMPLOYER, form.OCCUPATION, form.PLACE, form.BEGINS, form.ENDS)
    wanted = counts.union(*(cells_of(book, name) for name in facts))
    assert len(counts) == len(list(form.inputs()))
    assert {cell for cell in open_.pop("Funnel") if cell[1] <= 2 or cell in counts} == wanted
    assert not any(open_.values())


def test_every_cell_for_counts_says_what_it_takes_and_what_is_wrong(book: Any) -> None:
    sheet = book["Funnel"]
    helped = {}
    for rule in sheet.data_validations.dataValidation:
        assert len(rule.formula1) <= 255
        assert rule.showErrorMessage
        assert rule.error
        for cells in rule.sqref.ranges:
            helped |= dict.fromkeys(cells.cells, rule)
    for population in form.POPULATIONS:
        first = min(cells_of(book, population.name))[0]
        for row, column in cells_of(book, population.name):
            if row > first or column == 2:
                assert helped[row, column].type == "whole"
                assert "Leave it empty if you do not know; 0 means none." in helped[row, column].prompt
    hired = helped[min(cells_of(book, "funnel_with_degree"))[0] + 5, 4]
    assert "no more than “Offered a job” and the first block" in hired.error


def test_it_prints_a_page_wide_and_says_what_it_is(book: Any) -> None:
    assert book.sheetnames == ["Instructions", "Funnel", "Results", "Practices", "Origins"]
    for sheet in book.worksheets:
        assert sheet.page_setup.fitToWidth in (None, 1), "one page wide, as is the default"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        assert "Hinesville, GA" in sheet.oddHeader.left.text
        assert "&P" in sheet.oddFooter.right.text
    assert len(book["Results"]._charts) == 2
    assert book.properties.title == "Hiring funnel, Hinesville, GA"
    assert book.properties.subject == "Waiters and Waitresses (35-3031)"
    assert book.properties.creator == "Headway"
    assert set(practices.PRACTICES) == {stage.label for stage in form.STAGES}
    told = {str(cell.value) for row in book["Practices"].iter_rows() for cell in row}
    assert {stage.label for stage in form.STAGES} <= told


def test_the_same_figures_give_the_same_bytes_and_a_name_is_never_a_formula(tmp_path: Path) -> None:
    assert employer_bytes(brief()) == form_bytes()
    named = employer_brief(brief().results, None, "=HYPERLINK(1)")
    sheet = load_workbook(write_employer(named, tmp_path / "named.xlsx"))["Funnel"]
    assert sheet["B6"].value == "=HYPERLINK(1)"
    assert sheet["B6"].data_type == "s" or sheet["B6"].quotePrefix
