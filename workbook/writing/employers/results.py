"""The sheet Results: what is left of the applicants, postings, two pictures, then the tables."""

from __future__ import annotations

from typing import Any

import numpy as np
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from workbook import funnelform as form
from workbook.model.employer import DegreeShare, EmployerBrief
from workbook.model.funnel import (
    BELOW,
    DEGREE,
    Comparison,
    Funnel,
    comparisons,
    degree_share,
    judge,
    per_posting,
    rates_of,
)
from workbook.writing.employers import entry, rates
from workbook.writing.layout import Book, set_up_page
from workbook.writing.styles import ACCENT, INK, SECONDARY

SHEET = rates.SHEET
HOW = "Follows the sheet Funnel at once. Blank: not known, or nobody was there. Nothing can be typed here."
LEFT_ROW = rates.OVERVIEW_ROW
POSTINGS_ROW = LEFT_ROW + len(form.STAGES) + 3
CHART_PIXELS, CHART_COLUMN = (410, 430), 5
SECOND_CHART_ROW = LEFT_ROW
WIDTHS = (37, 10.3)
CHART_FONT = {"name": "Calibri", "size": 10, "color": INK}
FOLLOW = "What is left of the applicants fills in as the sheet Funnel does"
EVEN = "People without a four-year degree go on as often as people with one"
BEHIND = "People without a four-year degree fall behind most at: "
NO_GROUPS = "Groups are compared as soon as they are counted"


def write(book: Book, brief: EmployerBrief, funnel: Funnel) -> None:
    """Write the sheet."""
    sheet = book.sheet(SHEET, "What the counts say", "", HOW, columns=rates.LAST_COLUMN)
    sheet.set_column(0, 0, WIDTHS[0])
    sheet.set_column(1, rates.LAST_COLUMN, WIDTHS[1])
    rates.write_tables(book, sheet, funnel)
    _write_left(book, sheet, funnel)
    _write_postings(book, sheet, brief, funnel)
    _draw(book, sheet, funnel)
    sheet.freeze_panes(0, 1)
    breaks = [rates.FIRST_ROW + place * rates.SECTION_ROWS for place in range(len(form.POPULATIONS))]
    set_up_page(book, sheet, area=(0, 0, rates.RULES_ROW + len(rates.RULES) + 1, rates.LAST_COLUMN))
    sheet.set_h_pagebreaks(breaks)
    sheet.protect("", entry.ALLOWED)


def _write_left(book: Book, sheet: Worksheet, funnel: Funnel) -> None:
    """Write how many of a hundred applicants are left at each stage, with and without a degree."""
    styles = book.styles
    heading = styles.get(bold=True, font_color=ACCENT)
    sheet.write_string(LEFT_ROW, 0, "Share of the applicants who are left", heading)
    sheet.write_string(LEFT_ROW + 1, 0, "Stage", styles.header())
    for place, label in enumerate(("All", *rates.SHORT_LABELS), 1):
        sheet.write_string(LEFT_ROW + 1, place, label, styles.header(align="right"))
    sheet.set_row_pixels(LEFT_ROW + 1, 64)
    share = styles.number("0%")
    for stage in range(form.APPLICANTS, len(form.STAGES)):
        row = LEFT_ROW + 1 + stage
        sheet.write_string(row, 0, form.STAGES[stage].label, styles.text(indent=0))
        for population in range(len(form.POPULATIONS)):
            here, first = (entry.cell_name(population, place, 0) for place in (stage, form.APPLICANTS))
            formula = f'=IF(AND(ISNUMBER({here}),ISNUMBER({first})),IF({first}>0,{here}/{first},""),"")'
            people, applied = (
                funnel.counts[population, stage, 0],
                funnel.counts[population, form.APPLICANTS, 0],
            )
            known = np.isfinite(people) and applied > 0
            sheet.write_formula(row, population + 1, formula, share, people / applied if known else "")


