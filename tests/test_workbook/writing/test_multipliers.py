"""The demand scenario in the workbook: a drop-down, its columns, one to fill in, and what lights up."""

from __future__ import annotations

import dataclasses
import warnings
from pathlib import Path

import openpyxl
import pytest

from workbook.model.results import Results
from workbook.scenarios import Multiplier, Scenario
from workbook.writing.export import stamp_of
from workbook.writing.sheets import assumptions, multipliers, solved


@pytest.fixture(scope="module")
def book(workbook_path: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(workbook_path)


def test_a_list_offers_every_scenario_and_the_board_s_own(book: openpyxl.Workbook) -> None:
    place = book.defined_names["scenario"].attr_text.partition("!")[2].replace("$", "")
    sheet = book[assumptions.SHEET]
    assert sheet[place].value == "Baseline"
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert (rules[place].type, rules[place].formula1) == ("list", "scenario_names")
    name, _, cells = book.defined_names["scenario_names"].attr_text.partition("!")
    offered = [cell.value for cell in book[name][cells.replace("$", "")][0]]
    assert offered[0] == "Baseline"
    assert offered[-1] == multipliers.OWN
    assert {"Slow recovery", "Fast recovery", "Infrastructure programme", "Health growth"} <= set(offered)


def test_own_multipliers_are_bounded_inputs(book: openpyxl.Workbook) -> None:
    sheet = book[multipliers.SHEET]
    rules = list(sheet.data_validations.dataValidation)
    assert len(rules) == 1
    assert (rules[0].type, float(rules[0].formula1), float(rules[0].formula2)) == ("decimal", 0, 10)
    (place,) = rules[0].sqref.ranges
    assert place.max_row - place.min_row + 1 == len(multipliers.codes()) == 43


def test_titles_of_own_scenarios_never_clash(small: Results) -> None:
    own = tuple(
        Scenario(f"s{number}", title, (Multiplier("all", "", 1.1),))
        for number, title in enumerate(("Baseline", "own MULTIPLIERS", "In use", "x" * 90))
    )
    plan = dataclasses.replace(small.plan, scenarios=own)
    titles = multipliers.scenario_titles(dataclasses.replace(small, plan=plan))
    shown = [title.casefold() for title in (*titles.values(), multipliers.OWN)]
    assert len(set(shown)) == len(shown)
    assert titles["s0"] == "Baseline (2)"
    assert max(map(len, shown)) <= multipliers.LONGEST_TITLE


def test_a_cell_lights_up_for_what_its_sheet_rests_on(small: Results) -> None:
    stamp, lit = stamp_of(small), set()
    for subject in solved.RESTS:
        said = solved.words(subject, stamp, {"scenario": "changed here", "budget_usd": "not the default"})
        lit |= {subject} if said.startswith(solved.WARNING) else set()
        assert stamp.day in said
    assert lit == {
        "Allocation",
        "Progressions",
        "Training gaps",
        "Opportunity",
        "Sectors",
        "Rank intervals",
        "What changed",
    }
