"""The sheet that an employer fills in: who, when, and how many people at each stage, group by group."""

from __future__ import annotations

from typing import Any

import numpy as np
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from workbook import funnelform as form
from workbook.model.employer import EmployerBrief
from workbook.model.funnel import Funnel
from workbook.model.funnel_checks import (
    DEGREES_TOO_MANY,
    MORE_THAN_ALL,
    MORE_THAN_BEFORE,
    RACE_DIFFERS,
    SAID,
    SEX_DIFFERS,
    check_word,
)
from workbook.writing.layout import Book, set_up_page, tab_colour
from workbook.writing.styles import ACCENT, CAUTION, CAUTION_FILL, HAIRLINE, INPUT_FILL, PANEL, SECONDARY

SHEET = "Funnel"
FACTS_ROW, BLOCKS_ROW, BLOCK_ROWS, HEAD_OF_BLOCK = 5, 11, 11, 3
FIRST_COLUMN = 1
CHECK_COLUMN = FIRST_COLUMN + len(form.GROUPS)
LAST_ROW = BLOCKS_ROW + BLOCK_ROWS * len(form.POPULATIONS) - 2
FORM_ROW = LAST_ROW + 2
WIDTHS = (25, 10.3, 42)
"""Characters of the first column, of each group's, and of the column Check."""
HOW = "Only the yellow cells can be changed. Leave a cell empty where you do not know; 0 means nobody."
TO_FILL = "Fill in the yellow cells: the number of people at each stage, as far as you know them."
ALL_WELL = "All checks are passed. The sheet Results shows what the counts say."
ALLOWED = {"format_columns": True, "format_rows": True, "select_locked_cells": True}
GROUP_HEADINGS = {form.TOTAL: "", form.SEX: "By sex", form.RACE: "By race and ethnic origin"}


def cell_place(population: int, stage: int, group: int) -> tuple[int, int]:
    """Return row and column (from zero) of a cell to be filled in."""
    return BLOCKS_ROW + population * BLOCK_ROWS + HEAD_OF_BLOCK + stage, FIRST_COLUMN + group


def cell_name(population: int, stage: int, group: int) -> str:
    """Return the address of a cell to be filled in, for formulas of other sheets."""
    return f"{SHEET}!{xl_rowcol_to_cell(*cell_place(population, stage, group), True, True)}"


def write(book: Book, brief: EmployerBrief, funnel: Funnel) -> None:
    """Write the sheet; counts that are known already stand in their cells."""
    sheet = book.sheet(SHEET, "The hiring funnel", "", HOW, columns=CHECK_COLUMN)
    tab_colour(sheet)
    sheet.set_column(0, 0, WIDTHS[0])
    sheet.set_column(FIRST_COLUMN, CHECK_COLUMN - 1, WIDTHS[1])
    sheet.set_column(CHECK_COLUMN, CHECK_COLUMN, WIDTHS[2])
    _write_facts(book, sheet, brief, funnel)
    for population in range(len(form.POPULATIONS)):
        _write_block(book, sheet, funnel, population)
    _write_sentence(book, sheet, funnel)
    _mark_checks(book, sheet)
    quiet = book.styles.get(font_color=SECONDARY, font_size=9)
    sheet.write_string(FORM_ROW, 0, form.FORM, quiet)
    sheet.write_number(FORM_ROW, 1, form.VERSION, quiet)
    _name(book, form.IDENTITY, FORM_ROW, 0)
    sheet.freeze_panes(0, 1)
    set_up_page(book, sheet, area=(0, 0, LAST_ROW, CHECK_COLUMN), pages_high=1)
    sheet.protect("", ALLOWED)


def _name(book: Book, name: str, row: int, column: int, last: tuple[int, int] | None = None) -> None:
    cells = xl_rowcol_to_cell(row, column, True, True)
    if last is not None:
        cells += ":" + xl_rowcol_to_cell(*last, True, True)
    book.workbook.define_name(name, f"={SHEET}!{cells}")


