"""Rank intervals: how firm each rank is when the criteria are weighed differently, as bars and a table."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd

from data.dictionaries import Column, columns
from workbook.writing.layout import Book, set_up_page
from workbook.writing.painting import colour_classes, data_bar, header_note
from workbook.writing.sheets import pictures, solved
from workbook.writing.styles import ACCENT, BAR, SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_table

SHEET, TABLE = "Rank intervals", "RankIntervals"
PICTURE_ROW = 5
SHOWN, NAME_LETTERS = 20, 64
FIRM_SHARE, FIRST_TEN = 0.9, 10
CHART_PIXELS = (900, 560)
HEADER_ROW = PICTURE_ROW + 2 + CHART_PIXELS[1] // pictures.ROW_PIXELS + 1
LIGHT = "#A9C4E0"
LAYOUT = "rank title class score rank_low rank_high top10_share soc"
WIDTHS = {"rank": 8, "title": 54, "class": 24, "soc": 11}
SPAN, NAMED = "Span", "Name in the picture"
BEFORE, LEFT, PLACE, RIGHT = "Bar begins", "Bar left", "Rank mark", "Bar right"
HOW = (
    "The bar holds the ranks of nine tenths of the weightings drawn around those on Assumptions; the "
    "dark mark is "
    "the rank itself"
)


def sentence(table: pd.DataFrame) -> str:
    """Return how many of the first ten are firm, and which of them is the least so."""
    first = table[table["rank"] <= FIRST_TEN]
    if first.empty:
        return "No occupation is ranked, so no rank can be firm."
    firm = int((first["top10_share"] >= FIRM_SHARE).sum())
    at = int(first["rank_high"].to_numpy(dtype=float).argmax())
    title, place = str(first["title"].iloc[at]), float(first["rank_high"].iloc[at])
    said = f"{firm} of the first {len(first)} stay among the first ten in nine of ten weightings"
    return f"{said}; the least firm of them, {title}, may fall to place {place:.0f}."


def with_bars(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the parts of each bar in places, and its span in words.

    The bar begins half a place before the best likely rank and ends half a place behind the worst; the
    mark is one place wide. A rank outside its own interval is shown at its end.
    """
    low = table[["rank_low", "rank"]].min(axis=1)
    high = table[["rank_high", "rank"]].max(axis=1)
    span = [f"{a:.0f}–{b:.0f}" if a != b else f"{a:.0f}" for a, b in zip(low, high, strict=True)]
    parts: dict[str, Any] = {
        SPAN: span,
        BEFORE: low - 0.5,
        LEFT: table["rank"] - low,
        PLACE: 1.0,
        RIGHT: high - table["rank"],
        NAMED: [
            f"{textwrap.shorten(title, NAME_LETTERS, placeholder='…')}  {text}"
            for title, text in zip(table["title"], span, strict=True)
        ],
    }
    return table.assign(**parts)


def write(book: Book) -> Placed:
    """Write the sheet with its picture and return where the table stands."""
    table = with_bars(book.results.robustness.sort_values("rank", ignore_index=True))
    said = sentence(table)
    sheet = book.sheet(SHEET, SHEET, said, HOW, links=2, also={3: "Priorities"})
    solved.write(book, sheet, solved.INTERVALS)
    known = columns("robustness")
    fields = [_field(book, known[name], table[name].tolist()) for name in LAYOUT.split()]
    fields[5:5] = [Field(SPAN, table[SPAN].tolist(), book.styles.text(align="center"), 11, note=SPAN_NOTE)]
    fields += [
        Field(
            name,
            table[name].tolist(),
            book.styles.number("0.0"),
            11,
            note=BAR_NOTE,
            detail=True,
            align="right",
        )
        for name in (BEFORE, LEFT, PLACE, RIGHT)
    ]
    named = book.styles.text(font_color=SECONDARY)
    fields.append(Field(NAMED, table[NAMED].tolist(), named, 40, note=NAMED_NOTE, detail=True))
    placed = write_table(book, sheet, TABLE, fields, row=HEADER_ROW, description="How firm each rank is")
    fit_rows(sheet, placed, fields)
    colour_classes(book, sheet, placed, known["class"].label)
    first, column, last, _ = placed.cells(known["top10_share"].label)
    sheet.conditional_format(first, column, last, column, {**data_bar(), "max_type": "num", "max_value": 1})
    if len(table):
        words = _takeaway(table)
        description = (
            f"Bars: ranks of nine tenths of the weightings, the first {SHOWN}. As exported: {words}."
        )
        chart = _chart(book, placed, min(SHOWN, len(table)))
        pictures.place(book, sheet, PICTURE_ROW, [pictures.Panel((0, 7), "", words, chart, description)])
    sheet.freeze_panes(PICTURE_ROW, 0)
    # Three columns more than shown, for the line that says where the figures are from.
    area = (0, 0, placed.last_row, max(placed.columns.values()) + 3)
    set_up_page(book, sheet, repeat=(HEADER_ROW, HEADER_ROW), area=area)
    return placed


SPAN_NOTE = "Places. Best to worst likely rank, over nine tenths of the drawn weightings."
NAMED_NOTE = "The occupation and its span, as the picture names them."
BAR_NOTE = "Places. A part of the bar in the picture."


def _takeaway(table: pd.DataFrame) -> str:
    first = table.head(FIRST_TEN)
    firm = first[first["top10_share"] >= FIRM_SHARE]["title"].tolist()
    if not firm:
        return "No place among the first ten is firm"
    named = ", ".join(firm[:2]) + (f" and {len(firm) - 2} more" if len(firm) > 2 else "")
    return f"Firm among the first ten: {named}"


def _field(book: Book, column: Column, values: list[Any]) -> Field:
    styles, note = book.styles, header_note(column)
    width = WIDTHS.get(column.name, 13)
    if column.name == "rank":
        return Field(column.label, values, styles.cell(align="center", num_format="0"), width, align="center")
    if column.type == "number":
        cells = styles.number(column.number_format, italic=True, font_color=SECONDARY)
        return Field(column.label, values, cells, width, align="right", note=note)
    wraps = column.name == "title"
    return Field(column.label, values, styles.text(text_wrap=wraps), width, note=note, wraps=wraps)


def _chart(book: Book, placed: Placed, rows: int) -> Any:
    """Return floating bars from the best to the worst likely rank, the rank itself marked in them."""
    chart: Any = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    title = placed.chart_range(NAMED, rows)
    colours = {BEFORE: None, LEFT: LIGHT, PLACE: ACCENT, RIGHT: LIGHT}
    for name, colour in colours.items():
        told: dict[str, Any] = {
            "name": name,
            "categories": title,
            "values": placed.chart_range(name, rows),
            "fill": {"color": colour} if colour else {"none": True},
            "gap": 40,
        }
        chart.add_series(told)
    chart.show_hidden_data()
    vintage = book.results.vintages["Jobs and wages"]
    pictures.finish(chart, f"Rank, best to worst likely; {vintage}, weights on Assumptions", CHART_PIXELS)
    chart.set_legend({"none": True})
    font = pictures.CHART_FONT
    light = {"visible": True, "line": {"color": BAR}}
    chart.set_x_axis(
        {"min": 0, "num_font": font, "num_format": "0", "line": {"none": True}, "major_gridlines": light}
    )
    chart.set_y_axis(
        {"reverse": True, "major_tick_mark": "none", "num_font": font, "line": {"color": SECONDARY}}
    )
    return chart
