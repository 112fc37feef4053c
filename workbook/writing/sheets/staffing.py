"""Staffing: in which industries each occupation works, and what the scenario in use makes of its openings."""

from __future__ import annotations

import numpy as np
from xlsxwriter.utility import xl_range_abs

from data.scenarios import ALL, INDUSTRY
from workbook.model.scenarios import scenario_factor, staffing_of
from workbook.writing.formulas import column_reference, this_row, whole_column
from workbook.writing.layout import Book, set_up_page
from workbook.writing.sheets import multipliers
from workbook.writing.styles import SECONDARY
from workbook.writing.tables import Field, Placed, write_table

SHEET, TABLE = "Staffing", "Staffing"
USED_ROW, HEADER_ROW = 5, 6
SOC, TITLE, GROUP, FACTOR = "SOC", "Occupation", "Major group", "Scenario factor"
SENTENCE = "A calculation sheet: how the multipliers of industries reach the openings of each occupation."
HOW = (
    "Factor = (1 + Σ share of jobs in the industry × (multiplier − 1)) × multiplier of the major group × "
    "that of everything · shares are national, OEWS May 2025 · live: follows the scenario on Assumptions"
)


def factor_of(soc: str) -> str:
    """Return the formula that fetches the factor of an occupation; ``soc`` is a formula."""
    return f"INDEX({whole_column(TABLE, FACTOR)},MATCH({soc},{whole_column(TABLE, SOC)},0))"


def write(book: Book) -> Placed:
    """Write the sheet and return where its table stands; over each industry its multiplier in use."""
    results = book.results
    staffing = staffing_of(results.prepared.pack)
    scenario = results.plan.chosen_scenario
    sheet = book.sheet(SHEET, SHEET, SENTENCE, HOW, also={4: multipliers.SHEET})
    first = len((SOC, TITLE, GROUP, FACTOR))
    used = xl_range_abs(USED_ROW, first, USED_ROW, first + len(staffing.industries) - 1)
    fields = _fields(book, used)
    placed = write_table(book, sheet, TABLE, fields, row=HEADER_ROW, description="Jobs by industry")
    styles = book.styles
    book.write_text(sheet, USED_ROW, 1, "Multipliers in use", styles.quiet)
    told = dict(zip(multipliers.codes(), multipliers.factors(scenario), strict=True))
    keys = [(ALL, ""), *((INDUSTRY, code) for code in staffing.industries)]
    bold = styles.get(num_format="0.00", bold=True, align="right")
    for column, key in enumerate(keys, first - 1):
        formula = multipliers.in_use(f'"{multipliers.code_label(*key)}"')
        sheet.write_formula(USED_ROW, column, formula, bold, told.get(key, 1.0))
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    set_up_page(book, sheet, paper="legal", repeat=(USED_ROW, HEADER_ROW), area=placed.printed)
    return placed


def _fields(book: Book, used: str) -> list[Field]:
    styles, results = book.styles, book.results
    staffing = staffing_of(results.prepared.pack)
    names = dict(zip(multipliers.codes(), multipliers.names_of(results.prepared.pack), strict=True))
    quiet = styles.text(font_color=SECONDARY)
    labels = [f"NAICS {code}" for code in staffing.industries]
    row = f"{TABLE}[[#This Row],{column_reference(labels[0])}:{column_reference(labels[-1])}]"
    everything = multipliers.in_use(f'"{multipliers.EVERYTHING}"')
    group = multipliers.in_use(f'"{multipliers.PREFIX["group"]}"&{this_row(TABLE, GROUP)}')
    formula = f"MAX(0,1+SUMPRODUCT({row},{used}-1))*{group}*{everything}"
    factor = scenario_factor(staffing, results.plan.chosen_scenario)
    shares = np.where(staffing.share > 0, staffing.share, np.nan)
    share = styles.number("0%", font_color=SECONDARY)
    return [
        Field(SOC, results.frame["soc"].tolist(), styles.cell(), 10, align="edge", note="Occupation code."),
        Field(TITLE, results.frame["title"].tolist(), styles.text(), 54),
        Field(GROUP, staffing.groups.tolist(), quiet, 8, note="Major group: first two digits of the SOC."),
        Field(
            FACTOR,
            factor.tolist(),
            styles.number("0.000", bold=True),
            11,
            formula=formula,
            note="Ratio. Multiplier of openings under the scenario in use; 1 is the baseline. Live.",
            align="right",
        ),
        *(
            Field(
                label,
                shares[:, at].tolist(),
                share,
                9,
                note=f"Share of the occupation’s published national jobs. {names[INDUSTRY, code]}. "
                "Blank where it has none.",
                align="right",
            )
            for at, (label, code) in enumerate(zip(labels, staffing.industries, strict=True))
        ),
    ]
