"""A small region's results and its workbook, written once for all tests of the writer."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

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
