"""The employer's workbook computes what the program computes, also when LibreOffice saved it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook

from tests.test_workbook.filledfunnels import fill, form_in, hinesville, hiring
from workbook.model.employer import employer_brief
from workbook.model.funnel import Funnel
from workbook.reading.funnel import read_funnel
from workbook.writing.employers import entry, results
from workbook.writing.employers.book import write_employer

SCALED = 1e-9


def untidy() -> np.ndarray[Any, Any]:
    """Return counts with gaps, noughts, contradictions and groups of nobody: every branch of the formulas."""
    counts = hiring(2)
    counts[0, 3, 2] = np.nan
    counts[1, 2:, 1] = np.nan
    counts[0, 6, 0] = 999
    counts[2, 4, 4] = 998
    counts[2, 1, 0] += 30
    counts[0, 1, 8] = counts[0, 2, 8] = 1
    counts[0, 2, 1] += 5
    counts[1, 4:, 4:] = 0
    counts[1, 0, 0], counts[2, 0, 0] = 999, np.nan
    return counts


@pytest.fixture(scope="module")
def workbooks(
    recalculated: Callable[[list[Path]], list[Path]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Path, Path]]:
    """For tidy and untidy counts: the program's workbook, and the form filled in and saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("employer")
    form, brief = (
        form_in(folder),
        employer_brief(hinesville(), list(hinesville().frame["soc"]).index("35-3031")),
    )
    told = {"tidy": hiring(), "untidy": untidy()}
    own = {
        name: write_employer(brief, folder / f"{name}-own.xlsx", Funnel("", counts=counts))
        for name, counts in told.items()
    }
    saved = recalculated([fill(form, folder / f"{name}.xlsx", counts) for name, counts in told.items()])
    return {name: (own[name], path) for name, path in zip(told, saved, strict=True)}


@pytest.mark.parametrize("name", ["tidy", "untidy"])
def test_every_formula_of_the_filled_form_gives_the_program_s_value(
    name: str, workbooks: dict[str, tuple[Path, Path]]
) -> None:
    own, saved = workbooks[name]
    formulas, cached, computed = (
        load_workbook(own),
        load_workbook(own, data_only=True),
        load_workbook(saved, data_only=True),
    )
    compared, wrong = 0, []
    for sheet in (entry.SHEET, results.SHEET):
        for row in formulas[sheet].iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                compared += 1
                ours, theirs = (book[sheet][cell.coordinate].value for book in (cached, computed))
                if not _alike(ours, theirs):
                    wrong.append((sheet, cell.coordinate, ours, theirs))
    assert wrong == []
    assert compared > 500
    answers = [cell.value for row in computed[results.SHEET].iter_rows() for cell in row]
    assert {"highest", "≥ 4/5", "below 4/5"} <= set(answers)
    if name == "untidy":
        checked = {row[0].value for row in computed[entry.SHEET].iter_rows(min_col=14, max_col=14)}
        assert {"More people than at the stage before", "More than in the first block"} <= checked
        assert "With and without a degree add up to more than all" in checked
        assert "Women, men and not stated do not add up to all" in checked


def _alike(ours: Any, theirs: Any) -> bool:
    if ours in (None, "") or theirs in (None, ""):
        return ours in (None, "") and theirs in (None, "")
    if isinstance(ours, str) or isinstance(theirs, str):
        return bool(ours == theirs)
    return abs(ours - theirs) <= SCALED * max(1.0, abs(ours))


def test_a_form_that_libreoffice_saved_is_read_back(workbooks: dict[str, tuple[Path, Path]]) -> None:
    read = read_funnel(workbooks["tidy"][1])
    assert read.findings == ()
    assert read.funnel is not None
    assert np.array_equal(read.funnel.counts, hiring(), equal_nan=True)
    assert read.funnel.begins is not None
    book = load_workbook(workbooks["tidy"][1])
    assert all(sheet.protection.sheet for sheet in book.worksheets), "protection outlives another program"
    assert len(book[entry.SHEET].data_validations.dataValidation) >= 20