def _write_facts(book: Book, sheet: Worksheet, brief: EmployerBrief, funnel: Funnel) -> None:
    styles = book.styles
    given: dict[str, Any] = {"bg_color": INPUT_FILL, "font_color": ACCENT, "locked": False, "align": "left"}
    text, day = styles.cell(**given), styles.cell(num_format="d mmm yyyy", **given)
    place = funnel.place or brief.results.region.name
    facts = (
        ("Employer", form.EMPLOYER, funnel.employer or brief.employer, "Name by which the planner knows you"),
        (
            "Occupation hired for",
            form.OCCUPATION,
            funnel.occupation or brief.occupation,
            "One occupation a file",
        ),
        ("Where the jobs are", form.PLACE, place, "Town, county or region"),
        ("Applications from", form.BEGINS, funnel.begins, "First day of the period, for example 2026-01-01"),
        (
            "until",
            form.ENDS,
            funnel.ends,
            "Last day; choose it at least 90 days ago, so that everybody's are over",
        ),
    )
    for row, (label, name, value, hint) in enumerate(facts, FACTS_ROW):
        sheet.write_string(row, 0, label, styles.text(indent=0))
        cell = day if name in (form.BEGINS, form.ENDS) else text
        sheet.merge_range(row, 1, row, 5, "", cell)
        if value is None or value == "":
            sheet.write_blank(row, 1, None, cell)
        elif cell is day:
            sheet.write_datetime(row, 1, value, cell)
        else:
            book.write_text(sheet, row, 1, value, cell)
        sheet.write_string(row, 6, hint, styles.get(font_color=SECONDARY, indent=1))
        _name(book, name, row, 1)
    _ask_days(sheet)


def _ask_days(sheet: Worksheet) -> None:
    """Let the cells of the period take days alone, the first one not after the last."""
    first, last = (xl_rowcol_to_cell(FACTS_ROW + place, 1, True, True) for place in (3, 4))
    for row, formula, said in (
        (
            FACTS_ROW + 3,
            f'=AND(ISNUMBER({first}),{first}>36525,OR({last}="",{first}<={last}))',
            "on or before the last",
        ),
        (
            FACTS_ROW + 4,
            f'=AND(ISNUMBER({last}),{last}>36525,OR({first}="",{last}>={first}))',
            "on or after the first",
        ),
    ):
        sheet.data_validation(
            row,
            1,
            row,
            1,
            {
                "validate": "custom",
                "value": formula,
                "input_title": "A day",
                "input_message": "Write it as year, month, day: 2026-01-31.",
                "error_title": "Not a day of the period",
                "error_message": f"Write a day such as 2026-01-31, {said} day of the period.",
            },
        )


def _write_block(book: Book, sheet: Worksheet, funnel: Funnel, population: int) -> None:
    styles, row = book.styles, BLOCKS_ROW + population * BLOCK_ROWS
    heading = styles.get(bold=True, font_color=ACCENT)
    book.write_text(sheet, row, 0, form.POPULATIONS[population].label, heading)
    for counted_by, title in GROUP_HEADINGS.items():
        places = form.places_of(counted_by)
        edge = styles.get(font_color=SECONDARY, align="left", indent=1, left=1, left_color=HAIRLINE)
        if title:
            book.write_across(sheet, row + 1, 1 + places[0], 1 + places[-1], title, edge)
    sheet.write_string(row + 2, 0, "Stage", styles.header())
    for place, group in enumerate(form.GROUPS, FIRST_COLUMN):
        book.write_text(sheet, row + 2, place, group.label, styles.header(align="right"))
    sheet.write_string(row + 2, CHECK_COLUMN, "Check", styles.header(align="left", indent=2))
    sheet.set_row_pixels(row + 2, 84)
    for stage in range(len(form.STAGES)):
        _write_stage(book, sheet, funnel, population, stage)
    first, last = (
        cell_place(population, 0, 0),
        cell_place(population, len(form.STAGES) - 1, len(form.GROUPS) - 1),
    )
    _name(book, form.POPULATIONS[population].name, *first, last)


def _write_stage(book: Book, sheet: Worksheet, funnel: Funnel, population: int, stage: int) -> None:
    styles = book.styles
    given = styles.number("#,##0", bg_color=INPUT_FILL, font_color=ACCENT, locked=False)
    closed = styles.cell(bg_color=PANEL)
    row, _ = cell_place(population, stage, 0)
    book.write_text(sheet, row, 0, form.STAGES[stage].label, styles.text(indent=0))
    groups = 1 if stage == form.POSTINGS else len(form.GROUPS)
    for group in range(len(form.GROUPS)):
        value = float(funnel.counts[population, stage, group])
        column = FIRST_COLUMN + group
        if group >= groups:
            sheet.write_blank(row, column, None, closed)
        elif np.isfinite(value):
            sheet.write_number(row, column, value, given)
        else:
            sheet.write_blank(row, column, None, given)
    last = FIRST_COLUMN + groups - 1
    sheet.data_validation(row, FIRST_COLUMN, row, last, _validation(population, stage))
    word = check_word(funnel.counts, population, stage)
    sheet.write_formula(row, CHECK_COLUMN, _check_formula(population, stage), styles.text(indent=2), word)


