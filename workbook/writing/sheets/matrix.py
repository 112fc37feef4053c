"""Regional matrix: one row per occupation, what matters first at the top, live where Excel can follow."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from workbook.model.measure import MATRIX_MEASURES, Measure
from workbook.writing.formulas import excel_formula, this_row
from workbook.writing.layout import Book, set_up_page
from workbook.writing.painting import colour_classes, data_bar, header_note
from workbook.writing.sheets import classcheck, inputs, solved, staffing
from workbook.writing.styles import (
    ACCENT,
    CAUTION,
    CAUTION_FILL,
    SECONDARY,
    WARNING,
    WARNING_FILL,
)
from workbook.writing.tables import Field, Placed, fit_rows, write_groups, write_table

SHEET, TABLE = "Regional matrix", "Matrix"
GROUP_ROW, HEADER_ROW = 5, 7
LABELS = {
    **{measure.name: measure.column.label for measure in MATRIX_MEASURES},
    classcheck.NAME: classcheck.LABEL,
}

BOARD_NOTE = "board_note"

ORDER = ("Gateway", "Historical Adjacency", "Mid-wage Origin", "Origin", "Target", "Not classified")
"""Classes in the order in which a board meets them: where to invest, who is there, where it leads."""

LAYOUT: tuple[tuple[str, str, str], ...] = (
    # heading, columns always shown, columns folded away behind them
    ("Occupation", "title soc", "family"),
    ("Class", f"class {classcheck.NAME} viable", "band borderline overridden"),
    (
        "Openings a year",
        "availability accessible_openings openings_12m net_openings",
        "openings_rate scenario_factor accessible_share",
    ),
    (
        "Competition",
        "unemployed seekers_per_opening",
        "unemployment_ratio unemployment_rate group_unemployment_ratio unemployed_kind",
    ),
    (
        "Pay and lines",
        "nonba_income_usd wage_gain_usd below_origin_line above_target_line",
        "nonba_income_told_usd feeder_income_usd "
        "wage_p10_usd wage_p25_usd wage_p50_usd wage_p75_usd wage_p90_usd wage_source",
    ),
    ("Paths", "origin_reach springboard_share", "inflow_origin_share training_feasibility"),
    ("Long-term risk", "automation_risk low_risk", "automation_mark ai_exposure ai_applicability"),
    (
        "Jobs",
        "employment employment_mark location_quotient growth_share",
        "nonba_share nonba_mark job_zone cross_sector_spread representation_index",
    ),
    (
        "Local postings",
        "",
        "postings_open postings_stated_education postings_no_degree posting_wage_usd "
        "posting_wage_no_degree_usd trend_share trend_direction",
    ),
    ("Notes", f"note {BOARD_NOTE}", ""),
)
LOCAL = "Local postings"

SOLVED = frozenset(
    [
        "class",
        "band",
        "borderline",
        "origin_reach",
        "springboard_share",
        "inflow_origin_share",
        "feeder_income_usd",
        "training_feasibility",
        "representation_index",
    ]
)
"""Columns that rest on the circular pass: they stay as they are when an assumption changes here."""

LOOKED_UP = {"scenario_factor": staffing.factor_of(this_row(TABLE, LABELS["soc"]))}
"""Columns that another sheet of the workbook computes: the formula that fetches them."""

ROW_MARKS = {
    "nonba_share": "nonba_mark",
    "automation_risk": "automation_mark",
    "unemployed": "unemployed_kind",
    **dict.fromkeys(
        ("wage_p10_usd", "wage_p25_usd", "wage_p50_usd", "wage_p75_usd", "wage_p90_usd"), "wage_source"
    ),
}
"""Columns whose figures are imputed in some rows, and the column that says in which."""

NOT_IMPUTED = frozenset(("", "observed", "region"))

WIDTHS = {
    "title": 54,
    "soc": 10,
    "family": 36,
    "class": 23,
    "note": 60,
    "viable": 8,
    "band": 7,
    "availability": 12,
    "nonba_mark": 22,
    "automation_mark": 22,
    "employment_mark": 15,
    "below_origin_line": 9,
    "above_target_line": 9,
    "low_risk": 8,
    "job_zone": 7,
    "overridden": 9,
    "unemployed_kind": 11,
}


def sheet_order(matrix: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Return the rows in reading order: class, then accessible openings; occupations without a row last."""
    place = matrix["class"].map({name: at for at, name in enumerate(ORDER)}).fillna(len(ORDER)).to_numpy()
    absent = (matrix["employment_mark"] == "absent").to_numpy()
    openings = matrix["accessible_openings"].fillna(-1.0).to_numpy()
    return np.lexsort((matrix["soc"].to_numpy(dtype=str), -openings, place, absent))


