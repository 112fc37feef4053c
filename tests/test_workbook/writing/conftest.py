"""A small region's results and its workbook, written and opened once for all tests of the writer."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from workbook.model.region import plan_for
from workbook.model.results import Results
from workbook.model.run import run
from workbook.writing.export import write_workbook

DAY = datetime.date(2026, 11, 22)
SMALL = "25980"


@pytest.fixture(scope="session")
def small(pack: Any) -> Results:
    """Results of a small metropolitan area (Hinesville, Georgia)."""
    return run(pack, plan_for(pack, SMALL, DAY))


@pytest.fixture(scope="session")
def workbook_path(small: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the small area."""
    return write_workbook(small, tmp_path_factory.mktemp("workbook") / "plan.xlsx")


def _opened(path: Path, *, data_only: bool) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, data_only=data_only)


@pytest.fixture(scope="session")
def book(workbook_path: Path) -> openpyxl.Workbook:
    """The workbook with its formulas, to be looked at only."""
    return _opened(workbook_path, data_only=False)


@pytest.fixture(scope="session")
def shown(workbook_path: Path, book: openpyxl.Workbook) -> Callable[[str, str], pd.DataFrame]:
    """Return a function that gives a table of a sheet as a viewer shows it that never recalculates."""
    seen = _opened(workbook_path, data_only=True)

    def table(sheet: str, name: str) -> pd.DataFrame:
        page: Worksheet = seen[sheet]
        first, *rest = page[book[sheet].tables[name].ref]
        return pd.DataFrame(
            [[cell.value for cell in row] for row in rest], columns=[cell.value for cell in first]
        )

    return table