def _validation(population: int, stage: int) -> dict[str, Any]:
    """Return what a cell takes: a whole number, no more than the stage before and than everybody."""
    known, of = form.STAGES[stage], form.POPULATIONS[population]
    most = []
    if stage > form.APPLICANTS:
        most.append((xl_rowcol_to_cell(*cell_place(population, stage - 1, 0)), form.STAGES[stage - 1].label))
    if population:
        most.append((xl_rowcol_to_cell(*cell_place(0, stage, 0)), "the first block"))
    limits = [f"IF(ISNUMBER({cell}),{cell},{form.LARGEST})" for cell, _ in most]
    what = of.postings if stage == form.POSTINGS else known.meaning
    than = " and ".join(f"“{name}”" if name != "the first block" else name for _, name in most)
    bound = f", no more than {than}" if than else ""
    whom = "" if stage == form.POSTINGS or not population else f" Only {of.label.removeprefix('Of them, ')}."
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": f"=MIN({','.join(limits)})" if limits else form.LARGEST,
        "input_title": known.label[:32],
        "input_message": f"{what}.{whom} Leave it empty if you do not know; 0 means none."[:255],
        "error_title": "This number does not fit",
        "error_message": (
            f"{known.label} takes a whole number from 0{bound}: the same people are followed from stage to "
            "stage. Leave the cell empty if you do not know."
        )[:255],
    }


def _check_formula(population: int, stage: int) -> str:
    """Return the column Check as a formula: the first of the checks that is not passed, in words."""
    last = len(form.GROUPS) - 1

    def cells(of: int, at: int) -> str:
        return str(xl_range(*cell_place(of, at, 0), *cell_place(of, at, last)))

    def known(*ranges: str) -> str:
        return ",".join(f"--ISNUMBER({one})" for one in ranges)

    here, tests = cells(population, stage), []
    if stage > form.APPLICANTS:
        before = cells(population, stage - 1)
        tests.append((f"SUMPRODUCT({known(here, before)},--({here}>{before}))>0", MORE_THAN_BEFORE))
    if population:
        every = cells(0, stage)
        tests.append((f"SUMPRODUCT({known(here, every)},--({here}>{every}))>0", MORE_THAN_ALL))
    if population == len(form.POPULATIONS) - 1:
        every, other = cells(0, stage), cells(population - 1, stage)
        more = f"SUMPRODUCT({known(here, other, every)},--({here}>{every}-{other}))>0"
        tests.append((f"IFERROR({more},FALSE)", DEGREES_TOO_MANY))
    if stage != form.POSTINGS:
        for code, counted_by in ((SEX_DIFFERS, form.SEX), (RACE_DIFFERS, form.RACE)):
            places = form.places_of(counted_by)
            whole = xl_rowcol_to_cell(*cell_place(population, stage, 0))
            parts = xl_range(
                *cell_place(population, stage, places[0]), *cell_place(population, stage, places[-1])
            )
            differs = f"OR(SUM({parts})>{whole},AND(COUNT({parts})={len(places)},SUM({parts})<{whole}))"
            tests.append((f"IF(ISNUMBER({whole}),{differs},FALSE)", code))
    formula = '""'
    for test, code in reversed(tests):
        formula = f'IF({test},"{SAID[code]}",{formula})'
    return f"={formula}"


def _write_sentence(book: Book, sheet: Worksheet, funnel: Funnel) -> None:
    """Write the sentence at the top, which follows the checks."""
    words = [
        check_word(funnel.counts, population, stage)
        for population in range(len(form.POPULATIONS))
        for stage in range(len(form.STAGES))
    ]
    wrong = sum(map(bool, words))
    checks = [
        xl_range(*_check_place(population, 0), *_check_place(population, len(form.STAGES) - 1))
        for population in range(len(form.POPULATIONS))
    ]
    blocks = ",".join(population.name for population in form.POPULATIONS)
    count = "+".join(f"SUMPRODUCT(--(LEN({one})>0))" for one in checks)
    formula = (
        f'=IF(COUNT({blocks})=0,"{TO_FILL}",IF({count}=0,"{ALL_WELL}",'
        f'{count}&" rows need a look: the column Check says why."))'
    )
    said = TO_FILL
    if np.isfinite(funnel.counts).any():
        said = f"{wrong} rows need a look: the column Check says why." if wrong else ALL_WELL
    sheet.write_formula(1, 0, formula, book.styles.sentence, said)


def _check_place(population: int, stage: int) -> tuple[int, int]:
    return cell_place(population, stage, 0)[0], CHECK_COLUMN


def _mark_checks(book: Book, sheet: Worksheet) -> None:
    caution = book.styles.differential(font_color=CAUTION, bg_color=CAUTION_FILL)
    for population in range(len(form.POPULATIONS)):
        first, last = _check_place(population, 0), _check_place(population, len(form.STAGES) - 1)
        rule = {"type": "formula", "criteria": f"=LEN({xl_rowcol_to_cell(*first)})>0", "format": caution}
        sheet.conditional_format(*first, *last, rule)