def _write_postings(book: Book, sheet: Worksheet, brief: EmployerBrief, funnel: Funnel) -> None:
    """Write what the employer's postings ask for, beside those of the region."""
    styles = book.styles
    sheet.write_string(POSTINGS_ROW, 0, "Postings", styles.get(bold=True, font_color=ACCENT))
    every, without, asking = (entry.cell_name(place, form.POSTINGS, 0) for place in range(3))
    applicants = entry.cell_name(0, form.APPLICANTS, 0)
    divided = 'IF(AND({0}>0,{1}>=0,{1}<={0}),{1}/{0},"")'
    both, known = divided.format(f"({without}+{asking})", asking), divided.format(every, asking)
    rest = divided.format(every, f"({every}-{without})")
    share = (
        f"=IF(ISNUMBER({asking}),IF(ISNUMBER({without}),{both},IF(ISNUMBER({every}),{known},"
        f'"")),IF(AND(ISNUMBER({every}),ISNUMBER({without})),{rest},""))'
    )
    per = f'=IF(AND(ISNUMBER({every}),ISNUMBER({applicants})),IF({every}>0,{applicants}/{every},""),"")'
    number, percent = styles.number("0.0"), styles.number("0%")
    lines: tuple[tuple[str, str, float, Any, str], ...] = (
        ("Applicants per posting", per, per_posting(funnel.counts), number, ""),
        ("Your postings that ask for a four-year degree", share, degree_share(funnel.counts), percent, ""),
        ("The same in the region", "", brief.here.share, percent, _basis(brief, brief.here)),
        ("Yours among the planner's postings", "", brief.own.share, percent, _own_basis(brief)),
    )
    for row, (label, formula, value, cell, note) in enumerate(lines, POSTINGS_ROW + 1):
        sheet.write_string(row, 0, label, styles.text(indent=0))
        shown = value if np.isfinite(value) else ""
        if formula:
            sheet.write_formula(row, 1, formula, cell, shown)
        elif shown == "":
            sheet.write_blank(row, 1, None, cell)
        else:
            sheet.write_number(row, 1, value, cell)
        if note:
            quiet = styles.get(font_color=SECONDARY, font_size=9, indent=1, text_wrap=True, valign="top")
            book.write_across(sheet, row, 2, 4, note, quiet)
            sheet.set_row_pixels(row, 50)


def _basis(brief: EmployerBrief, share: DegreeShare) -> str:
    what = f"for {brief.title}" if brief.title else "of every occupation"
    if share.stated:
        return f"{share.stated:,} open postings {what} that state the education asked for"
    if brief.results.prepared.postings.snapshot is None:
        return "Not known: the planner loaded no postings when this file was made"
    return f"Not known: no open posting {what} states the education asked for"


def _own_basis(brief: EmployerBrief) -> str:
    if not brief.employer:
        return "Not known: this file was made without an employer's name"
    if brief.own.stated:
        return _basis(brief, brief.own)
    return f"Not known: none found under the name {brief.employer}"


def _of(counted_by: str) -> Comparison:
    return next(one for one in comparisons() if one.counted_by == counted_by)


def _draw(book: Book, sheet: Worksheet, funnel: Funnel) -> None:
    titles_row = rates.RULES_ROW + len(rates.RULES) + 3
    quiet = book.styles.quiet
    for offset, (formula, words) in enumerate((_left_title(book, funnel), _ratio_title(book, funnel))):
        sheet.write_formula(titles_row + offset, 0, formula, quiet, words)
        chart = _left_chart(book) if not offset else _ratio_chart(book)
        name = f"={SHEET}!{xl_rowcol_to_cell(titles_row + offset, 0, True, True)}"
        font = {**CHART_FONT, "size": 12, "bold": True}
        chart.set_title({"name": name, "name_font": font, "overlay": False, "data": [words]})
        chart.set_chartarea({"border": {"none": True}})
        chart.set_size({"width": CHART_PIXELS[0], "height": CHART_PIXELS[1]})
        options = {"description": words, "object_position": 2, "x_offset": offset * (CHART_PIXELS[0] + 12)}
        sheet.insert_chart(LEFT_ROW, CHART_COLUMN, chart, options)
    sheet.set_row(titles_row, None, None, {"hidden": True})
    sheet.set_row(titles_row + 1, None, None, {"hidden": True})


