"""The workbook computes what the program computes: every formula cell, as shipped and after changes."""

from __future__ import annotations

import dataclasses
import datetime
import math
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from python_calamine import CalamineWorkbook

from data.dictionaries import columns
from workbook.boardentries import Programme
from workbook.model.localtables import LocalTable
from workbook.model.measure import MATRIX_MEASURES, PRIORITY_MEASURES
from workbook.model.results import Results, recompute_live
from workbook.model.run import given_of, run
from workbook.model.scenarios import staffing_of
from workbook.plan import Override, Parameters, Plan
from workbook.scenarios import Multiplier, Scenario, all_scenarios
from workbook.writing.export import named_values, stamp_of, write_workbook
from workbook.writing.sheets import (
    allocation,
    assumption_rows,
    assumptions,
    classcheck,
    cover,
    figures,
    matrix,
    multipliers,
    overrides,
    priorities,
    programmes,
    solved,
    staffing,
)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAY = datetime.date(2026, 11, 22)
SCALED = 1e-9
REGIONS = {"Atlanta": "12060", "Guayama": "25020", "Wyoming": "56"}

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
BUDGET = {"budget_usd": 750_000, "training_cost_short_usd": 2_100, "training_cost_long_usd": 11_000.5}
BUDGET |= {"placement_rate": 0.65, "training_cost_medium_usd": 5_000}
OWN = {"All": 0.9, "NAICS 62": 1.5, "NAICS 31-33": 0.0, "SOC 29": 1.25, "SOC 47": 0.0}


@dataclass(frozen=True)
class Change:
    """What a board types over: parameters, the scenario by its title, multipliers of its own by code."""

    parameters: dict[str, float] = field(default_factory=dict)
    scenario: str = ""
    own: dict[str, float] = field(default_factory=dict)


CHANGES: dict[str, Change] = {
    "as shipped": Change(),
    "board": Change(BOARD),
    "ties": Change(TIES),
    "infrastructure": Change(BUDGET, "Infrastructure programme"),
    "unrebased": Change(UNREBASED),
    "own multipliers": Change({"return_rate": 1, "scarce_openings_max": 25}, multipliers.OWN, OWN),
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


def _incomes() -> LocalTable:
    """Return made-up incomes of people without a four-year degree."""
    rows = pd.DataFrame(
        {"area": "", "soc": ["41-2031", "29-1141"], "income_usd": [21_000.0, 44_000.0], "people": 9}
    )
    return LocalTable("nonba_wages", rows, 2, 2, 0, (), "0" * 64, "incomes.csv")


@pytest.fixture(scope="module", params=list(REGIONS))
def written(request: pytest.FixtureRequest, pack: Any, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A workbook per region; the smallest with local files, the state under a scenario."""
    folder = tmp_path_factory.mktemp(request.param)
    files = _local_files(pack, folder) if request.param == "Guayama" else ()
    plan = _plan(REGIONS[request.param], pack)
    if request.param == "Wyoming":
        entered = Programme("29-2061", "Bridge to licensed practical nurse", seats=24)
        plan = dataclasses.replace(plan, scenario="slow_recovery", programmes=(entered,))
        plan = plan.with_override(Override("29-2061", "Target", "A bridge of the college leads on"))
    tables = (_incomes(),) if request.param == "Guayama" else ()
    results = run(pack, plan, *files, tables=tables)
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


def parameters_of(written: Written, change: Change) -> Parameters:
    return Parameters({**written.results.parameters.differences(), **change.parameters})


def scenario_of(results: Results, change: Change) -> Scenario:
    """Return the scenario that a change chooses: the plan's, one of the list, or the board's multipliers."""
    plan = results.plan
    if change.scenario == multipliers.OWN:
        told = dict(zip(multipliers.codes(), multipliers.factors(plan.chosen_scenario), strict=True))
        told |= {
            key: change.own[code] for key in told if (code := multipliers.code_label(*key)) in change.own
        }
        return Scenario(
            "own", multipliers.OWN, tuple(Multiplier(*key, factor) for key, factor in told.items())
        )
    titles = multipliers.scenario_titles(results)
    wanted = change.scenario or titles[plan.chosen_scenario.name]
    return next(one for one in all_scenarios(plan.scenarios) if titles[one.name] == wanted)


def expected(written: Written, change: Change) -> dict[tuple[str, int, int], Any]:
    """Return the program's value of every formula cell when the inputs hold a ``change``."""
    results = written.results
    parameters, scenario = parameters_of(written, change), scenario_of(results, change)
    given, lines = given_of(results.prepared, parameters)
    frame, ranked = recompute_live(results, parameters, scenario)
    checks = classcheck.checks(frame, given)
    frame = frame.assign(**{classcheck.NAME: checks})
    ranked = priorities.with_strengths(ranked, given)
    titles = multipliers.scenario_titles(results)
    chosen = change.scenario or multipliers.chosen_title(results)
    values_now = {**given, "national_median_usd": lines.national_median_usd}
    rows = assumptions.sheet_rows(values_now, chosen, tuple(titles.values()))
    then = {**named_values(results), assumption_rows.SCENARIO: multipliers.chosen_title(results)}
    changed = {row.name: assumptions.changed_word(row, then.get(row.name, math.nan)) for row in rows}
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
                    assumptions.LABELS["changed"]: list(changed.values()),
                }
            ),
            "name",
        ),
        multipliers.TABLE: (_multipliers(scenario), "code"),
        staffing.TABLE: (
            pd.DataFrame({staffing.SOC: frame["soc"], staffing.FACTOR: frame["scenario_factor"]}),
            "soc",
        ),
    }
    for sheet_of_inputs, rows in _inputs(results):
        by_name[sheet_of_inputs.TABLE] = (rows, "soc")
    keys = {"soc": "SOC", "rank": "Place", "class": "Class", "name": assumptions.LABELS["name"]}
    keys["code"] = multipliers.CODE
    cells = values(written.path)
    found: dict[tuple[str, int, int], Any] = {}
    for name, sheet, place, headers in tables(written.path):
        if name in by_name:
            table, key = by_name[name]
            found |= _of_table(table, keys[key], cells[sheet], sheet, place, headers)
    found |= _of_cover(written, cells, found, first, classes, checks)
    found |= _of_solved(written, changed) | _of_budget(written, given)
    return found | _of_scenario(written, scenario, [*titles.values(), multipliers.OWN].index(chosen) + 1)


