"""What the counts say: live rates, impact ratios and readings by step and group, with their results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from workbook import funnelform as form
from workbook.model.funnel import (
    BELOW,
    DEGREE,
    DIGITS,
    ENOUGH,
    FEW,
    HIGHEST,
    Comparison,
    Funnel,
    Judged,
    Rate,
    comparisons,
    judge,
    rates_of,
)
from workbook.writing.employers import entry
from workbook.writing.layout import Book
from workbook.writing.styles import ACCENT, CAUTION, CAUTION_FILL, SECONDARY, WARNING, WARNING_FILL

SHEET = "Results"
FIRST_ROW, SECTION_ROWS, TABLE_ROWS = 28, 34, 10
"""Where the tables begin, and how many rows a population and one of its tables take."""
ALL, WITHOUT, FIRST_GROUP = 1, 2, 4
"""Columns: all people, those without and with a degree, then the compared groups."""
COMPARED = (*form.compared(form.SEX), *form.compared(form.RACE))
LAST_GROUP = FIRST_GROUP + len(COMPARED) - 1
HIGHEST_COLUMNS = {DEGREE: LAST_GROUP + 1, form.SEX: LAST_GROUP + 2, form.RACE: LAST_GROUP + 3}
LAST_COLUMN = LAST_GROUP + 3
RATE, RATIO, READING = "rate", "ratio", "reading"
TABLES = (RATE, RATIO, READING)
TITLES = {
    RATE: "Rate: people who went on ÷ people at the start of the step",
    RATIO: "Impact ratio: rate of the group ÷ highest rate of the groups compared",
    READING: "Reading: below 4/5 of the highest rate calls for a look (* few people stand behind it)",
}
OVERVIEW_ROW = 5
RULES_ROW = FIRST_ROW + SECTION_ROWS * len(form.POPULATIONS)
RULES = (
    ("funnel_four_fifths", "Four-fifths rule (29 CFR 1607.4 D): flagged below", "0.00"),
    ("funnel_people_min", "Few people: fewer than", "0"),
    ("funnel_group_share_min", "A group is compared with when it is at least this share of the people", "0%"),
)
BELOW_WORDS, FEW_WORDS = "below four fifths of the highest rate", "resting on few people"
SHORT_LABELS = ("Without a degree", "With a degree")
"""The groups by degree as narrow columns call them; a four-year degree is meant."""
NOTHING_YET = "Nothing can be compared yet: fill in the sheet Funnel."


@dataclass(frozen=True)
class Cell:
    """Where a figure of a comparison stands, and which cells of the funnel it rests on."""

    column: int
    start: str
    end: str


def table_row(population: int, table: str, step: int = 0) -> int:
    """Return the row (from zero) of a step in a table of a population."""
    return FIRST_ROW + population * SECTION_ROWS + 3 + TABLES.index(table) * TABLE_ROWS + step


def columns_of(comparison: Comparison) -> tuple[int, ...]:
    """Return the columns of the groups of a comparison."""
    if comparison.counted_by == form.TOTAL:
        return (ALL,)
    if comparison.counted_by == DEGREE:
        return (WITHOUT, WITHOUT + 1)
    return tuple(FIRST_GROUP + COMPARED.index(group) for _, group in comparison.cells)


def write_tables(book: Book, sheet: Worksheet, funnel: Funnel) -> None:
    """Write the three tables of each population, the live sentence above them and the rules below."""
    _write_rules(book, sheet)
    for population in range(len(form.POPULATIONS)):
        _write_frames(book, sheet, population)
    words: list[str] = []
    for comparison in comparisons():
        for number, step in enumerate(form.STEPS):
            rates = rates_of(funnel.counts, comparison, step)
            judged = judge(rates, book.results.parameters)
            _write_step(book, sheet, comparison, number, rates, judged)
            words += [one.reading for one in judged]
    _write_sentence(book, sheet, words)
    _colour(book, sheet)


def headline(words: Sequence[str]) -> str:
    """Return the sentence over the results from all readings.

    >>> headline(["highest", "below 4/5 *", "", "≥ 4/5"])
    'Comparisons: 2, below four fifths of the highest rate: 1, resting on few people: 1.'
    """
    compared = [word for word in words if word and not word.startswith(HIGHEST)]
    below = sum(word.startswith(BELOW) for word in compared)
    few = sum(word.endswith(FEW) for word in compared)
    return _said(len(compared), below, few)


def _said(compared: int, below: int, few: int) -> str:
    if not compared:
        return NOTHING_YET
    return f"Comparisons: {compared}, {BELOW_WORDS}: {below}, {FEW_WORDS}: {few}."


def _write_sentence(book: Book, sheet: Worksheet, words: Sequence[str]) -> None:
    ranges = [
        xl_range_abs(
            table_row(place, READING), ALL, table_row(place, READING, len(form.STEPS) - 1), LAST_GROUP
        )
        for place in range(len(form.POPULATIONS))
    ]
    other = f'--(LEFT({{0}},{len(HIGHEST)})<>"{HIGHEST}")'

    def count(test: str) -> str:
        """Return how many readings, but for those of the highest groups, pass a test."""
        return "(" + "+".join(f"SUMPRODUCT(--({test}),{other})".format(one) for one in ranges) + ")"

    compared = count("LEN({0})>0")
    below = count(f'LEFT({{0}},{len(BELOW)})="{BELOW}"')
    few = count(f'RIGHT({{0}},{len(FEW)})="{FEW}"')
    formula = (
        f'=IF({compared}=0,"{NOTHING_YET}","Comparisons: "&{compared}&", {BELOW_WORDS}: "&{below}'
        f'&", {FEW_WORDS}: "&{few}&".")'
    )
    sheet.write_formula(1, 0, formula, book.styles.sentence, headline(words))


def _write_rules(book: Book, sheet: Worksheet) -> None:
    styles = book.styles
    sheet.write_string(RULES_ROW, 0, "Rules used", styles.get(bold=True, font_color=ACCENT))
    for row, (name, label, pattern) in enumerate(RULES, RULES_ROW + 1):
        book.write_text(sheet, row, 0, label, styles.text(indent=0, text_wrap=True))
        sheet.set_row_pixels(row, 40)
        sheet.write_number(row, 1, book.results.parameters[name], styles.number(pattern))
        book.workbook.define_name(name, f"={SHEET}!{xl_rowcol_to_cell(row, 1, True, True)}")
    said = (
        "The rule is a rule of thumb for selection by race, sex or ethnic group; for degrees it is used "
        "here as the "
        "same yardstick. A flag is a reason to look, no finding of law. Headway adds Fisher's exact test "
        "when it "
        "reads this file."
    )
    book.write_text(sheet, RULES_ROW + len(RULES) + 1, 0, said, styles.quiet)


def _write_frames(book: Book, sheet: Worksheet, population: int) -> None:
    """Write the headings of a population's tables and the names of the steps."""
    styles, row = book.styles, FIRST_ROW + population * SECTION_ROWS
    section = styles.get(font_size=13, bold=True)
    book.write_text(
        sheet, row, 0, form.POPULATIONS[population].label.removeprefix("Of them, ").capitalize(), section
    )
    for table in TABLES:
        first = table_row(population, table)
        book.write_text(sheet, first - 2, 0, TITLES[table], styles.get(bold=True, font_color=ACCENT))
        sheet.write_string(first - 1, 0, "Step", styles.header())
        labels = ["All", *SHORT_LABELS, *(form.GROUPS[group].label for group in COMPARED)]
        for place, label in enumerate(labels, ALL):
            shown = "" if population and place in (WITHOUT, WITHOUT + 1) else label
            book.write_text(sheet, first - 1, place, shown, styles.header(align="right"))
        if table == RATIO:
            for counted_by, column in HIGHEST_COLUMNS.items():
                shown = "" if population and counted_by == DEGREE else f"Highest rate by {counted_by}"
                book.write_text(sheet, first - 1, column, shown, styles.header(align="right"))
        sheet.set_row_pixels(first - 1, 84)
        for number, step in enumerate(form.STEPS):
            bold = {"bold": True} if step.code == "all" else {}
            book.write_text(sheet, first + number, 0, step.label, styles.text(indent=0, **bold))
            for column in range(ALL, LAST_COLUMN + 1 if table == RATIO else LAST_GROUP + 1):
                sheet.write_blank(first + number, column, None, styles.cell())


