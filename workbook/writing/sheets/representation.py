"""Representation: who works in each class of the region, against who works in its Origins."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.dictionaries import Column, columns
from workbook.model.representation import BELOW
from workbook.writing.layout import Book, set_up_page
from workbook.writing.painting import colour_classes, header_note
from workbook.writing.sheets import solved
from workbook.writing.styles import CAUTION, CAUTION_FILL, CLASS_STRONG, INK, SECONDARY
from workbook.writing.tables import Field, Placed, write_table

SHEET, TABLE = "Representation", "Representation"
HEADER_ROW = 5
HOW = (
    "Shares are national by occupation (CPS Table 11) and weighted with the region’s jobs · Hispanic or "
    "Latino people may be of any race"
)
SHOWN = (
    "class group share margin_share origin_share parity_index parity_margin reading people_gap employment "
    "coverage_share"
)
DETAIL_SHEET, DETAIL_TABLE = "Representation detail", "RepresentationDetail"
DETAIL_SHOWN = (
    "title group share margin_share origin_share parity_index parity_margin reading people_gap employment "
    "base_people mark soc"
)
DETAIL_HOW = (
    "Gateways with published jobs, the most jobs first · margins are of the survey’s sample alone (90 %)"
)
WIDTHS = {"class": 24, "group": 20, "title": 54, "reading": 19, "mark": 24}
PARITY = 1.0
FAR_FROM_PARITY = 0.8
UNIT = "Share of workers · CPS Table 11, weighted with the region’s OEWS jobs"
FONT_10 = {"name": "Calibri", "size": 10, "color": INK}


def sentence(table: pd.DataFrame) -> str:
    """Return what the sheet comes to: the group furthest from parity in Gateways."""
    gateways = table[(table["class"] == "Gateway") & table["parity_index"].notna()]
    if gateways.empty:
        return "No Gateway of the region has published shares."
    row = gateways.iloc[int(gateways["parity_index"].to_numpy().argmin())]
    if row["parity_index"] >= PARITY:
        return "Every group is at least as well represented in Gateways as in Origins."
    group = row["group"] if row["group"] == "Women" else f"{row['group']} workers"
    return (
        f"{group} hold {row['origin_share']:.0%} of the jobs in Origins and {row['share']:.0%} of those in "
        "Gateways: "
        f"parity is about {_rounded(row['people_gap'])} people away."
    )


def _rounded(people: float) -> str:
    step = 10 ** max(0, len(str(int(people))) - 2)
    return f"{round(people / step) * step:,.0f}"


def write(book: Book) -> Placed:
    """Write the sheet with its chart and return where its table stands."""
    table = book.results.representation
    sheet = book.sheet(SHEET, SHEET, sentence(table), HOW, also={3: DETAIL_SHEET})
    solved.write(book, sheet, solved.REPRESENTATION)
    known = columns("representation")
    shown = [_field(book, known[name], table[name].tolist()) for name in SHOWN.split()]
    placed = write_table(book, sheet, TABLE, shown, row=HEADER_ROW, description="Class by group of workers")
    colour_classes(book, sheet, placed, known["class"].label)
    first, at, last, _ = placed.cells(known["parity_index"].label)
    far = book.styles.differential(font_color=CAUTION, bg_color=CAUTION_FILL)
    below = {"type": "cell", "criteria": "between", "minimum": 1e-6, "maximum": FAR_FROM_PARITY - 1e-9}
    sheet.conditional_format(first, at, last, at, {**below, "format": far})
    description = (
        "Columns: share of women, Black, Asian and Hispanic or Latino workers in the Origins, Gateways and "
        f"Targets of {book.stamp.region}. {sentence(table)}"
    )
    options = {"description": description, "object_position": 2}
    sheet.insert_chart(placed.last_row + 2, 0, _chart(book, placed, table), options)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    set_up_page(book, sheet, repeat=(HEADER_ROW, HEADER_ROW), pages_high=1)
    return placed


def detail_sentence(table: pd.DataFrame) -> str:
    """Return in how many Gateways each group is clearly below parity."""
    told = table[table["share"].notna()]
    if told.empty:
        return "No Gateway of the region has published shares."
    below = told[told["reading"] == BELOW].groupby("group", sort=False).size()
    whole = told["soc"].nunique()
    said = ", ".join(f"{group} in {count}" for group, count in below.items())
    lead = f"Clearly below parity, of {whole} Gateways with published shares: "
    return f"{lead}{said}." if said else f"In none of {whole} Gateways is a group clearly below parity."


def write_detail(book: Book) -> Placed:
    """Write one row per Gateway and group, with margins, and return where the table stands."""
    table, known = book.results.representation_gateways, columns("representation_gateways")
    sheet = book.sheet(DETAIL_SHEET, DETAIL_SHEET, detail_sentence(table), DETAIL_HOW, also={3: SHEET})
    solved.write(book, sheet, solved.REPRESENTATION)
    shown = [_field(book, known[name], table[name].tolist()) for name in DETAIL_SHOWN.split()]
    placed = write_table(
        book, sheet, DETAIL_TABLE, shown, row=HEADER_ROW, description="Gateway by group of workers"
    )
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    set_up_page(book, sheet, repeat=(HEADER_ROW, HEADER_ROW), area=placed.printed)
    return placed


def _field(book: Book, column: Column, values: list[Any]) -> Field:
    styles, width = book.styles, WIDTHS.get(column.name, 12)
    if column.type == "number":
        cells = styles.number(column.number_format, italic=True, font_color=SECONDARY)
        return Field(column.label, values, cells, width, align="right", note=header_note(column))
    edge = column.name in ("class", "title")
    cells = styles.cell() if edge else styles.text()
    return Field(
        column.label, values, cells, width, align="edge" if edge else "left", note=header_note(column)
    )


def _chart(book: Book, placed: Placed, table: pd.DataFrame) -> Any:
    """Return shares of each group in Origins, Gateways and Targets, side by side."""
    chart: Any = book.workbook.add_chart({"type": "column"})
    # Every row of a class carries the share in Origins beside its own.
    for name, rows_of, column in (
        ("Origin", "Gateway", "origin_share"),
        ("Gateway", "Gateway", "share"),
        ("Target", "Target", "share"),
    ):
        rows = [placed.first_row + at for at, found in enumerate(table["class"]) if found == rows_of]
        chart.add_series(
            {
                "name": f"{name}s",
                "categories": _range(placed, "group", rows),
                "values": _range(placed, column, rows),
                "fill": {"color": CLASS_STRONG[name]},
                "gap": 60,
                "overlap": -5,
                "data_labels": {"value": True, "num_format": "0%", "font": {**FONT_10, "size": 9}},
            }
        )
    title = {**FONT_10, "size": 12, "bold": True}
    chart.set_title({"name": sentence(table), "name_font": title, "overlay": False})
    chart.set_legend({"position": "bottom", "font": FONT_10})
    unit = {"name": UNIT, "name_font": {**FONT_10, "bold": False, "color": SECONDARY}}
    chart.set_x_axis({"num_font": FONT_10, "line": {"color": SECONDARY}, "major_tick_mark": "none", **unit})
    chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 760, "height": 420})
    return chart


def _range(placed: Placed, name: str, rows: list[int]) -> list[Any]:
    column = placed.columns[columns("representation")[name].label]
    return [SHEET, rows[0], column, rows[-1], column]