def _left_title(book: Book, funnel: Funnel) -> tuple[str, str]:
    """Return the takeaway of the first picture: where people without a degree fall behind most."""
    steps = len(form.STEPS) - 1
    first, last = (rates.table_row(0, rates.RATIO, step) for step in (0, steps - 1))
    ratios = xl_range_abs(first, rates.WITHOUT, last, rates.WITHOUT)
    labels = xl_range_abs(first, 0, last, 0)
    formula = (
        f'=IF(COUNT({ratios})=0,"{FOLLOW}",IF(MIN({ratios})>=1,"{EVEN}",'
        f'"{BEHIND}"&INDEX({labels},MATCH(MIN({ratios}),{ratios},0))))'
    )
    comparison, given = _of(DEGREE), book.results.parameters
    found = [judge(rates_of(funnel.counts, comparison, step), given)[0].ratio for step in form.STEPS[:steps]]
    if not np.isfinite(found).any():
        return formula, FOLLOW
    worst = int(np.nanargmin(found))
    return formula, EVEN if found[worst] >= 1 else BEHIND + form.STEPS[worst].label


def _ratio_title(book: Book, funnel: Funnel) -> tuple[str, str]:
    """Return the takeaway of the second picture: how many groups are below four fifths on the whole way."""
    row = rates.table_row(0, rates.READING, len(form.STEPS) - 1)
    words = xl_range_abs(row, rates.WITHOUT, row, rates.LAST_GROUP)
    compared = f"SUMPRODUCT(--(LEN({words})>0))"
    below = f'SUMPRODUCT(--(LEFT({words},{len(BELOW)})="{BELOW}"))'
    formula = (
        f'=IF({compared}=0,"{NO_GROUPS}","From application to job, groups below four fifths: "&{below}&" '
        f'of "'
        f"&{compared})"
    )
    given = book.results.parameters
    told = [
        found.reading
        for one in comparisons()
        if one.population == 0 and one.counted_by != form.TOTAL
        for found in judge(rates_of(funnel.counts, one, form.STEPS[-1]), given)
        if found.reading
    ]
    if not told:
        return formula, NO_GROUPS
    count = sum(word.startswith(BELOW) for word in told)
    return formula, f"From application to job, groups below four fifths: {count} of {len(told)}"


def _left_chart(book: Book) -> Any:
    chart: Any = book.workbook.add_chart({"type": "bar"})
    first, last = LEFT_ROW + 1 + form.APPLICANTS, LEFT_ROW + len(form.STAGES)
    for column, colour in ((2, "#8F4F00"), (3, ACCENT)):
        chart.add_series(
            {
                "name": [SHEET, LEFT_ROW + 1, column],
                "categories": [SHEET, first, 0, last, 0],
                "values": [SHEET, first, column, last, column],
                "fill": {"color": colour},
                "gap": 60,
                "data_labels": {"value": True, "num_format": "0%", "font": CHART_FONT},
            }
        )
    chart.set_y_axis({"reverse": True, "num_font": CHART_FONT, "line": {"color": SECONDARY}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_legend({"position": "bottom", "font": CHART_FONT})
    return chart


def _ratio_chart(book: Book) -> Any:
    chart: Any = book.workbook.add_chart({"type": "bar"})
    row, head = rates.table_row(0, rates.RATIO, len(form.STEPS) - 1), rates.table_row(0, rates.RATIO) - 1
    chart.add_series(
        {
            "name": "Impact ratio, applied → hired",
            "categories": [SHEET, head, rates.WITHOUT, head, rates.LAST_GROUP],
            "values": [SHEET, row, rates.WITHOUT, row, rates.LAST_GROUP],
            "fill": {"color": ACCENT},
            "gap": 40,
            "data_labels": {"value": True, "num_format": "0.00;;", "font": CHART_FONT},
        }
    )
    chart.set_y_axis({"reverse": True, "num_font": {**CHART_FONT, "size": 9}, "line": {"color": SECONDARY}})
    grid = {"visible": True, "line": {"color": SECONDARY, "dash_type": "dash"}}
    axis = {"min": 0, "max": 1.2, "major_unit": 0.8, "num_format": "0.0", "num_font": CHART_FONT}
    chart.set_x_axis({**axis, "major_gridlines": grid, "line": {"none": True}})
    chart.set_legend({"none": True})
    return chart