def _write_step(
    book: Book, sheet: Worksheet, comparison: Comparison, number: int, rates: list[Rate], judged: list[Judged]
) -> None:
    """Write rate, highest rate, ratio and reading of each group of a comparison at a step."""
    step, styles = form.STEPS[number], book.styles
    cells = [
        Cell(
            column,
            entry.cell_name(population, step.start, group),
            entry.cell_name(population, step.end, group),
        )
        for column, (population, group) in zip(columns_of(comparison), comparison.cells, strict=True)
    ]
    at = {table: table_row(comparison.population, table, number) for table in TABLES}
    share, ratio = styles.number("0%"), styles.number("0.000")
    word = styles.cell(align="right")
    for cell, rate in zip(cells, rates, strict=True):
        sheet.write_formula(at[RATE], cell.column, _rate_formula(cell), share, _or_blank(rate.rate))
    if comparison.counted_by == form.TOTAL:
        return
    column = HIGHEST_COLUMNS[comparison.counted_by]
    highest = xl_rowcol_to_cell(at[RATIO], column, False, True)
    names = [xl_rowcol_to_cell(at[RATE], cell.column) for cell in cells]
    quiet = styles.number("0%", font_color=SECONDARY)
    formula = _highest_formula(cells, names)
    sheet.write_formula(at[RATIO], column, formula, quiet, _or_blank(judged[0].highest))
    for cell, name, found in zip(cells, names, judged, strict=True):
        own = xl_rowcol_to_cell(at[RATIO], cell.column)
        formula = f'=IF(AND(ISNUMBER({name}),ISNUMBER({highest})),IF({highest}>0,{name}/{highest},""),"")'
        sheet.write_formula(at[RATIO], cell.column, formula, ratio, _or_blank(found.ratio))
        formula = _reading_formula(own, name, highest, cell, cells, names)
        sheet.write_formula(at[READING], cell.column, formula, word, found.reading)


