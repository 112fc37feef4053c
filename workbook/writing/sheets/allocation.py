"""Allocation: what the plan's budget does best, what limits it in words, and what more or less would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from data.dictionaries import Column, columns
from workbook.model.allocation_moves import LENGTHS, assumed_length
from workbook.model.allocation_tables import ASSUMED
from workbook.model.allocation_words import headline, sentences
from workbook.writing.formulas import this_row, whole_column
from workbook.writing.layout import Book, set_up_page
from workbook.writing.painting import colour_classes, header_note, mark_of
from workbook.writing.sheets import solved
from workbook.writing.styles import ACCENT, INK, SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_table

if TYPE_CHECKING:
    from workbook.model.results import Results

SHEET, TABLE, CURVE = "Allocation", "Allocation", "BudgetCurve"
FIRST_WORDS_ROW = 5
HOW = (
    "m: modelled · people in parts of a person: round down to plan · who moves is solved, in grey "
    "italics; what "
    "it costs and brings follows the costs and the placement rate on Assumptions"
)
SHOWN = (
    "origin destination class training programme people cost_usd wage_gain_usd person_cost_usd "
    "person_gain_usd weeks reach origin_soc destination_soc provider"
)
DETAILS = ("origin_soc", "destination_soc", "provider")
LENGTH, LISTED = "Length assumed", "Cost on your list"
WIDTHS = {"origin": 44, "destination": 44, "class": 20, "training": 21, "programme": 24, "provider": 24}
WRAPPING = ("origin", "destination", "programme")
CURVE_SHOWN = "budget_usd people cost_usd wage_gain_usd price_10k"
CURVE_COLUMN = 5
"""The curve stands beside its charts, over the figures of the moves: their columns are wide enough."""
CHART_PIXELS, CHART_GAP = (520, 480), 535
FONT_10 = {"name": "Calibri", "size": 10, "color": INK}


def write(book: Book) -> Placed:
    """Write the sheet with its charts and return where the table of moves stands."""
    found = book.results.allocation
    sheet = book.sheet(SHEET, SHEET, headline(found), HOW)
    solved.write(book, sheet, solved.ALLOCATION)
    row = FIRST_WORDS_ROW
    for line in sentences(found):
        book.write_text(sheet, row, 0, line, book.styles.get(align="left"))
        row += 1
    charts_row = row + 1
    curve = _write_curve(book, sheet, found.curve, charts_row + 1)
    header_row = curve.last_row + 3 + len(TOTALS)
    known = columns("allocation")
    moved = found.moved
    live = formulas()
    shown = [_field(book, known[name], moved[name].tolist(), live.get(name, "")) for name in SHOWN.split()]
    shown += _cost_basis(book)
    placed = write_table(
        book, sheet, TABLE, shown, row=header_row, description="Moves that the budget pays for"
    )
    _write_totals(book, sheet, placed)
    fit_rows(sheet, placed, shown)
    colour_classes(book, sheet, placed, known["class"].label)
    for place, (name, title) in enumerate(
        (("wage_gain_usd", "Wages gained a year"), ("people", "People moved"))
    ):
        chart = _chart(book, curve, name, f"{title}, against the budget")
        description = f"Line: {title.lower()} against the budget in {book.stamp.region}. {headline(found)}"
        options = {"x_offset": place * CHART_GAP, "description": description, "object_position": 2}
        sheet.insert_chart(charts_row, 0, chart, options)
    sheet.freeze_panes(FIRST_WORDS_ROW, 1)
    area = (0, 0, placed.last_row, placed.columns[known["reach"].label])
    set_up_page(book, sheet, paper="legal", repeat=(header_row, header_row), area=area)
    return placed


def _write_curve(book: Book, sheet: Any, curve: pd.DataFrame, row: int) -> Placed:
    known = columns("budget_curve")
    heading = book.styles.get(bold=True, font_color=ACCENT, align="left")
    book.write_text(
        sheet, row - 1, CURVE_COLUMN, "The budget curve: what more or less money would do", heading
    )
    shown = [_field(book, known[name], curve[name].tolist()) for name in CURVE_SHOWN.split()]
    return write_table(
        book,
        sheet,
        CURVE,
        shown,
        row=row,
        column=CURVE_COLUMN,
        description="People and wages gained against the budget",
        filters=False,
        widths=False,
    )


TOTALS = ("Budget", "All moves listed", "Left of the budget")
"""Lines over the table of moves, all live: what there is, what the moves come to, what is left."""


def lengths(results: Results) -> list[str]:
    """Return which length of training is assumed for each move paid for, blank where a programme tells."""
    moved, soc = results.allocation.moved, pd.Index(results.frame["soc"])
    zones = results.frame["job_zone"]
    ends = (zones[soc.get_indexer(pd.Index(moved[name]))] for name in ("origin_soc", "destination_soc"))
    assumed = (moved["training"] == ASSUMED).to_numpy()
    found = np.array(LENGTHS)[assumed_length(*ends)]
    return np.where(assumed, found, "").tolist() if len(moved) else []


def _cost_basis(book: Book) -> list[Field]:
    """Return the columns that the live cost per person is looked up by, folded away."""
    moved, quiet = book.results.allocation.moved, book.styles.text(font_color=SECONDARY)
    told = lengths(book.results)
    listed = [None if length else cost for length, cost in zip(told, moved["person_cost_usd"], strict=True)]
    return [
        Field(
            LENGTH, told, quiet, 12, note="short, medium or long, by the Job Zones of both jobs.", detail=True
        ),
        Field(
            LISTED,
            listed,
            book.styles.number("$#,##0", font_color=SECONDARY),
            12,
            note="USD per person, as the programme tells it.",
            detail=True,
            align="right",
        ),
    ]


def formulas() -> dict[str, str]:
    """Return the formulas of the moves by column: costs and gains follow, the people moved are solved."""
    costs = f"[{LISTED}]"
    for name in reversed(LENGTHS):
        costs = f'IF([{LENGTH}]="{name}",training_cost_{name}_usd,{costs})'
    raw = {
        "person_cost_usd": costs,
        "cost_usd": "[people]*[person_cost_usd]",
        "wage_gain_usd": "[people]*placement_rate*[person_gain_usd]",
    }
    known = columns("allocation")
    labels = {LENGTH: LENGTH, LISTED: LISTED, **{name: column.label for name, column in known.items()}}
    for name, formula in raw.items():
        for column, label in labels.items():
            formula = formula.replace(f"[{column}]", this_row(TABLE, label))
        raw[name] = formula
    return raw


def totals(moved: pd.DataFrame, budget_usd: float) -> dict[tuple[str, str], float]:
    """Return the figures of the lines over the moves, by line and column."""
    cost, (budget, every, left) = float(moved["cost_usd"].sum()), TOTALS
    sums = {(every, name): float(moved[name].sum()) for name in ("people", "wage_gain_usd")}
    return {
        (budget, "cost_usd"): budget_usd,
        (every, "cost_usd"): cost,
        **sums,
        (left, "cost_usd"): budget_usd - cost,
    }


def _write_totals(book: Book, sheet: Any, placed: Placed) -> None:
    known, styles = columns("allocation"), book.styles
    first = placed.header_row - len(TOTALS)
    beside = placed.columns[known["people"].label] - 1
    figures = totals(book.results.allocation.moved, book.results.given["budget_usd"])
    for at, line in enumerate(TOTALS):
        bold = line == TOTALS[1]
        book.write_text(sheet, first + at, beside, line, styles.text(align="right", bold=bold))
        for name in ("people", "cost_usd", "wage_gain_usd"):
            cells = styles.number(known[name].number_format, bold=bold)
            whole = f"SUM({whole_column(TABLE, known[name].label)})"
            cost = f"SUM({whole_column(TABLE, known['cost_usd'].label)})"
            formula = {TOTALS[0]: "budget_usd", TOTALS[1]: whole, TOTALS[2]: f"budget_usd-{cost}"}[line]
            place = first + at, placed.columns[known[name].label]
            if (line, name) in figures:
                sheet.write_formula(*place, formula, cells, figures[line, name])
            else:
                sheet.write_blank(*place, None, cells)


def _field(book: Book, column: Column, values: list[Any], live: str = "") -> Field:
    styles, width = book.styles, WIDTHS.get(column.name, 13)
    told: dict[str, Any] = {"note": header_note(column), "detail": column.name in DETAILS}
    if column.type == "number":
        grey: dict[str, Any] = {} if live else {"italic": True, "font_color": SECONDARY}
        cells = styles.number(column.number_format, mark=mark_of(column), **grey)
        return Field(column.label, values, cells, width, align="right", formula=live, **told)
    edge = column.name == "origin"
    wraps = column.name in WRAPPING
    cells = styles.cell(text_wrap=wraps) if edge else styles.text(text_wrap=wraps)
    side = "edge" if edge else "left"
    return Field(column.label, values, cells, width, align=side, wraps=wraps, **told)


def _chart(book: Book, curve: Placed, name: str, title: str) -> Any:
    """Return a line of one column of the curve against the budget."""
    known = columns("budget_curve")
    chart: Any = book.workbook.add_chart({"type": "scatter", "subtype": "straight"})
    chart.add_series(
        {
            "name": title,
            "categories": curve.chart_range(known["budget_usd"].label),
            "values": curve.chart_range(known[name].label),
            "line": {"color": ACCENT, "width": 2.25},
            "marker": {"type": "circle", "size": 4, "fill": {"color": ACCENT}, "border": {"none": True}},
        }
    )
    chart.set_title({"name": title, "name_font": {**FONT_10, "size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"none": True})
    pattern = "$#,##0" if known[name].unit.startswith("USD") else "#,##0"
    light = {"visible": True, "line": {"color": "#E3E6E8"}}
    axis = {"num_font": FONT_10, "line": {"color": SECONDARY}, "min": 0}
    chart.set_x_axis({**axis, "num_format": "$#,##0", "major_gridlines": {"visible": False}})
    chart.set_y_axis({**axis, "num_format": pattern, "major_gridlines": light})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": CHART_PIXELS[0], "height": CHART_PIXELS[1]})
    return chart
