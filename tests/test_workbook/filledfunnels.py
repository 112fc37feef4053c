"""Made-up employers and the way they fill in the hiring-funnel workbook: in Excel, cell by cell."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from data.reference.pack import load_pack
from workbook import funnelform as form
from workbook.model.employer import EmployerBrief, employer_brief
from workbook.model.funnel import Funnel
from workbook.model.region import plan_for
from workbook.model.results import Results
from workbook.model.run import run
from workbook.writing.employers.book import employer_bytes

CODES = [group.code for group in form.GROUPS]
STAGES = [stage.code for stage in form.STAGES]
Place = tuple[int, str, str]
"""A cell: population, stage, group."""


def hiring(scale: int = 1) -> np.ndarray[Any, Any]:
    """Return counts that go together: screening drops people without a degree, interviews drop women."""
    counts = np.full((len(form.POPULATIONS), len(form.STAGES), len(form.GROUPS)), np.nan)
    without = {"applicants": (170, 125, 5), "screened": (60, 50, 2), "interviewed": (28, 40, 1)}
    without |= {"offered": (12, 17, 1), "hired": (11, 14, 0), "stayed": (9, 10, 0)}
    with_ = {"applicants": (80, 76, 4), "screened": (60, 58, 3), "interviewed": (40, 46, 2)}
    with_ |= {"offered": (14, 17, 1), "hired": (13, 14, 1), "stayed": (12, 13, 1)}
    for population, told in ((1, without), (2, with_)):
        for stage, parts in told.items():
            row = counts[population, STAGES.index(stage)]
            row[1:4] = np.array(parts) * scale
            row[0] = row[1:4].sum()
            shares = (0.12, 0.0, 0.25, 0.1, 0.0, 0.01, 0.03, 0.08)
            row[4:] = np.floor(row[0] * np.array(shares))
            row[5] = row[0] - row[4:].sum()
    counts[0] = counts[1] + counts[2]
    counts[0, 1, [0, 3, 11]] += 6 * scale  # Of six applicants nobody knows the degree.
    counts[:, 0, 0] = np.array([12, 5, 7]) * scale
    return counts


def fill(
    form_path: Path,
    path: Path,
    counts: np.ndarray[Any, Any],
    other: Mapping[Place, object] | None = None,
    **facts: Any,
) -> Path:
    """Fill a form in and save it under another name; ``other`` holds what stands in single cells instead."""
    book = load_workbook(form_path)
    for population, known in enumerate(form.POPULATIONS):
        sheet_name, cells = next(iter(book.defined_names[known.name].destinations))
        left, top, *_ = range_boundaries(cells.replace("$", ""))
        sheet = book[sheet_name]
        for stage in range(len(form.STAGES)):
            for group in range(1 if stage == 0 else len(form.GROUPS)):
                value = counts[population, stage, group]
                if np.isfinite(value):
                    sheet.cell(top + stage, left + group).value = int(value)
        for (of, stage_code, group_code), value in (other or {}).items():
            if of == population:
                cell = sheet.cell(top + STAGES.index(stage_code), left + CODES.index(group_code))
                cell.value = value
    dates = {"begins": datetime.date(2026, 1, 1), "ends": datetime.date(2026, 6, 30)}
    for name, value in ({"employer": "Piedmont Clinics, Inc."} | dates | facts).items():
        sheet_name, cells = next(iter(book.defined_names[f"funnel_{name}"].destinations))
        book[sheet_name][cells.replace("$", "")].value = value
    book.save(path)
    book.close()
    return path


@cache
def hinesville() -> Results:
    """Return the results of a small region, solved once for all tests about employers."""
    pack = load_pack()
    return run(pack, plan_for(pack, "25980", datetime.date(2026, 11, 22)))


@cache
def brief() -> EmployerBrief:
    """Return what the small region tells an employer who hires waiters."""
    return employer_brief(hinesville(), list(hinesville().frame["soc"]).index("35-3031"))


@cache
def form_bytes() -> bytes:
    """Return the workbook of an employer who hires waiters in the small region."""
    return employer_bytes(brief())


def written(path: Path, counts: np.ndarray[Any, Any], employer: str) -> Path:
    """Write a form with its counts in it, which is quicker than filling one in."""
    path.write_bytes(employer_bytes(brief(), Funnel("", employer, counts=counts)))
    return path


def form_in(folder: Path) -> Path:
    """Write the workbook, not filled in, to a folder."""
    path = folder / "form.xlsx"
    path.write_bytes(form_bytes())
    return path