def _or_blank(value: float) -> Any:
    return value if np.isfinite(value) else ""


def _rate_formula(cell: Cell) -> str:
    known = f"AND(ISNUMBER({cell.start}),ISNUMBER({cell.end}))"
    sound = f"AND({cell.start}>0,{cell.end}>=0,{cell.end}<={cell.start})"
    return f'=IF({known},IF({sound},{cell.end}/{cell.start},""),"")'


def _highest_formula(cells: Sequence[Cell], names: Sequence[str]) -> str:
    """Return the highest rate of the groups that are large enough; of all where nobody of those went on."""
    people = f"SUM({','.join(cell.start for cell in cells)})"
    rates = f"{names[0]}:{names[-1]}"
    large = ",".join(
        f"IF(ISNUMBER({name}),IF({cell.start}>=funnel_group_share_min*{people},{name},0),0)"
        for name, cell in zip(names, cells, strict=True)
    )
    return f'=IF(COUNT({rates})<2,"",IF(MAX({large})>0,MAX({large}),MAX({rates})))'


def _reading_formula(
    own: str, name: str, highest: str, cell: Cell, cells: Sequence[Cell], names: Sequence[str]
) -> str:
    """Return the impact ratio as a word; few people count on either side of the comparison."""
    other = "0"
    for place, one in reversed(list(zip(names, cells, strict=True))):
        other = f"IF({place}={highest},{one.start},{other})"
    below = f'IF(ROUND({own},{DIGITS})<funnel_four_fifths,"{BELOW}","{ENOUGH}")'
    few = f'IF(OR({cell.start}<funnel_people_min,{other}<funnel_people_min),"{FEW}","")'
    return f'=IF(ISNUMBER({own}),IF({name}={highest},"{HIGHEST}",{below})&{few},"")'


def _colour(book: Book, sheet: Worksheet) -> None:
    """Colour what is below four fifths, strongly where enough people stand behind it."""
    styles = book.styles
    strong = styles.differential(font_color=WARNING, bg_color=WARNING_FILL)
    weak = styles.differential(font_color=CAUTION, bg_color=CAUTION_FILL)
    for population in range(len(form.POPULATIONS)):
        first, last = table_row(population, READING), table_row(population, READING, len(form.STEPS) - 1)
        word = xl_rowcol_to_cell(first, ALL)
        ratio_row = table_row(population, RATIO)
        for top, bottom in ((first, last), (ratio_row, ratio_row + len(form.STEPS) - 1)):
            for test, look in ((f'{word}="{BELOW}"', strong), (f'{word}="{BELOW}{FEW}"', weak)):
                rule = {"type": "formula", "criteria": f"={test}", "format": look}
                sheet.conditional_format(top, ALL, bottom, LAST_GROUP, rule)
