"""The demand scenario in the workbook: a drop-down, its columns, one to fill in, and what lights up."""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from workbook.model.results import Results
from workbook.model.run import solve
from workbook.model.tornado import low_and_high
from workbook.plan import Parameters, describe
from workbook.scenarios import Multiplier, Scenario
from workbook.writing.export import stamp_of
from workbook.writing.sheets import assumptions, matrix, multipliers, solved


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


TABLES: dict[str, Callable[[Results], list[pd.DataFrame]]] = {
    solved.CLASSES: lambda results: [results.matrix[sorted(matrix.SOLVED)]],
    solved.ALLOCATION: lambda results: [results.allocation.moved, results.allocation.limits],
    solved.PROGRESSIONS: lambda results: [results.progressions],
    solved.TRAINING: lambda results: [results.training.gateways, results.training.unlocks],
    solved.REPRESENTATION: lambda results: [results.representation, results.representation_gateways],
    solved.OPPORTUNITY: lambda results: [results.opportunity],
    solved.SCENARIOS: lambda results: [results.scenarios],
    solved.SECTORS: lambda results: [results.sectors],
    solved.INTERVALS: lambda results: [results.robustness],
}


@pytest.mark.parametrize("subject", list(TABLES))
def test_nothing_else_moves_what_was_solved(small: Results, subject: str) -> None:
    """All assumptions that it is said not to rest on are changed at once, and not a figure of it moves."""
    free = [name for name in small.parameters if not solved.rests_on(subject, name)]
    changed = {name: low_and_high(describe(name), small.parameters[name])[1] for name in free}
    plan = dataclasses.replace(small.plan, parameters=Parameters(changed))
    if not solved.rests_on(subject, "scenario"):
        plan = dataclasses.replace(plan, scenario="slow_recovery")
    assert len(changed) > 10
    for before, after in zip(
        TABLES[subject](small), TABLES[subject](solve(small.prepared, plan)), strict=True
    ):
        pd.testing.assert_frame_equal(before, after)


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
