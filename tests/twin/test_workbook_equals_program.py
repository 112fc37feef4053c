"""The workbook computes what the program computes: every formula cell, as shipped and after changes."""

from __future__ import annotations

import dataclasses
import datetime
import math
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook

from workbook.model.measure import MATRIX_MEASURES, PRIORITY_MEASURES
from workbook.model.results import Results, recompute_live
from workbook.model.run import given_of, run
from workbook.plan import Parameters, Plan
from workbook.writing.export import named_values, write_workbook
from workbook.writing.sheets import assumptions, classcheck, cover, figures, matrix, priorities

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAY = datetime.date(2026, 11, 22)
SCALED = 1e-9
REGIONS = {"Atlanta": "12060", "Hinesville": "25980", "Wyoming": "56"}

BOARD: dict[str, float] = {
    "weight_wage_gain": 40,
    "weight_springboard": 0,
    "weight_representation": 12.5,
    "origin_line_2020_usd": 50_000,
    "target_line_2020_usd": 45_500,
    "regional_price_parity": 96.5,
    "nonba_kappa": 0.9,
    "risk_line": 0.35,
    "availability_open_max": 0.02,
    "availability_contested_max": 0.05,
    "scarce_openings_max": 40,
    "return_rate": 0.9,
    "viability_rate_ratio_max": 0.8,
    "postings_education_min": 30,
}
TIES: dict[str, float] = {name: 0 for name in Parameters.defaults() if name.startswith("weight_")} | {
    "weight_resilience": 3
}
UNREBASED = {"rebase_wage_lines": 0, "nonba_kappa": 0, "availability_open_max": 0}
CHANGES: dict[str, dict[str, float]] = {
    "as shipped": {},
    "board": BOARD,
    "ties": TIES,
    "unrebased": UNREBASED,
}


@dataclass(frozen=True)
class Written:
    """A workbook of a region with the results it was written from."""

    results: Results
    path: Path


def _plan(text: str, pack: Any) -> Plan:
    from workbook.model.region import plan_for

    return plan_for(pack, text, DAY)


def _local_files(pack: Any, folder: Path) -> tuple[Any, Any]:
    """Return made-up postings and claims, so that the branches for local files are computed as well."""
    from data.intake.loading import load
    from workbook.loadedcounts import unemployed_table
    from workbook.loadedfiles import postings_table

    rows = ["id,title,soc,employer,area,posted,expires,wage_low_usd,wage_high_usd,wage_period,education"]
    for number in range(60):
        soc = ("29-1141", "53-3032", "41-2031")[number % 3]
        education = ("none", "high school", "bachelor", "")[number % 4]
        rows.append(
            f"p{number},A job {number},{soc},E{number},,2026-11-01,,{18 + number % 7},,hour,{education}"
        )
    postings = folder / "postings.csv"
    postings.write_text("\n".join(rows), encoding="utf-8")
    claims = folder / "unemployed.csv"
    claims.write_text("soc,group,period,unemployed\n41-2031,,2026-10,300\n,,2026-10,1900\n", encoding="utf-8")
    return postings_table([load(postings, pack)], {}), unemployed_table([load(claims, pack)], ())