def kind_words(measure: Measure) -> str:
    """Return how a column's figures came about, in the words of the row above the headers."""
    mark = {"modelled": " m", "imputed": " i"}.get(measure.column.kind, "")
    if measure.formula or measure.name in LOOKED_UP:
        return f"live{mark}"
    if measure.name in SOLVED:
        return f"solved{mark}"
    return {"observed": "observed", "imputed": "imputed i", "modelled": "modelled m"}.get(
        measure.column.kind, ""
    )


def number_cells(book: Book, measure: Measure, frame: pd.DataFrame) -> Format | list[Format]:
    """Return the formats of a figure column: its pattern, its mark row by row, grey italic when solved."""
    styles, column = book.styles, measure.column
    extra: dict[str, Any] = {"italic": True, "font_color": SECONDARY} if measure.name in SOLVED else {}
    marks = ROW_MARKS.get(measure.name)
    usual = styles.number(column.number_format, mark="m" if column.kind == "modelled" else "", **extra)
    plain = styles.number(column.number_format, aligned=True, **extra)
    if measure.name == "nonba_income_usd":
        told = frame["nonba_income_told_usd"].notna().tolist()
        return [plain if one else usual for one in told] if any(told) else usual
    if marks is None or marks not in frame:
        return usual
    imputed = styles.number(column.number_format, mark="i", **extra)
    return [plain if mark in NOT_IMPUTED else imputed for mark in frame[marks].tolist()]


def fields(book: Book, frame: pd.DataFrame) -> list[Field]:
    """Return the columns of the sheet in reading order, folded and grouped as `LAYOUT` says."""
    by_name = {measure.name: measure for measure in MATRIX_MEASURES}
    has_postings = bool(frame["postings_open"].notna().any())
    found = []
    for heading, shown, folded in LAYOUT:
        names = [(name, False) for name in shown.split()] + [(name, True) for name in folded.split()]
        for name, detail in names:
            if name == classcheck.NAME:
                found.append(_check(book, frame, heading))
                continue
            if name == BOARD_NOTE:
                found.append(inputs.note_field(book, frame["soc"].tolist(), group=heading))
                continue
            local = heading == LOCAL and has_postings and not name.startswith("trend")
            found.append(_field(book, by_name[name], frame, heading, detail=detail and not local))
    return found


def _field(book: Book, measure: Measure, frame: pd.DataFrame, heading: str, *, detail: bool) -> Field:
    styles, column = book.styles, measure.column
    italic: dict[str, Any] = {"italic": True} if measure.name in SOLVED else {}
    align = {"number": "right", "flag": "center"}.get(column.type, "left")
    cells: Format | list[Format]
    if column.type == "number":
        cells = number_cells(book, measure, frame)
    elif column.type == "flag":
        cells = styles.cell(align="center", font_color=SECONDARY, **italic)
    elif measure.name == "title":
        align, cells = "edge", styles.cell(text_wrap=True)
    else:
        cells = styles.text(text_wrap=measure.name == "note", **italic)
    formula = excel_formula(measure.formula, TABLE, LABELS) if measure.formula else ""
    formula = LOOKED_UP.get(measure.name, formula)
    return Field(
        label=column.label,
        values=frame[measure.name].tolist(),
        cells=cells,
        width=WIDTHS.get(measure.name, 12),
        formula=formula,
        note=header_note(column),
        group=heading,
        kind=kind_words(measure),
        detail=detail,
        align=align,
        wraps=measure.name in ("title", "note"),
    )