def _of_budget(written: Written, given: dict[str, float]) -> dict[tuple[str, int, int], Any]:
    """Return what the moves cost and bring with the costs and the rate ``given``, and the lines over them."""
    results = written.results
    moved, known = results.allocation.moved, columns("allocation")
    assumed = [given.get(f"training_cost_{length}_usd", math.nan) for length in allocation.lengths(results)]
    cost = pd.Series(assumed, index=moved.index, dtype=float).fillna(moved["person_cost_usd"])
    gain = moved["people"] * given["placement_rate"] * moved["person_gain_usd"]
    now = moved.assign(person_cost_usd=cost, cost_usd=moved["people"] * cost, wage_gain_usd=gain)
    found = {name: (place, headers) for name, _, place, headers in tables(written.path)}
    (left, top, _, _), headers = found[allocation.TABLE]
    at = {name: left + headers.index(known[name].label) for name in allocation.formulas() | {"people": ""}}
    rows = {
        (allocation.SHEET, top + 1 + row, at[name]): value
        for name in allocation.formulas()
        for row, value in enumerate(now[name].tolist())
    }
    first = top - len(allocation.TOTALS)
    lines = allocation.totals(now, given["budget_usd"])
    return rows | {
        (allocation.SHEET, first + allocation.TOTALS.index(line), at[name]): value
        for (line, name), value in lines.items()
    }


def _multipliers(scenario: Scenario) -> pd.DataFrame:
    codes = [multipliers.code_label(*key) for key in multipliers.codes()]
    return pd.DataFrame({multipliers.CODE: codes, multipliers.IN_USE: multipliers.factors(scenario)})


def _of_scenario(written: Written, scenario: Scenario, place: int) -> dict[tuple[str, int, int], Any]:
    """Return the place of the scenario in use, and the multipliers over the columns of industries."""
    told = dict(zip(multipliers.codes(), multipliers.factors(scenario), strict=True))
    industries = staffing_of(written.results.prepared.pack).industries
    over = [told["all", ""], *(told["industry", code] for code in industries)]
    row, first = staffing.USED_ROW + 1, 4
    return {
        (multipliers.SHEET, multipliers.PLACE_ROW + 1, 3): place,
        **{(staffing.SHEET, row, first + at): value for at, value in enumerate(over)},
    }


def _of_solved(written: Written, changed: dict[str, str]) -> dict[tuple[str, int, int], Any]:
    """Return what the cell of every solved sheet says, by the subject that its formula names."""
    stamp = stamp_of(written.results)
    places = {}
    for place, formula in formula_cells(written.path).items():
        if solved.WARNING in formula:
            subject = re.search(r'"\*([^*"]+)\*"', formula)
            assert subject
            places[place] = solved.words(subject[1], stamp, changed)
    return places


def _inputs(results: Results) -> Iterator[tuple[Any, pd.DataFrame]]:
    """Yield the sheets on which a board enters occupations, and their rows; an empty row has no code."""
    matrix_rows, plan = results.matrix, results.plan
    titles, classes = (
        dict(zip(matrix_rows["soc"], matrix_rows[name], strict=True)) for name in ("title", "class")
    )
    yield overrides, pd.DataFrame(overrides.rows(plan, titles, classes))
    yield programmes, pd.DataFrame(programmes.rows(plan, titles))


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
        line = cells[row - 1] if row <= len(cells) else []
        record = records[line[column_of_key - 1] if column_of_key <= len(line) else ""]
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