@pytest.fixture(scope="module", params=list(REGIONS))
def written(request: pytest.FixtureRequest, pack: Any, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A workbook per region; the smallest with local files, the state under a scenario."""
    folder = tmp_path_factory.mktemp(request.param)
    files = _local_files(pack, folder) if request.param == "Hinesville" else ()
    plan = _plan(REGIONS[request.param], pack)
    if request.param == "Wyoming":
        plan = dataclasses.replace(plan, scenario="slow_recovery")
    results = run(pack, plan, *files)
    return Written(results, write_workbook(results, folder / "plan.xlsx"))


@pytest.fixture(scope="module")
def recomputed(
    written: Written,
    recalculated: Callable[[list[Path]], list[Path]],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Path]:
    """The workbook as shipped and with the inputs of each change, all recomputed by LibreOffice at once."""
    folder = tmp_path_factory.mktemp("inputs")
    copies = [
        with_inputs(written.path, changes, folder / f"{number}.xlsx")
        for number, changes in enumerate(CHANGES.values())
    ]
    return dict(zip(CHANGES, recalculated(copies), strict=True))


# Reading a workbook: which cells hold formulas, where its tables stand, what its cells show.


@cache
def formula_cells(path: Path) -> dict[tuple[str, int, int], str]:
    """Return the formulas of a workbook by sheet, row and column (from 1)."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for sheet, part in _sheet_parts(archive).items():
            for cell in ElementTree.fromstring(archive.read(part)).iter(f"{MAIN}c"):
                formula = cell.find(f"{MAIN}f")
                if formula is not None:
                    column, row, _, _ = range_boundaries(cell.get("r"))
                    found[sheet, row, column] = str(formula.text)
    return found


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
    return {str(sheet.get("name")): f"xl/worksheets/sheet{at}.xml" for at, sheet in enumerate(sheets, 1)}


@cache
def values(path: Path) -> dict[str, list[list[Any]]]:
    """Return what every cell shows, by sheet and row."""
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def tables(path: Path) -> Iterator[tuple[str, str, tuple[int, int, int, int], list[str]]]:
    """Yield name, sheet, range (first column, first row, last column, last row) and headers of each table."""
    with zipfile.ZipFile(path) as archive:
        for sheet, part in _sheet_parts(archive).items():
            relations = f"xl/worksheets/_rels/{Path(part).name}.rels"
            if relations not in archive.namelist():
                continue
            for target in re.findall(
                r'Target="\.\./(tables/table\d+\.xml)"', archive.read(relations).decode()
            ):
                table = ElementTree.fromstring(archive.read(f"xl/{target}"))
                headers = [str(column.get("name")) for column in table.iter(f"{MAIN}tableColumn")]
                yield str(table.get("name")), sheet, range_boundaries(str(table.get("ref"))), headers


# What the program says each formula cell shows.


def expected(written: Written, parameters: Parameters) -> dict[tuple[str, int, int], Any]:
    """Return the program's value of every formula cell when the inputs hold ``parameters``."""
    results = written.results
    given, lines = given_of(results.prepared, parameters)
    frame, ranked = recompute_live(results, parameters)
    checks = classcheck.checks(frame, given)
    frame = frame.assign(**{classcheck.NAME: checks})
    ranked = priorities.with_strengths(ranked, given)
    rows = assumptions.sheet_rows({**given, "national_median_usd": lines.national_median_usd})
    solved = named_values(results)
    first = figures.first_rows(ranked, figures.FIRST_COUNT)
    classes = figures.class_rows(frame)
    by_name = {
        matrix.TABLE: (_by_label(frame, MATRIX_MEASURES, matrix.LABELS), "soc"),
        priorities.TABLE: (_by_label(ranked, PRIORITY_MEASURES, priorities.LABELS), "soc"),
        figures.FIRST_TABLE: (first.rename(columns=figures.FIRST), "rank"),
        cover.TOP_TABLE: (figures.first_rows(ranked, cover.TOP_COUNT).rename(columns=cover.TOP), "rank"),
        figures.CLASS_TABLE: (classes.rename(columns=figures.CLASS_LABELS), "class"),
        assumptions.TABLE: (
            pd.DataFrame(
                {
                    assumptions.LABELS["name"]: [row.name for row in rows],
                    assumptions.LABELS["value"]: [row.value for row in rows],
                    assumptions.LABELS["changed"]: [
                        assumptions.changed_word(row, solved.get(row.name, math.nan)) for row in rows
                    ],
                }
            ),
            "name",
        ),
    }
    keys = {"soc": "SOC", "rank": "Place", "class": "Class", "name": assumptions.LABELS["name"]}
    cells = values(written.path)
    found: dict[tuple[str, int, int], Any] = {}
    for name, sheet, place, headers in tables(written.path):
        if name in by_name:
            table, key = by_name[name]
            found |= _of_table(table, keys[key], cells[sheet], sheet, place, headers)
    found |= _of_cover(written, cells, found, first, classes, checks)
    return found


def _by_label(frame: pd.DataFrame, measures: Any, labels: dict[str, str]) -> pd.DataFrame:
    assert {measure.name for measure in measures} <= set(frame.columns)
    return frame.rename(columns=labels)


def _of_table(
    table: pd.DataFrame,
    key: str,
    cells: list[list[Any]],
    sheet: str,
    place: tuple[int, int, int, int],
    headers: list[str],
) -> dict[tuple[str, int, int], Any]:
    left, top, _, bottom = place
    column_of_key = left + headers.index(key)
    records = {record[key]: record for record in table.to_dict("records")}
    found = {}
    for row in range(top + 1, bottom + 1):
        record = records[cells[row - 1][column_of_key - 1]]
        for at, header in enumerate(headers):
            if header in record:
                found[sheet, row, left + at] = record[header]
    return found


def _of_cover(
    written: Written,
    cells: dict[str, list[list[Any]]],
    found: dict[tuple[str, int, int], Any],
    first: pd.DataFrame,
    classes: pd.DataFrame,
    checks: list[str],
) -> dict[tuple[str, int, int], Any]:
    """Return the single formulas of the cover: the notice under the headline, the pictures' titles."""
    formulas = formula_cells(written.path)
    changed = {value for (sheet, _, _), value in found.items() if sheet == assumptions.SHEET}
    notice = cover.notice(changed, checks)
    places = [place for place in formulas if place[0] == cover.SHEET and place not in found]
    shown = {place: cells[cover.SHEET][place[1] - 1][place[2] - 1] for place in places}
    old = figures.takeaways(
        figures.first_rows(priorities.with_strengths(written.results.priorities, written.results.given), 15),
        figures.class_rows(written.results.matrix),
    )
    titles = figures.takeaways(first, classes)
    return {
        place: titles[next(name for name, text in old.items() if text == value)] if value else notice
        for place, value in shown.items()
    }


def differences(path: Path, wanted: dict[tuple[str, int, int], Any]) -> list[str]:
    """Return in words every cell of ``wanted`` that shows something else."""
    cells = values(path)
    wrong = []
    for (sheet, row, column), value in wanted.items():
        line = cells[sheet][row - 1] if row <= len(cells[sheet]) else []
        shown = line[column - 1] if column <= len(line) else ""
        if not _same(shown, value):
            wrong.append(
                f"{sheet} row {row} column {column}: the workbook shows {shown!r}, the program {value!r}"
            )
    return wrong


def _same(shown: Any, value: Any) -> bool:
    if value is None or value == "" or value != value:
        return shown is None or shown == ""
    if isinstance(value, bool | str):
        return bool(shown == value) and isinstance(shown, type(value))
    if isinstance(shown, bool) or not isinstance(shown, int | float):
        return False
    return math.isclose(shown, value, rel_tol=SCALED, abs_tol=SCALED)


def with_inputs(path: Path, changes: dict[str, float], target: Path) -> Path:
    """Copy a workbook with other numbers in its input cells; every cached result stays as it was."""
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        names = archive.read("xl/workbook.xml").decode()
        part = _sheet_parts(archive)[assumptions.SHEET]
        sheet = archive.read(part).decode()
        for name, value in changes.items():
            cell = re.search(rf'<definedName name="{name}">Assumptions!\$([A-Z]+)\$(\d+)<', names)
            assert cell, f"{name} has no named cell"
            pattern = rf'(<c r="{cell[1]}{cell[2]}"[^>]*><v>)[^<]*(</v></c>)'
            sheet, count = re.subn(pattern, rf"\g<1>{float(value)!r}\g<2>", sheet)
            assert count == 1, f"{name} is not one input cell"
        for item in archive.infolist():
            copy.writestr(item, sheet.encode() if item.filename == part else archive.read(item.filename))
    return target


# The tests.


def test_cached_values_are_the_program_s(written: Written) -> None:
    """What a viewer shows that never recalculates is what the program computed."""
    wanted = expected(written, written.results.parameters)
    formulas = formula_cells(written.path)
    assert set(formulas) <= set(wanted), "a formula cell nobody checks"
    assert len(formulas) > 10_000
    assert differences(written.path, wanted) == []


@pytest.mark.parametrize("name", list(CHANGES))
def test_libreoffice_computes_the_same(written: Written, recomputed: dict[str, Path], name: str) -> None:
    """With the same inputs, every formula cell shows in LibreOffice what the program computes."""
    parameters = Parameters({**written.results.parameters.differences(), **CHANGES[name]})
    wanted = expected(written, parameters)
    checked = {place: wanted[place] for place in formula_cells(written.path)}
    assert differences(recomputed[name], checked) == []
    if not CHANGES[name]:
        return
    # The old cached values must be wrong now, or the comparison would prove nothing.
    stale = {line.partition(" row")[0] for line in differences(written.path, checked)}
    sheets = {cover.SHEET, assumptions.SHEET, priorities.SHEET}
    assert sheets | (set() if name == "ties" else {matrix.SHEET}) <= stale


def test_every_live_column_follows_a_board(written: Written) -> None:
    """The board's changes reach every measure that an assumption touches at all."""
    parameters = Parameters(BOARD)
    before = expected(written, written.results.parameters)
    after = expected(written, parameters)
    moved = {
        (sheet, column)
        for (sheet, row, column) in before
        if not _same(before[sheet, row, column], after[sheet, row, column])
    }
    labels = {
        (sheet, left + at): header
        for _, sheet, (left, _, _, _), headers in tables(written.path)
        for at, header in enumerate(headers)
        if sheet in (matrix.SHEET, priorities.SHEET)
    }
    found = {labels[place] for place in moved if place in labels}
    wanted = {
        matrix.LABELS[name]
        for name in (
            "nonba_income_usd",
            "net_openings",
            "live_check",
            "wage_gain_usd",
            "availability",
            "viable",
            "below_origin_line",
            "low_risk",
        )
    } | {priorities.LABELS[name] for name in ("score", "rank", "why", "candidate", "pct_wage_gain")}
    assert wanted <= found


def test_results_know_nothing_of_the_change(written: Written) -> None:
    """Recomputing for other parameters leaves the results themselves alone."""
    before = written.results.matrix.copy()
    recompute_live(written.results, Parameters(BOARD))
    pd.testing.assert_frame_equal(before, written.results.matrix)
    assert dataclasses.is_dataclass(written.results)
