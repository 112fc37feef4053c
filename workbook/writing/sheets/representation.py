"""Representation: who works in each class of the region, against who works in its Origins."""

from __future__ import annotations

from typing import Any

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from data.dictionaries import columns
from workbook.writing.layout import Book, set_up_page
from workbook.writing.sheets.matrix import colour_classes, header_note
from workbook.writing.styles import CAUTION, CAUTION_FILL, CLASS_STRONG, INK, SECONDARY
from workbook.writing.tables import Field, Placed, write_table

SHEET, TABLE = "Representation", "Representation"
HEADER_ROW = 5
HOW = (
    "Shares are national by occupation (CPS Table 11) and weighted with the region’s jobs · Hispanic or "
    "Latino people "
    "may be of any race · solved by Headway: this sheet does not follow changes made here"
)
SHOWN = "class group share origin_share parity_index people_gap employment coverage_share"
PARITY = 1.0
FAR_FROM_PARITY = 0.8


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
    sheet = book.sheet(SHEET, SHEET, sentence(table), HOW)
    known = columns("representation")
    shown = []
    for name in SHOWN.split():
        column = known[name]
        figure = column.type == "number"
        cells: Any = book.styles.cell() if name == "class" else book.styles.text()
        if figure:
            cells = book.styles.number(column.number_format, italic=True, font_color=SECONDARY)
        align = "right" if figure else "edge" if name == "class" else "left"
        width = {"class": 24, "group": 20}.get(name, 12)
        shown.append(
            Field(column.label, table[name].tolist(), cells, width, align=align, note=header_note(column))
        )
    placed = write_table(book, sheet, TABLE, shown, row=HEADER_ROW, description="Class by group of workers")
    colour_classes(book, sheet, placed, known["class"].label)
    first, at, last, _ = placed.cells(known["parity_index"].label)
    far = book.styles.differential(font_color=CAUTION, bg_color=CAUTION_FILL)
    sheet.conditional_format(
        first,
        at,
        last,
        at,
        {
            "type": "cell",
            "criteria": "between",
            "minimum": 0.000001,
            "maximum": FAR_FROM_PARITY - 1e-9,
            "format": far,
        },
    )
    _chart(book, sheet, placed, table)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    set_up_page(book, sheet, repeat=(HEADER_ROW, HEADER_ROW), pages_high=1)
    return placed


def _chart(book: Book, sheet: Worksheet, placed: Placed, table: pd.DataFrame) -> None:
    """Draw shares of each group in Origins, Gateways and Targets, side by side."""
    labels = {name: column.label for name, column in columns("representation").items()}
    chart: Any = book.workbook.add_chart({"type": "column"})
    classes = table["class"].tolist()
    for class_name, series in (
        ("Origin", "Origins (both bands)"),
        ("Gateway", "Gateways"),
        ("Target", "Targets"),
    ):
        rows = [
            at
            for at, name in enumerate(classes)
            if name == ("Gateway" if class_name == "Origin" else class_name)
        ]
        first, last = placed.first_row + rows[0], placed.first_row + rows[-1]
        value = placed.columns[labels["origin_share" if class_name == "Origin" else "share"]]
        group = placed.columns[labels["group"]]
        chart.add_series(
            {
                "name": series,
                "categories": [SHEET, first, group, last, group],
                "values": [SHEET, first, value, last, value],
                "fill": {"color": CLASS_STRONG[class_name]},
                "gap": 60,
                "overlap": -5,
                "data_labels": {"value": True, "num_format": "0%", "font": {"size": 9, "color": INK}},
            }
        )
    chart.set_title(
        {"name": sentence(table), "name_font": {"size": 12, "bold": True, "color": INK}, "overlay": False}
    )
    chart.set_legend({"position": "bottom", "font": {"size": 10, "color": INK}})
    chart.set_x_axis(
        {"num_font": {"size": 10, "color": INK}, "line": {"color": SECONDARY}, "major_tick_mark": "none"}
    )
    chart.set_y_axis(
        {
            "visible": False,
            "major_gridlines": {"visible": False},
            "min": 0,
        }
    )
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 720, "height": 400})
    below = placed.last_row + 2
    sheet.insert_chart(
        below,
        0,
        chart,
        {
            "description": "Columns: share of women, Black, Asian and Hispanic or Latino workers in the "
            "Origins, Gateways "
            f"and Targets of {book.stamp.region}. {sentence(table)}",
        },
    )
    sheet.write_string(
        below + 21, 0, "Share of workers · CPS Table 11, 2022, weighted with OEWS jobs", book.styles.quiet
    )