def _check(book: Book, frame: pd.DataFrame, heading: str) -> Field:
    return Field(
        classcheck.LABEL,
        frame[classcheck.NAME].tolist(),
        book.styles.text(font_color=SECONDARY),
        18,
        formula=excel_formula(classcheck.formula(), TABLE, LABELS),
        note=classcheck.NOTE,
        group=heading,
        kind="live",
    )


def write(book: Book, sentence: str) -> Placed:
    """Write the sheet and return where its table stands."""
    sheet = book.sheet(SHEET, SHEET, sentence, HOW)
    solved.write(book, sheet, solved.CLASSES)
    matrix = book.results.matrix
    checked = matrix.assign(**{classcheck.NAME: classcheck.checks(matrix, book.results.given)})
    frame = checked.take(sheet_order(checked))
    columns = fields(book, frame)
    placed = write_table(book, sheet, TABLE, columns, row=HEADER_ROW, description="One row per occupation")
    write_groups(book, sheet, placed, columns, row=GROUP_ROW)
    fit_rows(sheet, placed, columns)
    _fold_absent(sheet, placed, frame["employment_mark"].tolist())
    colour_classes(book, sheet, placed, LABELS["class"])
    _mark_tests(book, sheet, placed)
    first, column, last, _ = placed.cells(LABELS["accessible_openings"])
    sheet.conditional_format(first, column, last, column, data_bar())
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    set_up_page(book, sheet, paper="tabloid", repeat=(GROUP_ROW, HEADER_ROW), area=placed.printed)
    return placed


HOW = (
    "live: recomputes here when an assumption changes · solved, in grey italics: by Headway's circular pass; "
    "Live check tells where a class no longer fits · i imputed, m modelled, no mark observed · "
    "press 2 at the top left for every column, and for occupations without a row here"
)


def _fold_absent(sheet: Worksheet, placed: Placed, marks: list[str]) -> None:
    """Fold away the occupations without a row in the region; they stand last and add to no total."""
    here = sum(mark != "absent" for mark in marks)
    if here in (0, len(marks)):
        return
    for row in range(placed.first_row + here, placed.last_row + 1):
        sheet.set_row(row, None, None, {"level": 1, "hidden": True})
    sheet.set_row(placed.last_row + 1, None, None, {"collapsed": True})


def _mark_tests(book: Book, sheet: Worksheet, placed: Placed) -> None:
    """Colour high automation risk, the ends of availability, and classes that fail their live check."""
    styles = book.styles

    def cell(name: str) -> str:
        return str(xl_rowcol_to_cell(placed.first_row, placed.columns[LABELS[name]], False, True))

    fails = f'=LEFT({cell(classcheck.NAME)},5)="{classcheck.FAILS[:5]}"'
    _rule(
        sheet, placed, classcheck.NAME, fails, styles.differential(font_color=WARNING, bg_color=WARNING_FILL)
    )
    risky = f"={cell('low_risk')}=FALSE"
    _rule(
        sheet,
        placed,
        "automation_risk",
        risky,
        styles.differential(font_color=CAUTION, bg_color=CAUTION_FILL),
    )
    _rule(
        sheet,
        placed,
        "availability",
        f'={cell("availability")}="Crowded"',
        styles.differential(font_color=WARNING),
    )
    _rule(
        sheet,
        placed,
        "availability",
        f'={cell("availability")}="Open"',
        styles.differential(font_color=ACCENT),
    )


def _rule(sheet: Worksheet, placed: Placed, name: str, criteria: str, shown: Format) -> None:
    first, column, last, _ = placed.cells(LABELS[name])
    sheet.conditional_format(
        first, column, last, column, {"type": "formula", "criteria": criteria, "format": shown}
    )