def with_inputs(path: Path, change: Change, target: Path) -> Path:
    """Copy a workbook with other numbers in its input cells; every cached result stays as it was."""
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        names = archive.read("xl/workbook.xml").decode()
        parts = _sheet_parts(archive)
        part, other = parts[assumptions.SHEET], parts[multipliers.SHEET]
        sheet = archive.read(part).decode()
        for name, value in change.parameters.items():
            cell = re.search(rf'<definedName name="{name}">Assumptions!\$([A-Z]+)\$(\d+)<', names)
            assert cell, f"{name} has no named cell"
            pattern = rf'(<c r="{cell[1]}{cell[2]}"[^>]*><v>)[^<]*(</v></c>)'
            sheet, count = re.subn(pattern, rf"\g<1>{float(value)!r}\g<2>", sheet)
            assert count == 1, f"{name} is not one input cell"
        if change.scenario:
            sheet = _with_text(sheet, names, assumption_rows.SCENARIO, change.scenario)
        edited = {part: sheet, other: _with_own(archive.read(other).decode(), path, change.own)}
        for item in archive.infolist():
            content = edited.get(item.filename)
            copy.writestr(item, content.encode() if content else archive.read(item.filename))
    return target


def _with_text(sheet: str, names: str, name: str, text: str) -> str:
    """Return a sheet's XML with another text in a named cell."""
    cell = re.search(rf'<definedName name="{name}">Assumptions!\$([A-Z]+)\$(\d+)<', names)
    assert cell, f"{name} has no named cell"
    pattern = rf'<c r="{cell[1]}{cell[2]}"( s="\d+")? t="s"><v>\d+</v></c>'
    typed = rf'<c r="{cell[1]}{cell[2]}"\g<1> t="inlineStr"><is><t>{text}</t></is></c>'
    sheet, count = re.subn(pattern, typed, sheet)
    assert count == 1, f"{name} is not one input cell"
    return sheet


def _with_own(sheet: str, path: Path, own: dict[str, float]) -> str:
    """Return the XML of the multipliers with the board's own numbers in their column."""
    place, headers = next(
        (place, heads) for name, _, place, heads in tables(path) if name == multipliers.TABLE
    )
    codes = [row[place[0] - 1] for row in values(path)[multipliers.SHEET]]
    for code, factor in own.items():
        cell = f"{get_column_letter(place[0] + headers.index(multipliers.OWN))}{codes.index(code) + 1}"
        sheet, count = re.subn(rf'(<c r="{cell}"[^>]*><v>)[^<]*(</v></c>)', rf"\g<1>{factor}\g<2>", sheet)
        assert count == 1, f"{code} has no input cell"
    return sheet


# The tests.


def test_cached_values_are_the_program_s(written: Written) -> None:
    """What a viewer shows that never recalculates is what the program computed."""
    wanted = expected(written, Change())
    formulas = formula_cells(written.path)
    assert set(formulas) <= set(wanted), "a formula cell nobody checks"
    assert len(formulas) > 10_000
    assert differences(written.path, wanted) == []


@pytest.mark.parametrize("name", list(CHANGES))
def test_libreoffice_computes_the_same(written: Written, recomputed: dict[str, Path], name: str) -> None:
    """With the same inputs, every formula cell shows in LibreOffice what the program computes."""
    wanted = expected(written, CHANGES[name])
    checked = {place: wanted[place] for place in formula_cells(written.path)}
    assert differences(recomputed[name], checked) == []
    if CHANGES[name] == Change():
        return
    # The old cached values must be wrong now, or the comparison would prove nothing.
    stale = {line.partition(" row")[0] for line in differences(written.path, checked)}
    sheets = {cover.SHEET, assumptions.SHEET, priorities.SHEET}
    assert sheets | (set() if name == "ties" else {matrix.SHEET}) <= stale


def test_every_live_column_follows_a_board(written: Written) -> None:
    """The board's changes reach every measure that an assumption touches at all."""
    before, after = expected(written, Change()), expected(written, CHANGES["board"])
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
    if written.results.plan.areas == ("0025020",):
        # With 89 occupations none stands near the line of viability.
        wanted -= {matrix.LABELS["viable"], priorities.LABELS["candidate"]}
    assert wanted <= found


def test_results_know_nothing_of_the_change(written: Written) -> None:
    """Recomputing for other parameters leaves the results themselves alone."""
    before = written.results.matrix.copy()
    recompute_live(written.results, Parameters(BOARD))
    pd.testing.assert_frame_equal(before, written.results.matrix)
    assert dataclasses.is_dataclass(written.results)
