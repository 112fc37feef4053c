"""The sheet of what changed: only where months are tracked, with triggers above and every change below."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from workbook.model.region import plan_for
from workbook.model.run import run, solve
from workbook.model.snapshots import snapshot_of
from workbook.writing.export import workbook_bytes
from workbook.writing.sheets.changed import SHEET


def test_what_changed_has_a_sheet_where_months_are_tracked(pack: Any) -> None:
    plan = plan_for(pack, "12060", datetime.date(2025, 6, 30))
    first = run(pack, plan)
    later = replace(plan.with_parameter("weight_wage_gain", 40), as_of=datetime.date(2025, 7, 31))
    second = solve(first.prepared, later, [snapshot_of(first)])
    content = workbook_bytes(second)
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl names what it does not read: sparklines
        rows = list(book[SHEET].iter_rows(values_only=True))
    assert "Since June 2025" in str(rows[1][0])
    texts = [str(cell) for row in rows for cell in row if cell is not None]
    assert {"What calls for a look", "Part: parameters"} <= set(texts)
    assert texts.count("changed parameters") > 50
    months = next(at for at, row in enumerate(rows) if row[0] == "Figure")
    assert rows[months][:5] == ("Figure", "Region or occupation", "Over the months", "2025-06", "2025-07")
    assert rows[months + 1][0] == "Openings a year"
    assert rows[months + 1][3] == pytest.approx(float(first.matrix["openings_12m"].sum()), rel=1e-6)
    named = zipfile.ZipFile(io.BytesIO(content)).namelist()
    sheets = [name for name in named if re.match(r"xl/worksheets/sheet\d+\.xml", name)]
    drawn = [zipfile.ZipFile(io.BytesIO(content)).read(name).count(b"<x14:sparkline>") for name in sheets]
    assert sum(drawn) == max(drawn) == 11
    assert SHEET not in openpyxl.load_workbook(io.BytesIO(workbook_bytes(first)), read_only=True).sheetnames
